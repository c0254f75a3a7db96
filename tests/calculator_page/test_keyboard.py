"""The page works without a mouse and speaks to a screen reader; what axe says of it is in tests/accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from plan_model.derived.scenarios import Scenario

from .driver import CalculatorPage

pytestmark = pytest.mark.browser


def test_an_indicator_is_found_by_typing_and_chosen_by_keys(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    box = calculator.page.get_by_role("combobox", name="指标")
    box.focus()
    calculator.page.keyboard.type("营业")
    expect(box).to_have_attribute("aria-expanded", "true")
    option = calculator.page.locator("#calculator-indicators [role=option]")
    expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    calculator.page.keyboard.press("Enter")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("营业收入")
    calculator.expect_summary(scenarios["operating-revenue.qz-city"].request)


def test_arrows_walk_the_list_and_escape_leaves_it(calculator: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    box = calculator.page.get_by_role("combobox", name="指标")
    box.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        calculator.page.keyboard.press(key)
    calculator.expect_summary(scenarios["net-assets.qz-city"].request)
    for key in ("ArrowDown", "ArrowUp", "Escape"):
        calculator.page.keyboard.press(key)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("净资产")


def test_a_word_that_no_indicator_has_says_so_and_keeps_the_choice(calculator: CalculatorPage) -> None:
    box = calculator.page.get_by_role("combobox", name="指标")
    box.fill("不存在")
    expect(calculator.page.locator("#calculator-indicators")).to_contain_text("没有这样的指标")
    calculator.page.keyboard.press("Enter")
    box.press("Tab")
    expect(box).to_have_value("资产总额")


def test_a_whole_scenario_is_worked_by_keys_alone(calculator: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    page = calculator.page
    page.locator("#calculator-plan").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="指标")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#calculator-baseline")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#calculator-value")).to_be_focused()
    page.keyboard.type("2600")
    page.keyboard.press("Tab")
    calculator.expect_summary({**scenarios["total-assets.qz-urban"].request, "value": "2600"})


def test_the_answer_is_announced_as_one_sentence(calculator: CalculatorPage) -> None:
    calculator.visit("#v=1&s=operating-revenue.qz-city")
    summary = calculator.page.locator("#calculator-summary")
    expect(summary).to_have_attribute("aria-live", "polite")
    expect(summary).to_have_text(
        "营业收入2020年为78.74亿元，2025年目标“200亿元”：需年均增长20.49%，5年共增加121.26亿元（154.00%）。"
    )
