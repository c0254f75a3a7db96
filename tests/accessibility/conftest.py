"""One page of a browser that all tests here share, on the built site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.theme.browser_fixtures import base_url

__all__ = ["base_url"]


@pytest.fixture(scope="session")
def shared_page(browser: Browser, site_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site_url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(shared_page: Page) -> Page:
    """The shared page as it was at first: wide, light, on a screen."""
    shared_page.set_viewport_size({"width": 1280, "height": 900})
    shared_page.emulate_media(color_scheme="light", media="screen", reduced_motion="reduce")
    return shared_page
