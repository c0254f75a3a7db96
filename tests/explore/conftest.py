"""The built site over http and over file://, in a browser that must stay quiet."""

from pathlib import Path

import pytest

from tests.theme.browser_fixtures import base_url, quiet_page

__all__ = ["address", "base_url", "quiet_page"]


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """The address of the built site, ending in a slash."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    served: str = request.getfixturevalue("site_url")
    return served
