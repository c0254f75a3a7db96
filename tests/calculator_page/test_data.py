"""What the build hands to the page."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from macros.calculator import mini_calculator_html, static_results_table
from plan_model.derived.scenarios import Scenario
from plan_model.publication import Publication
from plan_model.published.calculator_data import calculator_script, identity_bases, sliders
from plan_model.shapes.collection import Collection

from .driver import python_result


@pytest.fixture(scope="module")
def data(collection: Collection) -> dict[str, Any]:
    script = calculator_script(collection)
    given: dict[str, Any] = json.loads(script.removeprefix("PlanScenarios.register(").removesuffix(");\n"))
    return given


def test_every_scenario_carries_the_result_of_its_own_request(data: dict[str, Any]) -> None:
    assert len(data["scenarios"]) > 30
    for scenario in data["scenarios"]:
        assert scenario["result"] == python_result("path", scenario["request"])


def test_every_scenario_names_the_provisions_it_stands_in(data: dict[str, Any], collection: Collection) -> None:
    for scenario in data["scenarios"]:
        for part in ("baseline", "target"):
            assert scenario[part]["provision"] in scenario[part]["page"]
            collection.plan_of(scenario[part]["provision"])


def test_a_printed_wording_is_kept_and_a_bare_number_gets_its_unit(data: dict[str, Any]) -> None:
    printed = {one["id"]: one["target"]["printed"] for one in data["scenarios"]}
    assert printed["debt-to-asset-ratio.qz-city"] == "<65%"
    assert printed["total-assets.qz-city"] == "4000亿元"
    assert printed["return-on-equity.qz-urban"] == "不低于2.2%，力争2.5%"


def test_the_plan_value_lies_within_its_slider(scenarios: dict[str, Scenario]) -> None:
    for scenario in scenarios.values():
        for name, limits in sliders(scenario.request).items():
            value = Decimal(str(scenario.request.get(name, limits["min"])))
            assert Decimal(limits["min"]) <= value <= Decimal(limits["max"]), (scenario.id, name)


def test_the_amounts_of_an_identity_base_agree_with_the_identities(scenarios: dict[str, Scenario]) -> None:
    bases = identity_bases(scenarios.values())
    assert [base["id"] for base in bases] == ["qz-city-2020", "qz-city-2025", "qz-urban-2020", "qz-urban-2025"]
    for base in bases:
        solved = python_result("identities", {"mode": "solve", "unit": base["unit"], "given": base["given"]})
        assert not solved["conflicts"]
        assert not solved["undetermined"]


def test_the_static_table_has_a_row_for_every_target(publication: Publication, scenarios: dict[str, Scenario]) -> None:
    table = static_results_table(publication.collection, "calculator.html")
    assert set(re.findall(r"calculator\.html#v=1&amp;s=([\w.-]+)", table)) == set(scenarios)
    assert table.count('<th scope="row">') == len(publication.targets) > len(scenarios)
    assert "20.49%" in table
    assert "基期值在上限以内" in table
    assert "请" not in table


def test_an_address_of_a_target_without_a_baseline_is_told_why(data: dict[str, Any]) -> None:
    told = data["absent"]["china-500-enterprises.zj-all"]
    assert told == "中国500强企业（全省各级国资国企）的目标“4 家”：一段时期内合计或新增的数，不从基期值推算"
    assert not set(data["absent"]) & {scenario["id"] for scenario in data["scenarios"]}


def test_what_cannot_be_worked_out_says_why_without_asking(collection: Collection) -> None:
    table = static_results_table(collection, "calculator.html")
    assert table.count("规划没有给出比较对象的数值，不能预先测算") == 7
    assert table.count("没有同一写法的基期值，不能测算") == 3
    assert table.count("一段时期内合计或新增的数，不从基期值推算") == 10


def test_a_small_calculator_states_the_plan_result_without_scripts(
    collection: Collection, scenarios: dict[str, Scenario]
) -> None:
    html = mini_calculator_html(collection, scenarios["operating-revenue.qz-city"], "indicators/operating-revenue.html")
    assert "需年均增长20.49%" in html
    assert 'href="../calculator.html#v=1&amp;s=operating-revenue.qz-city"' in html
    assert "NaN" not in html


def test_a_small_calculator_asks_for_the_benchmark_that_the_plan_does_not_give(
    collection: Collection, scenarios: dict[str, Scenario]
) -> None:
    html = mini_calculator_html(collection, scenarios["total-assets.zj-all"], "indicators/total-assets.html")
    assert 'name="benchmark_growth"' in html
    assert 'name="value"' not in html
