"""Times pages in a Chromium that nobody watches: each page says itself when its result is there.

A debugger at the browser's ear, as in the tests, is told of every byte that arrives: that alone takes as long as half
a start of the calculator, and makes whoever is quick look slow. Here the browser opens one page after another and
knows of nothing but the pages. A page reports by leaving for the collector's address, which no policy forbids.
"""

from __future__ import annotations

import json
import queue
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from scripts.ensure_browsers import find_chromium

PATIENCE = 60.0  # seconds for one page
# To stand in every page that is to be timed, after `firstResult`, a promise of [text, milliseconds since navigation].
REPORT = """firstResult.then(([text, milliseconds]) => {
  const port = new URLSearchParams(location.search).get("report");
  location.replace(`http://127.0.0.1:${port}/done?${new URLSearchParams({ text, milliseconds })}`);
});
"""
_OPENER = """(async () => {
  const port = new URLSearchParams(location.search).get("report");
  for (;;) {
    const { address } = await (await fetch(`http://127.0.0.1:${port}/next`)).json();
    if (!address) return;
    open(`${address}?report=${port}`, "_blank", "noopener");
  }
})();
"""
_FLAGS = ("--headless=new", "--no-sandbox", "--no-first-run", "--disable-popup-blocking", "--disable-extensions",
          "--disable-background-networking", "--disable-component-update")  # fmt: skip


class Report(NamedTuple):
    """What a page came to, and when, counted from its navigation."""

    text: str
    seconds: float


class _Collector(BaseHTTPRequestHandler):
    """Tells the opening page what to open next, and takes the reports."""

    addresses: queue.SimpleQueue[str]
    reports: queue.SimpleQueue[Report]

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        if split.path == "/next":
            self._answer("application/json", json.dumps({"address": self.addresses.get()}))
        elif split.path == "/done":
            given = parse_qs(split.query, keep_blank_values=True)
            self._answer("text/html", "<!doctype html><script>close()</script>")
            self.reports.put(Report(given["text"][0], float(given["milliseconds"][0]) / 1000))
        else:
            self.send_error(404)

    def _answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def reports_of(addresses: Mapping[str, str], runs: int) -> dict[str, list[Report]]:
    """Open each address `runs` times, in turns, each time in a new tab; one round before warms up and does not count.

    The pages must hold REPORT and be served with `no-store`, so that every run is a reader's first.
    Raises TimeoutError with the way that gave no report.
    """
    found: dict[str, list[Report]] = {way: [] for way in addresses}
    with _browser() as (next_address, reports):
        for _ in range(runs + 1):
            for way, address in addresses.items():
                next_address.put(address)
                try:
                    found[way].append(reports.get(timeout=PATIENCE))
                except queue.Empty:
                    raise TimeoutError(f"{way}: no result within {PATIENCE:.0f} s") from None
        next_address.put("")
    return {way: each[1:] for way, each in found.items()}


@contextmanager
def _browser() -> Iterator[tuple[queue.SimpleQueue[str], queue.SimpleQueue[Report]]]:
    """Run a browser with a fresh profile; yield where to put addresses and where the reports come in."""
    addresses: queue.SimpleQueue[str] = queue.SimpleQueue()
    reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
    handler = type("Collector", (_Collector,), {"addresses": addresses, "reports": reports})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, TemporaryDirectory() as folder:
        Thread(target=server.serve_forever, daemon=True).start()
        # Over file://, from where a page may open both kinds of address.
        opener = Path(folder) / "opener.html"
        opener.write_text("<!doctype html><script src='opener.js'></script>", encoding="utf8")
        (Path(folder) / "opener.js").write_text(_OPENER, encoding="utf8")
        address = f"{opener.as_uri()}?report={server.server_address[1]}"
        command = [str(find_chromium()), *_FLAGS, f"--user-data-dir={folder}/profile", address]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                yield addresses, reports
            finally:
                addresses.put("")
                process.terminate()
                process.wait()
                server.shutdown()
