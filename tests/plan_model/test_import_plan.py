"""The chapters are what source texts and corrections give, every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.files import load
from scripts import import_plan
from tests.plan_model.trees import base_tree


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return base_tree(tmp_path)


def contents(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}


@pytest.mark.parametrize("key", load.plan_keys())
def test_importing_a_real_plan_again_changes_nothing(key: str) -> None:
    folder = load.DATA / "plans" / key / "chapters"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.yml")}
    assert import_plan.import_chapters(key) == committed


def test_importing_twice_gives_the_same_files(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(data)
    assert import_plan.main(["zj", "qz"], data) == 0
    assert contents(data) == before
    assert capsys.readouterr().out == "zj: changed: none\nqz: changed: none\n"


def test_import_writes_a_changed_chapter_and_removes_a_stray_one(data: Path) -> None:
    chapters = data / "plans/qz/chapters"
    expected = contents(chapters)
    (chapters / "1.yml").write_text("id: qz-1\n", encoding="utf-8")
    (chapters / "9.yml").write_text("id: qz-9\n", encoding="utf-8")
    assert import_plan.main(["qz"], data) == 0
    assert contents(chapters) == expected


def test_check_tells_an_outdated_chapter_and_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "plans/qz/chapters/1.yml").write_text("id: qz-1\n", encoding="utf-8")
    before = contents(data)
    assert import_plan.main(["qz", "--check"], data) == 1
    assert contents(data) == before
    assert capsys.readouterr().out == "qz: out of date: 1.yml\n"


def test_a_wrong_correction_is_told_on_stderr(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (data / "plans/qz/corrections.csv").open("a", encoding="utf-8") as file:
        file.write("5,没有,,spacing,试\n")
    assert import_plan.main(["qz"], data) == 1
    assert capsys.readouterr().err.startswith(
        "plan_data/plans/qz/corrections.csv:2: raw text '没有' is not on source line 5;"
    )
