"""Which printed values a chart draws, scope by scope, and the same values in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.charts.marks import KINDS, Mark, Reading, marks_of, years_in_words
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Indicator, IndicatorValue, Scope

GROWTH = ("total_growth", "annual_growth")
RULES = ("annual_growth_at_least", "relative")


@dataclass(frozen=True)
class Panel:
    """The marks of one scope, in one unit, and what has no place in the plane, as notes.

    `share` says that no value can be above 100.
    """

    scope: Scope
    unit: str
    axis: str
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    share: bool


def panels(collection: Collection, indicator_id: str, scope_ids: Sequence[str]) -> list[Panel]:
    """Return a panel for each scope for which the plans print something about the indicator."""
    indicator = collection.indicators[indicator_id]
    drawn = {scope: readings(collection, indicator_id, scope) for scope in scope_ids}
    return [_panel(indicator, collection.scopes[scope], found) for scope, found in drawn.items() if found]


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
    given = [value for value in values if value.value is not None or value.form == "relative"]
    levels = [value for value in given if value.aspect not in GROWTH or value.form in RULES]
    grouped: dict[tuple[object, ...], list[IndicatorValue]] = {}
    for value in levels or given:
        key = (value.year, value.value, value.value_high, value.form, value.unit, value.aspect)
        grouped.setdefault(key, []).append(value)
    found = [_reading(group) for group in grouped.values()]
    return sorted(found, key=lambda reading: reading.value.year or "9999")


def _reading(group: Iterable[IndicatorValue]) -> Reading:
    """Join the wordings of one value; the shortest, a table cell where there is one, is its label."""
    values = sorted(group, key=lambda value: len(value.printed))
    return Reading(values[0], tuple(dict.fromkeys(value.printed for value in values)))


def _panel(indicator: Indicator, scope: Scope, found: list[Reading]) -> Panel:
    unit, base = _unit(found), _base(found)
    drawn = [(reading, marks_of(reading, unit, base)) for reading in found]
    growth = all(reading.value.aspect in GROWTH for reading in found)
    return Panel(
        scope=scope,
        unit=unit,
        axis=f"{indicator.name}{'增长率' if growth else ''}（{unit}）",
        marks=tuple(mark for _, marks in drawn for mark in marks),
        notes=tuple(_note(reading.value) for reading, marks in drawn if not marks),
        share=any(reading.value.form == "share" for reading in found),
    )


def _unit(found: list[Reading]) -> str:
    """The unit of the first level with a number; growth is in per cent."""
    levels = (reading.value for reading in found if reading.value.aspect == "level")
    return next((value.unit for value in levels if value.value is not None), "%")


def _base(found: list[Reading]) -> IndicatorValue | None:
    """The latest level at the end of one past year."""
    past = [reading.value for reading in found if reading.value.kind != "target" and reading.value.aspect == "level"]
    dated = [value for value in past if len(value.year) == 4 and value.form == "point"]
    return max(dated, key=lambda value: value.year, default=None)


def _note(value: IndicatorValue) -> str:
    return f"{years_in_words(value.year)}：{_wording(value)}"


def _wording(value: IndicatorValue) -> str:
    return value.printed + ("（未给出数值）" if value.value is None else "")
