"""The search dialog in a browser, over http and file://, by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.runtime.marionette import Firefox
from tests.search.core import scan

pytestmark = pytest.mark.browser

TYPE_AND_COUNT = """new Promise((resolve) => {
  const input = document.getElementById("search-query");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  new MutationObserver(() => status.textContent.includes("条") && resolve(list.children.length))
    .observe(status, {childList: true, characterData: true, subtree: true});
  input.focus();
  input.value = "负债";
  input.dispatchEvent(new Event("input"));
})"""


def open_search(page: Page, address: str, query: str) -> list[str]:
    """Type a query as a reader does and return the ids of the listed hits' provisions once the count is told."""
    page.goto(f"{address}/zj/1.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator("#search-status")).to_contain_text("条")
    return [link.split("#")[1] for link in hit_links(page)]


def hit_links(page: Page) -> list[str]:
    links: list[str] = page.eval_on_selector_all("#search-results [role=option]", "all => all.map((one) => one.href)")
    return links


def provision_of(anchor: str) -> str:
    return anchor.rpartition("-")[0] if anchor.rpartition("-")[2][0] in "sr" else anchor


@pytest.mark.parametrize("query", ["资产负债率", "AA+", "负债"])
def test_the_list_is_exactly_what_contains_the_word(quiet_page: Page, address: str, query: str) -> None:
    anchors = open_search(quiet_page, address, query)
    assert {provision_of(anchor) for anchor in anchors} == scan(query)
    assert len(anchors) == len(scan(query))


@pytest.mark.parametrize("query", ["资产负债率", "AA+", "负债"])
def test_enter_opens_the_sentence(quiet_page: Page, address: str, query: str) -> None:
    anchors = open_search(quiet_page, address, query)
    first = hit_links(quiet_page)[0]
    # The sample site has one chapter only: what matters is the address that is asked for.
    quiet_page.route("**/*", lambda route: route.fulfill(body="<title>.</title>", content_type="text/html"))
    with quiet_page.expect_navigation(url=first):
        quiet_page.keyboard.press("Enter")
    assert anchors[0] in quiet_page.url


def test_a_hit_on_the_same_page_marks_its_sentence(quiet_page: Page, address: str) -> None:
    open_search(quiet_page, address, "物产中大集团连续")
    quiet_page.keyboard.press("ArrowDown")
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("#zj-1\\.1-p1-s3:target")).to_be_in_viewport()
    assert not quiet_page.is_checked("#__search")


def test_arrows_move_the_choice_that_a_screen_reader_hears(quiet_page: Page, address: str) -> None:
    open_search(quiet_page, address, "负债")
    box = quiet_page.get_by_role("combobox", name="检索规划原文")
    expect(box).to_have_attribute("aria-expanded", "true")
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 0)):
        quiet_page.keyboard.press(key)
        expect(box).to_have_attribute("aria-activedescendant", f"search-hit-{chosen}")
        expect(quiet_page.locator("[role=option][aria-selected=true]")).to_have_count(1)


def test_the_dialog_and_the_count_have_names(quiet_page: Page, address: str) -> None:
    open_search(quiet_page, address, "负债")
    expect(quiet_page.get_by_role("dialog", name="全文检索")).to_be_visible()
    expect(quiet_page.get_by_role("status")).to_have_text(f"{len(scan('负债'))} 条含有所查的词")


def test_escape_closes_and_slash_opens_again(quiet_page: Page, address: str) -> None:
    open_search(quiet_page, address, "负债")
    quiet_page.keyboard.press("Escape")
    assert not quiet_page.is_checked("#__search")
    assert quiet_page.evaluate("document.activeElement.id") != "search-query"
    quiet_page.keyboard.press("/")
    assert quiet_page.is_checked("#__search")
    assert quiet_page.input_value("#search-query") == "负债"


def test_nothing_of_the_index_loads_before_a_reader_turns_to_the_search(quiet_page: Page, address: str) -> None:
    asked: list[str] = []
    quiet_page.on("request", lambda request: asked.append(request.url))
    quiet_page.goto(f"{address}/zj/1.html")
    quiet_page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "assets/search/" in url or "match.js" in url]
    quiet_page.keyboard.press("/")
    expect(quiet_page.locator("script[src$='search/qz.js']")).to_have_count(1)


@pytest.mark.parametrize("query", ["国" * 10_000, "<img src=x onerror=alert(1)>", "   ", "😀", "(.*"])
def test_hostile_queries_change_nothing_but_the_message(quiet_page: Page, address: str, query: str) -> None:
    open_search(quiet_page, address, "负债")
    quiet_page.fill("#search-query", query)
    expected = "输入词语" if not query.strip() else "没有条文"
    expect(quiet_page.locator("#search-status")).to_contain_text(expected)
    expect(quiet_page.locator("#search-results > *")).to_have_count(0)


def test_more_hits_than_fit_are_reached_by_the_arrows(quiet_page: Page, address: str) -> None:
    open_search(quiet_page, address, "国企")
    total = len(scan("国企"))
    assert total > 40
    for _ in range(40):
        quiet_page.keyboard.press("ArrowDown")
    expect(quiet_page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "search-hit-39")


def test_pinyin_hits_stand_apart(quiet_page: Page, address: str) -> None:
    quiet_page.goto(f"{address}/zj/1.html")
    quiet_page.keyboard.press("/")
    quiet_page.keyboard.type("zcfzl")
    expect(quiet_page.locator(".search-group")).to_have_text("拼音相符")
    expect(quiet_page.locator("#search-status")).to_contain_text("另有")


def test_search_works_by_touch_on_a_phone(quiet_page: Page, address: str) -> None:
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    quiet_page.goto(f"{address}/zj/1.html")
    quiet_page.get_by_role("button", name="检索", exact=True).click()
    quiet_page.keyboard.type("负债")
    expect(quiet_page.get_by_role("option").first).to_be_in_viewport()
    quiet_page.locator(".md-search__form [data-toggle]").click()
    assert not quiet_page.is_checked("#__search")


def test_search_works_in_firefox_over_file(mini_site: Path, tmp_path: Path) -> None:
    with Firefox.started(tmp_path) as firefox:
        evaluate = firefox.open_file(mini_site)
        answer = evaluate(TYPE_AND_COUNT)
    assert answer == len(scan("负债"))
