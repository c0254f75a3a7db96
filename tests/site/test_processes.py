"""Work that is spread over processes gives what one process gives, in results, errors and order."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from plan_model.errors import PlanDataError, Problem
from scripts.building.processes import in_processes, processors
from scripts.building.steps import BuildError

COUNTS = (1, 2, 3, 7)


class _UnportableError(Exception):
    """An error that cannot be read back from what pickle writes of it."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def _problem(number: int, line: int = 1) -> Problem:
    return Problem(f"plans/{number}.csv", line, "it is wrong", "something right", "mend it")


def _faulty(number: int) -> int:
    """Fail with two problems on every third number; the first ones take longest."""
    time.sleep(0.02 / (number + 1))
    if number % 3 == 0:
        raise PlanDataError([_problem(number, 1), _problem(number, 2)])
    return number


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("items", [0, 1, 2, 5, 8])
def test_results_stand_in_the_order_of_the_items(count: int, items: int) -> None:
    assert in_processes(lambda item: item * item, range(items), count) == [item * item for item in range(items)]


@pytest.mark.parametrize("count", COUNTS)
def test_every_problem_is_told_in_the_order_of_the_items(count: int) -> None:
    with pytest.raises(PlanDataError) as caught:
        in_processes(_faulty, range(8), count)
    assert caught.value.problems == tuple(_problem(number, line) for number in (0, 3, 6) for line in (1, 2))
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize("count", COUNTS)
def test_an_error_of_another_kind_goes_first(count: int) -> None:
    def work(number: int) -> int:
        if number in {5, 6}:
            raise OSError(28, "No space left on device", f"file{number}")
        return _faulty(number)

    with pytest.raises(OSError, match="No space") as caught:
        in_processes(work, range(8), count)
    assert (caught.value.errno, caught.value.filename) == (28, "file5")


@pytest.mark.parametrize("count", COUNTS[1:])
def test_an_error_that_cannot_be_handed_over_keeps_its_words(count: int) -> None:
    def work(number: int) -> int:
        raise _UnportableError("this", str(number))

    with pytest.raises(RuntimeError, match="_UnportableError: this and 0"):
        in_processes(work, range(4), count)


def test_a_process_that_is_killed_fails_the_build_and_leaves_none_behind() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return number

    with pytest.raises(BuildError, match="ended from outside"):
        in_processes(work, range(4), 2)
    assert active_children() == []


def test_work_is_done_outside_this_process_and_at_once() -> None:
    pids = in_processes(lambda _: os.getpid(), range(4), 2)
    assert os.getpid() not in pids
    assert pids[0] == pids[2] != pids[1] == pids[3]


def test_without_forks_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.building.processes.get_all_start_methods", lambda: ["spawn"])
    assert processors() == 1
    assert in_processes(lambda _: os.getpid(), range(3)) == [os.getpid()] * 3


def test_processes_end_when_the_build_is_killed(tmp_path: Path) -> None:
    def work(number: int) -> None:
        time.sleep(0.1)
        (tmp_path / str(number)).touch()

    build = os.fork()
    if build == 0:
        in_processes(work, range(200), 2)
        os._exit(0)
    time.sleep(0.5)
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)
    time.sleep(0.4)
    done = len(list(tmp_path.iterdir()))
    time.sleep(0.5)
    assert 0 < done == len(list(tmp_path.iterdir())) < 200
