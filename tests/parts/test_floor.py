"""A browser that lacks what the scripts use keeps the page without scripts, and one sentence says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.parts.test_broken_scripts import PAGES

pytestmark = pytest.mark.browser

# What browsers lacked, as near as a newer one can pretend to.
OLD_BROWSERS = {
    "without replaceChildren": "delete Element.prototype.replaceChildren",
    "without replaceAll": "delete String.prototype.replaceAll",
    "without ResizeObserver": "delete window.ResizeObserver",
}
CANNOT_CALCULATE = {
    "without WebAssembly": "delete window.WebAssembly",
    "policy refuses WebAssembly": "WebAssembly.Module = function () { throw new EvalError(); }",
    "without structuredClone": "delete window.structuredClone",
    "without DecompressionStream": "delete window.DecompressionStream",
}


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Page]:
    assert site.is_dir()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lacking", OLD_BROWSERS)
def test_an_old_browser_gets_the_page_without_scripts_and_a_reason(reader: Page, site_url: str, lacking: str) -> None:
    problems: list[str] = []
    reader.on("pageerror", lambda error: problems.append(str(error)))
    reader.add_init_script(OLD_BROWSERS[lacking])
    for name in PAGES:
        reader.goto(site_url + name)
        expect(reader.locator("#page-notice .notice")).to_contain_text("浏览器版本过旧", use_inner_text=True)
        expect(reader.locator("#page-notice .notice")).not_to_contain_text("没有载入", use_inner_text=True)
        assert "js" not in str(reader.get_attribute("html", "class")).split()
        controls = "[data-toggle], #palette-toggle, .js-only, .chart__button, #explore-panel, #calculator"
        assert reader.locator(controls).locator("visible=true").count() == 0, name
    assert not problems


def test_an_old_browser_lists_every_provision_and_the_basket_says_why_it_is_empty(reader: Page, site_url: str) -> None:
    reader.add_init_script(OLD_BROWSERS["without replaceChildren"])
    reader.goto(f"{site_url}explore.html")
    assert reader.locator(".explore-row").count() == reader.locator(".explore-row >> visible=true").count() > 100
    reader.goto(f"{site_url}basket.html")
    expect(reader.locator("text=会议篮需要脚本")).to_be_visible()


def test_without_scripts_the_sentence_asks_to_allow_them(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}qz/3.html")
        expect(page.locator("#page-notice")).to_contain_text("请允许脚本", use_inner_text=True)


@pytest.mark.parametrize("lacking", CANNOT_CALCULATE)
def test_a_browser_that_cannot_calculate_says_so_and_shows_what_was_worked_out(
    reader: Page, site_url: str, lacking: str
) -> None:
    reader.add_init_script(CANNOT_CALCULATE[lacking])
    reader.goto(f"{site_url}calculator.html")
    expect(reader.locator(".part-notice")).to_contain_text("Chrome 98")
    assert reader.locator("#calculator").is_hidden()
    expect(reader.locator(".calculator-static table")).to_be_visible()
    reader.goto(f"{site_url}indicators/total-assets.html")
    expect(reader.locator(".part-notice").first).to_contain_text("Chrome 98")
    assert reader.locator(".mini-calculator-fields >> visible=true").count() == 0
    expect(reader.locator(".mini-calculator-summary").first).to_be_visible()
    # All else works.
    reader.locator(".chart__button").first.click()
    expect(reader.locator(".chart__drawing--interactive").first).to_be_visible()
