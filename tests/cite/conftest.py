"""Fixtures for the browser tests of quoting and citing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

Faults = list[str]
PATIENCE = 10_000  # milliseconds


def watched(page: Page) -> Faults:
    """Return a list that fills with what the page complains of: script errors and refused resources."""
    faults: Faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    return faults


@pytest.fixture
def reader(browser: Browser, site_url: str) -> Iterator[Page]:
    """A reader who lets the site write to the clipboard; the test fails when the page logs an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=[], accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url.rstrip("/"))
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = watched(page)
    yield page
    assert faults == []
    context.close()


@pytest.fixture
def touch_reader(browser: Browser) -> Iterator[Page]:
    """A reader with a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def spot_of(page: Page, identifier: str) -> tuple[float, float]:
    """Scroll to an element and return a point on its first line, which its bounding box need not tell."""
    x, y = page.evaluate(
        "(id) => { const element = document.getElementById(id);"
        " element.scrollIntoView({block: 'center', behavior: 'instant'});"
        " const line = element.getClientRects()[0]; return [line.left + 8, line.top + line.height / 2] }",
        identifier,
    )
    return x, y


def clipboard(page: Page) -> Any:
    """Return what the clipboard holds."""
    return page.evaluate("navigator.clipboard.readText()")
