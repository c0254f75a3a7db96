"""A Python from the snapshot that answers wrongly, not at all, or fails later gives way to one started ordinarily."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from target_calculator.interface import handle
from tests.engines import opened
from tests.runtime.conftest import REQUESTS, Open
from tests.runtime.sites import damage_trampoline_index, damage_value_in_memory, rewrite_program, served
from tests.runtime.test_engines import ANSWERS

pytestmark = pytest.mark.browser

DAMAGES = {"trampoline index": damage_trampoline_index, "value in memory": damage_value_in_memory}
# A real trap: the module's one function is `unreachable`.
TRAP = (
    "new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of("
    "0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11))).exports.f()"
)
FAILING_CALL = "PlanCalculator.callText('\"击穿\"').then((text) => text, (error) => [error.code, error.message])"


@pytest.fixture(params=DAMAGES)
def damaged_site(request: pytest.FixtureRequest, copied_site: Path) -> Path:
    DAMAGES[request.param](copied_site)
    return copied_site


@pytest.mark.parametrize("engine", ["chromium-103", "firefox", "webkit"])
def test_a_snapshot_that_answers_wrongly_gives_way_to_the_ordinary_start(damaged_site: Path, engine: str) -> None:
    with served(damaged_site) as address, opened(engine) as page:
        for place in (address, damaged_site / "index.html"):
            page.open(place)
            assert page.run(ANSWERS) == [handle(request) for request in REQUESTS]
            assert page.run("[PlanCalculator.fromSnapshot, PlanCalculator.state]") == [False, "ready"]


def test_a_snapshot_that_does_not_answer_gives_way_to_the_ordinary_start(page: Page, copied_site: Path) -> None:
    rewrite_program(copied_site, "if (handle(request) !== answer)", "for (;;);")
    with served(copied_site) as address:
        page.clock.install()
        page.goto(address)
        page.evaluate(f"void (window.answers = {ANSWERS})")
        page.wait_for_timeout(3_000)  # the question is asked by then, on a busy machine too
        page.clock.fast_forward(10_000)
        assert page.evaluate("answers") == [handle(request) for request in REQUESTS]
        assert page.evaluate("PlanCalculator.fromSnapshot") is False
        for _ in range(100):  # a browser takes its time to end a worker that never pauses
            if len(page.workers) == 1:
                break
            page.wait_for_timeout(200)
        assert len(page.workers) == 1


def _trap_at(site: Path, condition: str) -> None:
    """Let the worker's calls trap at a request that holds 击穿."""
    trapping = f"response: {condition} && text.includes('击穿') ? {TRAP} : handle(text)"
    rewrite_program(site, "response: handle(text)", trapping)


def test_a_call_that_traps_is_answered_by_a_worker_started_ordinarily(page: Page, copied_site: Path) -> None:
    rewrite_program(copied_site, "run(started.handle);", "scope.restored = started.snapshot; run(started.handle);")
    _trap_at(copied_site, "scope.restored")
    with served(copied_site) as address:
        page.goto(address)
        before = page.evaluate(ANSWERS)
        assert page.evaluate("PlanCalculator.fromSnapshot") is True
        together = page.evaluate(f"Promise.all([{FAILING_CALL}, {ANSWERS}])")
        assert together == [handle('"击穿"'), before]
        assert page.evaluate("[PlanCalculator.fromSnapshot, PlanCalculator.state]") == [False, "ready"]
        assert len(page.workers) == 1


def test_a_call_that_traps_again_is_refused_with_a_sentence_and_the_next_is_answered(
    page: Page, copied_site: Path
) -> None:
    _trap_at(copied_site, "true")
    with served(copied_site) as address:
        page.goto(address)
        code, sentence = page.evaluate(FAILING_CALL)
        assert code == "call-failed"
        assert "重新启动" in sentence
        assert page.evaluate(ANSWERS) == [handle(request) for request in REQUESTS]
        assert page.evaluate("PlanCalculator.state") == "ready"
        assert len(page.workers) == 1


def test_a_copy_from_the_disk_starts_again_too(open_offline: Open, copied_site: Path) -> None:
    _trap_at(copied_site, "true")
    evaluate = open_offline(copied_site)
    assert evaluate(FAILING_CALL)[0] == "call-failed"
    assert evaluate(ANSWERS) == [handle(request) for request in REQUESTS]


def test_a_restart_that_fails_says_so_to_whoever_waits(page: Page, copied_site: Path) -> None:
    _trap_at(copied_site, "true")
    with served(copied_site) as address:
        page.goto(address)
        page.evaluate("PlanCalculator.start()")
        page.route("**/python_stdlib*", lambda route: route.abort())
        assert page.evaluate(FAILING_CALL)[0] == "payload-missing"
        assert page.evaluate("PlanCalculator.state") == "failed"
        page.unroute("**/python_stdlib*")
        assert page.evaluate(ANSWERS) == [handle(request) for request in REQUESTS]
