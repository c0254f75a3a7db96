"""Which printed values a chart draws, scope by scope, and the same values in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.charts.marks import KINDS, Mark, Reading, Span, marks_of, span_of, years_in_words
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Indicator, IndicatorValue, Scope

GROWTH = ("total_growth", "annual_growth")
# What is measured stands in a plane of its own: what a period brought never shares an axis with a state at a date.
MEASURES: dict[str, str] = {"period_total": "期间合计", "yearly_average": "年均数", "increment": "新增量"}


@dataclass(frozen=True)
class Panel:
    """The marks of one scope, of one measure in one unit, and what has no place in the plane, as notes.

    `measure` is empty for levels and what they grow by. `share` says that no value can be above 100.
    """

    scope: Scope
    measure: str
    unit: str
    axis: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    share: bool

    @property
    def heading(self) -> str:
        """The scope, and what is measured where that is no level."""
        return f"{self.scope.name} · {self.measure}" if self.measure else self.scope.name


def panels(collection: Collection, indicator_id: str, scope_ids: Sequence[str]) -> list[Panel]:
    """Return a panel for each scope and measure of which the plans print something about the indicator."""
    indicator, span = collection.indicators[indicator_id], years_shown(collection, indicator_id, scope_ids)
    return [
        _panel(indicator, collection.scopes[scope], measure, found, span)
        for scope in scope_ids
        for measure, found in _by_measure(readings(collection, indicator_id, scope)).items()
    ]


def years_shown(collection: Collection, indicator_id: str, scope_ids: Sequence[str]) -> Span:
    """Return the years that all panels of an indicator's chart span."""
    plans = dict.fromkeys(collection.scopes[scope].plan for scope in scope_ids)
    drawn = (reading.value for scope in scope_ids for reading in readings(collection, indicator_id, scope))
    return span_of((collection.plans[key].info for key in plans), drawn)


def _by_measure(found: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Readings that may share a plane, levels first."""
    groups: dict[str, list[Reading]] = {}
    for reading in sorted(found, key=lambda reading: reading.value.aspect in MEASURES):
        groups.setdefault(MEASURES.get(reading.value.aspect, ""), []).append(reading)
    return groups


def describe_values(collection: Collection, indicator_id: str, scope_ids: Sequence[str]) -> str:
    """Return the drawn values in words, scope by scope: the text alternative of a chart."""
    sentences = []
    for scope in scope_ids:
        values = [reading.value for reading in readings(collection, indicator_id, scope)]
        parts = [f"{years_in_words(value.year)}{KINDS[value.kind]} {_wording(value)}" for value in values]
        if parts:
            sentences.append(f"{collection.scopes[scope].name}：{'，'.join(parts)}。")
    return "".join(sentences)


def readings(collection: Collection, indicator_id: str, scope_id: str) -> list[Reading]:
    """Return the values of a scope that a chart draws, by year.

    Empty cells are left out, and so is growth that only restates levels; wordings of one value are joined.
    """
    values = [value for value in collection.values_by_indicator[indicator_id] if value.scope == scope_id]
    levels = [value for value in values if value.aspect not in GROWTH or _is_rule(value, values)]
    grouped: dict[tuple[object, ...], list[IndicatorValue]] = {}
    for value in levels or values:
        key = (value.year, value.value, value.value_high, value.aspiration, value.form, value.unit, value.aspect)
        grouped.setdefault(key, []).append(value)
    found = [_reading(group) for group in grouped.values()]
    return sorted(found, key=lambda reading: reading.value.year or "9999")


def _is_rule(value: IndicatorValue, values: Iterable[IndicatorValue]) -> bool:
    """Whether growth is itself what is asked for, and not what a target level comes to."""
    stated = any(other.kind == "target" and other.is_level and other.value is not None for other in values)
    return value.form == "relative" or (value.kind == "target" and value.aspect == "annual_growth" and not stated)


def _reading(group: Iterable[IndicatorValue]) -> Reading:
    """Join the wordings of one value; the shortest, a table cell where there is one, is its label."""
    values = sorted(group, key=lambda value: len(value.printed))
    return Reading(values[0], tuple(dict.fromkeys(value.printed for value in values)))


def _panel(indicator: Indicator, scope: Scope, measure: str, found: list[Reading], span: Span) -> Panel:
    unit, base = _unit(found), _base(found)
    drawn = [(reading, marks_of(reading, unit, base, span)) for reading in found]
    growth = all(reading.value.aspect in GROWTH for reading in found)
    return Panel(
        scope=scope,
        measure=measure,
        unit=unit,
        axis=f"{indicator.name}{'增长率' if growth else ''}（{unit}）",
        marks=tuple(mark for _, marks in drawn for mark in marks),
        notes=tuple(_note(reading.value) for reading, marks in drawn if not marks),
        share=any(reading.value.aspect == "share" for reading in found),
    )


def _unit(found: list[Reading]) -> str:
    """The unit of the first value with a number that is no growth; growth is in per cent."""
    levels = (reading.value for reading in found if reading.value.aspect not in (*GROWTH, "change"))
    return next((value.unit for value in levels if value.value is not None), "%")


def _base(found: list[Reading]) -> IndicatorValue | None:
    """The latest level at the end of one past year."""
    past = [reading.value for reading in found if reading.value.kind != "target" and reading.value.is_level]
    dated = [value for value in past if len(value.year) == 4 and value.form == "point"]
    return max(dated, key=lambda value: value.year, default=None)


def _note(value: IndicatorValue) -> str:
    return f"{years_in_words(value.year)}：{_wording(value)}"


def _wording(value: IndicatorValue) -> str:
    return value.printed + ("（未给出数值）" if value.value is None else "")
