"""Time from navigation to the first calculator result, in Chromium: median of several runs for each way to start.

Run: python -m bench.calculator_start [runs]

Every way answers the same request from the same kind of page, in a new tab with nothing cached, in a browser that
nobody watches. The ways take turns, so that a busy moment of the machine falls on all of them alike: trust the ratios
more than the seconds.
"""

import json
import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.nginx import nginx
from bench.report import Row
from bench.start_peers import add_peers
from bench.unwatched import REPORT, reports_of
from scripts.runtime.build import CALCULATOR, PYODIDE, REQUESTS, build_runtime
from scripts.runtime.payloads import write_file_payload, write_manifest
from target_calculator.interface import handle
from tests.runtime.sites import PAGE, RUNTIME_IN_SITE, make_site, manifest_of, name_no_snapshot

RUNS = 9
REQUEST = json.dumps(json.loads(REQUESTS.read_text(encoding="utf8"))[0])
# Who is compared with whom, and the aim.
RATIOS = {
    ("http, stock Pyodide", "http, snapshot"): "≥ 6",
    ("http, PyScript", "http, snapshot"): "≥ 6",
    ("http, snapshot", "http, MicroPython (floats)"): "≤ 2",
    ("http, ordinary start", "http, snapshot"): "",
    ("file://, stock library", "file://, snapshot"): "≥ 4",
    ("file://, snapshot", "http, snapshot"): "≤ 1.3",
}
WITH_TIME = ".then((text) => [text, performance.now()])"
START = f"globalThis.firstResult = PlanCalculator.callText({json.dumps(REQUEST)}){WITH_TIME};"
# What a page does that takes Pyodide as its documentation shows it: whole standard library, calculator as sources.
STOCK_START = f"""
globalThis.firstResult = (async () => {{
  const python = await loadPyodide({{ indexURL: "stock/" }});
  const files = await (await fetch("calculator.json")).json();
  python.FS.mkdirTree("/lib/target_calculator");
  for (const [name, text] of Object.entries(files)) python.FS.writeFile(`/lib/target_calculator/${{name}}`, text);
  python.runPython("import sys; sys.path.append('/lib')");
  return python.pyimport("target_calculator.interface").handle({json.dumps(REQUEST)});
}})(){WITH_TIME};
"""


def make_sites(folder: Path) -> dict[str, Path]:
    """Write the site, one that names no snapshot, and one that has Pyodide's own standard library over file://."""
    site = make_site(folder / "site")
    _add_page(site, "index.html", "start.js", START)
    shutil.copytree(PYODIDE, site / "stock")
    sources = {path.name: path.read_text(encoding="utf8") for path in CALCULATOR.glob("*.py")}
    (site / "calculator.json").write_text(json.dumps(sources), encoding="utf8")
    _add_page(site, "stock.html", "stock.js", STOCK_START, before='<script src="stock/pyodide.js"></script>')
    ordinary = Path(shutil.copytree(site, folder / "ordinary"))
    name_no_snapshot(ordinary)
    stock = Path(shutil.copytree(ordinary, folder / "stock"))
    give_whole_library(stock, sources)
    return {"snapshot": site, "ordinary": ordinary, "stock": stock}


def _add_page(site: Path, page: str, script: str, source: str, before: str = "") -> None:
    (site / script).write_text(f"{source}\n{REPORT}", encoding="utf8")
    (site / page).write_text(f'{PAGE}{before}<script src="{script}"></script>\n', encoding="utf8")


def give_whole_library(site: Path, sources: dict[str, str]) -> None:
    """Replace the library that a site has over file:// by Pyodide's own, with the calculator as sources."""
    content = BytesIO((PYODIDE / "python_stdlib.zip").read_bytes())
    with zipfile.ZipFile(content, "a") as archive:
        for name, text in sources.items():
            archive.writestr(f"target_calculator/{name}", text)
    manifest = manifest_of(site)
    manifest["file"]["stdlib"] = write_file_payload(site / RUNTIME_IN_SITE, "stdlib", content.getvalue())
    write_manifest(site / RUNTIME_IN_SITE, manifest)


@contextmanager
def ways(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the address of each way to start, by its name."""
    sites = make_sites(folder)
    peers = add_peers(sites["snapshot"], REQUEST)
    with nginx(sites["snapshot"]) as http, nginx(sites["ordinary"]) as http_ordinary:
        yield {
            "http, snapshot": f"{http}index.html",
            "http, ordinary start": f"{http_ordinary}index.html",
            "http, stock Pyodide": f"{http}stock.html",
            "file://, snapshot": (sites["snapshot"] / "index.html").as_uri(),
            "file://, ordinary start": (sites["ordinary"] / "index.html").as_uri(),
            "file://, stock library": (sites["stock"] / "index.html").as_uri(),
            **{way: http + page for way, page in peers.items()},
        }


def measure(runs: int = RUNS) -> list[Row]:
    """Return the seconds of each way, and how they compare."""
    build_runtime()
    with TemporaryDirectory() as folder, ways(Path(folder)) as addresses:
        return start_rows("Calculator's start", addresses, runs, RATIOS)


def start_rows(name: str, addresses: Mapping[str, str], runs: int, ratios: Mapping[tuple[str, str], str]) -> list[Row]:
    """Return the seconds to the first result of each way and, run by run, their ratios.

    Raises ValueError when a way answers otherwise than CPython does.
    """
    reports = reports_of(addresses, runs)
    expected = handle(REQUEST)
    for way, each in reports.items():
        if "MicroPython" not in way and any(report.text != expected for report in each):
            raise ValueError(f"{way} answered otherwise than CPython")
    seconds = {way: [report.seconds for report in each] for way, each in reports.items()}
    rows = [Row(f"{name} to the first result, {way}", "s", each) for way, each in seconds.items()]
    for (slow, fast), aim in ratios.items():
        samples = [one / other for one, other in zip(seconds[slow], seconds[fast], strict=True)]
        rows.append(Row(f"{name}: {slow} ÷ {fast}", "×", samples, aim))
    return rows


def main() -> int:
    """Measure and print."""
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS):
        print(" | ".join(row.cells()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
