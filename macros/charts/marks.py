"""The shapes of one printed value in a plane of years and values.

Nothing is forced into a point: a ceiling is a limit with its allowed side, a range is a band, what a period brought is
a block as wide as the period, and growth a year is a curve.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import PlanInfo
from target_calculator.growth import target_from_annual_growth
from target_calculator.quantity import Undefined, convert

UNLIMITED = Decimal("Infinity")
HALF_SLOT = 0.4  # how far a period reaches beyond the positions of its first and last year
UPPER, LOWER = ("at_least", "more_than"), ("at_most", "less_than")
KINDS = {"": "", "baseline": "基期", "historical": "", "target": "目标"}
NOT_STATED = "年份未写明"

MarkKind = Literal[
    "allowed", "band", "block", "about_block", "growth_path", "bound_path", "course", "limit", "span", "undated",
    "dot", "about_dot",
]  # fmt: skip
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Mark:
    """A shape from year `x` to `x2` and value `y` to `y2`; infinite on an open side."""

    kind: MarkKind
    x: float
    x2: float
    y: Decimal
    y2: Decimal
    past: bool
    tip: str
    label: str = ""
    align: Align = "center"


@dataclass(frozen=True)
class Reading:
    """One value with every wording in which its plan prints it."""

    value: IndicatorValue
    wordings: tuple[str, ...]


def years_in_words(year: str) -> str:
    """Return a year or period for the reader; the empty year is one that the plan does not state."""
    return f"{year.replace('-', '—')}年" if year else NOT_STATED


@dataclass(frozen=True)
class Span:
    """The years that a chart shows, and the last one before the plan begins."""

    first: int
    base: int
    last: int


def span_of(plans: Iterable[PlanInfo], values: Iterable[IndicatorValue]) -> Span:
    """Return the periods of the plans with as long a time before them, and every year in which a value lies."""
    infos = list(plans)
    base = min(info.first_year for info in infos) - 1
    last = max(info.last_year for info in infos)
    years = [int(year) for value in values for year in value.year.split("-") if year]
    return Span(min(2 * base - last, *years, base), base, max(last, *years, base))


def marks_of(reading: Reading, unit: str, base: IndicatorValue | None, span: Span) -> list[Mark]:
    """Return the shapes of a value in `unit`, none when it has no place in the plane.

    `base` is the level from which the targets of its scope start.
    """
    value = reading.value
    if value.value is None or value.aspect == "change":
        return []
    brush = _Brush(reading, unit, base if value.kind == "target" else None, span)
    if value.aspect == "annual_growth" and value.kind == "target":
        return brush.growth_path()
    if isinstance(convert(value.value, value.unit, unit), Undefined):
        return []
    if not value.year:
        return brush.undated()
    return brush.block() if value.aspect in ("period_total", "increment") else brush.level()


class _Brush:
    """One reading with its years, its numbers in the panel's unit, and the level it starts from."""

    def __init__(self, reading: Reading, unit: str, base: IndicatorValue | None, span: Span) -> None:
        self.value, self.unit, self.base, self.years = reading.value, unit, base, span
        first, _, last = (self.value.year or f"{span.first}-{span.last}").partition("-")
        self.first, self.last = int(first), int(last or first)
        self.past = self.value.kind != "target"
        self.about, self.bound = self.value.form == "about", self.value.form
        self.low = self._number(self.value.value, self.value.unit)
        high = self.value.value_high if self.value.form == "range" else self.value.aspiration
        self.high = None if high is None else self._number(high, self.value.unit)
        self.foot = None if base is None else self._number(base.value, base.unit)
        note = f"（{self.value.note}）" if self.value.note else ""
        when = f"{years_in_words(self.value.year)}{KINDS[self.value.kind]}"
        self.tip = f"{when}：{'；'.join(reading.wordings)}{note}"

    def _number(self, value: Decimal | None, unit: str) -> Decimal:
        """Put a number into the panel's unit; growth in per cent stays as it is."""
        number = value or Decimal(0)
        converted = convert(number, unit, self.unit)
        return number if isinstance(converted, Undefined) else converted

    def _mark(self, kind: MarkKind, y: Decimal, y2: Decimal, label: str = "", align: Align = "center") -> Mark:
        """A shape over the value's own period; a target for one year reaches back to where its way begins."""
        start, end = self.first - HALF_SLOT, self.last + HALF_SLOT
        if not self.past and self.first == self.last:
            start, end = float(self.base.year if self.base else self.years.base), float(self.last)
        return Mark(kind, start, end, y, y2, self.past, self.tip, label, align)

    def level(self) -> list[Mark]:
        """A level in one year or throughout a period: a dot, a limit with its allowed side, or a band."""
        if self.bound in LOWER:
            ceiling = self._mark("limit", self.low, self.low, self.value.printed, "right")
            wish = [] if self.high is None else [self._mark("band", self.high, self.low)]
            return [self._mark("allowed", self.low, -UNLIMITED), *wish, ceiling]
        if self.bound in UPPER or self.high is not None or self.first != self.last:
            return self._floor()
        kind: MarkKind = "about_dot" if self.about else "dot"
        # To the left of its dot a label is clear of the target's shapes, which begin there.
        align: Align = "left" if self.first <= self.years.first else "right"
        dot = Mark(kind, self.first, self.first, self.low, self.low, self.past, self.tip, self.value.printed, align)
        return [*self._course(), dot]

    def _floor(self) -> list[Mark]:
        align: Align = "center" if self.first != self.last else "right"
        marks = [self._mark("allowed", self.low, UNLIMITED)] if self.bound in UPPER else []
        if self.high is None:
            kind: MarkKind = "limit" if marks else "span"
            return [*marks, self._mark(kind, self.low, self.low, self.value.printed, align)]
        band = self._mark("band", self.low, self.high, self.value.printed, align)
        return [*marks, band, self._mark("limit", self.low, self.low)]

    def _course(self) -> list[Mark]:
        """The straight way from the base to a point target; it says nothing about the years between."""
        if self.base is None or self.foot is None or self.base.year >= self.value.year:
            return []
        return [Mark("course", float(self.base.year), self.last, self.foot, self.low, past=False, tip=self.tip)]

    def block(self) -> list[Mark]:
        """What a period brought, from nothing: no state at a date stands in the same plane."""
        label = self.value.printed
        if self.bound in LOWER:
            ceiling = self._mark("limit", self.low, self.low, label, "right")
            return [self._mark("allowed", self.low, Decimal(0)), ceiling]
        marks = [self._mark("allowed", self.low, UNLIMITED)] if self.bound in UPPER else []
        kind: MarkKind = "about_block" if self.about else "block"
        if self.high is None:
            return [*marks, self._mark(kind, Decimal(0), self.low, label, "left")]
        band = self._mark("band", self.low, self.high, label, "left")
        return [*marks, self._mark(kind, Decimal(0), self.low), band]

    def growth_path(self) -> list[Mark]:
        """The level of each year when growth is as printed, with its allowed side; nothing without a base."""
        if self.base is None or self.foot is None:
            return []
        kind: MarkKind = "bound_path" if self.bound in UPPER + LOWER else "growth_path"
        first, rate = int(self.base.year), (self.value.value or Decimal(0)) / 100
        path = [target_from_annual_growth(self.foot, rate, step) for step in range(self.last - first + 1)]
        levels = [value for value in path if not isinstance(value, Undefined)]
        labels = ["" for _ in levels[1:]] + [self.value.printed]
        return [
            Mark(
                kind,
                first + step,
                first + step,
                value,
                -UNLIMITED if self.bound in LOWER else UNLIMITED if self.bound in UPPER else value,
                past=False,
                tip=self.tip,
                label=label,
                align="right",
            )
            for step, (value, label) in enumerate(zip(levels, labels, strict=True))
        ]

    def undated(self) -> list[Mark]:
        """A level without a year: a dashed line across all years, because it may belong to any of them."""
        label = f"{self.value.printed}（{NOT_STATED}）"
        side = [self._mark("allowed", self.low, UNLIMITED)] if self.bound in UPPER else []
        return [*side, self._mark("undated", self.low, self.low, label)]
