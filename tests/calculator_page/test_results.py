"""The page shows what Python gives, and the browser's Python gives what CPython gives."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from plan_model.derived.scenarios import Scenario
from target_calculator.interface import VERSION, handle
from tests.calculator.cases import read_cases, request_of

from .driver import CalculatorPage, python_result

pytestmark = pytest.mark.browser


def test_every_case_a_planner_wrote_is_answered_alike_to_the_last_digit(calculator: CalculatorPage) -> None:
    requests = [request_of(case) for case in read_cases()]
    answers = calculator.page.evaluate(
        "requests => Promise.all(requests.map(request => PlanCalculator.callText(request)))", requests
    )
    assert len(requests) >= 120
    assert [(one, theirs) for one, theirs in zip(requests, answers, strict=True) if theirs != handle(one)] == []


def test_every_scenario_of_the_plans_is_answered_alike(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    for scenario in scenarios.values():
        request = json.dumps({"version": VERSION, "action": "path", "input": scenario.request})
        assert calculator.call(request) == handle(request), scenario.id


@pytest.mark.parametrize(
    ("scenario", "changes"),
    [
        ("total-assets.qz-city", {"value": "4200"}),
        ("operating-revenue.qz-urban", {"target_year": "2027"}),
        ("debt-to-asset-ratio.qz-city", {"value": "50"}),
        ("return-on-equity.qz-urban", {"value": "2.4", "aspiration": "3"}),
        ("total-assets.zj-provincial", {"value": "7.5"}),
        ("total-profit.zj-all", {"benchmark_growth": "5.5"}),
        ("listed-companies.zj-all", {"value": "75"}),
        ("listed-companies.qz-city", {"baseline": "1"}),
    ],
)
def test_the_sentence_and_the_path_follow_the_fields(
    calculator: CalculatorPage, scenarios: dict[str, Scenario], scenario: str, changes: dict[str, str]
) -> None:
    calculator.visit(f"#v=1&s={scenario}")
    for name, text in changes.items():
        calculator.type(name, text)
    plan = scenarios[scenario].request
    request = {**plan, "method": python_result("path", plan).get("method", ""), **changes}
    calculator.expect_summary(request)
    result = python_result("path", request)
    if result["kind"] not in ("limit", "already_met"):
        shown = calculator.page.locator("#calculator-years .value").all_inner_texts()
        assert shown == [row["value"] for row in result["path"]]


def test_moving_the_slider_changes_field_sentence_and_chart(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    slider = calculator.page.get_by_role("slider", name="目标值（滑块）")
    before = calculator.page.locator("#calculator-chart svg").inner_html()
    slider.focus()
    slider.press("ArrowRight")
    calculator.expect_summary({**scenarios["total-assets.qz-city"].request, "value": "4010"})
    expect(calculator.page.locator("#calculator-value")).to_have_value("4010")
    assert calculator.page.locator("#calculator-chart svg").inner_html() != before


def test_a_fixed_year_stays_and_the_others_are_solved_anew(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    calculator.type("fixed-2023", "3000")
    request = {**scenarios["total-assets.qz-city"].request, "method": "geometric", "fixed": {"2023": "3000"}}
    path = python_result("path", request)["path"]
    expect(calculator.page.locator("#calculator-years .value")).to_have_text([row["value"] for row in path])


def test_weights_share_out_the_growth(calculator: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    calculator.page.select_option("#calculator-method", "weighted")
    calculator.type("weights-2021", "3")
    request = {
        **scenarios["total-assets.qz-city"].request,
        "method": "weighted",
        "weights": ["3", "1", "1", "1", "1"],
    }
    path = python_result("path", request)["path"]
    expect(calculator.page.locator("#calculator-years .value")).to_have_text([row["value"] for row in path])


def test_own_values_are_judged_by_both_methods(calculator: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    calculator.type("observed-2022", "2600")
    request = {**scenarios["total-assets.qz-city"].request, "observed": {"2022": "2600"}}
    result = python_result("progress", request)
    box = calculator.page.locator("#calculator-progress-result")
    expect(box).to_contain_text(result["summary"])
    for method in result["methods"]:
        expect(box).to_contain_text(method["name"])
        expect(box).to_contain_text(method["status_text"])


def test_every_formula_shows_the_numbers_put_in_and_its_source(calculator: CalculatorPage) -> None:
    calculator.page.locator(".calculator-formula-box summary").click()
    box = calculator.page.locator("#calculator-formulas")
    expect(box).to_contain_text("（4000 ÷ 2090.49）^（1 ÷ 5）− 1 = 13.86%")
    expect(box).to_contain_text("国家统计局")


def test_a_ceiling_asks_for_no_path(calculator: CalculatorPage) -> None:
    calculator.visit("#v=1&s=debt-to-asset-ratio.qz-city")
    expect(calculator.page.locator("#calculator-no-path")).to_be_visible()
    expect(calculator.page.locator("#calculator-chart .bound.ceiling")).to_have_count(1)
    one_point = re.compile(r"^[\d.]+,[\d.]+$")
    expect(calculator.page.locator("#calculator-chart .line.path")).to_have_attribute("points", one_point)


def test_all_of_table_2_is_recalculated_for_another_year(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    calculator.visit("#v=1&table2=qz-city")
    calculator.page.fill("#batch-year", "2027")
    expected = [
        python_result("path", {**one.request, "target_year": "2027"})["summary"].partition("：")[2]
        for one in scenarios.values()
        if one.scope.id == "qz-city" and one.target.provision_id.startswith("qz-t2-")
    ]
    expect(calculator.page.locator("#batch-rows tr > :last-child")).to_have_text(expected)


def test_the_identities_follow_a_change(calculator: CalculatorPage) -> None:
    calculator.page.fill("#identities-value", "2.5")
    expect(calculator.page.locator("#identities-result")).to_contain_text("净利润23.20亿元")


def test_the_net_profit_for_a_return_of_two_and_a_half_per_cent(calculator: CalculatorPage) -> None:
    calculator.page.locator("#solve-examples button").first.click()
    expect(calculator.page.locator("#solve-result")).to_contain_text("净利润应不低于40.00亿元")


def test_conflicting_values_are_named_with_the_reason(calculator: CalculatorPage) -> None:
    for name, text in (("assets", "4000"), ("net_assets", "1600"), ("debt_ratio", "50")):
        calculator.page.fill(f"#solve-{name}", text)
    expect(calculator.page.locator("#solve-result")).to_contain_text("条件互相矛盾")
