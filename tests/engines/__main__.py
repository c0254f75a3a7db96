"""Writes what works in which browser into docs/developer/browsers.md, from a run of the tests that drive engines.

    python -m tests.engines [paths of tests, all by default]

Exit codes: 0 written and all tests passed, 1 written but some failed (they stand in the table).
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

import pytest

from scripts.building.steps import ROOT
from tests.engines import ENGINES
from tests.engines.table import Recorder, costs, matrix

PAGE = ROOT / "docs/developer/browsers.md"
BEGIN, END = "<!-- from the run -->\n", "<!-- end of the run -->\n"


def main() -> int:
    """Run the tests, write the table."""
    recorder = Recorder()
    # The current Chromium runs nearly all tests: it is no cost of its own.
    others = " or ".join(engine for engine in ENGINES if engine != "chromium")
    arguments = ["-q", "-k", f"test_capabilities or {others}", *(sys.argv[1:] or ["tests"])]
    code = pytest.main(arguments, plugins=[recorder])
    before, _, rest = PAGE.read_text(encoding="utf8").partition(BEGIN)
    _, _, after = rest.partition(END)
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    load = f"{os.cpu_count()} processors, load {os.getloadavg()[1]:.0f} over the last five minutes"
    run = f"\nRun of {when} ({load}):\n\n{matrix(recorder)}\n{costs(recorder)}\n"
    PAGE.write_text(before + BEGIN + run + END + after, encoding="utf8")
    print(f"{PAGE.relative_to(ROOT)}: {len(recorder.outcomes)} outcomes")  # noqa: T201
    return int(code != 0)


if __name__ == "__main__":
    sys.exit(main())
