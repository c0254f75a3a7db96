"""A full disk, an unreadable file, a second build: one clear line, exit code 1, and the earlier folders whole."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

import pytest

from scripts.building.lock import build_lock
from scripts.building.steps import BuildError
from tests.robustness.projects import build, command, digest, environment, mini_project, write_plan

ROOM = 40  # bytes: less than any page's markup


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was built, and whose plan has since moved on."""
    folder = mini_project(tmp_path / "project")
    write_plan(folder, 1)
    assert build(folder).returncode == 0
    write_plan(folder, 2)
    return folder


def refused(project: Path, done: subprocess.CompletedProcess[str], before: str) -> str:
    """Return the message of a build that failed in good order."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert digest(project / "site") + digest(project / "dist") == before
    return done.stderr


def test_a_full_disk_is_told_and_the_next_build_succeeds(project: Path) -> None:
    before = digest(project / "site") + digest(project / "dist")
    done = subprocess.run(
        command(project),
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )
    message = refused(project, done, before)
    assert "expected room on the disk; free some and run again" in message
    assert build(project).returncode == 0


def test_an_unreadable_file_is_told(project: Path) -> None:
    before = digest(project / "site") + digest(project / "dist")
    (project / "plan.json").unlink()
    (project / "plan.json").symlink_to("plan.json")  # unreadable for root too
    message = refused(project, build(project), before)
    assert message.startswith("plan.json: ")
    assert "restore or remove it and run again" in message


def test_a_folder_that_cannot_be_written_is_told(project: Path) -> None:
    before = digest(project / "site") + digest(project / "dist")
    pages = project / "build" / "pages"
    pages.rename(pages.with_name("elsewhere"))
    pages.write_text("a file where a folder belongs", encoding="utf-8")
    assert refused(project, build(project), before).startswith("build/pages: ")


def test_a_second_build_says_that_it_waits_and_for_whom(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        build_lock(told.append, tmp_path),
        pytest.raises(BuildError, match="expected one at a time"),
        build_lock(told.append, tmp_path, patience=0.2),
    ):
        pytest.fail("both hold the lock")
    assert len(told) == 1
    assert told[0].startswith("waiting for another build (process ")


def test_a_build_waits_for_the_one_before_it(project: Path) -> None:
    slow = environment(PAUSE="0.05")
    with subprocess.Popen(command(project), cwd=project, env=slow, stdout=subprocess.PIPE, text=True) as first:
        while not list((project / "build").glob("site-*")) and first.poll() is None:
            pass
        second = build(project)
        assert first.wait() == 0
    assert second.returncode == 0
    assert "waiting for another build" in second.stdout


def test_the_lock_is_free_after_its_holder_was_killed(project: Path) -> None:
    build(project, KILL_AT="5")
    assert "waiting" not in build(project).stdout
