"""The interactive version in a browser, under the site's content security policy, over http and file://."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.charts import chart_html, headline_chart, indicator_chart, matrix_chart
from macros.charts.render import Chart
from scripts.building import vega as build_vega
from scripts.building.steps import ROOT
from scripts.generator.theme_hook import POLICY
from tests.charts.data import baseline, collection_of, value
from tests.quiet_server import served

pytestmark = pytest.mark.browser
ASSETS = ROOT / "docs/assets"
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>图</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="assets/stylesheets/chart.css">
<script src="assets/javascripts/boot.js"></script>
<script defer src="assets/javascripts/charts/charts.js"></script></head><body><main>{charts}</main></body></html>"""


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the fixture of pytest-base-url, which draws a deprecation warning from pytest 9."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with two charts, and the assets it needs where the site has them."""
    folder = tmp_path_factory.mktemp("site")
    for part in ("stylesheets/chart.css", "javascripts/boot.js", "javascripts/charts/charts.js"):
        (folder / "assets" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ASSETS / part, folder / "assets" / part)
    build_vega.build(output=folder / "assets/vega")
    wording = "不低于2.2%，力争2.5%"
    data = collection_of(baseline("1.64%", "1.64"), value(wording, "2.2", high="2.5", form="at_least"))
    amounts = collection_of(baseline("100", "100", unit="亿元"), value("200", "200", unit="亿元"), unit="亿元")
    chart = indicator_chart(data, "measure", ["qz-city"])
    assert chart is not None

    def render(chart: Chart, title: str) -> str:
        return chart_html(chart, title=title, description="说明", cache=folder / "cache")

    cell = matrix_chart([{"a": "省一", "b": "市一", "n": 9}], row="a", column="b", count="n", title="对应")
    charts = "".join(map(render, (chart, headline_chart(amounts, "qz-t2"), cell), "甲乙丙"))
    (folder / "index.html").write_text(PAGE.format(policy=POLICY, charts=charts), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{folder.as_uri()}/"
        return
    with served(folder) as address:
        yield address


@pytest.fixture
def reader(page: Page) -> Iterator[tuple[Page, list[str]]]:
    """A phone's page, the addresses it asks for; fails on any message in the console."""
    asked: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.set_viewport_size({"width": 390, "height": 800})
    yield page, asked
    assert messages == []


def test_nothing_is_loaded_until_the_reader_asks(reader: tuple[Page, list[str]], address: str) -> None:
    page, asked = reader
    page.goto(f"{address}index.html")
    expect(page.get_by_role("img", name="甲")).to_be_visible()
    page.mouse.wheel(0, 2000)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "vega" in url]


def test_interactive_chart_takes_the_place_of_the_drawing(reader: tuple[Page, list[str]], address: str) -> None:
    page, asked = reader
    page.goto(f"{address}index.html")
    figure = page.locator("figure.chart").first
    figure.get_by_role("button", name="交互图表").click()
    expect(figure.locator(".chart__drawing--interactive svg text", has_text="力争2.5%").first).to_be_visible()
    expect(figure.locator("svg")).to_have_count(1)
    expect(figure.get_by_role("button")).to_have_count(0)
    assert [url for url in asked if "vega" in url]
    assert all(url.startswith((address, "data:")) for url in asked)


def test_interactive_chart_keeps_the_place_of_every_label(reader: tuple[Page, list[str]], address: str) -> None:
    page, _ = reader
    page.goto(f"{address}index.html")
    figure = page.locator("figure.chart").first
    place = """svg => [...svg.querySelectorAll('text')].filter(text => text.textContent).map(text => {
        const box = text.getBoundingClientRect(), all = svg.getBoundingClientRect();
        return [text.textContent, Math.round(box.x - all.x), Math.round(box.y - all.y)].join(' ') }).sort()"""
    still = figure.locator("svg").evaluate(place)
    figure.get_by_role("button").click()
    expect(figure.locator(".chart__drawing--interactive")).to_be_visible()
    assert figure.locator("svg").evaluate(place) == still


def test_wording_is_read_by_pointer_and_by_keyboard(reader: tuple[Page, list[str]], address: str) -> None:
    page, _ = reader
    page.goto(f"{address}index.html")
    figure = page.locator("figure.chart").first
    reading = figure.get_by_role("status")
    figure.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(reading).to_contain_text("Tab")
    page.keyboard.press("Tab")
    expect(reading).to_have_text("2025年目标：不低于2.2%，力争2.5%")
    figure.locator("[aria-label^='2020年基期']").hover()
    expect(reading).to_have_text("2020年基期：1.64%")


def test_label_does_not_hide_its_shape_from_the_pointer(reader: tuple[Page, list[str]], folder: Path) -> None:
    page, _ = reader
    page.goto(f"{folder.as_uri()}/index.html")
    figure = page.locator("figure.chart").nth(2)
    figure.get_by_role("button").click()
    figure.locator("[aria-label='省一 × 市一：9']").hover()
    expect(figure.get_by_role("status")).to_have_text("省一 × 市一：9")


def test_drawing_stays_when_the_library_does_not_load(page: Page, folder: Path) -> None:
    page.route("**/vega.js", lambda route: route.abort())
    page.goto(f"{folder.as_uri()}/index.html")
    figure = page.locator("figure.chart").first
    figure.get_by_role("button").click()
    expect(figure.get_by_role("status")).to_have_text("交互图表没有载入，以上为静态图。")
    expect(figure.get_by_role("img", name="甲")).to_be_visible()
    expect(figure.get_by_role("button")).to_be_enabled()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_text_leaves_the_drawing(page: Page, folder: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{folder.as_uri()}/index.html")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter(text => {
            const box = text.getBoundingClientRect(), all = text.ownerSVGElement.getBoundingClientRect();
            return box.left < all.left - 1 || box.right > all.right + 1 || box.bottom > all.bottom + 1
        }).map(text => text.textContent)"""
    )
    assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
