"""The work for a plan grows with its length, not with its square, and not with how many other plans there are."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path

from plan_model.publication import prepare
from scripts.pages.plan_pages import plan_files, plan_pages
from scripts.synthesize_plans import synthesize


def _calls(work: Callable[[], object]) -> int:
    """Count the function calls of `work`, which unlike seconds are the same on every run."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def _make(data: Path, *keys: str) -> None:
    for key in keys:
        publication = prepare(data, [key])
        for page in plan_pages(publication):
            page.markdown()
        plan_files(publication)


def test_work_for_a_plan_is_linear_in_its_paragraphs(tmp_path: Path) -> None:
    counts = []
    for paragraphs in (16, 64):
        data = tmp_path / str(paragraphs)
        synthesize(1, data, chapters=3, paragraphs=paragraphs)
        _make(data, "saa")  # what is worked out once a process is not counted
        counts.append(_calls(lambda data=data: _make(data, "saa")))  # type: ignore[misc]
    assert counts[1] <= 4.2 * counts[0]


def test_work_for_plans_that_stand_by_themselves_is_linear_in_its_plans(tmp_path: Path) -> None:
    counts = []
    for plans in (2, 8):
        data = tmp_path / str(plans)
        keys = synthesize(plans, data, chapters=1, paragraphs=8)
        counts.append(_calls(lambda data=data, keys=keys: _make(data, *keys)))  # type: ignore[misc]
    assert counts[1] <= 4.2 * counts[0]


def test_synthesis_gives_the_same_files_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        synthesize(2, tmp_path / name, chapters=2, paragraphs=8)
    files = [
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
         if path.is_file()}
        for name in ("one", "two")
    ]  # fmt: skip
    assert files[0] == files[1]


def test_a_further_plan_accounts_for_every_character_of_its_source(tmp_path: Path) -> None:
    synthesize(1, tmp_path, chapters=3, paragraphs=8)
    assert prepare(tmp_path, ["saa"]).coverages["saa"].share == 1.0
