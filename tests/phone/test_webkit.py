"""WebKit, which iPhones have: text that scripts set is spaced as it is drawn, and a bundle's basket holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accessibility.pages import PAGES
from tests.engines import IPHONE, opened

pytestmark = pytest.mark.browser

# WebKit lays text out with the space between Chinese and Latin characters and draws what a script sets without it.
SPACED = """[...document.querySelectorAll("body, body *")].filter((one) =>
  getComputedStyle(one).textAutospace !== "no-autospace").map((one) => one.outerHTML.slice(0, 90)).slice(0, 5)"""
WITH_SCRIPTS = (
    "chapter with a table",
    "indicator with charts",
    "calculator, own values",
    "calculator, table 2",
    "explorer, table",
    "explorer, timeline",
    "comparison",
    "glossary",
    "paragraph",
    "quotation to embed",
    "meeting basket",
    "missing page",
)
SEARCH = """(() => { const input = document.getElementById("search-query"); if (!input) return;
  input.focus(); input.value = "5G"; input.dispatchEvent(new InputEvent("input", {bubbles: true})); })()"""
FOUND = "!document.getElementById('search-query') || document.querySelectorAll('.search-hit').length > 0"


def test_no_text_is_spaced_apart_from_how_it_is_drawn(site_url: str) -> None:
    with opened("webkit", user_agent=IPHONE) as page:
        for path in (PAGES[name] for name in WITH_SCRIPTS):
            page.open("about:blank")
            page.open(site_url + path)
            page.run(SEARCH)
            page.wait(FOUND)
            assert page.run(SPACED) == [], path


def test_chromium_keeps_the_space_between_chinese_and_latin(site_url: str) -> None:
    with opened("chromium") as page:
        page.open(f"{site_url}zj/1.html")
        assert page.run("getComputedStyle(document.querySelector('.sentence')).textAutospace") == "normal"


def test_a_basket_holds_from_page_to_page_from_files(site: Path) -> None:
    listed = "[...document.querySelectorAll('#basket-list > li')].map((item) => item.dataset.id)"
    with opened("webkit", user_agent=IPHONE) as page:
        page.open(site / "m/qz-3.1.1-p1.html")
        page.run("void document.querySelector('[data-measure-act=basket]').click()")
        page.wait("document.querySelector('.cite-status').textContent.includes('共 1 条')")
        page.open(site / "qz/3.html")
        page.open(site / "basket.html")
        page.wait("document.getElementById('basket-notice').textContent")
        assert page.run(listed) == ["qz-3.1.1-p1"]
