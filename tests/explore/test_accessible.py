"""Axe finds nothing on the pages that explore, compare and explain, at two widths, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PAGES = [
    "explore.html#theme=innovation&entity=lanke-mountain",
    "explore.html#theme=innovation&view=table",
    "explore.html#view=timeline",
    "explore.html#view=entities",
    "compare.html",
    "glossary.html",
    "projects.html",
    "themes/index.html",
    "themes/innovation.html",
    "entities/index.html",
    "entities/zhejiang-ftz.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(quiet_page: Page, site_url: str, name: str, width: int, scheme: str) -> None:
    quiet_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    quiet_page.set_viewport_size({"width": width, "height": 900})
    quiet_page.goto(f"{site_url}{name}")
    if name.startswith("explore"):
        expect(quiet_page.locator("#explore-panel")).to_be_visible()
        quiet_page.locator(".explore-fold").evaluate("fold => { fold.open = true; }")
    found = Axe().run(quiet_page)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["compare.html", "glossary.html", "projects.html", "themes/innovation.html"])
def test_pages_open_over_file_without_a_word(quiet_page: Page, site: object, name: str) -> None:
    quiet_page.goto(f"file://{site}/{name}")
    expect(quiet_page.locator("h1")).to_be_visible()
    quiet_page.wait_for_load_state("networkidle")
