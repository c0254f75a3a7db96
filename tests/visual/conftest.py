"""One page of a browser that takes all pictures, on the built site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.theme.browser_fixtures import base_url
from tests.visual.shots import still

__all__ = ["base_url"]


@pytest.fixture(scope="session")
def camera(browser: Browser, site_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site_url, reduced_motion="reduce")
    page = context.new_page()
    still(page)
    yield page
    context.close()
