"""Every engine that the calculator is promised for gives the first own result right, and from the snapshot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from target_calculator.interface import handle
from tests.engines import IPHONE, opened
from tests.runtime.conftest import REQUESTS

pytestmark = pytest.mark.browser

# Chromium 103 and 109 have no WebAssembly with garbage collection; Emscripten's script makes no use of it on an iPhone.
READERS = [
    ("chromium", None),
    ("chromium", IPHONE),
    ("webkit", None),
    ("webkit", IPHONE),
    ("firefox", None),
    ("chromium-109", None),
    ("chromium-103", None),
]
NAMES = [engine + (" as iPhone" if user_agent else "") for engine, user_agent in READERS]
ANSWERS = f"Promise.all({json.dumps(REQUESTS)}.map((request) => PlanCalculator.callText(request)))"


@pytest.mark.parametrize(("engine", "user_agent"), READERS, ids=NAMES)
def test_the_first_own_results_are_right_and_from_the_snapshot(
    engine: str, user_agent: str | None, site: Path, address: str
) -> None:
    with opened(engine, user_agent) as page:
        for place in (address, site / "index.html"):
            page.open(place)
            assert page.run(ANSWERS) == [handle(request) for request in REQUESTS]
            assert page.run("PlanCalculator.fromSnapshot") is True
            assert page.errors() == []


@pytest.mark.parametrize("engine", ["chromium-86", "chromium-92"])
def test_below_the_floor_the_calculator_says_from_the_beginning_that_it_cannot_run(
    engine: str, site: Path, address: str
) -> None:
    with opened(engine) as page:
        for place in (address, site / "index.html"):
            page.open(place)
            assert page.run("[PlanCalculator.state, PlanCalculator.supported()]") == ["unsupported", False]
            assert page.run("PlanCalculator.error.code") == "old-webassembly"
            assert "98" in page.run("PlanCalculator.error.message")
            page.run("PlanCalculator.warm()")
            code = page.run("PlanCalculator.call({}).then(() => 'answered', (error) => error.code)")
            assert code == "old-webassembly"
            assert page.run("PlanCalculator.state") == "unsupported"
