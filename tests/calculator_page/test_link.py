"""The address carries the scenario; a hostile one is ignored with a sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from plan_model.derived.scenarios import Scenario

from .driver import CalculatorPage

pytestmark = pytest.mark.browser

DEFAULT = "total-assets.qz-city"
HOSTILE = {
    "script": "#<script>window.hit=1</script>",
    "script-as-scenario": "#v=1&s=<script>window.hit=1</script>",
    "markup-as-number": f"#v=1&s={DEFAULT}&target=<img src=x onerror=window.hit=1>",
    "encoded-markup": f"#v=1&s={DEFAULT}&target=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
    "broken-json": '#{"s":"total-assets',
    "unknown-version": f"#v=99&s={DEFAULT}",
    "no-version": f"#s={DEFAULT}&target=4200",
    "unknown-scenario": "#v=1&s=gold.mars",
    "prototype": "#v=1&s=__proto__&constructor=1",
    "prototype-parameter": f"#v=1&s={DEFAULT}&__proto__=1",
    "unknown-parameter": f"#v=1&s={DEFAULT}&evil=1",
    "unknown-method": f"#v=1&s={DEFAULT}&method=constructor",
    "broken-years": f"#v=1&s={DEFAULT}&fixed=2022",
    "years-as-text": f"#v=1&s={DEFAULT}&own=abc:1",
    "ten-thousand-characters": f"#v=1&s={DEFAULT}&target=" + "9" * 10_000,
    "broken-percent": "#%E0%A4%A&v=%",
    "unknown-table-scope": "#v=1&table2=moon",
    "markup-in-table": "#v=1&table2=qz-city&targets=total-assets:<b>",
}


@pytest.mark.parametrize("fragment", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_address_is_ignored_with_a_message(
    calculator: CalculatorPage, scenarios: dict[str, Scenario], fragment: str
) -> None:
    calculator.visit(fragment)
    calculator.expect_link_message("已忽略")
    calculator.expect_summary(scenarios[DEFAULT].request)
    assert calculator.page.evaluate("window.hit") is None
    assert calculator.page.locator("#calculator img, #calculator script").count() == 0


def test_an_address_of_a_target_without_a_baseline_says_why_nothing_is_worked_out(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    calculator.visit("#v=1&s=china-500-enterprises.zj-all")
    calculator.expect_link_message("中国500强企业（全省各级国资国企）的目标“4 家”：")
    calculator.expect_summary(scenarios[DEFAULT].request)


def test_a_hostile_address_does_no_harm_when_the_page_opens_with_it(fresh: CalculatorPage) -> None:
    fresh.open(HOSTILE["encoded-markup"])
    fresh.expect_link_message("已忽略")
    assert fresh.page.evaluate("window.hit") is None


def test_a_readable_address_with_an_impossible_year_gets_a_message_beside_the_field(
    calculator: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    calculator.visit(f"#v=1&s={DEFAULT}&year=1990")
    calculator.expect_message("target_year", "晚于")
    calculator.expect_summary(scenarios[DEFAULT].request)


def test_the_address_brings_everything_back(fresh: CalculatorPage) -> None:
    fresh.type("value", "4200")
    fresh.type("target_year", "2026")
    fresh.page.select_option("#calculator-method", "linear")
    fresh.type("fixed-2023", "3000")
    fresh.type("observed-2021", "2300")
    fresh.wait_for_hash("own=2021:2300")
    fresh.wait_for_hash("fixed=2023:3000")
    shown = reading(fresh)
    fresh.open(fresh.page.evaluate("location.hash"))
    expect(fresh.page.locator("#calculator-progress-result")).to_contain_text("2021年为2300亿元")
    assert reading(fresh) == shown
    assert "2026年目标达到4200亿元" in str(shown["summary"])


def test_an_address_of_an_earlier_day_still_sets_what_is_striven_for(fresh: CalculatorPage) -> None:
    fresh.open("#v=1&s=return-on-equity.qz-urban&high=3")
    expect(fresh.page.locator("#calculator-aspiration")).to_have_value("3")
    fresh.wait_for_hash("wish=3")


def test_back_and_forward_follow_the_steps(fresh: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    request = scenarios[DEFAULT].request
    fresh.type("value", "4200")
    fresh.wait_for_hash("target=4200")
    fresh.type("value", "4400")
    fresh.wait_for_hash("target=4400")
    fresh.page.go_back()
    fresh.expect_summary({**request, "value": "4200"})
    fresh.page.go_back()
    fresh.expect_summary(request)
    fresh.page.go_forward()
    fresh.expect_summary({**request, "value": "4200"})


def test_undo_takes_back_one_step_and_reset_returns_to_the_plan(
    fresh: CalculatorPage, scenarios: dict[str, Scenario]
) -> None:
    request = scenarios[DEFAULT].request
    undo = fresh.page.get_by_role("button", name="撤销")
    expect(undo).to_be_disabled()
    for value in ("4200", "4400"):
        fresh.type("value", value)
        fresh.wait_for_hash(f"target={value}")
    undo.click()
    fresh.expect_summary({**request, "value": "4200"})
    fresh.page.get_by_role("button", name="恢复规划数值").first.click()
    fresh.expect_summary(request)
    undo.click()
    fresh.expect_summary({**request, "value": "4200"})


def test_table_2_keeps_its_targets_in_the_address(fresh: CalculatorPage) -> None:
    fresh.open("#v=1&table2=qz-city")
    field = fresh.page.locator('[id="batch-total-assets.qz-city"]')
    field.fill("4200")
    field.press("Tab")
    fresh.wait_for_hash("targets=total-assets:4200")
    fresh.open(fresh.page.evaluate("location.hash"))
    expect(field).to_have_value("4200")
    expect(fresh.page.locator("#batch-rows tr").first).to_contain_text("14.97%")


def test_the_link_is_copied(fresh: CalculatorPage) -> None:
    fresh.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fresh.type("value", "4200")
    fresh.expect_summary_contains("14.97%")
    fresh.page.get_by_role("button", name="复制链接").click()
    expect(fresh.page.locator("#calculator-action-message")).to_contain_text("链接已复制")
    copied = fresh.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"calculator.html#v=1&s={DEFAULT}&target=4200")


def reading(calculator: CalculatorPage) -> dict[str, str | list[str]]:
    """What the reader sees of the answer."""
    return {
        "summary": calculator.page.locator("#calculator-summary").inner_text(),
        "path": calculator.page.locator("#calculator-years .value").all_inner_texts(),
        "progress": calculator.page.locator("#calculator-progress-result").inner_text(),
    }
