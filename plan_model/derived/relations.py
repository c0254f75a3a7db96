"""Which printed figures imply another: by its definition, by growth, by addition, by being printed twice.

A relation is found by rule from the formulas of indicators.yml, the scopes of scopes.yml and from what each figure
measures. It is complete where every input is printed, and names what is missing where not. Each is looked at once, from
the figure that the others give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plan_model.derived.figures import AMOUNTS, Figure, Printings, figure_of, is_numeric
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Aspect, IndicatorValue
from target_calculator.quantity import kind_of

_RATIO = re.compile(r"(?P<one_minus>1 - )?(?P<numerator>[a-z0-9-]+) / (?P<denominator>[a-z0-9-]+)")
Rule = Literal[
    "total_growth", "annual_growth", "ratio", "one_minus_ratio", "sum", "printed_parts", "difference", "mean",
    "repeated", "other_scope",
]  # fmt: skip
_SPANS: dict[Aspect, Rule] = {
    "total_growth": "total_growth",
    "annual_growth": "annual_growth",
    "increment": "difference",
    "change": "difference",
}
_ENDS = {"difference": ("subtrahend", "minuend")}  # the earlier one first, as in baseline and target


@dataclass(frozen=True)
class Missing:
    """An input that no plan prints: of which indicator, and for when."""

    indicator: str
    year: str


@dataclass(frozen=True)
class Relation:
    """One way in which other figures imply a printed one.

    `formula` is one of target_calculator.precision.FORMULAS. `rule` is its name for the reader: the formula's own, or
    repeated, other_scope, printed_parts. Nothing is `missing` where it can be worked out. `unprinted` are the parts of
    a sum without which the others are the least that it can be.
    """

    rule: Rule
    formula: str
    inputs: Mapping[str, IndicatorValue]
    missing: tuple[Missing, ...] = ()
    years: int = 0
    unprinted: tuple[Missing, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every figure that the relation needs is printed."""
        return not self.missing


def relations_of(collection: Collection, printings: Printings, value: IndicatorValue) -> Iterator[Relation]:
    """Yield every relation that gives a printed number from others; none for a figure whose year is not stated."""
    if not is_numeric(value) or not value.year:
        return
    yield from _repetition(printings, value)
    yield from _other_scopes(collection, printings, value)
    if value.aspect in _SPANS:
        yield from _span(collection, printings, value)
    elif value.aspect == "yearly_average":
        yield _average(printings, value)
    elif value.aspect in AMOUNTS:
        yield from _definition(collection, printings, value)


def span_of(collection: Collection, value: IndicatorValue) -> tuple[int, int] | None:
    """Return from the end of which year to which a growth or an increment reaches.

    A span names its two ends (2015-2020); a period as long as a plan counts its years (2021-2025), so that it begins
    with the end of the year before. None for a figure of a single year.
    """
    first, _, last = value.year.partition("-")
    if not last:
        return None
    plan = collection.plans[collection.scopes[value.scope].plan].info
    counts_years = int(last) - int(first) == plan.last_year - plan.first_year
    return int(first) - counts_years, int(last)


def _repetition(printings: Printings, value: IndicatorValue) -> Iterator[Relation]:
    first = printings.first(figure_of(value))
    if first is not None and first is not value:
        yield Relation("repeated", "equal", {"value": first})


def _other_scopes(collection: Collection, printings: Printings, value: IndicatorValue) -> Iterator[Relation]:
    """The figure of a scope that may be the same under another name; the plan does not say whether it is."""
    for scope in collection.scopes[value.scope].may_be:
        other = printings.first(Figure(value.indicator_id, scope, value.year, value.aspect))
        if other is not None:
            yield Relation("other_scope", "equal", {"value": other})


def _span(collection: Collection, printings: Printings, value: IndicatorValue) -> Iterator[Relation]:
    span = span_of(collection, value)
    if span is None:
        return
    rule = _SPANS[value.aspect]
    years = dict(zip(_ENDS.get(rule, ("baseline", "target")), span, strict=True))
    found = {name: printings.amount(value.indicator_id, value.scope, str(year)) for name, year in years.items()}
    inputs = {name: level for name, level in found.items() if level is not None}
    missing = tuple(Missing(value.indicator_id, str(years[name])) for name in found if name not in inputs)
    yield Relation(rule, rule, inputs, missing, span[1] - span[0])


def _average(printings: Printings, value: IndicatorValue) -> Relation:
    first, _, last = value.year.partition("-")
    total = printings.first(Figure(value.indicator_id, value.scope, value.year, "period_total"))
    missing = () if total else (Missing(value.indicator_id, value.year),)
    return Relation("mean", "mean", {"total": total} if total else {}, missing, int(last or first) - int(first) + 1)


def _definition(collection: Collection, printings: Printings, value: IndicatorValue) -> Iterator[Relation]:
    formula = collection.indicators[value.indicator_id].formula
    if match := _RATIO.fullmatch(formula):
        parts = {name: match[name] for name in ("numerator", "denominator")}
        yield _from_parts(printings, value, "one_minus_ratio" if match["one_minus"] else "ratio", parts)
    elif formula:
        relation = _from_parts(printings, value, "sum", {part: part for part in formula.split(" + ")})
        yield _printed_parts(value, relation) or relation


def _from_parts(printings: Printings, value: IndicatorValue, formula: Rule, parts: Mapping[str, str]) -> Relation:
    found = {name: printings.amount(part, value.scope, value.year) for name, part in parts.items()}
    inputs = {name: level for name, level in found.items() if level is not None}
    missing = tuple(Missing(part, value.year) for name, part in parts.items() if name not in inputs)
    return Relation(formula, formula, inputs, missing)


def _printed_parts(value: IndicatorValue, relation: Relation) -> Relation | None:
    """Numbers of things are never negative, so that the parts that are printed are the least their sum can be."""
    countable = kind_of(value.unit) not in ("money", "ratio") and value.form == "point"
    if relation.missing and relation.inputs and countable:
        return Relation("printed_parts", "sum", relation.inputs, unprinted=relation.missing)
    return None
