"""Every printed figure that others imply, recomputed: growth columns, ratios, sums, text against table.

The arithmetic and the verdicts are target_calculator.precision; here stands only which figures belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plan_model.derived.printed_figures import printed_figure
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.precision import Verdict, judge

_RATIO = re.compile(r"(?P<one_minus>1 - )?(?P<numerator>[a-z-]+) / (?P<denominator>[a-z-]+)")
_GROWTH = ("total_growth", "annual_growth")


@dataclass(frozen=True)
class Check:
    """A printed figure, the figures that imply it, and how they agree."""

    check_id: str
    value: IndicatorValue
    formula: str
    inputs: Mapping[str, IndicatorValue]
    years: int
    verdict: Verdict


def make_checks(collection: Collection) -> tuple[Check, ...]:
    """Return a check for every printed figure that other printed figures imply, in the order of the texts.

    Growth figures are recomputed from their levels, ratios from their definition, sums from their parts, and a
    level printed again is compared with its first printing, a table's before the prose.
    """
    levels = _levels(collection)
    return tuple(check for value in collection.all_values for check in _checks_of(collection, value, levels))


Levels = dict[tuple[str, str, str], list[IndicatorValue]]


def _levels(collection: Collection) -> Levels:
    """Point levels by indicator, scope and year, those of tables first."""
    levels: Levels = {}
    for value in sorted(collection.all_values, key=lambda value: "-r" not in value.provision_id):
        if value.aspect == "level" and value.form == "point" and value.year and value.value is not None:
            levels.setdefault((value.indicator_id, value.scope, value.year), []).append(value)
    return levels


def _checks_of(collection: Collection, value: IndicatorValue, levels: Levels) -> Iterator[Check]:
    if value.value is None or value.form != "point" or not value.year:
        return
    if value.aspect in _GROWTH and "-" in value.year:
        yield from _growth_check(value, levels)
    elif value.aspect == "level":
        first = levels[value.indicator_id, value.scope, value.year][0]
        if first is not value:
            yield _check(value, "equal", {"value": first})
        yield from _ratio_check(collection, value, levels)
        yield from _sum_check(collection, value, levels)


def _growth_check(value: IndicatorValue, levels: Levels) -> Iterator[Check]:
    first, last = value.year.split("-")
    baseline = levels.get((value.indicator_id, value.scope, first))
    target = levels.get((value.indicator_id, value.scope, last))
    if baseline and target:
        yield _check(value, value.aspect, {"baseline": baseline[0], "target": target[0]}, int(last) - int(first))


def _ratio_check(collection: Collection, value: IndicatorValue, levels: Levels) -> Iterator[Check]:
    match = _RATIO.fullmatch(collection.indicators[value.indicator_id].formula)
    if not match:
        return
    inputs = {
        name: levels.get((match[name], value.scope, value.year), [None])[0] for name in ("numerator", "denominator")
    }
    known = {name: level for name, level in inputs.items() if level is not None}
    if len(known) == len(inputs):
        yield _check(value, "one_minus_ratio" if match["one_minus"] else "ratio", known)


def _sum_check(collection: Collection, value: IndicatorValue, levels: Levels) -> Iterator[Check]:
    formula = collection.indicators[value.indicator_id].formula
    parts = formula.split(" + ")
    if len(parts) < 2:
        return
    known = {
        part: levels[part, value.scope, value.year][0] for part in parts if (part, value.scope, value.year) in levels
    }
    if len(known) == len(parts):
        yield _check(value, "sum", known)


def _check(value: IndicatorValue, formula: str, inputs: Mapping[str, IndicatorValue], years: int = 0) -> Check:
    figures = {name: printed_figure(level) for name, level in inputs.items()}
    verdict = judge(printed_figure(value), formula, figures, years)
    identifier = "-".join([value.provision_id, value.indicator_id, value.scope, value.year, value.aspect, formula])
    return Check(identifier.replace("_", "-"), value, formula, inputs, years, verdict)
