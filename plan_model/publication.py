"""What a build publishes: the validated plan data and everything derived from it, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plan_model.checking.validate import validate
from plan_model.derived.recomputation import Check, Underived, make_checks, underived
from plan_model.derived.scenarios import Scenario, make_scenarios
from plan_model.derived.targets import PlanTarget, make_targets
from plan_model.errors import Gathering, PlanDataError
from plan_model.files import load
from plan_model.ids.registry import Registry
from plan_model.ids.registry_check import registry_problems
from plan_model.shapes.collection import Collection
from plan_model.source.coverage import Coverage


@dataclass(frozen=True)
class Publication:
    """Plan data that passed every check, its coverage reports, published ids, recomputed figures and scenarios."""

    collection: Collection
    coverages: dict[str, Coverage]
    registry: Registry

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every printed figure that others imply, recomputed."""
        return make_checks(self.collection)

    @cached_property
    def underived(self) -> tuple[Underived, ...]:
        """Every printed figure that no other implies, with the reason."""
        return underived(self.collection, self.checks)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """What the calculator can be asked."""
        return make_scenarios(self.collection)

    @cached_property
    def targets(self) -> tuple[PlanTarget, ...]:
        """Every target, once."""
        return make_targets(self.collection, self.scenarios)

    def scenarios_of(self, indicator_id: str) -> list[Scenario]:
        """Return one indicator's scenarios."""
        return [scenario for scenario in self.scenarios if scenario.indicator.id == indicator_id]

    def checks_of(self, indicator_id: str) -> list[Check]:
        """Return the checks of one indicator's figures."""
        return [check for check in self.checks if check.value.indicator_id == indicator_id]


def prepare(data: Path = load.DATA, keys: Sequence[str] | None = None) -> Publication:
    """Return the publication of plans, those that take part in the shared pages unless named.

    Raises PlanDataError with every problem of their data.
    """
    with Gathering() as gathering:
        named = gathering.read(load.plan_folders(data), load.shared_keys, data) if keys is None else keys
        registry = gathering.read(Registry(), load.load_registry, data, named)
        collection = load.load_collection(data, named)
        sources = {key: load.load_source(key, data) for key in collection.plans}
    coverages = validate(collection, sources)
    if problems := registry_problems(collection, registry):
        raise PlanDataError(problems)
    return Publication(collection, coverages, registry)
