"""The project's own build, killed at moments spread over it, leaves the earlier site/ or the new one, whole.

test_kills.py kills a stand-in at every touch of the file system; here the steps and the commands they start are real.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.robustness.projects import digest, environment, small_project

SEED, KILLS, ENOUGH = 20210630, 12, 9
BUILD = [sys.executable, "-m", "scripts.build_site"]
PAGE, VALUES = "docs/about.md", "plan_data/plans/qz/values.csv"


def project_to_kill(folder: Path) -> Path:
    """Return a small project whose texts name their edition."""
    project = small_project(folder)
    for name, place, edition in ((PAGE, r"\Z", "\n第0版。\n"), (VALUES, r"(?<=,)\n", "第0版\n")):
        text = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(re.sub(place, edition, text, count=1), encoding="utf-8")
    return project


def write_edition(project: Path, number: int) -> None:
    """Change a hand-written page and a published value's note, so that every step about pages has something to do."""
    for name in (PAGE, VALUES):
        text, count = re.subn(r"第\d版", f"第{number}版", (project / name).read_text(encoding="utf-8"))
        assert count == 1
        (project / name).write_text(text, encoding="utf-8")


def build(project: Path) -> tuple[str, float]:
    """Build to the end; return the site's digest and the seconds it took."""
    before = time.monotonic()
    done = subprocess.run(BUILD, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return digest(project / "site"), time.monotonic() - before


def start(project: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process group of its own, its commands included."""
    return subprocess.Popen(
        BUILD,
        cwd=project,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_after(process: subprocess.Popen[bytes], seconds: float, *, alone: bool) -> bool:
    """Kill a build, its commands with it unless `alone`; return False where it had come to its end before."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill() if alone else kill_group(process)
        return process.wait() == -signal.SIGKILL
    return False


@pytest.fixture(scope="module")
def project(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_to_kill(tmp_path_factory.mktemp("killed") / "project")


@pytest.fixture(scope="module")
def clean(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What two editions give when each is built from nothing."""
    projects = [project_to_kill(tmp_path_factory.mktemp("clean") / str(edition)) for edition in range(2)]
    write_edition(projects[1], 1)
    digests = [build(project)[0] for project in projects]
    assert digests[0] != digests[1]
    return digests


def test_the_projects_own_build_killed_at_any_moment_leaves_a_whole_site(project: Path, clean: list[str]) -> None:
    build(project)
    write_edition(project, 1)
    draw, duration = random.Random(SEED), build(project)[1]  # noqa: S311
    edition, killed = 1, 0
    for part in range(KILLS):
        old, edition = clean[edition], 1 - edition
        write_edition(project, edition)
        process, began = start(project), time.monotonic()
        # A command that outlives its killed build must not harm the next one, so every second kill spares it.
        if kill_after(process, (part + draw.random()) / KILLS * duration, alone=part % 2 == 0):
            killed += 1
        else:
            duration = time.monotonic() - began
        assert digest(project / "site") in {old, clean[edition]}
        assert build(project)[0] == clean[edition]
        kill_group(process)
        assert digest(project / "site") == clean[edition]
    assert killed >= ENOUGH


def test_the_next_build_removes_what_a_killed_runtime_step_leaves(project: Path) -> None:
    before, code = build(project)[0], project / "target_calculator/__init__.py"
    text = code.read_text(encoding="utf-8")
    code.write_text(f"{text}\n# changed\n", encoding="utf-8")
    process = start(project)
    while not (left := list((project / "build").glob("runtime-*"))) and process.poll() is None:
        time.sleep(0.01)
    kill_group(process)
    assert left
    assert left[0].is_dir()
    code.write_text(text, encoding="utf-8")
    assert build(project)[0] == before
    assert sorted(path.name for path in (project / "build").iterdir()) == sorted(
        ("nav", "pages", "plans", "runtime", "static", "vega")
    )
