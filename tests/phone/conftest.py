"""A reader with a phone: touch, a narrow screen, an iPhone's name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
WIDTHS = (320, 360, 390)
HEIGHT = 700


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone; the tests of a module share it."""
    context = browser.new_context(
        viewport={"width": WIDTHS[0], "height": HEIGHT}, is_mobile=True, has_touch=True, user_agent=IPHONE
    )
    yield context.new_page()
    context.close()
