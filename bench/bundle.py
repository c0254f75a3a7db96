"""The offline bundle: its sizes, and the time from navigation to the first calculator result on its own page.

Run: python -m bench.bundle [runs]

The same page of the same site starts in three ways that take turns: over http, over file:// as in the bundle, and
over file:// with stock Pyodide (whole standard library, no snapshot). Trust the ratios more than the seconds.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.calculator_start import REQUEST, give_whole_library, start_rows
from bench.nginx import nginx
from bench.report import Row
from bench.unwatched import REPORT
from plan_model.files.load import load_collection
from scripts.build_bundle import build_single_file, build_zip
from scripts.building.steps import SITE
from scripts.bundle.agenda import Agenda, chapters_of_plan
from scripts.bundle.whole import Edition, read_site
from scripts.runtime.build import CALCULATOR
from tests.runtime.sites import name_no_snapshot

PAGE = "calculator.html"
EDITION = Edition("bench", "0", 0, "https://plans.example.org/")
RATIOS = {("file://, bundle", "http"): "≤ 1.3", ("file://, stock Pyodide", "file://, bundle"): "≥ 4"}
AIMS = {"whole ZIP": "≤ 15 MB", "meeting ZIP, 2 chapters": "≤ 1.5 MB", "single file, 2 chapters": "≤ 1 MB"}
# Asks as soon as the page's scripts have run, whatever else the page does.
ASK = f"""globalThis.firstResult = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve))
  .then(() => PlanCalculator.callText({json.dumps(REQUEST)})).then((text) => [text, performance.now()]);
{REPORT}"""


def measure(runs: int = 5) -> list[Row]:
    """Return the sizes of what can be packed and the start of the calculator on its own page, with ratios."""
    return [*size_rows(), *_start_rows(runs)]


def size_rows() -> list[Row]:
    """Return the megabytes of the whole bundle, of meeting packs and of single files."""
    site, collection = read_site(SITE), load_collection()
    two_chapters = Agenda(collection, "bench", ("qz-t2-r1", "qz-3.1.1-p1"), ("qz-3", "qz-4"))
    plan = Agenda(collection, "bench", chapters=chapters_of_plan(collection, "qz"))
    calculating = Agenda(collection, "bench", two_chapters.measures, two_chapters.chapters, with_calculator=True)
    packed = {
        "whole ZIP": build_zip(site, "plans", EDITION),
        "meeting ZIP, 2 chapters": build_zip(site, "meeting", EDITION, two_chapters),
        "meeting ZIP, a whole plan": build_zip(site, "meeting", EDITION, plan),
        "meeting ZIP with calculator": build_zip(site, "meeting", EDITION, calculating),
        "single file, 2 chapters": build_single_file(site, "meeting", EDITION, two_chapters),
        "single file with calculator": build_single_file(site, "meeting", EDITION, calculating),
    }
    return [Row(f"Bundle, {name}", "MB", [len(data) / 1e6], AIMS.get(name, "")) for name, data in packed.items()]


@contextmanager
def ways(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the address of the calculator's page for each way to start."""
    site = Path(shutil.copytree(SITE, folder / "site"))
    (site / "ask.js").write_text(ASK, encoding="utf8")
    page = site / PAGE
    page.write_text(page.read_text(encoding="utf8") + '<script src="ask.js"></script>', encoding="utf8")
    stock = Path(shutil.copytree(site, folder / "stock"))
    name_no_snapshot(stock)
    give_whole_library(stock, {path.name: path.read_text(encoding="utf8") for path in CALCULATOR.glob("*.py")})
    with nginx(site) as http:
        yield {
            "http": http + PAGE,
            "file://, bundle": (site / PAGE).as_uri(),
            "file://, stock Pyodide": (stock / PAGE).as_uri(),
        }


def _start_rows(runs: int) -> list[Row]:
    with TemporaryDirectory() as folder, ways(Path(folder)) as addresses:
        return start_rows("Start on the calculator's own page", addresses, runs, RATIOS)


def main() -> None:
    """Print the rows."""
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        print(" | ".join(row.cells()))


if __name__ == "__main__":
    main()
