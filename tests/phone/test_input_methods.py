"""A key that an input method takes is no command: it opens nothing, moves nothing, closes nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.cite.conftest import reader

__all__ = ["reader"]
pytestmark = pytest.mark.browser

# Chromium and Firefox while composing; Safari, which ends the composition before the Enter that confirms it.
TAKEN = {"while composing": {"isComposing": True, "keyCode": 229}, "after it, in Safari": {"keyCode": 229}}
PRESS = """([selector, key, marks]) => {
  const field = document.querySelector(selector);
  field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true, data: field.value}));
  return field.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...marks}));
}"""
taken = pytest.mark.parametrize("marks", TAKEN.values(), ids=TAKEN)


def press(page: Page, selector: str, key: str, marks: dict[str, object]) -> None:
    assert page.evaluate(PRESS, [selector, key, marks]) is True, f"{key} was taken from the input method"


@taken
def test_the_search_leaves_the_keys_to_the_input_method(reader: Page, site_url: str, marks: dict[str, object]) -> None:
    reader.goto(f"{site_url}zj/1.html")
    reader.keyboard.press("/")
    reader.keyboard.type("负债")
    expect(reader.locator(".search-hit").first).to_be_visible()
    for key in ("Enter", "ArrowDown", "Escape"):
        press(reader, "#search-query", key, marks)
    expect(reader).to_have_url(f"{site_url}zj/1.html")
    assert reader.is_checked("#__search")
    expect(reader.locator("[role=option][aria-selected=true]")).to_have_count(0)
    reader.keyboard.press("Enter")
    expect(reader).not_to_have_url(f"{site_url}zj/1.html")


@taken
def test_the_calculators_list_leaves_the_keys_to_the_input_method(
    reader: Page, site_url: str, marks: dict[str, object]
) -> None:
    reader.goto(f"{site_url}calculator.html")
    field = reader.locator("#calculator-indicator")
    field.click()
    field.press("ArrowDown")
    chosen = reader.locator("#calculator-summary").inner_text()
    for key in ("Enter", "ArrowDown", "Escape"):
        press(reader, "#calculator-indicator", key, marks)
    expect(reader.locator("#calculator-indicators")).to_be_visible()
    expect(reader.locator("#calculator-summary")).to_have_text(chosen)


@taken
def test_menu_and_drawer_leave_the_keys_to_the_input_method(
    reader: Page, site_url: str, marks: dict[str, object]
) -> None:
    reader.goto(f"{site_url}zj/1.html")
    sentence = "[id='zj-1.1-p1-s1']"
    reader.locator(sentence).focus()
    press(reader, sentence, "Enter", marks)
    expect(reader.locator(".cite-menu")).to_be_hidden()
    reader.locator(sentence).press("Enter")
    expect(reader.locator(".cite-menu")).to_be_visible()
    press(reader, sentence, "Escape", marks)
    expect(reader.locator(".cite-menu")).to_be_visible()
