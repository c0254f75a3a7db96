"""The targets of the plans, each once, however often and in however many words a plan prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plan_model.derived.figures import AMOUNTS, normalised, place_of, preferred_first
from plan_model.derived.relations import span_of
from plan_model.derived.scenarios import Scenario
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import FLOWS, IndicatorValue


@dataclass(frozen=True)
class PlanTarget:
    """A target with every place in which its plan prints it, the preferred one first.

    `growth` are the growth rates that a plan prints beside a target level and that say the same. `baseline` is the past
    level that the plan prints for the same indicator and scope. `scenario` is what the calculator can be asked of it.
    """

    printings: tuple[IndicatorValue, ...]
    growth: tuple[IndicatorValue, ...] = ()
    baseline: IndicatorValue | None = None
    scenario: Scenario | None = None

    @property
    def value(self) -> IndicatorValue:
        """The printing by which the target is told."""
        return self.printings[0]


# Said where there are no fields to fill in: a plan that compares with something it does not quantify.
NO_BENCHMARK = "规划没有给出比较对象的数值，不能预先测算"
Key = tuple[str, str, str, str, Decimal | str | None, Decimal | None]


def make_targets(collection: Collection, scenarios: Iterable[Scenario]) -> tuple[PlanTarget, ...]:
    """Return every target of the plans, in the order of the texts in which each is first printed."""
    of_scenario = {place_of(scenario.target): scenario for scenario in scenarios}
    groups = _groups(collection)
    beside = _growth_beside(collection, groups)
    targets = []
    for key, printings in groups.items():
        if key in beside:
            continue
        growth = [value for name, level in beside.items() if level == key for value in groups[name]]
        scenario = next((of_scenario[place] for place in map(place_of, printings) if place in of_scenario), None)
        targets.append(PlanTarget(tuple(printings), tuple(growth), _baseline(collection, printings[0]), scenario))
    return tuple(targets)


def why_not_computed(target: PlanTarget) -> str:
    """Return, in Chinese, why nothing is worked out from a target as the plan states it."""
    if target.value.form == "relative":
        return NO_BENCHMARK
    if target.value.aspect in FLOWS:
        return "一段时期内合计或新增的数，不从基期值推算"
    return "没有同一写法的基期值，不能测算"


def _groups(collection: Collection) -> dict[Key, list[IndicatorValue]]:
    """The printings of each target, in the order of first printing, each preferred ones first."""
    groups: dict[Key, list[IndicatorValue]] = {}
    for value in collection.all_values:
        if value.kind == "target":
            groups.setdefault(_key(collection, value), []).append(value)
    return {key: preferred_first(printings) for key, printings in groups.items()}


def _key(collection: Collection, value: IndicatorValue) -> Key:
    """What makes two printings one target: the same is measured, and the same number is set, or the same words."""
    indicator = collection.indicators[value.indicator_id]
    number = normalised(value.value, value, indicator)[0]
    high = normalised(value.value_high, value, indicator)[0]
    said = value.printed if number is None else number
    return value.indicator_id, value.scope, value.year, value.aspect, said, high


def _growth_beside(collection: Collection, groups: dict[Key, list[IndicatorValue]]) -> dict[Key, Key]:
    """Total growth that ends in the year of a target level of the same indicator and scope: it sets none itself."""
    levels = {key[:3]: key for key in groups if key[3] in AMOUNTS}
    found = {}
    for key, (value, *_) in groups.items():
        span = span_of(collection, value) if value.aspect == "total_growth" else None
        level = levels.get((value.indicator_id, value.scope, str(span[1]))) if span else None
        if level:
            found[key] = level
    return found


def _baseline(collection: Collection, target: IndicatorValue) -> IndicatorValue | None:
    own = (
        value
        for value in collection.values_by_indicator[target.indicator_id]
        if value.scope == target.scope and value.kind == "baseline" and value.is_level
    )
    return next(iter(preferred_first(own)), None)
