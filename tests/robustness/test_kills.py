"""A build killed at any moment leaves the earlier site/ and dist/ or the new ones, and the next build succeeds."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.robustness.projects import build, command, digest, environment, mini_project, write_plan

SEED = 20210630
INSIDE, OUTSIDE = 40, 20
SWAP = re.compile(r"^ctypes|^os\.rename .*/site(-\w+\.new)?$")


@dataclass
class Editions:
    """A project that was built once, and what its folders hold before and after the next edition."""

    project: Path
    settings: dict[str, str]
    number: int = 0
    known: dict[int, tuple[str, str]] = field(default_factory=dict)

    def publish(self) -> tuple[str, str]:
        done = build(self.project, **self.settings)
        assert done.returncode == 0, done.stderr
        return self.state()

    def state(self) -> tuple[str, str]:
        return digest(self.project / "site"), digest(self.project / "dist")

    def expected(self) -> tuple[str, str]:
        """Write the next of two editions; what its build gives is found out in a project of its own."""
        self.number = 1 - self.number
        write_plan(self.project, self.number)
        if self.number not in self.known:
            other = Editions(mini_project(self.project.parent / f"expected-{self.number}"), {})
            write_plan(other.project, self.number)
            self.known[self.number] = other.publish()
        return self.known[self.number]


@pytest.fixture(params=["exchange", "two renames"])
def editions(request: pytest.FixtureRequest, tmp_path: Path) -> Editions:
    settings = {"TWO_RENAMES": "1"} if request.param == "two renames" else {}
    return Editions(mini_project(tmp_path / "project"), settings)


def touches(editions: Editions) -> list[str]:
    """What building the next edition does to the file system, one event a touch."""
    editions.expected()
    editions.publish()
    editions.expected()
    done: list[str] = json.loads(build(editions.project, **editions.settings).stdout)
    return done


def moments(events: list[str], wanted: int) -> list[int]:
    """Return seeded moments, one in every part of the build, and those before and after each swap of folders."""
    draw, count = random.Random(SEED), len(events)  # noqa: S311
    spread = {draw.randint(1 + part * count // wanted, (part + 1) * count // wanted) for part in range(wanted)}
    swaps = {number for number, event in enumerate(events, start=1) if SWAP.search(event)}
    assert swaps
    return sorted(spread | swaps | {number + 1 for number in swaps})


def assert_whole(editions: Editions, old: tuple[str, str], new: tuple[str, str]) -> None:
    """site/ and dist/ are each the old or the new; between two renames the old site/ may wait for the next start."""
    site, dist = editions.state()
    if not site and editions.settings:
        site = digest(editions.project / ".site.retired")
    assert site in {old[0], new[0]}
    assert dist in {old[1], new[1]}


def test_a_build_killed_at_any_touch_of_the_file_system_leaves_whole_folders(editions: Editions) -> None:
    events, old = touches(editions), editions.state()
    chosen = moments(events, INSIDE)
    assert len(chosen) >= INSIDE
    for moment in chosen:
        new = editions.expected()
        killed = build(editions.project, KILL_AT=str(moment), **editions.settings)
        assert killed.returncode == -signal.SIGKILL
        assert_whole(editions, old, new)
        assert editions.publish() == new
        old = new


def test_a_build_killed_from_outside_leaves_whole_folders(editions: Editions) -> None:
    editions.expected()
    old, draw = editions.publish(), random.Random(SEED)  # noqa: S311
    for _ in range(OUTSIDE):
        new = editions.expected()
        settings = environment(PAUSE="0.005", **editions.settings)
        with subprocess.Popen(command(editions.project), cwd=editions.project, env=settings) as process:
            try:
                process.wait(draw.uniform(0.05, 0.3))
            except subprocess.TimeoutExpired:
                process.kill()
        assert_whole(editions, old, new)
        assert editions.publish() == new
        old = new


def test_nothing_is_left_behind_after_an_interrupted_build(editions: Editions) -> None:
    middle = len(touches(editions)) // 2
    editions.expected()
    build(editions.project, KILL_AT=str(middle), **editions.settings)
    editions.publish()
    left = [path.name for path in editions.project.rglob("*") if path.name.endswith((".new", ".retired"))]
    assert left == []
