"""Spreads work over the machine's processors, in processes that give their memory back when the work is done."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from plan_model.errors import Gathering
from scripts.building.steps import BuildError

Item = TypeVar("Item")
Result = TypeVar("Result")
Outcome = tuple[list[Result], BaseException | None]  # one result, or an error
MOST = 8  # a process that draws charts takes some 200 MB


def processors() -> int:
    """Return in how many processes to work: one for each processor, or one alone where the system cannot fork."""
    return min(os.cpu_count() or 1, MOST) if "fork" in get_all_start_methods() else 1


def in_processes(work: Callable[[Item], Result], items: Sequence[Item], count: int | None = None) -> list[Result]:
    """Return `work` of each item, in the order of the items, done in `count` processes, one for each processor.

    Every item is worked on, whatever becomes of the others. Raises PlanDataError with the problems of all items in
    their order, or the first error of another kind; BuildError when the system ends a process.
    """
    count = min(count or processors(), len(items))
    if count < 2:
        return _results([_outcome(work, item) for item in items])
    shares = _shares(work, [items[number::count] for number in range(count)])
    return _results([shares[index % count][index // count] for index in range(len(items))])


def _shares(work: Callable[[Item], Result], shares: list[Sequence[Item]]) -> list[list[Outcome[Result]]]:
    """Work through each share in a process of its own; forked, it has what this one has, so nothing is handed over."""
    context = get_context("fork")
    processes, receivers = [], []
    try:
        for share in shares:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_work_through, args=(work, share, sender), daemon=True)
            process.start()
            sender.close()  # so that the end of the process is the end of the pipe
            processes.append(process)
            receivers.append(receiver)
        return [receiver.recv() for receiver in receivers]
    except EOFError:
        what = "a process of the build was ended from outside; expected it to finish its work"
        raise BuildError(f"{what}; free memory, or wait for other work to end, and run again") from None
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _work_through(work: Callable[[Item], Result], share: Sequence[Item], sender: Connection) -> None:
    parent = os.getppid()
    outcomes = []
    try:
        for item in share:
            outcomes.append(_outcome(work, item))
            if os.getppid() != parent:  # the build was killed: nobody waits for the rest
                return
        sender.send(outcomes)
    except (KeyboardInterrupt, BrokenPipeError):  # the build is told too, and says so once; or it has been killed
        return


def _outcome(work: Callable[[Item], Result], item: Item) -> Outcome[Result]:
    try:
        return [work(item)], None
    except (Exception, SystemExit) as error:  # the caller's to judge
        error.add_note(traceback.format_exc())
        return [], _portable(error)


def _portable(error: BaseException) -> BaseException:
    """Return an error that another process can read: itself, or its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  written in the same line
    except Exception:  # whatever the error's class thinks of
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _results(outcomes: Sequence[Outcome[Result]]) -> list[Result]:
    with Gathering() as gathering:
        for _, error in outcomes:
            gathering.read(None, _raise, error)
    return [result for results, _ in outcomes for result in results]


def _raise(error: BaseException | None) -> None:
    if error is not None:
        raise error
