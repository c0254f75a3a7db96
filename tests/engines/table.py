"""The table of browsers and what works in them, from the outcomes of tests."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.engines import ENGINES

CAPABILITY = re.compile(r"test_capabilities\.py::test_(\w+)\[(.+)\]$")
NAMES = {"chromium": "Chromium", "firefox": "Firefox ESR", "webkit": "WebKitGTK"}


class Recorder:
    """A plugin of pytest that keeps what the tests of engines found out, and how long they took."""

    def __init__(self) -> None:
        self.outcomes: dict[tuple[str, str], str] = {}  # (browser, part) → works, says why, fails
        self.versions: dict[str, str] = {}
        self.seconds: dict[str, float] = defaultdict(float)
        self.tests: dict[str, int] = defaultdict(int)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a phase of a test down."""
        _, _, parameters = report.nodeid.partition("[")
        engine = next((one for one in ENGINES if re.search(rf"\b{one}\b(?!-\d)", parameters)), None)
        if engine:
            self.seconds[engine] += report.duration
            self.tests[engine] += report.when == "call"
        if found := CAPABILITY.search(report.nodeid):
            self._take(found[2], found[1].replace("_", " "), report)

    def _take(self, browser: str, part: str, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if report.failed:
            self.outcomes[browser, part] = "**fails**"
        elif report.when == "call":
            self.outcomes[browser, part] = "works" if told["works"] else "says why"
            self.versions[browser] = str(told["version"])


def matrix(recorder: Recorder) -> str:
    """Return the table of browsers and parts, in Markdown."""
    browsers = list(dict.fromkeys(browser for browser, _ in recorder.outcomes))
    parts = list(dict.fromkeys(part for _, part in recorder.outcomes))
    rows = [["browser", *parts], ["---"] * (len(parts) + 1)]
    for browser in browsers:
        name = _name(browser, recorder.versions.get(browser, ""))
        rows.append([name, *(recorder.outcomes.get((browser, part), "") for part in parts)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def costs(recorder: Recorder) -> str:
    """Return the table of engines and the seconds that their tests took, in Markdown."""
    rows = ["| engine | tests | seconds |\n", "| --- | ---: | ---: |\n"]
    for engine in (one for one in ENGINES if recorder.tests[one]):
        rows.append(f"| {engine} | {recorder.tests[engine]} | {recorder.seconds[engine]:.0f} |\n")
    return "".join(rows)


def _name(browser: str, version: str) -> str:
    engine, _, guise = browser.partition(" ")
    kind, _, major = engine.partition("-")
    return " ".join(filter(None, (NAMES[kind], version or major, guise)))
