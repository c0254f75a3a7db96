"""Yearly decomposition of a target (年度分解): a value for every year, ending exactly on the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import NamedTuple

from target_calculator.growth import NO_TIME, root, total_growth
from target_calculator.quantity import Undefined, decimals_of, precise, round_half_up

METHODS = ("geometric", "linear", "front_loaded", "back_loaded", "weighted")
NOT_GEOMETRIC = Undefined("not_geometric", "起点或终点不大于零，不能按等比方式分解，请改用等额方式")
BAD_WEIGHTS = Undefined("bad_weights", "权重须逐年给出，不得为负，且各段合计大于零")
BAD_FIXED = Undefined("bad_fixed_year", "固定值的年份须在基期年与目标年之间")


class PathYear(NamedTuple):
    """One year of a path.

    `value` is what a table prints: values and increments add up in every row. `exact` is the unrounded
    course. `growth` is a fraction against the year before; None in the base year.
    """

    year: int
    value: Decimal
    exact: Decimal
    increment: Decimal | None
    growth: Decimal | Undefined | None
    fixed: bool


@precise
def decompose(  # noqa: PLR0913 - a period, two ends and how to go between them
    baseline: Decimal,
    target: Decimal,
    base_year: int,
    target_year: int,
    *,
    method: str,
    weights: Sequence[Decimal] = (),
    fixed: Mapping[int, Decimal] | None = None,
    decimals: int = 2,
) -> tuple[PathYear, ...] | Undefined:
    """Return one PathYear per year from base to target year.

    `method` is one of METHODS: equal growth, equal increments, increments falling (front) or rising (back)
    by year, or increments in proportion to `weights`, one per year after the base year. Years in `fixed` keep
    their value and each stretch between two fixed years is solved anew. More decimals than asked for are kept
    when the given values carry them, so the path ends on the target and not near it.
    """
    if target_year <= base_year:
        return NO_TIME
    anchors = {base_year: baseline, **(fixed or {}), target_year: target}
    if min(anchors) < base_year or max(anchors) > target_year or base_year in (fixed or {}):
        return BAD_FIXED
    shares = _weights(method, weights, target_year - base_year)
    if isinstance(shares, Undefined):
        return shares
    places = max(decimals, *(decimals_of(value) for value in anchors.values()))
    years = [PathYear(base_year, round_half_up(baseline, places), baseline, None, None, fixed=True)]
    stops = sorted(anchors)
    for start, end in pairwise(stops):
        part = shares[start - base_year : end - base_year]
        course = _course(anchors[start], anchors[end], method, part)
        if isinstance(course, Undefined):
            return course
        years.extend(_rows(years[-1], course, places))
    return tuple(years)


def _weights(method: str, weights: Sequence[Decimal], years: int) -> Sequence[Decimal] | Undefined:
    """Return the share of the change that falls to each year, before scaling."""
    if method == "front_loaded":
        return [Decimal(years - index) for index in range(years)]
    if method == "back_loaded":
        return [Decimal(index + 1) for index in range(years)]
    if method != "weighted":
        return [Decimal(1)] * years
    return weights if len(weights) == years and min(weights) >= 0 else BAD_WEIGHTS


def _course(start: Decimal, end: Decimal, method: str, weights: Sequence[Decimal]) -> list[Decimal] | Undefined:
    """Return the unrounded values of the years after `start`, the last being `end` itself."""
    if method == "geometric":
        if start <= 0 or end <= 0:
            return NOT_GEOMETRIC
        ratio = root(end / start, len(weights))
        return [start * ratio**step for step in range(1, len(weights))] + [end]
    total = sum(weights)
    if total <= 0:
        return BAD_WEIGHTS
    running = [sum(weights[: step + 1]) for step in range(len(weights) - 1)]
    return [start + (end - start) * part / total for part in running] + [end]


def _rows(before: PathYear, course: list[Decimal], decimals: int) -> list[PathYear]:
    exact = [before.exact, *course]
    value = before.value
    rows = []
    for offset, increment in enumerate(largest_remainder(exact, decimals), start=1):
        growth = total_growth(exact[offset - 1], exact[offset])
        value += increment
        fixed = offset == len(course)
        rows.append(PathYear(before.year + offset, value, exact[offset], increment, growth, fixed))
    return rows


@precise
def largest_remainder(course: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Round the increments of `course` so that they add up to its last value less its first.

    Every increment is first rounded down; the units left over go to the largest remainders (Hamilton's
    method). Equal remainders are served where the rounded course itself moves, so that 0 → 2 in five years is
    0, 1, 0, 1, 0 rather than two in a row.
    """
    unit = Decimal(1).scaleb(-decimals)
    steps = [(after - before) / unit for before, after in pairwise(course)]
    floors = [step.to_integral_value(rounding=ROUND_FLOOR) for step in steps]
    marks = [round_half_up(value, decimals) / unit for value in course]

    def rank(index: int) -> tuple[Decimal, Decimal, int]:
        remainder = round_half_up(steps[index] - floors[index], 20)
        return -remainder, floors[index] - (marks[index + 1] - marks[index]), index

    left_over = int(marks[-1] - marks[0] - sum(floors))
    for index in sorted(range(len(steps)), key=rank)[:left_over]:
        floors[index] += 1
    return [round_half_up(floor * unit, decimals) for floor in floors]
