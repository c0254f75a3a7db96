"""Memory of the page with the calculator running, beside a page without it.

Run: python -m bench.page_memory

What is read is the proportional set size of Chromium's renderer processes, so shared libraries count once.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.report import Row
from bench.web_server import web_server
from scripts.building.steps import SITE
from scripts.ensure_browsers import find_chromium

READY = {"check.html": "body", "calculator.html": "#calculator[data-engine=ready]"}


def measure(runs: int = 3) -> list[Row]:
    """Return each page's memory in MB, one browser a run."""
    with web_server(SITE) as address, sync_playwright() as playwright:
        rows = []
        for page, selector in READY.items():
            values = []
            for _ in range(runs):
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
                values.append(_megabytes(browser, address + page, selector))
                browser.close()
            rows.append(Row(f"Memory of the page, {page}", "MB", values))
    return rows


def _megabytes(browser: Browser, address: str, selector: str) -> float:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(selector)
    page.wait_for_timeout(1000)
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [process["id"] for process in processes if process["type"] == "renderer"]
    return sum(_proportional_size(process) for process in renderers) / 1000


def _proportional_size(process: int) -> float:
    """Return a process' proportional set size in kB, as Linux counts it."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return next(float(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def main() -> int:
    """Print the medians."""
    for row in measure():
        print(f"{row.name}: {row.median:.0f} {row.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
