"""In the built site the browser's own search finds exactly what a scan of the plans finds, over http and file://."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.search.core import scan
from tests.search.test_exact_search import CHOSEN, headings, random_queries

pytestmark = pytest.mark.browser

FIND_ALL = "queries => queries.map((query) => PlanSearch.search(query).map((hit) => hit.id))"


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest) -> str:
    """The address of the built site's first page, served or opened from the disk."""
    if request.param == "http":
        return f"{request.getfixturevalue('site_url')}index.html"
    site: Path = request.getfixturevalue("site")
    return (site / "index.html").as_uri()


def test_hits_in_the_browser_have_precision_and_recall_one_for_700_queries(quiet_page: Page, home: str) -> None:
    queries = [*CHOSEN, *headings(), *random_queries(600)]
    assert len(queries) >= 700
    expected = [scan(query) for query in queries]
    assert sum(map(bool, expected)) >= 500
    quiet_page.goto(home)
    quiet_page.keyboard.press("/")
    quiet_page.keyboard.type("省")
    expect(quiet_page.locator("#search-status")).to_contain_text("条含有所查的词")
    found: list[list[str]] = quiet_page.evaluate(FIND_ALL, queries)
    assert [query for query, ids, wanted in zip(queries, found, expected, strict=True) if set(ids) != wanted] == []
    assert [query for query, ids in zip(queries, found, strict=True) if len(ids) != len(set(ids))] == []
