"""The calculator page's data: every scenario with its wording, its place in the plan and its precomputed result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.scenarios import Scenario, make_scenarios
from plan_model.derived.targets import make_targets, why_not_computed
from plan_model.ids.addresses import indicator_page, provision_address
from plan_model.ids.locator import locator
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.interface import VERSION, handle
from target_calculator.quantity import factor_of
from target_calculator.targets import GROWTH_FORMS

Record = dict[str, Any]

# Which indicator stands for which quantity of the identities.
AMOUNTS = {
    "total-assets": "assets",
    "net-assets": "net_assets",
    "operating-revenue": "revenue",
    "total-profit": "total_profit",
    "net-profit": "net_profit",
}
IDENTITIES_UNIT = "亿元"
YEARS_AHEAD = 10  # how far beyond the plan's own target year a slider reaches


def calculator_script(collection: Collection) -> str:
    """Return a classic script that hands `PlanScenarios` everything the page shows before any Python runs.

    A script rather than JSON, because over file:// a page can load the one and not the other.
    """
    scenarios = make_scenarios(collection)
    headlines = [f"{target.indicator}.{target.scope}" for target in collection.site.headline_targets]
    known = {scenario.id for scenario in scenarios}
    data = {
        "version": VERSION,
        "first": next((name for name in headlines if name in known), None),
        "plans": {key: plan.info.short_title for key, plan in collection.plans.items()},
        "scenarios": [scenario_record(collection, scenario) for scenario in scenarios],
        "identities": identity_bases(scenarios),
        "absent": _absent(collection, scenarios),
    }
    return f"PlanScenarios.register({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _absent(collection: Collection, scenarios: Iterable[Scenario]) -> dict[str, str]:
    """What an address is told that asks for a target from which nothing is worked out, by the name of its scenario."""
    known = {scenario.id for scenario in scenarios}
    told: dict[str, str] = {}
    for target in make_targets(collection, scenarios):
        value = target.value
        name = f"{collection.indicators[value.indicator_id].name}（{collection.scopes[value.scope].name}）"
        words = f"{name}的目标“{wording_with_unit(value)}”：{why_not_computed(target)}"
        told.setdefault(f"{value.indicator_id}.{value.scope}", words)
    return {name: words for name, words in told.items() if name not in known}


def scenario_record(collection: Collection, scenario: Scenario) -> Record:
    """Return one scenario as the page reads it; every text is plain, every number a decimal string."""
    return {
        "id": scenario.id,
        "plan": scenario.scope.plan,
        "scope": scenario.scope.id,
        "scopeName": scenario.scope.name,
        "indicator": scenario.indicator.name,
        "unit": scenario.baseline.unit,
        "group": scenario.indicator.group,
        "attribute": scenario.target.attribute,
        "table": _targets_table(collection, scenario.target),
        "page": indicator_page(scenario.indicator.id),
        "baseline": _printed(collection, scenario.baseline),
        "target": _printed(collection, scenario.target),
        "notes": list(dict.fromkeys(filter(None, _notes(scenario)))),
        "request": scenario.request,
        "sliders": sliders(scenario.request),
        "result": path_result(scenario),
    }


def _targets_table(collection: Collection, target: IndicatorValue) -> str:
    """The name of the table of targets that a target stands in (`表2`), empty where it stands elsewhere."""
    owner = collection.paragraph_of(target.provision_id)
    is_targets = collection.plan_of(owner).info.table(owner).role == "targets"
    return locator(collection, owner) if is_targets else ""


def path_result(scenario: Scenario) -> Record:
    """Return the calculator's answer to a scenario as the plan states it."""
    answer = json.loads(handle(json.dumps({"version": VERSION, "action": "path", "input": scenario.request})))
    if not answer["ok"]:
        raise ValueError(f"{scenario.id}: the calculator refuses the plan's own figures: {answer['errors']}")
    result: Record = answer["result"]
    return result


def sliders(request: dict[str, object]) -> dict[str, dict[str, str]]:
    """Return the range of each slider: from zero to about twice what the plan says, in steps a hand can hit.

    Where the plan prints a negative number, the range reaches as far below zero as above it.
    """
    baseline, unit = Decimal(str(request["baseline"])), str(request["unit"])
    values = [Decimal(str(request[name])) for name in ("value", "value_high", "aspiration") if name in request]
    ranges = {"baseline": _range([baseline], unit)}
    if request["form"] in GROWTH_FORMS:
        ranges["value"] = _range([Decimal(10), *values], "%")
    elif request["form"] == "relative":
        ranges["benchmark_growth"] = _range([Decimal(6)], "%")
    elif request["form"] == "increment":
        ranges["value"] = _range(values, unit)
    else:
        ranges["value"] = _range([baseline, *values], unit)
    ranges |= {name: ranges["value"] for name in ("value_high", "aspiration") if name in request}
    year = int(str(request["base_year"])) + 1
    ranges["target_year"] = {"min": str(year), "max": str(int(str(request["target_year"])) + YEARS_AHEAD), "step": "1"}
    return ranges


def _range(values: Sequence[Decimal], unit: str) -> dict[str, str]:
    """Return a round end at about twice the largest value, and a step of some thousandth of it."""
    largest = max(map(abs, values))
    wanted = largest * 2 or Decimal(10)
    size = Decimal(1).scaleb(wanted.adjusted())
    top = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= wanted)
    if unit == "%" and largest <= 100:
        top = min(top, Decimal(100))
    step = Decimal(1) if unit == "家" else max(size / 100, Decimal("0.01"))
    if unit == "%":
        step = min(step, Decimal("0.1"))
    bottom = -top if min(values) < 0 else Decimal(0)
    return {"min": format(bottom, "f"), "max": format(top, "f"), "step": format(step, "f")}


def identity_bases(scenarios: Iterable[Scenario]) -> list[Record]:
    """Return the amounts that the plan states for a scope, at the baseline and as targets, in 亿元.

    Only scopes for which all five amounts are printed for the same years; the ratios follow from them.
    """
    groups: dict[tuple[str, str, object], list[Scenario]] = {}
    for scenario in scenarios:
        if scenario.indicator.id in AMOUNTS and scenario.target.form == "point" and scenario.target.is_level:
            years = scenario.baseline.year, scenario.request["target_year"]
            groups.setdefault((scenario.scope.id, *years), []).append(scenario)
    bases = [base for group in groups.values() if len(group) == len(AMOUNTS) for base in _bases(group)]
    return list({base["id"]: base for base in bases}.values())


def _bases(group: list[Scenario]) -> Iterable[Record]:
    first = group[0]
    for year, field in ((first.baseline.year, "baseline"), (first.request["target_year"], "value")):
        wording = "实际" if field == "baseline" else "目标"
        yield {
            "id": f"{first.scope.id}-{year}",
            "name": f"{first.scope.name}{year}年{wording}",
            "unit": IDENTITIES_UNIT,
            "given": {AMOUNTS[s.indicator.id]: _in_identities_unit(s, field) for s in group},
        }


def _in_identities_unit(scenario: Scenario, field: str) -> str:
    number, unit = str(scenario.request[field]), str(scenario.request["unit"])
    if unit == IDENTITIES_UNIT:
        return number
    return format(Decimal(number) * factor_of(unit) / factor_of(IDENTITIES_UNIT), "f")


def _printed(collection: Collection, value: IndicatorValue) -> Record:
    """Return a value's wording and where it stands; a bare number gets its unit."""
    return {
        "printed": wording_with_unit(value),
        "year": value.year,
        "provision": value.provision_id,
        "page": provision_address(collection, value.provision_id),
    }


def _notes(scenario: Scenario) -> tuple[str, ...]:
    return scenario.baseline.note, scenario.target.note, scenario.scope.note
