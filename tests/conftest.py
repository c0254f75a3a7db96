"""Fixtures that many tests share: the built site, served on the loopback address, and the browser to read it with."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from plan_data.collection import Collection
from plan_data.publication import Publication, prepare
from scripts.build_steps import ROOT, SITE
from scripts.ensure_browsers import find_chromium

# A busy machine may take its time; a claim that does not come true at all still fails.
expect.set_options(timeout=20_000)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The real plan data, validated."""
    return prepare()


@pytest.fixture(scope="session")
def collection(publication: Publication) -> Collection:
    return publication.collection


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; built now where the working tree has moved on."""
    subprocess.run([sys.executable, "-m", "scripts.build_site"], cwd=ROOT, check=True)
    return SITE


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return "application/wasm" if str(path).endswith(".wasm") else super().guess_type(path)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the built site, served on 127.0.0.1, ending in a slash."""
    handler = functools.partial(_QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium that `scripts.ensure_browsers` found or got."""
    path = find_chromium()
    assert path, "no Chromium: run `python -m scripts.ensure_browsers`"
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_FLAGS}
