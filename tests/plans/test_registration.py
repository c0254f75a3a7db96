"""Each plan has its own registry: keys choose it, a draft has none, and what is not yet published can be taken back."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from plan_model.errors import PlanDataError
from plan_model.files.load import load_registry, plan_keys
from plan_model.ids.registry import registry_file
from plan_model.publication import prepare
from scripts.register_ids import register, undo
from tests.plan_model.trees import base_tree

TODAY = date(2026, 1, 1)


def git(data: Path, *command: str) -> None:
    who = ["-c", "user.name=editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *who, *command], cwd=data, check=True, capture_output=True)


def published(data: Path) -> None:
    git(data, "init", "--quiet")
    git(data, "add", "--all")
    git(data, "commit", "--quiet", "--message", "published")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return base_tree(tmp_path / "plan_data")


def edit(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_keys_choose_whose_ids_are_registered(data: Path) -> None:
    for key in ("zj", "qz"):
        (data / registry_file(key)).unlink()
    assert register(data, TODAY, ["qz"]) > 10
    assert (data / registry_file("qz")).is_file()
    assert not (data / registry_file("zj")).exists()


def test_a_plan_without_registry_is_told_once_and_not_for_each_id(data: Path) -> None:
    (data / registry_file("qz")).unlink()
    with pytest.raises(PlanDataError) as caught:
        prepare(data)
    assert str(caught.value) == (
        "plan_data/plans/qz/registry.csv:1: none of the plan's ids is registered; expected a row for each id; "
        "run `python -m scripts.register_ids qz` and commit registry.csv"
    )


def test_a_draft_is_no_part_of_the_site_and_its_ids_are_not_frozen(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(data, "plans/qz/plan.yml", "status: accepted", "status: draft")
    (data / registry_file("qz")).unlink()
    assert plan_keys(data) == ["zj"]
    assert list(prepare(data).collection.plans) == ["zj"]
    with pytest.raises(PlanDataError, match=r"plans/qz/plan\.yml:1: the plan is a draft; expected an accepted plan"):
        register(data, TODAY, ["qz"])
    monkeypatch.setenv("PLAN_DRAFTS", "1")
    assert list(prepare(data).collection.plans) == ["zj", "qz"]


def test_a_registration_that_is_not_published_is_taken_back_whole(data: Path) -> None:
    own = (data / registry_file("qz")).read_bytes()
    (data / registry_file("qz")).unlink()
    published(data)
    register(data, TODAY, ["qz"])
    assert undo(["qz"], data) == own.count(b"\n") - 1
    assert not (data / registry_file("qz")).exists()


def test_what_was_published_stays_when_later_rows_are_taken_back(data: Path) -> None:
    published(data)
    before = (data / registry_file("qz")).read_bytes()
    later = b"qz-9,chapter,qz/9.html,0123456789abcdef,2026-02-01,active\n"
    (data / registry_file("qz")).write_bytes(before + later)
    assert undo(["qz"], data) == 1
    assert (data / registry_file("qz")).read_bytes() == before
    assert undo(["qz"], data) == 0


def test_rows_committed_but_not_in_the_named_revision_can_be_taken_back(data: Path) -> None:
    published(data)
    git(data, "tag", "online")
    before = (data / registry_file("qz")).read_bytes()
    later = b"qz-9,chapter,qz/9.html,0123456789abcdef,2026-02-01,active\n"
    (data / registry_file("qz")).write_bytes(before + later)
    git(data, "commit", "--quiet", "--all", "--message", "not online")
    assert undo(["qz"], data) == 0
    assert undo(["qz"], data, "online") == 1
    assert (data / registry_file("qz")).read_bytes() == before


def test_nothing_is_taken_back_from_a_rewritten_registry_or_an_unknown_revision(data: Path) -> None:
    published(data)
    path = data / registry_file("qz")
    edit(data, registry_file("qz"), "2026-01-01", "2026-01-02")
    changed = path.read_bytes()
    with pytest.raises(PlanDataError, match="rows that HEAD holds have changed"):
        undo(["qz"], data)
    with pytest.raises(PlanDataError, match=r"git rev-parse .* failed"):
        undo(["qz"], data, "no-such-revision")
    assert path.read_bytes() == changed


def test_the_registries_of_the_plans_hold_no_other_plans_ids() -> None:

    for key in plan_keys():
        rows = load_registry(keys=[key]).rows
        assert len(rows) > 400
        assert {row.id.partition("-")[0] for row in rows} == {key}
