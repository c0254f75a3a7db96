"""The calculator starts over http and answers as CPython does, whatever becomes of the snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from target_calculator.interface import handle
from tests.calculator.cases import read_cases, request_of
from tests.runtime.conftest import REQUESTS
from tests.runtime.sites import (
    cut_in_half,
    flip_byte,
    give_snapshot_of_another_version,
    name_no_snapshot,
    payload_path,
    served,
)

pytestmark = pytest.mark.browser

ANSWERS = "(requests) => Promise.all(requests.map((request) => PlanCalculator.callText(request)))"
START_CODE = "PlanCalculator.start().then(() => null, (error) => error.code)"


def test_answers_equal_cpython_to_the_byte(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address)
    assert quiet_page.evaluate(ANSWERS, REQUESTS) == [handle(request) for request in REQUESTS]
    assert quiet_page.evaluate("PlanCalculator.fromSnapshot") is True


def test_every_case_of_the_planners_gives_the_same_bytes_in_the_browser(quiet_page: Page, address: str) -> None:
    requests = [request_of(case) for case in read_cases()]
    quiet_page.goto(address)
    assert quiet_page.evaluate(ANSWERS, requests) == [handle(request) for request in requests]


@pytest.mark.parametrize(
    "damage",
    [
        lambda site: flip_byte(payload_path(site, "http", "snapshot")),
        lambda site: cut_in_half(payload_path(site, "http", "snapshot")),
        lambda site: payload_path(site, "http", "snapshot").unlink(),
        give_snapshot_of_another_version,
    ],
    ids=["altered", "truncated", "missing", "another version"],
)
def test_an_unusable_snapshot_gives_way_to_the_ordinary_start(
    page: Page, copied_site: Path, damage: Callable[[Path], None]
) -> None:
    damage(copied_site)
    with served(copied_site) as address:
        page.goto(address)
        assert page.evaluate(ANSWERS, REQUESTS) == [handle(request) for request in REQUESTS]
        assert page.evaluate("PlanCalculator.fromSnapshot") is False


@pytest.mark.parametrize("key", ["wasm", "stdlib", "program"])
def test_a_missing_payload_fails_with_its_code_and_a_chinese_sentence(page: Page, copied_site: Path, key: str) -> None:
    if key == "stdlib":
        name_no_snapshot(copied_site)
    payload_path(copied_site, "http", key).unlink()
    with served(copied_site) as address:
        page.goto(address)
        assert page.evaluate(START_CODE) == "payload-missing"
        assert page.evaluate("PlanCalculator.state") == "failed"
        assert "缺少文件" in page.evaluate("PlanCalculator.error.message")


@pytest.mark.parametrize("key", ["wasm", "stdlib", "program"])
def test_an_altered_payload_is_refused(page: Page, copied_site: Path, key: str) -> None:
    if key == "stdlib":
        name_no_snapshot(copied_site)
    flip_byte(payload_path(copied_site, "http", key))
    with served(copied_site) as address:
        page.goto(address)
        assert page.evaluate(START_CODE) == "payload-corrupt"
        assert "损坏" in page.evaluate("PlanCalculator.error.message")


def test_a_start_from_the_snapshot_does_not_fetch_the_library(quiet_page: Page, address: str) -> None:
    asked: list[str] = []
    quiet_page.on("request", lambda request: asked.append(request.url))
    quiet_page.goto(address)
    quiet_page.evaluate("PlanCalculator.start()")
    assert any("snapshot" in url for url in asked)
    assert not any("stdlib" in url for url in asked)


def test_text_that_is_no_json_is_answered_as_cpython_answers_it(quiet_page: Page, address: str) -> None:
    texts = ["", "{", "null", '"\u0000"', "{\x00}", "规划", "\U0001f4c8" * 3, "[" * 2000, "9" * 10_000]
    quiet_page.goto(address)
    assert quiet_page.evaluate(ANSWERS, texts) == [handle(text) for text in texts]


def test_progress_grows_to_the_whole_and_states_follow_each_other(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address)
    states, progress = quiet_page.evaluate(
        """async () => {
            const states = [PlanCalculator.state], progress = [];
            PlanCalculator.addEventListener("state", () => states.push(PlanCalculator.state));
            await PlanCalculator.start({onProgress: (step) => progress.push(step)});
            return [states, progress];
        }"""
    )
    assert states == ["idle", "loading", "ready"]
    loaded = [step["loaded"] for step in progress]
    assert loaded == sorted(loaded)
    assert loaded[-1] == progress[-1]["total"] > 1_000_000


def test_a_page_without_the_manifest_tag_fetches_the_manifest(quiet_page: Page, copied_site: Path) -> None:
    page = copied_site / "index.html"
    lines = page.read_text(encoding="utf8").splitlines(keepends=True)
    page.write_text("".join(line for line in lines if "manifest.js" not in line), encoding="utf8")
    with served(copied_site) as address:
        quiet_page.goto(address)
        assert quiet_page.evaluate(ANSWERS, REQUESTS) == [handle(request) for request in REQUESTS]


def test_many_starts_make_one_worker(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address)
    quiet_page.evaluate("Promise.all([PlanCalculator.start(), PlanCalculator.start(), PlanCalculator.call({})])")
    assert len(quiet_page.workers) == 1


def test_warming_starts_after_the_page_has_loaded(quiet_page: Page, address: str) -> None:
    quiet_page.goto(address)
    at_once, later = quiet_page.evaluate(
        """() => new Promise((resolve) => {
            PlanCalculator.warm();
            const atOnce = PlanCalculator.state;
            PlanCalculator.addEventListener("state", () => {
                if (PlanCalculator.state !== "loading") resolve([atOnce, PlanCalculator.state]);
            });
        })"""
    )
    assert (at_once, later) == ("idle", "ready")


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        ("WebAssembly", "no-webassembly"),
        ("Worker", "no-worker"),
        ("DecompressionStream", "no-decompression"),
    ],
)
def test_a_browser_that_lacks_a_feature_is_told_so(page: Page, address: str, feature: str, code: str) -> None:
    page.add_init_script(f"delete globalThis.{feature}")
    page.goto(address)
    assert page.evaluate("[PlanCalculator.supported(), PlanCalculator.state]") == [False, "unsupported"]
    assert page.evaluate(START_CODE) == code
    assert "浏览器" in page.evaluate("PlanCalculator.error.message")


def test_a_failed_start_can_be_tried_again(page: Page, copied_site: Path) -> None:
    wasm = payload_path(copied_site, "http", "wasm")
    content = wasm.read_bytes()
    wasm.unlink()
    with served(copied_site) as address:
        page.goto(address)
        assert page.evaluate(START_CODE) == "payload-missing"
        wasm.write_bytes(content)
        assert page.evaluate(START_CODE) is None
