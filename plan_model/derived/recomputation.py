"""Every relation between printed figures, worked out: growth, ratios, sums, differences, averages, repetitions.

The arithmetic is target_calculator.precision, which figures belong together is plan_model.derived.relations, how a
figure of any form agrees is plan_model.derived.verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from plan_model.derived.figures import (
    Printings,
    arithmetic_unit,
    figure_of,
    given_of,
    is_numeric,
    place_of,
    quantity_of,
)
from plan_model.derived.relations import Missing, Relation, Rule, relations_of
from plan_model.derived.verdicts import judge_value
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.precision import Recomputation, Verdict, recompute
from target_calculator.quantity import CalculatorError, Undefined, decimals_of, format_number

# Sums and repetitions have the decimals of their inputs; a quotient or a power has no end of them.
_EXACT = ("equal", "sum", "difference")
Reason = Literal["used_as_input", "no_number", "no_year", "missing_inputs", "no_relation"]


@dataclass(frozen=True)
class Check:
    """A printed figure at one place, the figures that imply it, and how they agree."""

    check_id: str
    value: IndicatorValue
    rule: Rule
    formula: str
    inputs: Mapping[str, IndicatorValue]
    years: int
    verdict: Verdict


@dataclass(frozen=True)
class Underived:
    """A printed figure that no other implies, and why: it may itself be what others are worked out from."""

    value: IndicatorValue
    reason: Reason
    missing: tuple[Missing, ...] = ()


def make_checks(collection: Collection) -> tuple[Check, ...]:
    """Return a check for every complete relation that gives a printed figure, in the order of the texts."""
    printings = Printings(collection)
    return tuple(
        _check(value, relation)
        for value in collection.all_values
        for relation in relations_of(collection, printings, value)
        if relation.is_complete
    )


def underived(collection: Collection, checks: Iterable[Check]) -> tuple[Underived, ...]:
    """Return every printed figure that no check works out, in the order of the texts, with the reason."""
    known = list(checks)
    printings = Printings(collection)
    worked_out = {place_of(check.value) for check in known}
    inputs = {place_of(level) for check in known for level in check.inputs.values()}
    return tuple(
        _underived(collection, printings, value, is_input=place_of(value) in inputs)
        for value in collection.all_values
        if place_of(value) not in worked_out
    )


def figure_count(checks: Iterable[Check]) -> int:
    """Return how many figures are worked out; one that is printed in several places is one figure."""
    return len({figure_of(check.value) for check in checks})


def place_count(checks: Iterable[Check]) -> int:
    """Return in how many places the figures that are worked out are printed."""
    return len({place_of(check.value) for check in checks})


def recomputed_text(check: Check) -> str:
    """Return a recomputed number as it is shown, without unit; "" where there is none.

    A sum or a repetition has the decimals of its inputs, a quotient two more than are printed.
    """
    recomputed = check.verdict.recomputed
    if isinstance(recomputed, Undefined):
        return ""
    if check.formula in _EXACT:
        return format_number(recomputed, decimals_of(recomputed.normalize()))
    return format_number(recomputed, quantity_of(check.value).decimals + 2)


def _check(value: IndicatorValue, relation: Relation) -> Check:
    given = {name: given_of(level) for name, level in relation.inputs.items()}
    try:
        found = recompute(arithmetic_unit(value.unit), relation.formula, given, relation.years)
    except CalculatorError as error:
        undefined = Undefined(error.code, error.message)
        found = Recomputation(undefined, undefined)
    parts = [value.provision_id, value.indicator_id, value.scope, value.year, value.aspect, relation.rule]
    if relation.rule == "other_scope":
        parts += [level.scope for level in relation.inputs.values()]
    verdict = judge_value(value, relation, found)
    return Check(
        "-".join(parts).replace("_", "-"),
        value,
        relation.rule,
        relation.formula,
        relation.inputs,
        relation.years,
        verdict,
    )


def _underived(collection: Collection, printings: Printings, value: IndicatorValue, *, is_input: bool) -> Underived:
    if is_input:
        return Underived(value, "used_as_input")
    if not is_numeric(value):
        return Underived(value, "no_number")
    if not value.year:
        return Underived(value, "no_year")
    missing = [item for relation in relations_of(collection, printings, value) for item in relation.missing]
    if missing:
        return Underived(value, "missing_inputs", tuple(dict.fromkeys(missing)))
    return Underived(value, "no_relation")
