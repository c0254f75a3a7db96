"""What the calculator can be asked of the plans: each indicator and scope with a baseline and a target after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plan_model.derived.figures import FLOORS, arithmetic_unit, preferred_first
from plan_model.derived.printed_figures import printed_figure, wording_with_unit
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Aspect, Form, Indicator, IndicatorValue, Scope
from target_calculator.quantity import Undefined, convert

_DIRECTIONS = {"higher": "increase", "lower": "decrease", "neither": "neutral"}
# What the calculator can be asked of growth and increments: its form, by what is measured and how it is bounded.
_INCREMENTS: dict[Form, str] = {"point": "increment", "at_least": "increment", "about": "increment"}
_RULES: dict[Aspect, dict[Form, str]] = {
    "annual_growth": {
        "point": "annual_growth",
        "about": "annual_growth",
        "at_least": "annual_growth_at_least",
        "more_than": "annual_growth_at_least",
    },
    "increment": _INCREMENTS,
    "change": _INCREMENTS,
}


@dataclass(frozen=True)
class Scenario:
    """A baseline and the target that the plan sets for it; `request` is the calculator's `path` input."""

    indicator: Indicator
    scope: Scope
    baseline: IndicatorValue
    target: IndicatorValue
    request: dict[str, object]
    is_main: bool = True

    @property
    def id(self) -> str:
        """The scenario's name in addresses: `total-assets.qz-city`, with the year for all but the first target."""
        name = f"{self.indicator.id}.{self.scope.id}"
        return name if self.is_main else f"{name}.{self.request['target_year']}"


def make_scenarios(collection: Collection) -> tuple[Scenario, ...]:
    """Return a scenario for every target that the plans print with a level before it, one for each target year.

    Where a table and the prose state the same target, the table's row is taken. A target without a year, or in a unit
    that the baseline cannot be converted to, gives none.
    """
    return tuple(_scenarios(collection))


def _scenarios(collection: Collection) -> Iterator[Scenario]:
    for indicator in collection.indicators.values():
        values = collection.values_by_indicator[indicator.id]
        for scope in dict.fromkeys(value.scope for value in values):
            own = preferred_first(value for value in values if value.scope == scope)
            yield from _of_scope(indicator, collection, collection.scopes[scope], own)


def _of_scope(
    indicator: Indicator, collection: Collection, scope: Scope, own: list[IndicatorValue]
) -> Iterator[Scenario]:
    """The plan's own target year first; it alone goes by the scope's name."""
    found: dict[int, tuple[IndicatorValue, IndicatorValue, dict[str, object]]] = {}
    for target in own:
        year = _target_year(target)
        baseline = _baseline_before(own, year) if year and year not in found else None
        request = path_request(indicator, baseline, target, year) if baseline and year else None
        if baseline and year and request:
            found[year] = baseline, target, request
    last = collection.plans[scope.plan].info.last_year
    years = sorted(found, key=lambda year: (year != last, year))
    for year in years:
        baseline, target, request = found[year]
        yield Scenario(indicator, scope, baseline, target, request, is_main=year == years[0])


def _target_year(value: IndicatorValue) -> int | None:
    """The year in which a target is to be reached, the last one of a period; None for what is no target with a year."""
    return int(value.year[-4:]) if value.kind == "target" and value.year else None


def _baseline_before(own: list[IndicatorValue], year: int) -> IndicatorValue | None:
    """The latest level at the end of one year from which a target can start; what a period brought is no start."""
    levels = [value for value in own if value.kind == "baseline" and value.is_level and value.value is not None]
    dated = [value for value in levels if value.year.isdigit() and int(value.year) < year]
    return max(dated, key=lambda value: value.year, default=None)


def calculator_form(value: IndicatorValue) -> str | None:
    """Return the calculator's name for a target's form, which says what is measured and how it is bounded in one.

    None where the calculator has no form that says the same.
    """
    if value.form == "relative":
        return "relative" if value.qualifier in FLOORS else None  # a rank or a ceiling is no level to reach
    if value.is_level:
        return value.form
    return _RULES.get(value.aspect, {}).get(value.form)


def path_request(
    indicator: Indicator, baseline: IndicatorValue, target: IndicatorValue, year: int
) -> dict[str, object] | None:
    """Return the input of the calculator's `path` action, numbers as printed or in the baseline's unit.

    None where the calculator cannot be asked: it has no such form, or the units cannot be converted.
    """
    form = calculator_form(target)
    numbers = {
        name: _in_unit(getattr(target, name), target, baseline) for name in ("value", "value_high", "aspiration")
    }
    if form is None or Undefined in map(type, numbers.values()):
        return None
    given: dict[str, object] = {name: str(number) for name, number in numbers.items() if number is not None}
    given["target_year"] = year
    return {
        "indicator": indicator.name,
        "unit": baseline.unit,
        "direction": _DIRECTIONS[indicator.better],
        "form": form,
        "baseline": printed_figure(baseline).removesuffix(baseline.unit),
        "base_year": int(baseline.year),
        **given,
        "wording": given | {"printed": wording_with_unit(target)},
    }


def _in_unit(number: Decimal | None, target: IndicatorValue, baseline: IndicatorValue) -> Decimal | Undefined | None:
    """A target's number in the unit of its baseline; growth is in per cent a year whatever grows."""
    unit, to_unit = arithmetic_unit(target.unit), arithmetic_unit(baseline.unit)
    if number is None or target.aspect == "annual_growth" or unit == to_unit:
        return number
    converted = convert(number, unit, to_unit)
    return converted if isinstance(converted, Undefined) else Decimal(format(converted.normalize(), "f"))
