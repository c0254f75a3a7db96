"""Fixtures that many tests share: the built site, served on the loopback address, and the browser to read it with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from plan_model.publication import Publication, prepare
from plan_model.shapes.collection import Collection
from scripts.building.steps import ROOT, SITE
from scripts.ensure_browsers import find_chromium
from tests.quiet_server import served

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


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the built site, served on 127.0.0.1, ending in a slash."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium that `scripts.ensure_browsers` found or got."""
    path = find_chromium()
    assert path, "no Chromium: run `python -m scripts.ensure_browsers`"
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_FLAGS}
