"""Are we on the way? Observed values against a target, by two published methods side by side.

Pace: the observed annual growth rate over the required one, as in Eurostat's monitoring of the sustainable
development goals with a quantitative target; 0.95, 0.60 and 0 part the bands.
Anticipated progress: the projected change over the required one, as in the anticipated progress index of the United
Nations regional commissions (ESCAP); 0.95 and 0.10 part the bands. The projection here is the straight line through
baseline and latest value, not the commissions' weighted regression, because a plan period has a handful of values.
A level that has to stay within a bound (a ceiling, or a floor that is already met) is judged by the bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from target_calculator import growth
from target_calculator.quantity import Undefined, precise
from target_calculator.targets import Target, assess, level

PACE_BANDS = (
    (Decimal("0.95"), "on_track"),
    (Decimal("0.60"), "moderate"),
    (Decimal(0), "insufficient"),
)
ANTICIPATED_BANDS = ((Decimal("0.95"), "on_track"), (Decimal("0.10"), "accelerate"))
BY_BOUND = Undefined("judged_by_bound", "基期值已符合目标，按是否守住界限判断，不计算进度比")
NO_CHANGE_REQUIRED = Undefined("no_change_required", "目标值与基期值相同，没有所需的变化")
NOTHING_LEFT = Undefined("already_met", "最新值已符合目标，没有还需要的变化")
NO_TIME_LEFT = Undefined("no_time_left", "已到目标年，没有剩余年份")


class Status(NamedTuple):
    """A method's ratio and band; both Undefined where the method does not apply."""

    ratio: Decimal | Undefined
    band: str | Undefined


class Progress(NamedTuple):
    """Where the latest value stands. Growth rates and ratios are fractions, changes in the indicator's unit."""

    latest_year: int
    latest: Decimal
    goal: Decimal
    met: bool | Undefined
    within_bound: bool | None
    share_of_way: Decimal | Undefined
    observed_growth: Decimal | Undefined
    required_growth: Decimal | Undefined
    projected: Decimal | Undefined
    projected_by_growth: Decimal | Undefined
    projected_met: bool | Undefined
    growth_from_here: Decimal | Undefined
    change_from_here: Decimal | Undefined
    pace: Status
    anticipated: Status


@precise
def assess_progress(
    target: Target, base_year: int, target_year: int, observed: Mapping[int, Decimal]
) -> Progress | Undefined:
    """Judge `observed` (year → value, at least one, after the base year) against `target`.

    `target` must carry its baseline, its years and the indicator's direction.
    """
    baseline = target.baseline
    goal = _goal(target)
    if isinstance(goal, Undefined) or baseline is None:
        return goal if isinstance(goal, Undefined) else growth.MISSING
    year = max(observed)
    latest, elapsed, left = observed[year], year - base_year, target_year - year
    in_bounds = assess(target, baseline).met is True
    projected = baseline + (latest - baseline) * (target_year - base_year) / elapsed
    observed_growth = growth.annual_growth(baseline, latest, elapsed)
    required = growth.annual_growth(baseline, goal, target_year - base_year)
    required_growth = BY_BOUND if in_bounds else required
    met = assess(target, latest).met
    nothing = NOTHING_LEFT if met is True else None if left else NO_TIME_LEFT
    return Progress(
        latest_year=year,
        latest=latest,
        goal=goal,
        met=met,
        within_bound=met is True if in_bounds else None,
        share_of_way=_share(latest - baseline, goal - baseline, in_bounds=in_bounds),
        observed_growth=observed_growth,
        required_growth=required_growth,
        projected=projected,
        projected_by_growth=_projected_by_growth(latest, observed_growth, left),
        projected_met=assess(target, projected).met,
        growth_from_here=nothing or growth.annual_growth(latest, goal, left),
        change_from_here=nothing or (goal - latest) / left,
        pace=_pace(observed_growth, required_growth),
        anticipated=_banded(
            _share(projected - baseline, goal - baseline, in_bounds=in_bounds), ANTICIPATED_BANDS, "reverse"
        ),
    )


def _goal(target: Target) -> Decimal | Undefined:
    """Return the level to be reached: the nearest end of a range, otherwise the target's own level."""
    high, baseline = target.value_high, target.baseline
    if target.form == "range" and high is not None and baseline is not None and baseline > high:
        return high
    return level(target)


def _projected_by_growth(latest: Decimal, rate: Decimal | Undefined, left: int) -> Decimal | Undefined:
    return rate if isinstance(rate, Undefined) else growth.target_from_annual_growth(latest, rate, left)


def _share(done: Decimal, required: Decimal, *, in_bounds: bool) -> Decimal | Undefined:
    if in_bounds:
        return BY_BOUND
    return done / required if required else NO_CHANGE_REQUIRED


def _pace(observed: Decimal | Undefined, required: Decimal | Undefined) -> Status:
    if isinstance(required, Undefined):
        return Status(required, required)
    if isinstance(observed, Undefined):
        return Status(observed, observed)
    return _banded(observed / required if required else NO_CHANGE_REQUIRED, PACE_BANDS, "moving_away")


def _banded(ratio: Decimal | Undefined, bands: tuple[tuple[Decimal, str], ...], below: str) -> Status:
    if isinstance(ratio, Undefined):
        return Status(ratio, ratio)
    return Status(ratio, next((name for threshold, name in bands if ratio >= threshold), below))
