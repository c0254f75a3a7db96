"""The pages that compare and explain open from a folder too; what axe says of them is in tests/accessibility."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["compare.html", "glossary.html", "projects.html", "themes/innovation.html"])
def test_pages_open_over_file_without_a_word(quiet_page: Page, site: object, name: str) -> None:
    quiet_page.goto(f"file://{site}/{name}")
    expect(quiet_page.locator("h1")).to_be_visible()
    quiet_page.wait_for_load_state("networkidle")
