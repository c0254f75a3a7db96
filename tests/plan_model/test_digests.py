"""The digest that decides what is made again sees every file, however deep it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_model import prepared
from plan_model.files.digests import digest_of
from plan_model.files.load import plan_keys
from scripts.building.steps import CODE, CODE_FILES, ROOT
from scripts.runtime import build


def _every_module(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_editing_a_file_in_a_folder_of_a_folder_changes_the_digest(tmp_path: Path) -> None:
    deep = tmp_path / "room" / "corner" / "module.py"
    deep.parent.mkdir(parents=True)
    deep.write_text("a = 1\n")
    before = digest_of([tmp_path / "room"], tmp_path)
    deep.write_text("a = 23\n")
    assert digest_of([tmp_path / "room"], tmp_path) != before


def test_moving_a_file_changes_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    before = digest_of([tmp_path], tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert digest_of([tmp_path], tmp_path) != before


def test_the_digest_is_the_same_wherever_the_project_lies(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "a.csv").write_text("id\n")
    here, there = tmp_path / "here", tmp_path / "there"
    assert digest_of([here / "data"], here) == digest_of([there / "data"], there)


def test_a_build_step_that_reads_code_reads_every_module() -> None:
    assert set(CODE_FILES) == set(_every_module(*(folder.name for folder in CODE)))


@pytest.mark.parametrize("module", _every_module("plan_model", "target_calculator"), ids=lambda path: str(path.name))
def test_editing_any_module_makes_prepared_data_stale(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _assert_changes(module, monkeypatch, lambda: prepared._digest(ROOT / "plan_data", plan_keys()))


@pytest.mark.parametrize("module", _every_module("target_calculator"), ids=lambda path: str(path.name))
def test_editing_any_module_of_the_calculator_makes_the_runtime_stale(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _assert_changes(module, monkeypatch, build.hash_inputs)


def _assert_changes(module: Path, monkeypatch: pytest.MonkeyPatch, digest: Callable[[], str]) -> None:
    """Pretend that the module's content changed, which only a digest that reads it can notice."""
    touched: set[Path] = set()
    content = lambda file, *_: f"{file.read_bytes()!r} {file in touched}"  # noqa: E731
    monkeypatch.setattr("plan_model.files.digests._content_digest", content)
    before = digest()
    touched.add(module)
    assert digest() != before
