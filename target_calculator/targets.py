"""What a target asks for: its form, the levels that meet it, and how far an actual value is from them.

Forms are those of the published data: point, at_least, more_than, at_most, less_than, range, about, increment,
annual_growth, annual_growth_at_least, share, relative. A floor with an aspiration (不低于2.2%，力争2.5%) is at_least
with value and aspiration. A plan's own target is told in the plan's own words, never in others.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from target_calculator.growth import MISSING, target_from_annual_growth
from target_calculator.quantity import ZERO, Undefined, format_number, precise
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
    "annual_growth",
    "annual_growth_at_least",
    "share",
    "relative",
)
CEILINGS = ("at_most", "less_than")
GROWTH_FORMS = ("annual_growth", "annual_growth_at_least")
DIRECTIONS = ("increase", "decrease", "neutral")
NO_BENCHMARK = Undefined("no_benchmark", "请先填写用来比较的基准值")
NO_TOLERANCE = Undefined("no_tolerance", "“左右”没有规定允许的幅度，填写允许幅度后才能判断")
NO_BASELINE = Undefined("no_baseline", "这种目标要与基期值比较，请填写基期值和年数")


class Target(NamedTuple):
    """A target in its printed form.

    `value` is in `unit`, except for growth, where it is per cent a year. `value_high` is the upper end of a range
    and nothing else, `aspiration` what is striven for beyond the target. `tolerance` (per cent of the value) belongs
    to about, `whole` (the total of which the actual value is a part) to share. A relative target is compared with
    `benchmark` (a level) or `benchmark_growth` (per cent a year), plus `value`. `wording` is the plan's, "" for a
    target of the reader's.
    """

    form: str
    value: Decimal
    unit: str = ""
    direction: str = "neutral"
    value_high: Decimal | None = None
    aspiration: Decimal | None = None
    baseline: Decimal | None = None
    years: int | None = None
    tolerance: Decimal | None = None
    benchmark: Decimal | None = None
    benchmark_growth: Decimal | None = None
    whole: Decimal | None = None
    wording: str = ""


class Bounds(NamedTuple):
    """The levels that meet a target; an open bound is itself not enough."""

    low: Decimal | None
    high: Decimal | None
    open: bool = False


class Assessment(NamedTuple):
    """Whether a level meets a target, how far it has to go, and how much room it has inside the bounds.

    Distance and headroom are in the indicator's unit and never negative; `actual` is the level judged, which for
    a share given as part and whole is the percentage.
    """

    met: bool | Undefined
    distance: Decimal | Undefined
    headroom: Decimal | Undefined
    aspiration_met: bool | None
    actual: Decimal | None


@precise
def level(target: Target, value: Decimal | None = None) -> Decimal | Undefined:
    """Return the level that `value` (by default the target's own) stands for, in the indicator's unit."""
    value = target.value if value is None else value
    if target.form == "increment":
        return NO_BASELINE if target.baseline is None else target.baseline + value
    if target.form in GROWTH_FORMS:
        return _grown(target, value)
    if target.form == "relative" and target.benchmark_growth is not None:
        return _grown(target, target.benchmark_growth + value)
    if target.form == "relative":
        return NO_BENCHMARK if target.benchmark is None else target.benchmark + value
    return value


def is_growth(target: Target) -> bool:
    """Return whether the target is stated as growth a year, so that its level is derived and has many decimals."""
    by_benchmark = target.form == "relative" and target.benchmark_growth is not None
    return target.form in GROWTH_FORMS or by_benchmark


def _grown(target: Target, rate: Decimal) -> Decimal | Undefined:
    if target.baseline is None or target.years is None:
        return NO_BASELINE
    return target_from_annual_growth(target.baseline, rate / 100, target.years)


@precise
def bounds(target: Target) -> Bounds | Undefined:
    """Return the levels that meet the target; Undefined when the reader has to enter something first."""
    goal = level(target)
    if isinstance(goal, Undefined):
        return goal
    if target.form in CEILINGS:
        return Bounds(None, goal, open=target.form == "less_than")
    if target.form == "range":
        return Bounds(goal, target.value_high)
    if target.form == "about":
        return _about(goal, target.tolerance)
    if target.form in ("point", "annual_growth"):
        return _point(goal, target.direction)
    return Bounds(goal, None, open=target.form == "more_than")


def _about(goal: Decimal, tolerance: Decimal | None) -> Bounds | Undefined:
    if tolerance is None:
        return NO_TOLERANCE
    margin = abs(goal) * tolerance / 100
    return Bounds(goal - margin, goal + margin)


def _point(goal: Decimal, direction: str) -> Bounds:
    """Read a point as a floor for what should rise, a ceiling for what should fall, and else as itself."""
    if direction == "neutral":
        return Bounds(goal, goal)
    return Bounds(goal, None) if direction == "increase" else Bounds(None, goal)


@precise
def assess(target: Target, actual: Decimal | None) -> Assessment:
    """Judge an actual value against the target."""
    actual = _as_share(target, actual)
    if actual is None:
        return Assessment(MISSING, MISSING, MISSING, None, None)
    limits = bounds(target)
    if isinstance(limits, Undefined):
        distance = abs(actual - target.value) if limits is NO_TOLERANCE else limits
        return Assessment(limits, distance, limits, None, actual)
    # How far inside each bound the value lies; negative is outside.
    below = [] if limits.high is None else [limits.high - actual]
    above = [] if limits.low is None else [actual - limits.low]
    room = min(below + above)
    met = room > 0 if limits.open else room >= 0
    return Assessment(met, max(-room, ZERO), max(room, ZERO), _aspiration(target, actual), actual)


def _as_share(target: Target, actual: Decimal | None) -> Decimal | None:
    if actual is None or target.form != "share" or target.whole is None:
        return actual
    return actual / target.whole * 100 if target.whole > 0 else None


def _aspiration(target: Target, actual: Decimal) -> bool | None:
    if target.aspiration is None:
        return None
    hoped = level(target, target.aspiration)
    if isinstance(hoped, Undefined):
        return None
    return actual <= hoped if is_ceiling(target) else actual >= hoped


def is_ceiling(target: Target) -> bool:
    """Return whether less is nearer to the target: a ceiling, or a point for what should fall."""
    return target.form in CEILINGS or (target.form == "point" and target.direction == "decrease")


def describe(target: Target) -> str:
    """Return the target in Chinese words: a plan's own as the plan prints it, in quotation marks."""
    if target.wording:
        return f"“{target.wording}”"
    value = plain(target.value) + target.unit
    rate = plain(target.value) + "%"
    high = "" if target.value_high is None else plain(target.value_high)
    hoped = "" if target.aspiration is None else plain(target.aspiration)
    words = {
        "point": f"达到{value}",
        "at_least": f"不低于{value}",
        "more_than": f"高于{value}",
        "at_most": f"不高于{value}",
        "less_than": f"低于{value}",
        "range": f"{value}至{high}{target.unit}",
        "about": f"{value}左右",
        "increment": f"比基期新增{value}",
        "annual_growth": f"年均增长{rate}",
        "annual_growth_at_least": f"年均增长不低于{rate}",
        "share": f"占比不低于{value}",
        "relative": _relative_words(target),
    }[target.form]
    return f"{words}，力争{hoped}{'%' if is_growth(target) else target.unit}" if hoped else words


def _relative_words(target: Target) -> str:
    if is_growth(target):
        words = f"年均增长不低于基准增速{plain(target.benchmark_growth or ZERO)}%"
        return f"{words}加{plain(target.value)}{change_unit('%')}" if target.value else words
    words = "不低于基准值" if target.benchmark is None else f"不低于基准值{plain(target.benchmark)}{target.unit}"
    return f"{words}加{plain(target.value)}{change_unit(target.unit)}" if target.value else words


def explain(target: Target, result: Assessment) -> str:
    """Return the judgement as one Chinese sentence."""
    goal = describe(target)
    if isinstance(result.met, Undefined):
        return f"目标为{goal}：{result.met.reason}。"
    unit = change_unit("%" if target.form == "share" else target.unit)
    if not result.met:
        gap = f"还差{_amount(result.distance, unit)}" if result.distance else "恰好等于界限，尚未满足"
        return f"未完成：目标为{goal}，{gap}。"
    margin = f"离界限还有{_amount(result.headroom, unit)}的余量" if result.headroom else "恰好达到"
    wish = {None: "", True: "；力争目标也已达到", False: "；力争目标尚未达到"}[result.aspiration_met]
    return f"已完成：目标为{goal}，{margin}{wish}。"


def _amount(value: Decimal | Undefined, unit: str) -> str:
    """Round an amount for display, but never show a positive one as zero."""
    decimals = default_decimals(unit)
    number = value if isinstance(value, Decimal) else ZERO
    shown = format_number(number, decimals)
    if Decimal(shown) == 0 and number > 0:
        return f"不足{plain(Decimal(1).scaleb(-decimals))}{unit}"
    return shown + unit
