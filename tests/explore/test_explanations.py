"""Terms in chapters: explained on focus, hover and tap, with data that load when needed; off in print."""

import pytest
from playwright.sync_api import Browser, Page, expect

from plan_model.shapes.collection import Collection

pytestmark = pytest.mark.browser
CHAPTER = "qz/5.html"


def explanation(collection: Collection, page: Page) -> str:
    identifier = (page.locator("a.term").first.get_attribute("href") or "").split("#")[1]
    return next(term.explanation for term in collection.editorial.glossary if term.id == identifier)


def test_focus_explains_and_escape_closes(quiet_page: Page, address: str, collection: Collection) -> None:
    quiet_page.goto(address + CHAPTER)
    assert quiet_page.locator("script[src*='glossary/terms']").count() == 0
    term = quiet_page.locator("a.term").first
    term.focus()
    box = quiet_page.get_by_role("tooltip")
    expect(box).to_contain_text(explanation(collection, quiet_page))
    expect(term).to_have_attribute("aria-describedby", "term-explanation")
    quiet_page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(term).to_be_focused()


def test_hover_explains_and_the_pointer_may_move_onto_the_explanation(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address + CHAPTER)
    quiet_page.locator("a.term").first.hover()
    box = quiet_page.locator("#term-explanation")
    expect(box).to_be_visible()
    box.hover()
    quiet_page.wait_for_timeout(400)
    expect(box).to_be_visible()
    quiet_page.locator("h1").hover()
    expect(box).to_be_hidden()


def test_a_tap_explains_and_a_second_one_opens_the_glossary(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + CHAPTER)
    term = page.locator("a.term").first
    term.tap()
    box = page.locator("#term-explanation")
    expect(box).to_be_visible()
    edges = box.bounding_box()
    assert edges is not None
    assert 0 <= edges["x"] <= 390 - edges["width"]
    assert CHAPTER in page.url
    term.tap()
    page.wait_for_url("**/glossary.html#*")
    context.close()


def test_paper_shows_no_sign_of_the_terms(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address + CHAPTER)
    quiet_page.emulate_media(media="print")
    decoration = quiet_page.locator("a.term").first.evaluate("term => getComputedStyle(term).textDecorationLine")
    assert decoration == "none"
