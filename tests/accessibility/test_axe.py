"""Axe finds nothing on any kind of page, on a phone and a desktop, light and dark; no page is wider than the screen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.accessibility.pages import IN_THE_FRAME, PAGES, show

pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)
# When a page turns dark nothing but its colours differs.
COLOURS = {"runOnly": ["color-contrast"]}
# A quotation stands below the headings of the page that embeds it.
QUOTED = {"rules": {"page-has-heading-one": {"enabled": False}}}
# 320 px is what WCAG asks for (400 % zoom of 1280 px); 640 px is 200 % zoom.
NARROW = (320, 640)


def violations(page: Page, options: Mapping[str, object]) -> list[tuple[str, str]]:
    found = Axe().run(page, options={**options, "resultTypes": ["violations"]})
    return [(fault["id"], node["html"]) for fault in found.response["violations"] for node in fault["nodes"]]


def turn(page: Page, scheme: str) -> None:
    """Show a page light (`default`) or dark (`slate`); a quotation to embed follows the system alone."""
    page.emulate_media(color_scheme="dark" if scheme == "slate" else "light")
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(reader: Page, name: str) -> None:
    show(reader, PAGES[name])
    found = {}
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        turn(reader, "default")
        found[width, "light"] = violations(reader, QUOTED if name not in IN_THE_FRAME else {})
        turn(reader, "slate")
        found[width, "dark"] = violations(reader, COLOURS)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_axe_would_find_grey_on_grey_in_the_dark(reader: Page) -> None:
    show(reader, "about.html")
    turn(reader, "slate")
    reader.evaluate("document.querySelector('h1').style.color = '#555'")
    assert violations(reader, COLOURS)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(reader: Page, name: str) -> None:
    show(reader, PAGES[name])
    widths = {}
    for width in (*NARROW, *WIDTHS):
        reader.set_viewport_size({"width": width, "height": 900})
        widths[width] = reader.evaluate("document.documentElement.scrollWidth")
    assert all(shown <= width for width, shown in widths.items()), widths


@pytest.mark.parametrize("name", IN_THE_FRAME)
def test_the_first_tab_stop_skips_to_the_text(reader: Page, name: str) -> None:
    show(reader, IN_THE_FRAME[name])
    reader.keyboard.press("Tab")
    link = reader.locator(":focus")
    assert (link.get_attribute("class"), link.inner_text()) == ("md-skip", "跳到正文")
    assert float(link.evaluate("link => getComputedStyle(link).opacity")) == 1
    reader.keyboard.press("Enter")
    assert reader.evaluate("document.activeElement.id") == "content"
    assert reader.locator("#content h1").count() == 1
