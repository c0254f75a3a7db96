"""A lock on the project's folder, so that two builds never write to it at once."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from scripts.building.atomic_files import remove_leftovers
from scripts.building.steps import BUILD, CACHE, ROOT, BuildError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 600.0  # seconds; a first build with its downloads takes less
_PAUSE = 0.1
_LOCK, _WORK = (path.relative_to(ROOT) for path in (CACHE / "build.lock", BUILD))
_LOCKED_BYTE = 1 << 30  # on Windows a locked byte cannot be read, so it lies behind the process id


@contextmanager
def build_lock(report: Callable[[str], None], project: Path = ROOT, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a project's folder during the block; wait up to `patience` seconds while another process has it.

    The system gives the lock back when its holder ends, however it ends, so no stale lock can remain; what a killed
    holder was at work on is removed. `report` gets a line when there is waiting to do. Raises BuildError when the wait
    was in vain.
    """
    path = project / _LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _wait(file, report, patience)
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        remove_leftovers(project / _WORK)
        yield


def _wait(file: BinaryIO, report: Callable[[str], None], patience: float) -> None:
    if _acquire(file):
        return
    report(f"waiting for another build ({_holder(file)}) in this folder to end …")
    deadline = time.monotonic() + patience
    while not _acquire(file):
        if time.monotonic() > deadline:
            raise BuildError(
                f"another build ({_holder(file)}) has been at work in this folder for {patience:.0f} s; expected one "
                "at a time; wait for it to end, or end it, and run again"
            )
        time.sleep(_PAUSE)


def _acquire(file: BinaryIO) -> bool:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _holder(file: BinaryIO) -> str:
    file.seek(0)
    return f"process {file.read(20).decode(errors='replace') or 'unknown'}"
