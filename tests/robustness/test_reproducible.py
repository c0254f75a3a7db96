"""The same commit gives the same bytes in another folder, on another day, in another time zone, locale and home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.build_site import commit_time
from scripts.building.steps import ROOT, RUNTIME, SITE, VEGA
from scripts.ensure_servers import FAKETIME, require

FOLDERS = ("docs", "macros", "plan_data", "plan_model", "requirements", "scripts", "target_calculator")
FILES = ("mkdocs.yml", "package-lock.json", "package.json", "pyproject.toml")


def elsewhere(home: Path) -> dict[str, str]:
    """Return the environment of a machine on which everything that should not matter is different."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "SITE_URL": os.environ.get("SITE_URL", ""),
        "SOURCE_DATE_EPOCH": commit_time(),
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "77",
        "TZ": "America/St_Johns",
        "USER": "someone",
        "LD_PRELOAD": str(require(FAKETIME)),
        "FAKETIME": "@2031-03-04 05:06:07",
    }


@pytest.fixture(scope="module")
def rebuilt(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, built where everything is different, with the runtime that tests/runtime builds twice."""
    project = tmp_path_factory.mktemp("other") / "ein Ordner"
    for folder in (*(ROOT / name for name in FOLDERS), RUNTIME, VEGA):
        shutil.copytree(folder, project / folder.relative_to(ROOT))
    for name in FILES:
        shutil.copy(ROOT / name, project / name)
    (project / "node_modules").symlink_to(ROOT / "node_modules")
    build_in(project)
    return project


def build_in(project: Path) -> subprocess.CompletedProcess[str]:
    command, environment = [sys.executable, "-m", "scripts.build_site"], elsewhere(project.parent)
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_clock_of_the_other_machine_is_another(tmp_path: Path) -> None:
    code = "import time; print(time.gmtime().tm_year)"
    year = subprocess.check_output([sys.executable, "-c", code], env=elsewhere(tmp_path), text=True)
    assert year.strip() == "2031"


def test_two_builds_of_one_commit_are_byte_identical(rebuilt: Path) -> None:
    first, second = contents(SITE), contents(rebuilt / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_project_that_moved_has_nothing_to_build_again(rebuilt: Path) -> None:
    moved = rebuilt.rename(rebuilt.with_name("moved"))
    try:
        done = build_in(moved)
    finally:
        moved.rename(rebuilt)
    steps = [line for line in done.stdout.splitlines() if line.startswith("[")]
    assert len(steps) > 3
    assert [line for line in steps if "unchanged" not in line] == []


def test_no_built_file_names_the_folder_it_was_built_in(rebuilt: Path) -> None:
    built = contents(rebuilt / "site")
    assert [name for name, data in built.items() if str(rebuilt).encode() in data] == []
