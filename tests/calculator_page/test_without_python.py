"""What stays when scripts, WebAssembly or the runtime's files are missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_without_scripts_the_table_of_all_targets_is_there(browser: Browser, site_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site_url}calculator.html")
    expect(page.locator(".calculator-results")).to_contain_text("20.49%")
    expect(page.locator("#calculator")).to_be_hidden()
    page.close()


def test_without_webassembly_a_message_and_the_plan_results_are_there(page: Page, site_url: str) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(f"{site_url}calculator.html")
    expect(page.locator(".part-notice")).to_contain_text("这个浏览器运行不了计算器")
    expect(page.locator(".calculator-results")).to_contain_text("20.49%")
    expect(page.locator("#calculator")).to_be_hidden()


def test_the_plan_result_is_shown_before_python_runs(page: Page, site_url: str) -> None:
    page.route("**/assets/runtime/**", lambda route: route.abort())
    page.goto(f"{site_url}calculator.html#v=1&s=operating-revenue.qz-city")
    expect(page.locator("#calculator-summary")).to_contain_text("需年均增长20.49%")
    expect(page.locator("#calculator-years .value").last).to_have_text("200.00")
