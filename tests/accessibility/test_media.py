"""What the site is to a printer and to readers who want nothing to move."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.accessibility.pages import PAGES, show

pytestmark = pytest.mark.browser
FRAME = (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer")
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
    return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
}).map((element) => element.outerHTML.slice(0, 80))"""
MARGIN = """() => [...document.querySelectorAll("p.provision[id]")].map((element) => {
    const label = getComputedStyle(element, "::before");
    return [element.id, label.content.replaceAll('"', ""), parseFloat(label.right) >= element.clientWidth];
})"""


def test_paper_has_the_text_and_nothing_of_the_frame(reader: Page) -> None:
    show(reader, "qz/2.html")
    assert all(reader.locator(part).first.is_visible() for part in FRAME)
    reader.emulate_media(media="print")
    assert [part for part in FRAME if reader.locator(part).first.is_visible()] == []
    assert reader.locator("article h1").is_visible()


def test_paper_has_the_id_of_every_paragraph_in_its_margin(reader: Page) -> None:
    show(reader, "qz/2.html")
    reader.emulate_media(media="print")
    labels = reader.evaluate(MARGIN)
    assert len(labels) > 5
    assert labels == [[identifier, identifier, True] for identifier, _, _ in labels]


def test_a_dark_page_prints_black_on_white(reader: Page) -> None:
    reader.emulate_media(color_scheme="dark")
    show(reader, "qz/2.html")
    reader.emulate_media(color_scheme="dark", media="print")
    ink = reader.locator("article p").first.evaluate("text => getComputedStyle(text).color")
    paper = reader.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


@pytest.mark.parametrize("name", ["home", "chapter with a table", "indicator with charts", "explorer", "calculator"])
def test_nothing_moves_for_who_asked_for_that(reader: Page, name: str) -> None:
    show(reader, PAGES[name])
    assert reader.evaluate(MOVING) == []
    assert reader.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_something_moves_for_everyone_else(reader: Page) -> None:
    reader.emulate_media(reduced_motion="no-preference")
    show(reader, "qz/2.html")
    assert reader.evaluate(MOVING)
