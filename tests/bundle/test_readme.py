"""What 说明.txt says of browsers is so: in real engines with the unpacked bundle, and as boot.js says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.building.steps import ROOT
from tests.engines import OLD_CHROMIUM, EnginePage, opened

pytestmark = pytest.mark.browser

# In the language of 2019, which the oldest engine speaks.
SEARCH = """(function () { var input = document.getElementById("search-query");
  input.focus(); input.value = "综合立体交通体系";
  input.dispatchEvent(new InputEvent("input", {bubbles: true})); })()"""
HITS = "document.querySelectorAll('.search-hit').length"
ARTICLE = "document.querySelector('article').innerText"
TYPE = """(function () { var field = document.getElementById("calculator-value"); field.value = "5000";
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true})); })()"""


def versions(readme: str) -> tuple[int, int, int]:
    """Return from which kernel on a Chromium calculates, searches and reads, as 说明.txt says."""
    calculates, searches, reads = (int(number) for number in re.findall(r"内核 (\d+) 以上", readme))
    return calculates, searches, reads


@pytest.fixture(scope="module")
def readme(bundle: Path) -> str:
    return (bundle / "说明.txt").read_text(encoding="utf-8-sig")


def reads(page: EnginePage, site: Path) -> None:
    page.open(site / "indicators/total-assets.html")
    assert "13.86%" in page.run(ARTICLE)
    assert page.run("document.querySelector('figure.chart svg').getBoundingClientRect().width > 200")
    page.open(site / "qz/3.html")
    assert "综合立体交通体系" in page.run(ARTICLE)


def searches(page: EnginePage, site: Path) -> None:
    page.open(site / "qz/3.html")
    page.run(SEARCH)
    page.wait(HITS)


def calculates(page: EnginePage, site: Path) -> None:
    page.open(site / "calculator.html")
    page.wait("document.getElementById('calculator-summary').textContent.indexOf('13.86%') >= 0")
    page.run(TYPE)
    page.wait("document.getElementById('calculator-summary').textContent.indexOf('目标达到5000亿元') >= 0", 90)


@pytest.mark.parametrize("engine", OLD_CHROMIUM)
def test_an_old_chromium_can_do_with_the_bundle_what_the_readme_says(engine: str, bundle: Path, readme: str) -> None:
    site, kernel = bundle / "site", int(engine.rpartition("-")[2])
    from_calculating, from_searching, from_reading = versions(readme)
    assert kernel >= from_reading
    with opened(engine) as page:
        reads(page, site)
        if kernel >= from_searching:
            searches(page, site)
        else:
            assert "浏览器" in page.run("document.body.innerText")
        if kernel >= from_calculating:
            calculates(page, site)
        else:
            page.open(site / "calculator.html")
            page.wait("document.querySelector('article').innerText.indexOf('浏览器') >= 0")
            assert "13.86%" in page.run(ARTICLE)


def test_the_readme_asks_for_the_versions_that_the_pages_ask_for(readme: str) -> None:
    boot = (ROOT / "docs/assets/javascripts/boot.js").read_text(encoding="utf-8")
    asked = re.search(r"Chrome (\d+)、Safari ([\d.]+)（iOS [\d.]+）、Firefox (\d+)", boot)
    assert asked
    chrome, safari, firefox = asked.groups()
    assert f"内核 {chrome} 以上" in readme
    assert f"Firefox（{firefox} 以上）、Safari（{safari} 以上）" in readme


def test_the_readme_speaks_of_phones_tablets_and_servers(readme: str) -> None:
    for said in ("iPad", "预览不运行脚本", "安卓", "网站服务器", "只属于这个离线包"):
        assert said in readme
