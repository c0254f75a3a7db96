"""The build from end to end: faults stop it and leave the old site, an unchanged tree is left alone."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scripts import build_site
from scripts.building import steps as build_steps
from scripts.building.steps import CACHE, ROOT, BuildError, Step, run_step
from tests.plan_model.trees import FIXTURES, NOTE
from tests.site.projects import copy_project, replace_plan_data, run

MARK = "the site before"


@pytest.fixture
def project(tmp_path: Path, site: Path) -> Path:
    """A project with the small plans, its packages installed and an earlier site in place."""
    folder = copy_project(tmp_path / "project")
    replace_plan_data(folder, "base")
    shutil.copytree(CACHE / "steps", folder / ".cache" / "steps")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text(MARK, encoding="utf-8")
    return folder


def site_files(project: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (project / "site").iterdir()}


def test_bad_data_stops_the_build_with_its_message_and_leaves_the_old_site(project: Path) -> None:
    faults = ("missing-column", "broken-yaml")
    for fault in faults:
        ignored = shutil.ignore_patterns(NOTE)
        shutil.copytree(FIXTURES / fault, project / "plan_data", dirs_exist_ok=True, ignore=ignored)
    result = run(project, "scripts.build_site")
    assert result.returncode == 1
    told = [(FIXTURES / fault / NOTE).read_text(encoding="utf-8").rstrip("\n") for fault in faults]
    assert sorted(result.stderr.splitlines()) == sorted(told)
    assert "Traceback" not in result.stderr
    assert site_files(project) == {"index.html": MARK}


def test_a_chapter_that_is_not_what_the_source_gives_stops_the_build(project: Path) -> None:
    chapter = project / "plan_data/plans/qz/chapters/1.yml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("负责", "负则"), encoding="utf-8")
    result = run(project, "scripts.build_site")
    assert result.returncode == 1
    assert "plans/qz/source.txt:5: the chapters read '则。" in result.stderr
    assert site_files(project) == {"index.html": MARK}


def test_a_page_that_mkdocs_refuses_stops_the_build_and_leaves_the_old_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(MARK, encoding="utf-8")
    monkeypatch.setattr(build_site, "SITE", tmp_path)
    monkeypatch.setattr(build_site, "BUILD", tmp_path.parent / "build")
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(BuildError, match="mkdocs build"):
        build_site.build_html()
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == [MARK]


def test_a_second_build_of_an_unchanged_tree_does_nothing(site: Path) -> None:
    assert [(step.name, run_step(step)) for step in build_site.steps()] == [
        (step.name, "unchanged") for step in build_site.steps()
    ]


def test_a_step_runs_again_when_an_input_or_its_output_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build_steps, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(build_steps, "ROOT", tmp_path)
    source, output = tmp_path / "in.txt", tmp_path / "out.txt"

    def copy() -> str:
        shutil.copy(source, output)
        return "copied"

    step = Step("copy", copy, (source,), output)
    source.write_text("1", encoding="utf-8")
    assert [run_step(step), run_step(step)] == ["copied", "unchanged"]
    source.write_text("2", encoding="utf-8")
    assert [run_step(step), run_step(step)] == ["copied", "unchanged"]
    output.unlink()
    assert run_step(step) == "copied"


def test_a_step_that_fails_runs_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build_steps, "CACHE", tmp_path)
    runs: list[int] = []

    def fail() -> str:
        runs.append(1)
        raise BuildError("no")

    for _ in range(2):
        with pytest.raises(BuildError):
            run_step(Step("fail", fail, (ROOT / "mkdocs.yml",), tmp_path))
    assert len(runs) == 2
