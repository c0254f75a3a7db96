"""Whatever is typed, the message stands beside the field and the last good result stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from plan_model.derived.scenarios import Scenario

from .driver import CalculatorPage

pytestmark = pytest.mark.browser

BAD = {
    "empty": ("value", "", "请填写"),
    "blank": ("value", "   ", "请填写"),
    "text": ("value", "四千", "不是数字"),
    "markup": ("value", "<img src=x onerror=alert(1)>", "不是数字"),
    "nan": ("value", "NaN", "不是数字"),
    "infinity": ("value", "Infinity", "不是数字"),
    "beyond-any-float": ("value", "1e400", "不是数字"),
    "too-many-digits": ("value", "9" * 40, "超出"),
    "ten-thousand-characters": ("value", "7" * 10_000, "过长"),
    "misplaced-separator": ("value", "42,00", "千位分隔符"),
    "no-baseline": ("baseline", "", "必填"),
    "negative-year": ("target_year", "-2025", "年份"),
    "year-with-decimals": ("target_year", "2025.5", "年份"),
    "year-before-the-base-year": ("target_year", "2019", "晚于"),
    "the-base-year": ("target_year", "2020", "晚于"),
    "year-far-away": ("target_year", "99999", "年份"),
    "text-as-year": ("target_year", "明年", "不是数字"),
    "fixed-year-as-text": ("fixed-2022", "很多", "不是数字"),
    "own-value-as-text": ("observed-2022", "NaN", "不是数字"),
}


@pytest.mark.parametrize(("name", "text", "message"), BAD.values(), ids=BAD)
def test_the_message_stands_beside_the_field_and_the_result_stays(
    calculator: CalculatorPage, scenarios: dict[str, Scenario], name: str, text: str, message: str
) -> None:
    calculator.type("baseline", "2100")
    good = {**scenarios["total-assets.qz-city"].request, "baseline": "2100"}
    calculator.expect_summary(good)
    calculator.type(name, text)
    calculator.expect_message(name, message)
    calculator.expect_summary(good)


@pytest.mark.parametrize("text", ["４２００", "4,200", " 4200 ", "４，２００", "+4200", "4200.0"])
def test_other_ways_to_write_a_number_are_accepted(calculator: CalculatorPage, text: str) -> None:
    calculator.type("value", text)
    expect(calculator.page.locator("#calculator-summary")).to_contain_text("需年均增长14.97%")
    expect(calculator.page.locator("#calculator-value")).not_to_have_attribute("aria-invalid", "true")


def test_a_negative_baseline_has_no_growth_rate_but_a_reason(calculator: CalculatorPage) -> None:
    calculator.type("baseline", "-5")
    expect(calculator.page.locator("#calculator-missing")).not_to_be_empty()
    expect(calculator.page.locator("#calculator-figures")).not_to_contain_text("年均增长率")
    expect(calculator.page.locator("#calculator")).not_to_contain_text("NaN")


def test_a_bad_weight_is_reported_at_its_year(calculator: CalculatorPage) -> None:
    calculator.page.select_option("#calculator-method", "weighted")
    calculator.type("weights-2023", "x")
    calculator.expect_message("weights-2023", "不是数字")


def test_the_message_goes_when_the_field_is_mended(calculator: CalculatorPage) -> None:
    calculator.type("value", "x")
    calculator.expect_message("value", "不是数字")
    calculator.type("value", "4200")
    expect(calculator.page.locator("#calculator-value-message")).to_be_empty()


def test_a_bad_row_does_not_spoil_table_2(calculator: CalculatorPage) -> None:
    calculator.visit("#v=1&table2=qz-city")
    calculator.page.locator('[id="batch-net-assets.qz-city"]').fill("x")
    calculator.page.locator('[id="batch-total-assets.qz-city"]').fill("4200")
    expect(calculator.page.locator('[id="batch-net-assets.qz-city-message"]')).to_contain_text("不是数字")
    expect(calculator.page.locator("#batch-rows tr").first).to_contain_text("14.97%")


def test_a_bad_value_among_the_identities_is_reported_beside_it(calculator: CalculatorPage) -> None:
    calculator.page.fill("#solve-assets", "abc")
    expect(calculator.page.locator("#solve-assets-message")).to_contain_text("不是数字")
    calculator.page.fill("#identities-value", "1e400")
    expect(calculator.page.locator("#identities-value-message")).to_contain_text("不是数字")
