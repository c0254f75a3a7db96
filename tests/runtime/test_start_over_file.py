"""The calculator starts over file:// with the network cut, in both browsers, and refuses damaged copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from target_calculator.interface import handle
from tests.runtime.conftest import REQUESTS, Open
from tests.runtime.sites import (
    RUNTIME_IN_SITE,
    cut_in_half,
    give_snapshot_of_another_version,
    name_no_snapshot,
    payload_path,
    replace_base64_digit,
)

pytestmark = pytest.mark.browser

ANSWERS = f"Promise.all({json.dumps(REQUESTS)}.map((request) => PlanCalculator.callText(request)))"
START_CODE = "PlanCalculator.start().then(() => null, (error) => error.code)"
RESOURCES = "performance.getEntriesByType('resource').map((entry) => entry.name)"


def test_answers_equal_cpython_to_the_byte(open_offline: Open, site: Path) -> None:
    evaluate = open_offline(site)
    assert evaluate(ANSWERS) == [handle(request) for request in REQUESTS]
    assert evaluate("PlanCalculator.fromSnapshot") is True
    assert all(name.startswith(("file://", "blob:")) for name in evaluate(RESOURCES))


def test_a_snapshot_of_another_version_gives_way_to_the_ordinary_start(open_offline: Open, copied_site: Path) -> None:
    give_snapshot_of_another_version(copied_site)
    evaluate = open_offline(copied_site)
    assert evaluate(ANSWERS) == [handle(request) for request in REQUESTS]
    assert evaluate("PlanCalculator.fromSnapshot") is False


@pytest.mark.parametrize("key", ["program", "wasm", "snapshot"])
@pytest.mark.parametrize("damage", [replace_base64_digit, cut_in_half], ids=["tampered", "truncated"])
def test_a_damaged_payload_is_refused(
    open_damaged: Open, copied_site: Path, key: str, damage: Callable[[Path], None]
) -> None:
    damage(payload_path(copied_site, "file", key))
    evaluate = open_damaged(copied_site)
    assert evaluate(START_CODE) == "payload-corrupt"
    assert "损坏" in evaluate("PlanCalculator.error.message")


@pytest.mark.parametrize("damage", [replace_base64_digit, cut_in_half], ids=["tampered", "truncated"])
def test_a_damaged_library_is_refused_where_it_is_needed(
    open_damaged: Open, copied_site: Path, damage: Callable[[Path], None]
) -> None:
    name_no_snapshot(copied_site)
    damage(payload_path(copied_site, "file", "stdlib"))
    assert open_damaged(copied_site)(START_CODE) == "payload-corrupt"


@pytest.mark.parametrize("key", ["manifest", "program", "wasm", "snapshot"])
def test_a_missing_payload_is_named_as_such(open_damaged: Open, copied_site: Path, key: str) -> None:
    path = (
        copied_site / RUNTIME_IN_SITE / "manifest.js" if key == "manifest" else payload_path(copied_site, "file", key)
    )
    path.unlink()
    assert open_damaged(copied_site)(START_CODE) == "payload-missing"
