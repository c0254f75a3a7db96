"""Over http a browser runs and applies what the pages were made with and nothing else; over file:// it cannot check."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from scripts.building.steps import BuildError
from scripts.web.integrity import tie_pages
from tests.quiet_server import served
from tests.site.test_requests import faults_of_pages

LOADED = "//script[@src] | //link[@rel='stylesheet']"
KINDS = (
    "index.html",
    "zj/1.html",
    "m/qz-2.3.1-p1.html",
    "indicators/total-assets.html",
    "explore.html",
    "compare.html",
    "calculator.html",
    "basket.html",
    "check.html",
    "404.html",
)


def loaded(page: Path) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = html.fromstring(page.read_bytes()).xpath(LOADED)
    return found


def test_every_script_and_stylesheet_carries_the_digest_of_its_file(web: Path) -> None:
    pages = [page for page in web.rglob("*.html") if page.relative_to(web).parts[0] != "embed"]
    assert len(pages) > 300
    for page in pages:
        assert len(loaded(page)) > 3
        for element in loaded(page):
            address = urlsplit(element.get("src") or element.get("href"))
            file = web / address.path[address.path.index("assets/") :]
            digest = hashlib.sha384(file.read_bytes()).digest()
            assert element.get("integrity") == f"sha384-{base64.b64encode(digest).decode()}"
            assert address.query == digest.hex()[:8]


def test_pages_that_open_over_file_or_in_a_sandbox_carry_none(site: Path, web: Path) -> None:
    pages = [*site.rglob("*.html"), *(web / "embed").rglob("*.html")]
    assert [page for page in pages for element in loaded(page) if element.get("integrity")] == []


@pytest.fixture(scope="module")
def address(web: Path) -> Iterator[str]:
    with served(web) as found:
        yield found


@pytest.mark.browser
def test_every_kind_of_page_loads_all_it_asks_for(browser: Browser, address: str) -> None:
    assert faults_of_pages(browser, address, list(KINDS)) == {}


@pytest.mark.browser
@pytest.mark.parametrize("altered", ["assets/javascripts/shell.js", "assets/stylesheets/site.*.css"])
def test_a_file_that_was_altered_is_refused(page: Page, web: Path, tmp_path: Path, altered: str) -> None:
    shutil.copy2(web / "index.html", tmp_path)
    shutil.copytree(web / "assets", tmp_path / "assets", ignore=shutil.ignore_patterns("runtime", "*.br", "*.gz"))
    (file,) = tmp_path.glob(altered)
    file.write_bytes(file.read_bytes() + b"\n/* altered */\n")
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    with served(tmp_path) as address:
        page.goto(f"{address}index.html")
    (refused,) = (message for message in messages if "integrity" in message)
    assert file.name in refused
    assert "blocked" in refused


def test_a_page_that_loads_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<script src="assets/gone.js"></script>', encoding="utf-8")
    with pytest.raises(BuildError, match=r"assets/gone\.js: not there"):
        tie_pages(tmp_path)
