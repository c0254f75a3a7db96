"""What is left to do is a list, not an error; what a plan claims to have is checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plan_model.errors import PlanDataError
from plan_model.publication import prepare
from scripts import todo
from tests.plan_model.trees import base_tree

CLAIM = "depth: [values, tags, mentions, table_cells]"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return base_tree(tmp_path)


def without_claims(data: Path, key: str = "qz") -> None:
    info = data / "plans" / key / "plan.yml"
    text = info.read_text(encoding="utf-8")
    assert CLAIM in text
    info.write_text(text.replace(CLAIM, ""), encoding="utf-8")


def titles(data: Path, *keys: str) -> dict[str, list[str]]:
    return dict(todo.todo_list(keys, data))


def test_nothing_is_left_to_do_where_all_is_done(data: Path) -> None:
    assert titles(data, "zj", "qz") == {}


def test_what_is_missing_is_listed_and_builds_all_the_same(data: Path) -> None:
    without_claims(data)
    for name in ("tags.csv", "values.csv", "mentions.csv"):
        (data / "plans/qz" / name).unlink()
    prepare(data)
    listed = titles(data, "qz")
    assert listed["qz: paragraphs and tables without a role"][0] == "qz-notice-p1 has no role"
    assert "cell '100' of qz-t1-r1 is recorded 0 times" in listed["qz: cells of tables that are not recorded"]
    (data / "projects.csv").unlink()
    assert titles(data, "qz")["named things that nothing mentions"] == ["qz-office"]
    assert listed["indicators without a value"] == ["listed-companies"]


def test_what_a_plan_claims_to_have_is_an_error_where_it_is_missing(data: Path) -> None:
    (data / "plans/qz/tags.csv").unlink()
    with pytest.raises(PlanDataError, match="qz-notice-p1 has no role"):
        prepare(data)


def test_a_wording_without_mention_and_a_figure_without_value_are_listed(data: Path) -> None:
    without_claims(data)
    mentions, values = data / "plans/qz/mentions.csv", data / "plans/qz/values.csv"
    header = mentions.read_text(encoding="utf-8").splitlines(keepends=True)
    mentions.write_text(header[0], encoding="utf-8")
    projects = data / "projects.csv"  # names the thing, so that it is known
    assert "qz-office" in projects.read_text(encoding="utf-8")
    kept = [line for line in values.read_text(encoding="utf-8").splitlines(keepends=True) if "qz-1.1-p1-s1" not in line]
    values.write_text("".join(kept), encoding="utf-8")
    listed = titles(data, "qz")
    assert listed["qz: wordings of named things without a mention"] == ["qz-1.1-p1-s2 prints '市国资委' (qz-office)"]
    (figure,) = listed["qz: sentences that may hold figures of indicators"]
    assert figure.startswith("qz-1.1-p1-s1 names 资产总额 and prints numbers")


def test_a_draft_and_what_shared_files_say_of_absent_plans_are_listed(data: Path) -> None:
    info = data / "plans/qz/plan.yml"
    info.write_text(info.read_text(encoding="utf-8").replace("status: accepted", "status: draft"), encoding="utf-8")
    shutil.rmtree(data / "plans/zj")
    shutil.rmtree(data / "relations")
    listed = titles(data, "qz")
    assert "qz: still a draft" in listed
    assert listed["scopes of plans that have no folder"] == ["zj-all"]


def test_the_command_prints_the_first_few_of_each_and_all_when_asked(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(todo, "FEW", 2)
    without_claims(data)
    (data / "plans/qz/tags.csv").unlink()
    (data / "plans/qz/values.csv").unlink()
    assert todo.main(["qz"], data) == 0
    few = capsys.readouterr().out
    assert "(--all)" in few
    assert todo.main(["qz", "--all"], data) == 0
    assert "qz-t1 has no role" in capsys.readouterr().out
    assert "qz-t1 has no role" not in few
    assert todo.main([], base_tree(data / "other")) == 0
    assert capsys.readouterr().out == "nothing left to do\n"
