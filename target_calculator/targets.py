"""What a target asks for: its form, the levels that meet it, and how far an actual value is from them.

Forms are those of the published data: point, at_least, more_than, at_most, less_than, range, about, increment,
annual_growth_at_least, share, relative. A floor with an aspiration (不低于2.2%，力争2.5%) is at_least with value and value_high.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from target_calculator.growth import MISSING, target_from_annual_growth
from target_calculator.quantity import Undefined, format_number, precise
from target_calculator.wording import change_unit, default_decimals, plain

FORMS = (
    "point",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "range",
    "about",
    "increment",
    "annual_growth_at_least",
    "share",
    "relative",
)
CEILINGS = ("at_most", "less_than")
DIRECTIONS = ("increase", "decrease", "neutral")
NO_BENCHMARK = Undefined("no_benchmark", "请先填写用来比较的基准值")
NO_TOLERANCE = Undefined("no_tolerance", "“左右”没有规定允许的幅度，无法判断是否完成；填写允许幅度后可以判断")
NO_BASELINE = Undefined("no_baseline", "这种目标要与基期值比较，请填写基期值和年份")


class Target(NamedTuple):
    """A target in its printed form.

    `value` is in `unit`, except for annual_growth_at_least, where it is per cent a year. `value_high` is the upper end of
    a range or the aspiration above a floor. `tolerance` (per cent of the value) belongs to about, `benchmark` to relative,
    `whole` (the total of which the actual value is a part) to share.
    """

    form: str
    value: Decimal
    unit: str = ""
    direction: str = "increase"
    value_high: Decimal | None = None
    baseline: Decimal | None = None
    years: int | None = None
    tolerance: Decimal | None = None
    benchmark: Decimal | None = None
    whole: Decimal | None = None


class Bounds(NamedTuple):
    """The levels that meet a target; an open bound is itself not enough."""

    low: Decimal | None
    high: Decimal | None
    open: bool = False


class Assessment(NamedTuple):
    """Whether a level meets a target, how far it has to go, and how much room it has beyond the bound."""

    met: bool | Undefined
    distance: Decimal | Undefined
    headroom: Decimal | Undefined
    aspiration_met: bool | None


@precise
def level(target: Target, value: Decimal | None = None) -> Decimal | Undefined:
    """Return the level that `value` (the target's own value unless given) stands for, in the indicator's unit."""
    value = target.value if value is None else value
    if target.form == "increment":
        return NO_BASELINE if target.baseline is None else target.baseline + value
    if target.form == "annual_growth_at_least":
        if target.baseline is None or target.years is None:
            return NO_BASELINE
        return target_from_annual_growth(target.baseline, value / 100, target.years)
    if target.form == "relative":
        return NO_BENCHMARK if target.benchmark is None else target.benchmark + value
    return value


@precise
def bounds(target: Target) -> Bounds | Undefined:
    """Return the levels that meet the target; Undefined when the reader has to enter something first."""
    goal = level(target)
    if isinstance(goal, Undefined):
        return goal
    if target.form == "range":
        return Bounds(goal, target.value_high)
    if target.form == "about":
        if target.tolerance is None:
            return NO_TOLERANCE
        margin = abs(goal) * target.tolerance / 100
        return Bounds(goal - margin, goal + margin)
    if target.form in CEILINGS:
        return Bounds(None, goal, open=target.form == "less_than")
    if target.form == "point":
        return _point_bounds(goal, target.direction)
    return Bounds(goal, None, open=target.form == "more_than")


def _point_bounds(goal: Decimal, direction: str) -> Bounds:
    """A point is a floor for what should rise, a ceiling for what should fall, and itself otherwise."""
    if direction == "neutral":
        return Bounds(goal, goal)
    return Bounds(goal, None) if direction == "increase" else Bounds(None, goal)


@precise
def assess(target: Target, actual: Decimal | None) -> Assessment:
    """Judge an actual value against the target; distance and headroom are in the indicator's unit and never negative."""
    limits = bounds(target)
    if actual is not None and target.form == "share" and target.whole is not None:
        actual = actual / target.whole * 100 if target.whole > 0 else None
    if actual is None:
        return Assessment(MISSING, MISSING, MISSING, None)
    if isinstance(limits, Undefined):
        distance = abs(actual - target.value) if limits is NO_TOLERANCE else limits
        return Assessment(limits, distance, limits, None)
    # How far inside each bound the value lies; negative is outside.
    rooms = [
        room
        for room in (
            None if limits.low is None else actual - limits.low,
            None if limits.high is None else limits.high - actual,
        )
        if room is not None
    ]
    room = min(rooms)
    met = room > 0 if limits.open else room >= 0
    return Assessment(met, max(-room, Decimal(0)), max(room, Decimal(0)), _aspiration(target, actual))


def _aspiration(target: Target, actual: Decimal) -> bool | None:
    if target.value_high is None or target.form == "range":
        return None
    high = level(target, target.value_high)
    return None if isinstance(high, Undefined) else actual >= high


def describe(target: Target) -> str:
    """Return the target in Chinese words, as the plans would print it."""
    value = plain(target.value) + target.unit
    high = "" if target.value_high is None else plain(target.value_high) + target.unit
    words = {
        "point": f"达到{value}",
        "at_least": f"不低于{value}",
        "more_than": f"高于{value}",
        "at_most": f"不高于{value}",
        "less_than": f"低于{value}",
        "range": f"{value}至{high}",
        "about": f"{value}左右",
        "increment": f"比基期新增{value}",
        "annual_growth_at_least": f"年均增长不低于{plain(target.value)}%",
        "share": f"占比不低于{value}",
        "relative": f"不低于基准值加{value}" if target.value else "不低于基准值",
    }[target.form]
    return f"{words}，力争{high}" if high and target.form != "range" else words


def explain(target: Target, result: Assessment) -> str:
    """Return the judgement as one Chinese sentence."""
    if isinstance(result.met, Undefined):
        return f"目标为{describe(target)}：{result.met.reason}。"
    unit = change_unit("%" if target.form == "share" else target.unit)
    decimals = default_decimals(unit)
    if not result.met:
        gap = result.distance
        if isinstance(gap, Undefined) or gap == 0:
            return f"未完成：恰好等于界限，目标要求{describe(target)}。"
        return f"未完成：目标为{describe(target)}，还差{_amount(gap, decimals)}{unit}。"
    room = result.headroom if isinstance(result.headroom, Decimal) else Decimal(0)
    margin = f"，比界限多出{_amount(room, decimals)}{unit}的余量" if room else "，恰好达到"
    wish = {None: "", True: "；力争目标也已达到", False: "；力争目标尚未达到"}[result.aspiration_met]
    return f"已完成：目标为{describe(target)}{margin}{wish}。"


def _amount(value: Decimal, decimals: int) -> str:
    """Round for display, but never a positive amount to zero."""
    shown = format_number(value, decimals)
    return (
        shown
        if any(digit in shown for digit in "123456789")
        else f"不足{format_number(Decimal(1).scaleb(-decimals), decimals)}"
    )
