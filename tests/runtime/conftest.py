from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from scripts.ensure_browsers import find_chromium
from scripts.runtime.build import STEPS, build_runtime
from tests.conftest import CHROMIUM_FLAGS
from tests.runtime.marionette import Firefox
from tests.runtime.sites import make_site, served

Evaluate = Callable[[str], Any]
Open = Callable[[Path], Evaluate]
REQUESTS = [json.dumps(request) for request in json.loads((STEPS / "requests.json").read_text(encoding="utf8"))]


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    return build_runtime()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, manifest: dict[str, Any]) -> Path:
    # A folder as staff may name it: spaces and Chinese characters.
    return make_site(tmp_path_factory.mktemp("site") / "规划 离线版")


@pytest.fixture
def copied_site(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the tests' Chromium so that no name resolves: nothing can leave the machine."""
    arguments = [*CHROMIUM_FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def quiet_page(page: Page) -> Iterator[Page]:
    """Yield a page that must log no error and ask no other host for anything."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.context.on("request", lambda request: problems.append(request.url) if _leaves(request.url) else None)
    yield page
    assert problems == []


def _leaves(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file://", "blob:", "data:"))


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox.started(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(params=["chromium", "firefox"])
def open_offline(request: pytest.FixtureRequest, quiet_page: Page, firefox: Firefox) -> Open:
    """Open a site over file:// with the network cut; return a function that evaluates in its page."""
    return firefox.open_file if request.param == "firefox" else partial(_open_in_chromium, quiet_page)


@pytest.fixture(params=["chromium", "firefox"])
def open_damaged(request: pytest.FixtureRequest, page: Page, firefox: Firefox) -> Open:
    """The same for a damaged site, whose scripts may fail to load or parse and say so on the console."""
    return firefox.open_file if request.param == "firefox" else partial(_open_in_chromium, page)


def _open_in_chromium(page: Page, site: Path) -> Evaluate:
    page.context.set_offline(True)
    page.goto((site / "index.html").as_uri())
    evaluate: Evaluate = page.evaluate
    return evaluate
