"""Lighthouse's marks for one page of each kind, as a phone on a slow line gets them (Lighthouse's mobile defaults).

Run: python -m bench.lighthouse [runs] [page …]

Lighthouse has a package file of its own in bench/lighthouse/, because it is ten times as large as what the site
needs; it is installed there when this first runs. For every mark below 100 the audits that cost it are printed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.report import Row
from bench.web_server import web_server
from scripts.building.node import install_browser_packages, node_command
from scripts.building.steps import SITE
from scripts.ensure_browsers import find_chromium

TOOL = Path(__file__).parent / "lighthouse"
PAGES = (
    "index.html",
    "qz/2.html",
    "indicators/total-assets.html",
    "m/qz-2.3.1-p1.html",
    "explore.html",
    "calculator.html",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AIMS = {"performance": "≥ 98"}
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"


@dataclass(frozen=True)
class Report:
    """One run: the marks of 0–100 by category, and what cost points: audit id, score of 0–1, what was found."""

    marks: Mapping[str, float]
    faults: Sequence[tuple[str, float, str]]


def measure(runs: int = 5, pages: Sequence[str] = PAGES) -> list[Row]:
    """Return each page's marks by category."""
    return [row for page, reports in audit(runs, pages).items() for row in rows(page, reports)]


def rows(page: str, reports: Sequence[Report]) -> Iterator[Row]:
    """Yield a row for every category of a page."""
    for category in CATEGORIES:
        marks = [report.marks[category] for report in reports]
        yield Row(f"Lighthouse {category}, {page}", "of 100", marks, AIMS.get(category, "100"))


def audit(runs: int, pages: Sequence[str]) -> dict[str, list[Report]]:
    """Run Lighthouse on the built site, the pages taking turns; return each page's reports."""
    install_browser_packages(TOOL)
    reports: dict[str, list[Report]] = {page: [] for page in pages}
    with TemporaryDirectory() as folder, web_server(SITE) as address:
        for _ in range(runs):
            for page in pages:
                reports[page].append(_read(_run(address + page, Path(folder) / "report.json")))
    return reports


def _run(address: str, output: Path) -> dict[str, Any]:
    """Run Lighthouse once; raises CalledProcessError when it fails."""
    chromium = find_chromium()
    if chromium is None:
        raise FileNotFoundError("no Chromium: run `python -m scripts.ensure_browsers`")
    tool = TOOL / "node_modules/lighthouse/cli/index.js"
    command = [*node_command(), str(tool), address, "--quiet", "--output=json", f"--output-path={output}"]
    options = [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    subprocess.run([*command, *options], env={**os.environ, "CHROME_PATH": chromium}, check=True)
    report: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return report


def _read(report: dict[str, Any]) -> Report:
    if problem := report.get("runtimeError"):
        raise ValueError(f"Lighthouse could not measure {report['requestedUrl']}: {problem['message']}")
    marks = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    return Report(marks, sorted(_faults(report), key=lambda fault: fault[1]))


def _faults(report: dict[str, Any]) -> Iterator[tuple[str, float, str]]:
    weights = {ref["id"]: ref["weight"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"]}
    for name, found in report["audits"].items():
        if weights.get(name) and found["score"] is not None and found["score"] < 1:
            yield name, found["score"], _finding(found)


def _finding(found: dict[str, Any]) -> str:
    items = (found.get("details") or {}).get("items") or []
    nodes = [item.get("node", {}).get("snippet", "") for item in items if isinstance(item, dict)]
    return " ".join([found.get("displayValue") or found["title"], *filter(None, nodes[:3])])


def main() -> None:
    """Print the rows and what cost points."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for page, reports in audit(runs, sys.argv[2:] or PAGES).items():
        for row in rows(page, reports):
            print(" | ".join(row.cells()))
        middle = sorted(reports, key=lambda report: report.marks["performance"])[len(reports) // 2]
        for name, score, finding in middle.faults:
            print(f"    {name} {score:.2f}: {finding}", flush=True)


if __name__ == "__main__":
    main()
