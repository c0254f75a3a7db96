"""The site is read, cited, searched and calculated with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility.pages import PAGES, show

pytestmark = pytest.mark.browser
MANY = 150
STOPS = 25
# How the focused element looks where it stands: its name, and what of it tells that it is focused.
FOCUSED = """() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        name: element.outerHTML.slice(0, 120),
        marked: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
        inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        left: element === document.body,
    };
}"""


@pytest.fixture
def walker(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page whose mouse nobody touches."""
    context = browser.new_context(base_url=site_url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url.rstrip("/"))
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is on an element that `selector` names."""
    for _ in range(MANY):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by {MANY} × {key} on {page.url}")


def follow(page: Page, selector: str, address: str, key: str = "Tab") -> None:
    tab_to(page, selector, key)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address}")


def test_reading_citing_exploring_and_calculating_need_no_mouse(walker: Page, site_url: str) -> None:
    walker.goto("index.html")
    follow(walker, ".md-tabs a[href$='qz/index.html']", "qz/index.html")
    follow(walker, ".md-content a[href$='2.html']", "qz/2.html")
    tab_to(walker, ".sentence")
    walker.keyboard.press("ArrowRight")
    sentence = walker.evaluate("document.activeElement.id")
    walker.keyboard.press("Enter")
    expect(walker.locator("[data-act=link]")).to_be_focused()
    walker.keyboard.press("Enter")
    expect(walker.locator(".cite-status")).to_contain_text("已复制链接")
    assert walker.evaluate("navigator.clipboard.readText()") == f"{site_url}qz/2.html#{sentence}"
    walker.keyboard.press("Escape")
    assert walker.evaluate("document.activeElement.id") == sentence

    follow(walker, ".md-tabs a[href$='explore.html']", "explore.html", key="Shift+Tab")
    expect(walker.locator("#explore-panel")).to_be_visible()
    tab_to(walker, "[data-facet=role] > summary")
    walker.keyboard.press("Enter")
    tab_to(walker, "[data-facet=role] input")
    walker.keyboard.press("Space")
    expect(walker.locator("#explore-status")).to_contain_text("（共")

    follow(walker, ".md-tabs a[href$='calculator.html']", "calculator.html", key="Shift+Tab")
    tab_to(walker, "#calculator-value")
    walker.keyboard.type("5000")
    walker.keyboard.press("Tab")
    expect(walker.locator("#calculator-summary")).to_contain_text("目标达到5000亿元", timeout=60_000)


@pytest.mark.parametrize("name", ["home", "chapter with a table", "indicator with charts", "explorer", "calculator"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_tab_stop_shows_where_one_is(walker: Page, name: str, width: int) -> None:
    walker.set_viewport_size({"width": width, "height": 800})
    show(walker, PAGES[name])
    stops = []
    for _ in range(STOPS):
        walker.keyboard.press("Tab")
        stops.append(walker.evaluate(FOCUSED))
    reached = [stop for stop in stops if not stop["left"]]
    assert len(reached) > STOPS / 2
    assert [stop for stop in reached if not (stop["marked"] and stop["inside"])] == []
