"""Pytest fixtures: the sample site, served and over file://, in a browser that must stay quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.runtime.sites import served
from tests.theme.mini_site import build_mini_site


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the fixture of pytest-base-url, which draws a deprecation warning from pytest 9."""


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample pages once, in a folder as a reader may name it."""
    return build_mini_site(tmp_path_factory.mktemp("规划 样页"))


@pytest.fixture(scope="session")
def http_address(mini_site: Path) -> Iterator[str]:
    """Serve the sample pages on loopback."""
    with served(mini_site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, mini_site: Path) -> str:
    """Return the address of the sample pages' folder, without a final slash."""
    if request.param == "file":
        return mini_site.as_uri()
    served_at: str = request.getfixturevalue("http_address")
    return served_at.removesuffix("/index.html").removesuffix("/")


@pytest.fixture
def quiet_page(page: Page) -> Iterator[Page]:
    """Yield a page that must log no error, break no policy and ask no other host for anything."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.context.on("request", lambda request: problems.append(request.url) if _leaves(request.url) else None)
    yield page
    assert not problems, problems


def _leaves(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file://", "blob:", "data:"))
