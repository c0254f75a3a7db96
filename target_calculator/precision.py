"""A printed figure is an interval: what a derived figure may be, given how its inputs were printed.

`17.84%` printed after rounding stands for 17.835 % to 17.845 %. A figure derived from printed inputs is
judged by equality, by rounding, by truncation, and by the interval that the rounding of its inputs allows. An input
that is a bound (`at least 900`) stands for everything on its side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from itertools import product
from typing import NamedTuple

from target_calculator import growth
from target_calculator.quantity import (
    CalculatorError,
    Quantity,
    Undefined,
    factor_of,
    format_number,
    kind_of,
    parse_quantity,
    precise,
    round_half_up,
)

VERDICTS = ("exact", "rounded", "truncated", "within_input_rounding", "disagrees")
MAX_INPUTS = 10
ZERO_DENOMINATOR = Undefined("zero_denominator", "分母可能为零，无法计算")
UNLIMITED = Undefined("unlimited", "依据本身没有界限，推不出数值")


class Interval(NamedTuple):
    """All values from low to high, both included."""

    low: Decimal
    high: Decimal


class Given(NamedTuple):
    """An input of a formula: the number it is printed with, all it may stand for, and its unit."""

    number: Decimal
    interval: Interval
    unit: str


class Recomputation(NamedTuple):
    """What a formula gives for printed inputs, in the unit asked for: from the numbers, and from all they stand for."""

    value: Decimal | Undefined
    interval: Interval | Undefined


class Verdict(NamedTuple):
    """How a printed figure agrees with its recomputation, all numbers in the printed figure's unit.

    `verdict` is one of VERDICTS; `recomputed` is unrounded; `interval` is what the inputs' rounding allows.
    Each is Undefined where the formula is. `reason` explains the verdict in Chinese.
    """

    verdict: str | Undefined
    recomputed: Decimal | Undefined
    interval: Interval | Undefined
    reason: str


Compute = Callable[[Sequence[Decimal], int], Decimal | Undefined]


class Formula(NamedTuple):
    """A formula over named inputs (None: any names), monotone in each of them; a ratio has no unit of its own."""

    inputs: tuple[str, ...] | None
    compute: Compute
    text: str
    is_ratio: bool


def _ratio(parts: Sequence[Decimal], _years: int) -> Decimal | Undefined:
    return parts[0] / parts[1] if parts[1] > 0 else ZERO_DENOMINATOR


def _one_minus_ratio(parts: Sequence[Decimal], _years: int) -> Decimal | Undefined:
    return 1 - parts[0] / parts[1] if parts[1] > 0 else ZERO_DENOMINATOR


FORMULAS = {
    "total_growth": Formula(
        ("baseline", "target"),
        lambda parts, _years: growth.total_growth(parts[0], parts[1]),
        "（期末值 − 期初值）÷ 期初值",
        is_ratio=True,
    ),
    "annual_growth": Formula(
        ("baseline", "target"),
        lambda parts, years: growth.annual_growth(parts[0], parts[1], years),
        "（期末值 ÷ 期初值）^（1 ÷ 年数）− 1",
        is_ratio=True,
    ),
    "ratio": Formula(("numerator", "denominator"), _ratio, "分子 ÷ 分母", is_ratio=True),
    "one_minus_ratio": Formula(("numerator", "denominator"), _one_minus_ratio, "1 − 分子 ÷ 分母", is_ratio=True),
    "sum": Formula(None, lambda parts, _years: sum(parts, Decimal(0)), "各项之和", is_ratio=False),
    "difference": Formula(
        ("minuend", "subtrahend"), lambda parts, _years: parts[0] - parts[1], "被减数 − 减数", is_ratio=False
    ),
    "mean": Formula(("total",), lambda parts, years: parts[0] / years, "合计 ÷ 年数", is_ratio=False),
    "equal": Formula(("value",), lambda parts, _years: parts[0], "两处数值应相同", is_ratio=False),
}


@precise
def printed_interval(figure: Quantity) -> Interval:
    """Return the values that round to a printed figure, in its own unit; counts are exact."""
    is_count = kind_of(figure.unit) in ("count", "other") and not figure.decimals
    half = Decimal(0) if is_count else Decimal(5).scaleb(-figure.decimals - 1)
    return Interval(figure.number - half, figure.number + half)


def judge(printed: str, formula: str, inputs: Mapping[str, str], years: int = 0) -> Verdict:
    """Return how `printed` agrees with `formula` over printed `inputs`.

    Formulas: total_growth and annual_growth (baseline, target; the latter over `years`), ratio and
    one_minus_ratio (numerator, denominator), sum (any names), difference (minuend, subtrahend), mean (total; over
    `years`), equal (value). Figures carry their unit (`17.84%`, `920.12亿元`); money units are converted. Raises
    CalculatorError naming the field for an input that is no printed figure, an unknown formula, wrong names or mixed
    units.
    """
    if formula not in FORMULAS:
        raise CalculatorError("unknown_formula", f"可选公式为：{'、'.join(FORMULAS)}", "formula")
    figure = _parse("printed", printed)
    names = _names(FORMULAS[formula], inputs)
    given = {name: given_point(_parse(f"inputs.{name}", inputs[name])) for name in names}
    return judge_figure(figure, recompute(figure.unit, formula, given, years))


def given_point(figure: Quantity) -> Given:
    """Return a printed figure as an input that may be anything that rounds to it."""
    return Given(figure.number, printed_interval(figure), figure.unit)


@precise
def recompute(unit: str, formula: str, given: Mapping[str, Given], years: int = 0) -> Recomputation:
    """Return what `formula`, one of FORMULAS, gives in `unit`; raises CalculatorError for mixed units."""
    rule = FORMULAS[formula]
    _require_one_kind(rule, unit, given)
    scale = factor_of(unit)
    ordered = [given[name] for name in rule.inputs or given]
    centres = [one.number * factor_of(one.unit) for one in ordered]
    corners = product(*(_base_interval(one) for one in ordered))
    value = _divided(rule.compute(centres, years), scale)
    return Recomputation(value, _span([_divided(_at_corner(rule, corner, years), scale) for corner in corners]))


def _at_corner(rule: Formula, corner: Sequence[Decimal], years: int) -> Decimal | Undefined:
    """Compute at one end of every input; where two ends without limit meet, nothing follows."""
    try:
        return rule.compute(corner, years)
    except InvalidOperation:
        return UNLIMITED


def _parse(field: str, text: str) -> Quantity:
    try:
        return parse_quantity(text)
    except CalculatorError as error:
        raise CalculatorError(error.code, error.message, field) from None


def _names(rule: Formula, inputs: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(inputs) if rule.inputs is None else rule.inputs
    if set(names) != set(inputs) or not 1 <= len(names) <= MAX_INPUTS:
        wanted = f"1到{MAX_INPUTS}项" if rule.inputs is None else "、".join(rule.inputs)
        raise CalculatorError("wrong_inputs", f"此公式需要的数为：{wanted}", "inputs")
    return names


def _require_one_kind(rule: Formula, unit: str, given: Mapping[str, Given]) -> None:
    kinds = {kind_of(one.unit) for one in given.values()}
    if not rule.is_ratio:
        kinds.add(kind_of(unit))
    elif kind_of(unit) not in ("ratio", "number"):
        raise CalculatorError("different_units", "比率应以%或小数表示", "printed")
    if len(kinds) > 1:
        raise CalculatorError("different_units", "各数的单位不是同类，不能一起计算", "inputs")


def _base_interval(given: Given) -> Interval:
    factor = factor_of(given.unit)
    return Interval(given.interval.low * factor, given.interval.high * factor)


def _divided(value: Decimal | Undefined, scale: Decimal) -> Decimal | Undefined:
    return value if isinstance(value, Undefined) else value / scale


def _span(values: Sequence[Decimal | Undefined]) -> Interval | Undefined:
    """Return the range of a formula over the corners of its inputs, where a monotone formula has its extremes."""
    defined = []
    for value in values:
        if isinstance(value, Undefined):
            return value
        defined.append(value)
    return Interval(min(defined), max(defined))


_AGREEMENTS = {
    "exact": "与印刷值相同",
    "rounded": "四舍五入后与印刷值相同",
    "truncated": "舍去尾数后与印刷值相同",
}


def _agreement(figure: Quantity, recomputed: Decimal) -> str | None:
    """Return by which way of writing it the recomputed number is the printed one."""
    if recomputed == figure.number:
        return "exact"
    if round_half_up(recomputed, figure.decimals) == figure.number:
        return "rounded"
    cut = recomputed.quantize(Decimal(1).scaleb(-figure.decimals), rounding=ROUND_DOWN)
    return "truncated" if cut == figure.number else None


@precise
def judge_figure(figure: Quantity, given: Recomputation) -> Verdict:
    """Return how a printed figure agrees with what its inputs give, both in the figure's unit."""
    recomputed, interval = given
    if isinstance(recomputed, Undefined):
        return Verdict(recomputed, recomputed, interval, recomputed.reason)
    decimals, unit = figure.decimals, figure.unit
    if agreement := _agreement(figure, recomputed):
        shown = format_number(recomputed, decimals if agreement == "exact" else decimals + 4)
        words = f"按给出的数重算为{shown}{unit}，{_AGREEMENTS[agreement]}"
        return Verdict(agreement, recomputed, interval, words)
    shown = f"按给出的数重算为{format_number(recomputed, decimals + 4)}{unit}"
    if isinstance(interval, Undefined):
        return Verdict(interval, recomputed, interval, f"{shown}，{interval.reason}")
    allowed = f"输入数四舍五入允许{_text(interval, decimals + 4)}{unit}"
    own = printed_interval(figure)
    if interval.low <= own.high and own.low <= interval.high:
        return Verdict("within_input_rounding", recomputed, interval, f"{shown}，{allowed}，印刷值在此范围内")
    return Verdict("disagrees", recomputed, interval, f"{shown}，{allowed}，印刷值不在此范围内")


def _text(interval: Interval, decimals: int) -> str:
    return f"{format_number(interval.low, decimals)}至{format_number(interval.high, decimals)}"
