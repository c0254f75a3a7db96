"""On a phone every kind of page is as wide as the screen, searching too, and a finger meets every button and link."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.pages import IN_THE_FRAME, PAGES, show
from tests.phone.conftest import HEIGHT, WIDTHS

pytestmark = pytest.mark.browser

WIDTH_OF_LAYOUT = "[innerWidth, document.documentElement.scrollWidth]"
# What sticks out of the page, apart from what scrolls by itself.
STICKING_OUT = """() => [...document.querySelectorAll("article *, .md-header *, .md-footer *")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((one) => !one.closest(".table-scroll, pre, .md-search, .visually-hidden, svg, .md-header__topic"))
  .filter((one) => { const box = one.getBoundingClientRect();
    return box.width && (box.left < -0.5 || box.right > innerWidth + 0.5); })
  .map((one) => one.outerHTML.slice(0, 90))"""
# A checkbox or radio button is met through its label.
SMALL = """(inside) => [...document.querySelector(inside).querySelectorAll(
    "a[href], button, input, select, textarea, summary, [role=option], [role=button]")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((one) => (/checkbox|radio/.test(one.type) && one.labels[0]) || one)
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 1 && box.height > 1 && (box.width < 23.9 || box.height < 23.9))
  .map(([one, box]) => `${box.width}×${box.height} ${one.outerHTML.slice(0, 90)}`)"""


def at(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    expect(page.locator("html")).to_have_js_property("clientWidth", width)


def search(page: Page, query: str) -> None:
    page.locator("[data-toggle=__search]").first.tap()
    page.locator("#search-query").fill(query)
    expect(page.locator("#search-status")).to_contain_text("条")
    expect(page.locator(".search-hit").first).to_be_visible()
    page.wait_for_timeout(400)  # Material moves the dialog in


def measured(page: Page, script: str, *given: str) -> Any:
    return page.evaluate(script, *given)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(phone: Page, site_url: str, name: str) -> None:
    show(phone, site_url + PAGES[name])
    for width in WIDTHS:
        at(phone, width)
        assert measured(phone, WIDTH_OF_LAYOUT) == [width, width]
        assert measured(phone, STICKING_OUT) == []


@pytest.mark.parametrize("name", IN_THE_FRAME)
def test_the_layout_is_as_wide_as_the_screen_with_the_hits_of_a_search(phone: Page, site_url: str, name: str) -> None:
    show(phone, site_url + PAGES[name])
    at(phone, WIDTHS[0])
    search(phone, "国企")
    for width in WIDTHS:
        at(phone, width)
        assert measured(phone, WIDTH_OF_LAYOUT) == [width, width]
        box = phone.locator(".search-hit").first.bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, width)
    assert measured(phone, SMALL, ".md-search") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_finger_meets_every_button_and_link(phone: Page, site_url: str, name: str) -> None:
    show(phone, site_url + PAGES[name])
    at(phone, WIDTHS[0])
    assert measured(phone, SMALL, "body") == []


def test_a_finger_meets_every_entry_of_the_drawer(phone: Page, site_url: str) -> None:
    show(phone, f"{site_url}qz/3.html")
    at(phone, WIDTHS[0])
    phone.get_by_role("button", name="导航").tap()
    expect(phone.locator(".md-sidebar--primary a").first).to_be_in_viewport()
    assert measured(phone, SMALL, ".md-sidebar--primary") == []


def test_a_finger_meets_every_entry_of_a_sentences_menu(phone: Page, site_url: str) -> None:
    show(phone, f"{site_url}zj/1.html")
    at(phone, WIDTHS[0])
    phone.locator("[id='zj-1.1-p1-s2']").tap()
    expect(phone.locator(".cite-menu")).to_be_visible()
    assert measured(phone, SMALL, ".cite-menu") == []
    menu = phone.locator(".cite-menu").bounding_box()
    assert menu
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= WIDTHS[0]
    assert measured(phone, WIDTH_OF_LAYOUT) == [WIDTHS[0], WIDTHS[0]]


@pytest.mark.parametrize("width", [*WIDTHS, 768, 1100])
def test_the_mark_of_every_paragraph_is_wholly_inside_the_page(phone: Page, site_url: str, width: int) -> None:
    show(phone, f"{site_url}qz/3.html")
    at(phone, width)
    boxes = phone.eval_on_selector_all(
        ".provision-link",
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.width, box.height])",
    )
    assert boxes
    assert [box for box in boxes if box[0] < 0 or min(box[1:]) < 23.9] == []
