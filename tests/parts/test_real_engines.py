"""The floor in the engines themselves: the page without scripts below it, every part at work above it."""

from __future__ import annotations

import re

import pytest

from tests.engines import EnginePage, opened
from tests.parts.test_broken_scripts import PAGES

pytestmark = pytest.mark.browser

BELOW = ("chromium-78", "chromium-86")
ABOVE = ("chromium-92", "chromium-103", "firefox", "webkit")
# What does nothing without scripts.
CONTROLS = (
    ".js-only, .chart__button, .md-header [data-toggle], #palette-toggle, #explore-panel, #calculator, .part-notice"
)
# What shows of the elements that a selector names.
VISIBLE = """(function (selector) {
  return Array.prototype.filter.call(document.querySelectorAll(selector), function (one) {
    return one.getClientRects().length && getComputedStyle(one).visibility === "visible";
  }).map(function (one) { return one.innerText; });
})"""


def visible(page: EnginePage, selector: str) -> list[str]:
    texts: list[str] = page.run(f"{VISIBLE}({selector!r})")
    return texts


@pytest.mark.parametrize("engine", BELOW)
def test_below_the_floor_everything_can_be_read_and_a_sentence_says_what_helps(engine: str, site_url: str) -> None:
    with opened(engine) as page:
        for name in PAGES:
            page.open(site_url + name)
            (notice,) = visible(page, "#page-notice .notice")
            assert re.search("浏览器版本过旧.*Chrome 92", notice, re.DOTALL), name
            assert "没有载入" not in notice, name
            assert visible(page, CONTROLS) == [], name
            assert len("".join(visible(page, "article"))) > 30, name
        page.open(f"{site_url}qz/3.html")
        assert len(visible(page, ".sentence")) == page.run("document.querySelectorAll('.sentence').length") > 50
        page.open(f"{site_url}explore.html")
        assert len(visible(page, ".explore-row")) == page.run("document.querySelectorAll('.explore-row').length") > 300
        policy = [error for error in page.errors() if "wasm-unsafe-eval" not in error]
        assert policy == []


@pytest.mark.parametrize("engine", BELOW)
def test_below_the_floor_hidden_words_stay_hidden_and_the_drawer_opens(engine: str, site_url: str) -> None:
    with opened(engine) as page:
        page.open(f"{site_url}compare.html")
        wide = (
            "[].filter.call(document.querySelectorAll('.visually-hidden'), function (e) { return e.offsetWidth > 1; })"
        )
        assert page.run("document.querySelectorAll('.visually-hidden').length") > 10
        assert page.run(f"{wide}.length") == 0
        frame = "document.body.appendChild(document.createElement('iframe'))"
        page.run(f"window.phone = {frame}; phone.width = 360; phone.height = 700; phone.src = 'qz/3.html'; 0")
        page.wait("!!phone.contentDocument.querySelector('.md-header__button[for=__drawer]')")
        page.run("phone.contentDocument.querySelector('.md-header__button[for=__drawer]').click()")
        drawer = "phone.contentDocument.querySelector('.md-sidebar--primary').getBoundingClientRect().left"
        page.wait(f"Math.abs({drawer}) < 1")


@pytest.mark.parametrize("engine", ABOVE)
def test_above_the_floor_every_part_works(engine: str, site_url: str) -> None:
    with opened(engine) as page:
        _search(page, site_url)
        _cite(page, site_url)
        _explore(page, site_url)
        page.open(f"{site_url}indicators/total-assets.html")
        page.run("document.querySelector('.chart__button').click()")
        page.wait("!!document.querySelector('.chart__drawing--interactive svg')")
        assert visible(page, ".part-notice[data-part=charts], #page-notice .notice") == []


def _search(page: EnginePage, site_url: str) -> None:
    page.open(f"{site_url}qz/3.html")
    page.run("document.getElementById('search-query').focus()")
    page.run("document.getElementById('search-query').value = '资产负债率'")
    page.run("document.getElementById('search-query').dispatchEvent(new Event('input'))")
    page.wait("document.querySelectorAll('.search-hit mark').length")
    assert "条含有所查的词" in page.run("document.getElementById('search-status').textContent")


def _cite(page: EnginePage, site_url: str) -> None:
    page.open(f"{site_url}qz/3.html")
    page.run("document.querySelector('.sentence').click()")
    assert len(visible(page, ".cite-menu")) == 1
    page.run("document.querySelector('.cite-menu [data-act=add]').click()")
    page.open(f"{site_url}basket.html")
    page.wait("document.querySelectorAll('.basket-list li').length === 1")
    assert "紧紧围绕" in page.run("document.querySelector('.basket-list li').innerText")


def _explore(page: EnginePage, site_url: str) -> None:
    page.open(f"{site_url}explore.html")
    page.wait("!document.getElementById('explore-panel').hidden")
    page.run("document.querySelector('#explore-panel input[type=checkbox]').click()")
    page.wait("/^[0-9]+ 条（共/.test(document.getElementById('explore-status').textContent)")
    shown = len(visible(page, ".explore-row"))
    assert f"{shown} 条（共" in page.run("document.getElementById('explore-status').textContent")


def test_the_calculator_says_in_chromium_92_what_it_needs(site_url: str) -> None:
    with opened("chromium-92") as page:
        page.open(f"{site_url}calculator.html")
        (notice,) = visible(page, ".part-notice")
        assert "Chrome 98" in notice
        assert visible(page, "#calculator, #page-notice .notice") == []
        page.open(f"{site_url}indicators/total-assets.html")
        assert visible(page, ".part-notice")
        assert visible(page, ".mini-calculator-fields") == []
        assert visible(page, ".mini-calculator-summary")


@pytest.mark.parametrize("engine", ["chromium-103", "firefox", "webkit"])
def test_the_calculator_starts_above_its_floor(engine: str, site_url: str) -> None:
    with opened(engine) as page:
        page.open(f"{site_url}calculator.html")
        assert visible(page, ".part-notice, #page-notice .notice") == []
        assert len(visible(page, "#calculator-summary")) == 1
