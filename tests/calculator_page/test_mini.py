"""The small calculators that stand on indicator pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from macros.calculator import mini_calculator_html
from plan_model.derived.scenarios import Scenario
from plan_model.shapes.collection import Collection

from .driver import python_result

pytestmark = pytest.mark.browser

SCENARIO = "operating-revenue.qz-city"
SHELL = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="assets/stylesheets/calculator.css">
<script src="assets/javascripts/boot.js"></script>
<script src="assets/javascripts/runtime/runtime-payloads.js" defer></script>
<script src="assets/javascripts/runtime/calculator-client.js" defer></script>
<script src="assets/javascripts/calculator/mini.js" defer></script>
<body class="md-typeset">{content}</body></html>"""


@pytest.fixture
def mini(page: Page, site_url: str, collection: Collection, scenarios: dict[str, Scenario]) -> Page:
    """A page with two small calculators, made as an indicator page makes them."""
    ids = (SCENARIO, "total-assets.zj-all")
    content = "".join(mini_calculator_html(collection, scenarios[one], "small.html") for one in ids)
    body = SHELL.format(content=content)
    page.route("**/small.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{site_url}small.html")
    return page


def field(name: str, scenario: str = SCENARIO) -> str:
    return f'[id="mini-{scenario}-{name}"]'


def test_the_sentence_follows_target_and_year(mini: Page, scenarios: dict[str, Scenario]) -> None:
    mini.fill(field("value"), "220")
    mini.fill(field("target_year"), "2026")
    result = python_result("path", {**scenarios[SCENARIO].request, "value": "220", "target_year": "2026"})
    box = mini.locator(f"[data-scenario='{SCENARIO}']")
    expect(box.locator(".mini-calculator-summary")).to_have_text(result["summary"], timeout=60_000)
    expect(box.locator("[data-figure=annual_growth]")).to_have_text(result["annual_growth"]["text"])


def test_the_slider_moves_the_number(mini: Page) -> None:
    slider = mini.get_by_role("slider", name="目标值（滑块）")
    slider.focus()
    slider.press("ArrowRight")
    expect(mini.locator(field("value"))).to_have_value("201")


def test_a_bad_number_keeps_the_result_and_says_why(mini: Page) -> None:
    mini.fill(field("value"), "<b>二百</b>")
    expect(mini.locator(field("value"))).to_have_attribute("aria-invalid", "true", timeout=60_000)
    expect(mini.locator(f'[id="mini-{SCENARIO}-value-message"]')).to_contain_text("不是数字")
    expect(mini.locator(f"[data-scenario='{SCENARIO}'] .mini-calculator-summary")).to_contain_text("20.49%")


def test_a_benchmark_of_the_reader_gives_a_relative_target_its_figures(mini: Page) -> None:
    mini.fill(field("benchmark_growth", "total-assets.zj-all"), "5.5")
    box = mini.locator("[data-scenario='total-assets.zj-all']")
    expect(box.locator(".mini-calculator-summary")).to_contain_text("需年均增长5.50%", timeout=60_000)


def test_python_is_not_fetched_before_the_page_is_painted(mini: Page) -> None:
    mini.wait_for_function("() => performance.getEntriesByType('resource').some(e => e.name.includes('manifest.json'))")
    painted = mini.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    fetched = mini.evaluate(
        "performance.getEntriesByType('resource').find(e => e.name.includes('manifest.json')).startTime"
    )
    assert fetched > painted
