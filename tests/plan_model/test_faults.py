"""Bad data: one fixture per fault, the message exact, all problems at once."""

from __future__ import annotations

import ast
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

import plan_model
from plan_model.checking.corrections import RULES
from plan_model.errors import PlanDataError, Problem
from plan_model.files import table_file
from plan_model.publication import prepare
from tests.plan_model.trees import FIXTURES, NOTE, base_tree, faulty_tree

MODEL = Path(plan_model.__file__).parent
TraceFunction = Callable[[FrameType, str, Any], Any]
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


class Runs(NamedTuple):
    """What a person is told of each fault, and which lines of the rules all of them together have run."""

    messages: dict[str, str]
    lines: set[tuple[str, int]]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Every fault, prepared once while the rules are watched."""
    trees = {fault: faulty_tree(tmp_path_factory.mktemp(fault), fault) for fault in FAULTS}
    watched = {rule.file for rule in rules()}
    found = Runs({}, set())

    def watch(frame: FrameType, event: str, _argument: object) -> TraceFunction | None:
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            found.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        found.messages.update({fault: message_of(data) for fault, data in trees.items()})
    finally:
        sys.settrace(before)
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_expectation_and_remedy(fault: str, runs: Runs) -> None:
    assert runs.messages[fault] == told(fault)


class Rule(NamedTuple):
    """Where the code says that something is wrong."""

    file: str
    first: int
    last: int
    text: str


def rules() -> list[Rule]:
    """Every place in plan_model that makes a problem: a call, or what is wrong, expected and to be done returned."""
    return [
        Rule(str(path), node.lineno, node.end_lineno or node.lineno, ast.unparse(node))
        for path in sorted(MODEL.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.expr | ast.stmt) and _makes_a_problem(node)
    ]


def _makes_a_problem(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"Problem", "fault", "_fault"}
    if not isinstance(node, ast.Return):
        return False
    value = node.value.body if isinstance(node.value, ast.IfExp) else node.value
    said = (ast.Constant, ast.JoinedStr, ast.Name)
    return isinstance(value, ast.Tuple) and len(value.elts) == 3 and all(isinstance(one, said) for one in value.elts)


def test_every_rule_has_a_fixture_that_breaks_it(runs: Runs) -> None:
    unbroken = [
        f"{Path(rule.file).relative_to(MODEL)}:{rule.first}: {rule.text[:120]}"
        for rule in rules()
        if not any((rule.file, line) in runs.lines for line in range(rule.first, rule.last + 1))
    ]
    assert len(rules()) > 70
    assert unbroken == []


def test_every_kind_of_correction_and_every_fault_of_a_table_has_a_fixture(runs: Runs) -> None:
    everything = "\n".join(runs.messages.values())
    assert [kind for kind in RULES if f"a correction of kind {kind} turns" not in everything] == []
    assert [fix for fix in table_file._FIXES.values() if fix not in everything] == []


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
