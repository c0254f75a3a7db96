"""Time from navigation to the first calculator result, in Chromium: median of several runs for each way to start.

Run: python -m bench.calculator_start [runs]

Every way answers the same request from the same kind of page in a fresh browser context. The ways take turns, so
that a busy moment of the machine falls on all of them alike: trust the ratios more than the seconds.
"""

import json
import shutil
import statistics
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Playwright, sync_playwright

from bench.nginx import nginx
from bench.start_peers import add_peers
from scripts.build_runtime import CALCULATOR, PYODIDE, REQUESTS, build_runtime
from scripts.ensure_browsers import find_chromium
from scripts.runtime.payloads import write_file_payload, write_manifest
from target_calculator.interface import handle
from tests.runtime.sites import PAGE, RUNTIME_IN_SITE, make_site, manifest_of, name_no_snapshot

REQUEST = json.dumps(json.loads(REQUESTS.read_text(encoding="utf8"))[0])
RATIOS = (
    ("http, stock Pyodide", "http, snapshot"),
    ("http, PyScript", "http, snapshot"),
    ("http, snapshot", "http, MicroPython (floats)"),
    ("http, ordinary start", "http, snapshot"),
    ("file://, stock library", "file://, snapshot"),
    ("file://, snapshot", "http, snapshot"),
)
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
    (site / script).write_text(source, encoding="utf8")
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


def seconds_to_result(browser: Browser, address: str) -> float:
    """Open a page in a fresh context; return the seconds from navigation to its first result."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address)
        text, milliseconds = page.evaluate("firstResult")
    finally:
        context.close()
    if "micropython" not in address and text != handle(REQUEST):
        raise ValueError(f"{address} answered otherwise than CPython")
    return float(milliseconds) / 1000


def measure(runs: int) -> dict[str, float]:
    """Return the median seconds of each way; the first round warms up and does not count."""
    build_runtime()
    with TemporaryDirectory() as folder, ways(Path(folder)) as addresses, sync_playwright() as playwright:
        return medians_of(playwright, addresses, runs, seconds_to_result)


def medians_of(
    playwright: Playwright, addresses: Mapping[str, str], runs: int, seconds: Callable[[Browser, str], float]
) -> dict[str, float]:
    """Return the median of what `seconds` measures at each address; one more round than `runs` warms up."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
    rounds = [{way: seconds(browser, address) for way, address in addresses.items()} for _ in range(runs + 1)]
    browser.close()
    return {way: statistics.median(timing[way] for timing in rounds[1:]) for way in rounds[0]}


def print_medians(medians: Mapping[str, float], ratios: Iterable[tuple[str, str]], runs: int) -> None:
    """Print each way's median and the ratios that matter."""
    print(f"navigation to first calculator result, Chromium, median of {runs} runs")
    for way, seconds in medians.items():
        print(f"  {way:<26} {seconds:6.2f} s")
    for slow, fast in ratios:
        print(f"  {slow} / {fast}: {medians[slow] / medians[fast]:.2f}")


def main() -> int:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print_medians(measure(runs), RATIOS, runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
