"""The explorer in a browser: facets by keyboard, addresses, views, downloads, hostile input, phone and desk."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from plan_model.shapes.collection import Collection
from tests.explore.core import expected_facets, matching
from tests.search.core import scan

pytestmark = pytest.mark.browser


def open_explorer(page: Page, address: str, fragment: str = "") -> None:
    page.goto("about:blank")  # so that a new fragment loads the page anew
    page.goto(f"{address}explore.html{fragment}")
    expect(page.locator("#explore-panel")).to_be_visible()
    expect(page.locator("#explore-status")).to_contain_text("条")


def listed(page: Page) -> set[str]:
    ids: list[str] = page.eval_on_selector_all(".explore-row:not([hidden])", "all => all.map((one) => one.dataset.id)")
    return set(ids)


def test_without_scripts_the_page_lists_every_provision(browser: Browser, address: str, collection: Collection) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}explore.html")
    rows = page.locator(".explore-row")
    assert rows.count() == len(collection.places)
    expect(page.locator("#explore-panel")).to_be_hidden()
    for identifier, text in list(collection.texts.items())[::40]:
        if unit := page.locator(f"[data-unit='{identifier}']").all():
            assert (unit[0].text_content() or "").replace(" ", "") == text.replace(" ", "")
    context.close()


def test_every_facet_opens_and_filters_by_keyboard(quiet_page: Page, address: str, collection: Collection) -> None:
    facets = expected_facets(collection)
    keys = ["plan", "chapter", "role", "theme", "entity", "indicator", "figure", "counterpart", "note", "kind"]
    open_explorer(quiet_page, address)
    quiet_page.locator("#explore-text").focus()
    for key in keys:
        quiet_page.keyboard.press("Tab")
        expect(quiet_page.locator(f"[data-facet={key}] summary")).to_be_focused()
        quiet_page.keyboard.press("Enter")
        quiet_page.keyboard.press("Tab")
        if quiet_page.evaluate("document.activeElement.classList.contains('facet-find')"):
            quiet_page.keyboard.press("Tab")
        # A scrolling list may take the focus first, so that the keyboard can scroll it.
        if quiet_page.evaluate("document.activeElement.type") != "checkbox":
            quiet_page.keyboard.press("Tab")
        value = quiet_page.evaluate("document.activeElement.value")
        quiet_page.keyboard.press("Space")
        if key != "note":
            assert listed(quiet_page) == facets[key][value], (key, value)
        expect(quiet_page).to_have_url(re.compile(f"{key}={value}"))
        quiet_page.keyboard.press("Space")
        assert len(listed(quiet_page)) == len(collection.places)
        quiet_page.locator(f"[data-facet={key}] summary").focus()
        quiet_page.keyboard.press("Enter")


def test_counts_shown_before_any_choice_are_those_of_the_data(
    quiet_page: Page, address: str, collection: Collection
) -> None:
    facets = expected_facets(collection)
    open_explorer(quiet_page, address)
    shown = quiet_page.eval_on_selector_all(
        "#explore-panel li",
        "all => all.map((one) => [one.querySelector('input').name, one.querySelector('input').value,"
        " Number(one.querySelector('.facet-count').textContent)])",
    )
    assert len(shown) > 350
    for facet, value, count in shown:
        if facet != "note":
            assert count == len(facets[facet].get(value, ())), (facet, value)


def test_an_address_restores_facets_text_and_marks(quiet_page: Page, address: str, collection: Collection) -> None:
    open_explorer(quiet_page, address, f"#theme=innovation,talent&plan=zj&q={quote('研发')}")
    facets = expected_facets(collection)
    wanted = matching(facets, collection, {"theme": ["innovation", "talent"], "plan": ["zj"]}) & scan("研发")
    assert listed(quiet_page) == wanted
    marks = quiet_page.evaluate("[...CSS.highlights.get('explore')].map(String)")
    assert set(marks) == {"研发"}
    first = quiet_page.locator(".explore-row:not([hidden]) .id-link").first.get_attribute("href") or ""
    assert re.search(r"-s\d+$", first)
    assert "研发" in collection.texts[first.split("#")[1]]


def test_an_empty_result_says_which_facet_to_drop(quiet_page: Page, address: str, collection: Collection) -> None:
    open_explorer(quiet_page, address, f"#plan=zj&q={quote('烂柯山')}")
    ways = quiet_page.locator("#explore-empty button")
    everything = len(expected_facets(collection)["plan"]["zj"])
    expect(ways).to_have_text(
        [f"去掉“文字”这一条件，有 {everything} 条", f"去掉“规划”这一条件，有 {len(scan('烂柯山'))} 条"]
    )
    ways.last.click()
    assert listed(quiet_page) == scan("烂柯山")


@pytest.mark.parametrize(
    "query", ["国" * 10_000, "(.*", "[a-z]+$", "<img src=x onerror=alert(1)>", "   ", "😀", "\ud800"]
)
def test_hostile_queries_find_what_contains_them(quiet_page: Page, address: str, query: str) -> None:
    open_explorer(quiet_page, address)
    quiet_page.evaluate(
        "text => { const box = document.getElementById('explore-text'); box.value = text;"
        " box.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
        query,
    )
    if query.strip():
        expect(quiet_page.locator("#explore-empty")).to_be_visible()
    else:
        expect(quiet_page.locator("#explore-empty")).to_be_hidden()


@pytest.mark.parametrize(
    "fragment", ["#<script>alert(1)</script>", "#theme=%E0%A4%A", "#__proto__=x", "#" + "a" * 5_000, "#view=x&plan=,,"]
)
def test_hostile_addresses_do_nothing(quiet_page: Page, address: str, fragment: str, collection: Collection) -> None:
    open_explorer(quiet_page, address, fragment)
    assert len(listed(quiet_page)) == len(collection.places)


def test_views_show_what_is_chosen(quiet_page: Page, address: str, collection: Collection) -> None:
    open_explorer(quiet_page, address, "#indicator=total-assets&view=timeline")
    years = quiet_page.locator(".timeline h2").all_text_contents()
    targets = [v for v in collection.values_by_indicator["total-assets"] if v.kind == "target"]
    assert set(years) == {value.year.replace("-", "—") + "年" for value in targets}
    expect(quiet_page.locator(".timeline li li")).to_have_count(len(targets))
    quiet_page.get_by_label("名称次数").check()
    expect(quiet_page.locator("#explore-view table")).to_be_visible()
    open_explorer(quiet_page, address, "#theme=culture-and-tourism&view=entities")
    theme = expected_facets(collection)["theme"]["culture-and-tourism"]
    name = quiet_page.locator("#explore-view tbody tr").first
    entity = (name.locator("a").get_attribute("href") or "").removeprefix("entities/").removesuffix(".html")
    assert name.locator(".number").text_content() == str(len(theme & expected_facets(collection)["entity"][entity]))


def test_the_chosen_provisions_are_saved_in_every_form(quiet_page: Page, address: str, tmp_path: Path) -> None:
    open_explorer(quiet_page, address, "#entity=lanke-mountain")
    ids = sorted(listed(quiet_page))
    texts = {}
    for kind in ("csv", "json", "ids"):
        with quiet_page.expect_download() as download:
            quiet_page.locator(f"[data-download={kind}]").click()
        download.value.save_as(tmp_path / kind)
        texts[kind] = (tmp_path / kind).read_text(encoding="utf-8")
    assert sorted(texts["ids"].split()) == ids
    records = json.loads(texts["json"])
    assert sorted(record["id"] for record in records) == ids
    assert all("烂柯山" in record["text"] and "烂柯山" in record["entities"] for record in records)
    assert texts["csv"].startswith("\ufeff编号,")


def test_citations_are_copied_or_shown_to_be_copied(quiet_page: Page, address: str) -> None:
    open_explorer(quiet_page, address, "#entity=lanke-mountain")
    quiet_page.evaluate(
        "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')));"
        "void (document.execCommand = () => false)"
    )
    quiet_page.locator("[data-download=citations]").click()
    text = quiet_page.get_by_label("要复制的文字").input_value()
    assert "烂柯山" in text
    assert all(f"条文 {identifier}，" in text for identifier in listed(quiet_page))


def test_a_thousand_rows_filter_and_scroll_without_a_long_wait(quiet_page: Page, address: str) -> None:
    open_explorer(quiet_page, address)
    slowest = quiet_page.evaluate(
        """async () => {
          const list = document.querySelector('.explore-list');
          const rows = [...document.querySelectorAll('.explore-row')];
          for (let copies = 0; copies < 2; copies++) list.append(...rows.map((row) => row.cloneNode(true)));
          let [last, slowest] = [await new Promise(requestAnimationFrame), 0];
          for (let step = 0; step < 60; step++) {
            scrollBy(0, 400);
            const now = await new Promise(requestAnimationFrame);
            [slowest, last] = [Math.max(slowest, now - last), now];
          }
          return slowest;
        }"""
    )
    assert quiet_page.locator(".explore-row").count() > 1_000
    assert slowest < 500
