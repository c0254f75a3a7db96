"""What a reader downloads for the first view of a page, gzip-compressed, as a real browser asks for it.

Run: python -m bench.page_weight [page …]
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence

from playwright.sync_api import Response, sync_playwright

from bench.report import Row
from bench.web_server import web_server
from scripts.building.steps import SITE
from scripts.ensure_browsers import find_chromium

PAGES = ("qz/3.html", "zj/3.html", "indicators/total-assets.html", "index.html")
COUNTED = ("document", "stylesheet", "script")
LEVEL = 6  # what web servers use


def measure(pages: Sequence[str] = PAGES) -> list[Row]:
    """Return the kilobytes of HTML, CSS and JavaScript that each page asks for before any interaction."""
    with web_server(SITE) as address:
        return [Row(f"First view of {page}", "kB gzip", [_weight(address + page)], _aim(page)) for page in pages]


def _aim(page: str) -> str:
    return "≤ 150 kB" if page.startswith(("qz/", "zj/")) else ""


def _weight(address: str) -> float:
    """Open a page in a fresh browser and sum up what it got."""
    responses: list[Response] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("response", lambda response: responses.append(response))  # noqa: PLW0108  playwright marks its handler
        page.goto(address, wait_until="networkidle")
        size = sum(
            len(gzip.compress(response.body(), LEVEL))
            for response in responses
            if response.request.resource_type in COUNTED and response.ok
        )
        browser.close()
    return size / 1000


def main() -> None:
    """Print the rows."""
    for row in measure(sys.argv[1:] or PAGES):
        print(" | ".join(row.cells()))


if __name__ == "__main__":
    main()
