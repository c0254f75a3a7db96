"""What the calculator can be asked of the plans: each indicator and scope with a baseline and a 2025 target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plan_model.derived.figures import FLOORS, preferred_first
from plan_model.derived.printed_figures import printed_figure, wording_with_unit
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Indicator, IndicatorValue, Scope

_RULES = ("annual_growth", "increment")
_DIRECTIONS = {"higher": "increase", "lower": "decrease", "neither": "neutral"}


@dataclass(frozen=True)
class Scenario:
    """A baseline and the target that the plan sets for it; `request` is the calculator's `path` input."""

    indicator: Indicator
    scope: Scope
    baseline: IndicatorValue
    target: IndicatorValue
    request: dict[str, object]

    @property
    def id(self) -> str:
        """The scenario's name in addresses: `total-assets.qz-city`."""
        return f"{self.indicator.id}.{self.scope.id}"


def make_scenarios(collection: Collection) -> tuple[Scenario, ...]:
    """Return a scenario for every indicator and scope whose 2020 level and target the plans print.

    Where a table and the prose state the same target, the table's row is taken.
    """
    return tuple(_scenarios(collection))


def _scenarios(collection: Collection) -> Iterator[Scenario]:
    for indicator in collection.indicators.values():
        values = collection.values_by_indicator[indicator.id]
        for scope in dict.fromkeys(value.scope for value in values):
            own = preferred_first(value for value in values if value.scope == scope)
            baseline = next((value for value in own if _is_baseline(value)), None)
            target = next((value for value in own if _is_target(value)), None)
            if baseline and target:
                request = path_request(collection, indicator, baseline, target)
                yield Scenario(indicator, collection.scopes[scope], baseline, target, request)


def _is_baseline(value: IndicatorValue) -> bool:
    return value.kind == "baseline" and value.is_level and value.value is not None


def _is_target(value: IndicatorValue) -> bool:
    return value.kind == "target" and (value.is_level or value.aspect in _RULES or value.form == "relative")


def calculator_form(value: IndicatorValue) -> str:
    """Return the calculator's name for a target's form, which says what is measured and how it is bounded in one."""
    if value.form == "relative":
        return "relative"
    if value.aspect == "annual_growth":
        return "annual_growth_at_least" if value.form in FLOORS else "annual_growth"
    return "increment" if value.aspect == "increment" else value.form


def path_request(
    collection: Collection, indicator: Indicator, baseline: IndicatorValue, target: IndicatorValue
) -> dict[str, object]:
    """Return the input of the calculator's `path` action, numbers as printed."""
    plan = collection.plans[collection.scopes[baseline.scope].plan].info
    request: dict[str, object] = {
        "indicator": indicator.name,
        "unit": baseline.unit,
        "direction": _DIRECTIONS[indicator.better],
        "form": calculator_form(target),
        "baseline": printed_figure(baseline).removesuffix(baseline.unit),
        "base_year": int(baseline.year),
        "target_year": plan.last_year,
    }
    if target.value is not None:
        request["value"] = str(target.value)
    if (high := target.value_high or target.aspiration) is not None:
        request["value_high"] = str(high)
    numbers: dict[str, object] = {
        name: request[name] for name in ("value", "value_high", "target_year") if name in request
    }
    request["wording"] = numbers | {"printed": wording_with_unit(target)}
    return request
