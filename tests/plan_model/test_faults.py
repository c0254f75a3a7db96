"""Bad data: one fixture per fault, the message exact, all problems at once."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from plan_model.errors import PlanDataError, Problem
from plan_model.publication import prepare
from tests.plan_model.trees import FIXTURES, NOTE, base_tree, faulty_tree

FAULTS = sorted(path.parent.name for path in FIXTURES.glob(f"*/{NOTE}"))


def message_of(data: Path) -> str:
    with pytest.raises(PlanDataError) as caught:
        prepare(data)
    return str(caught.value)


def told(fault: str) -> str:
    return (FIXTURES / fault / NOTE).read_text(encoding="utf-8").rstrip("\n")


def test_the_base_without_fault_is_published(tmp_path: Path) -> None:
    assert [coverage.share for coverage in prepare(base_tree(tmp_path)).coverages.values()] == [1.0, 1.0]


def test_the_faults_that_must_have_a_fixture_have_one() -> None:
    assert {
        "broken-yaml", "duplicate-id", "empty-file", "missing-column", "unknown-provision-id", "value-outside-form",
        "wrong-encoding", "wrong-unit",
    } <= set(FAULTS)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_expectation_and_remedy(fault: str, tmp_path: Path) -> None:
    assert message_of(faulty_tree(tmp_path, fault)) == told(fault)


def test_a_line_of_one_megabyte_is_refused_with_its_number(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    with (data / "indicators.yml").open("a", encoding="utf-8") as file:
        file.write("# " + "x" * 1_000_000 + "\n")
    line = (data / "indicators.yml").read_text(encoding="utf-8").count("\n")
    expected = f"plan_data/indicators.yml:{line}: the line has 1000002 characters; expected at most 200000; break it up"
    assert message_of(data) == expected


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    (data / "scopes.yml").unlink()
    assert message_of(data) == "plan_data/scopes.yml:1: the file is missing; expected a file; restore it from git"


def test_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    faults = ("missing-column", "broken-yaml", "duplicate-id", "wrong-encoding", "empty-file")
    lines = message_of(faulty_tree(tmp_path, *faults)).split("\n")
    assert sorted(lines) == sorted(told(fault) for fault in faults)


def test_faults_of_one_table_are_told_at_once(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    table = data / "plans/qz/values.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("200 亿元,qz-1.1-p1-s1", "200 亿元,qz-9-p1").replace(",家,", ",%,"),
        encoding="utf-8",
    )
    assert [line.split(":")[1] for line in message_of(data).split("\n")] == ["2", "5", "6"]


def test_a_broken_front_matter_hides_no_other_fault(tmp_path: Path) -> None:
    data = faulty_tree(tmp_path, "missing-column")
    (data / "plans/qz/plan.yml").write_text("key: [qz\n", encoding="utf-8")
    lines = message_of(data).split("\n")
    assert [line.split(" ")[0] for line in lines] == [
        "plan_data/plans/qz/plan.yml:2:",
        "plan_data/plans/qz/values.csv:1:",
    ]


def test_an_altered_character_of_a_chapter_is_told_with_its_source_line(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    chapter = data / "plans/qz/chapters/1.yml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("负责。", "负贵。"), encoding="utf-8")
    assert message_of(data).startswith("plan_data/plans/qz/source.txt:5: the chapters read '贵。")


def test_an_error_says_the_same_in_another_process() -> None:
    problems = [Problem("a.csv", line, "a figure is missing", "one", "add it") for line in (2, 5)]
    error = PlanDataError(problems)
    read_back = pickle.loads(pickle.dumps(error))  # noqa: S301  written in the same line
    assert (type(read_back), str(read_back), read_back.problems) == (PlanDataError, str(error), tuple(problems))
