"""How a printed figure agrees with what others imply, whatever its form: a number, a bound, a range, a round number.

A plain number is judged by target_calculator.precision. A bound is not equal to anything: the implied number lies
inside or outside it, and reaches what is striven for or not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from plan_model.derived.figures import CEILINGS, FLOORS, Claim, claim_of, is_bound, quantity_of
from plan_model.derived.relations import Relation
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.precision import (
    Interval,
    Recomputation,
    Verdict,
    judge_figure,
)
from target_calculator.quantity import Quantity, Undefined, format_number, kind_of
from target_calculator.wording import change_unit

# From agreement to disagreement; the first four and disagrees are target_calculator.precision's.
VerdictName = Literal[
    "exact", "rounded", "truncated", "within_input_rounding", "equals_printed_parts", "above_printed_parts",
    "reaches_aspiration", "short_of_aspiration", "within_bound", "bound_within_rounding", "compatible", "about",
    "outside_bound", "disagrees", "undefined",
]  # fmt: skip


def judge_value(value: IndicatorValue, relation: Relation, given: Recomputation) -> Verdict:
    """Return how a printed value agrees with what a complete relation gives, in the value's arithmetic unit."""
    figure = quantity_of(value)
    recomputed, interval = given
    if isinstance(recomputed, Undefined):
        return judge_figure(figure, given)
    if any(is_bound(one) for one in relation.inputs.values()):
        return _judge_possible(figure, claim_of(value), recomputed, interval)
    if relation.rule == "printed_parts":
        return _judge_parts(figure, recomputed, interval)
    if is_bound(value):
        return _judge_bound(value, recomputed, interval)
    return _judge_number(value, relation, figure, given)


def _judge_number(value: IndicatorValue, relation: Relation, figure: Quantity, given: Recomputation) -> Verdict:
    """Judge a number; one that is printed as a round number, or worked out from one, has no decimals to judge by."""
    verdict = judge_figure(figure, given)
    round_numbers = "about" in {value.form, *(one.form for one in relation.inputs.values())}
    if round_numbers and verdict.verdict not in ("exact", "rounded"):
        recomputed = given.value if isinstance(given.value, Decimal) else figure.number
        words = f"推算值为{_shown(figure, recomputed)}；约数没有写明幅度，不作判断"
        return Verdict("about", given.value, given.interval, words)
    return verdict


def _judge_parts(figure: Quantity, least: Decimal, interval: Interval | Undefined) -> Verdict:
    shown = f"已印出的各部分合计{_shown(figure, least)}"
    if figure.number == least:
        return Verdict("equals_printed_parts", least, interval, f"{shown}，与印刷值相同，即未印出的部分为0")
    if figure.number > least:
        rest = _shown(figure, figure.number - least)
        return Verdict("above_printed_parts", least, interval, f"{shown}，印刷值多{rest}，应在未印出的部分")
    return Verdict("disagrees", least, interval, f"{shown}，已超过印刷值")


def _judge_possible(figure: Quantity, claim: Claim, recomputed: Decimal, interval: Interval | Undefined) -> Verdict:
    """Judge against inputs that are bounds themselves: all that can be said is whether both can hold."""
    words = f"依据中有界限，按界限推算为{_shown(figure, recomputed)}"
    if isinstance(interval, Undefined):
        return Verdict("compatible", recomputed, interval, f"{words}，两者可以同时成立")
    if interval.low <= claim.high and claim.low <= interval.high:
        return Verdict("compatible", recomputed, interval, f"{words}，两者可以同时成立")
    return Verdict("disagrees", recomputed, interval, f"{words}，两者不能同时成立")


def _judge_bound(value: IndicatorValue, recomputed: Decimal, interval: Interval | Undefined) -> Verdict:
    claim, figure = claim_of(value), quantity_of(value)
    words = f"推算值为{_shown(figure, recomputed)}，{_place(value, claim, figure, recomputed)}"
    ends = (recomputed, recomputed) if isinstance(interval, Undefined) else interval
    holds = {_holds(claim, end) for end in (recomputed, *ends)}
    if not _holds(claim, recomputed) and holds == {False}:
        return Verdict("outside_bound", recomputed, interval, words)
    if holds != {True}:
        return Verdict("bound_within_rounding", recomputed, interval, f"{words}；界限在依据的进位误差之内")
    if value.aspiration is None:
        return Verdict("within_bound", recomputed, interval, words)
    return _judge_aspiration(value, figure, recomputed, interval, words)


def _judge_aspiration(
    value: IndicatorValue, figure: Quantity, recomputed: Decimal, interval: Interval | Undefined, words: str
) -> Verdict:
    """Say whether a number inside its bound also reaches what the plan strives for beyond it."""
    aspiration = value.aspiration if value.aspiration is not None else figure.number
    wanted = f"力争值{_printed(aspiration, value.unit)}"
    gap = aspiration - recomputed if value.form not in CEILINGS else recomputed - aspiration
    if gap <= 0:
        return Verdict("reaches_aspiration", recomputed, interval, f"{words}，达到{wanted}")
    side = "高于" if value.form in CEILINGS else "低于"
    missing = f"{format_number(gap, shown_places(figure))}{change_unit(figure.unit)}"
    return Verdict("short_of_aspiration", recomputed, interval, f"{words}，{side}{wanted}，差{missing}")


def _holds(claim: Claim, number: Decimal) -> bool:
    if claim.is_open:
        return claim.low < number < claim.high
    return claim.low <= number <= claim.high


def _place(value: IndicatorValue, claim: Claim, figure: Quantity, number: Decimal) -> str:
    """Say on which side of its bound a number lies."""
    if value.form in (*FLOORS, *CEILINGS):
        name = "下限" if value.form in FLOORS else "上限"
        side = "等于" if number == figure.number else "高于" if number > figure.number else "低于"
        return f"{side}{name}{_printed(figure.number, value.unit)}"
    ends = f"{_printed(claim.low, '')}—{_printed(claim.high, value.unit)}"
    return f"{'在' if _holds(claim, number) else '不在'}区间{ends}之内"


def shown_places(figure: Quantity) -> int:
    """Return how many decimals tell a computed number from a printed one: two more than printed, none for counts."""
    is_count = kind_of(figure.unit) not in ("money", "ratio", "number") and not figure.decimals
    return 0 if is_count else figure.decimals + 2


def _shown(figure: Quantity, number: Decimal) -> str:
    """A computed number with its unit; a count that is none keeps its decimals."""
    places = max(shown_places(figure), 0 if number == number.to_integral_value() else 2)
    return format_number(number, places) + figure.unit


def _printed(number: Decimal, unit: str) -> str:
    return format(number, "f") + unit
