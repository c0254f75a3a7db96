"""Files that are wholly the old or wholly the new, at whatever moment a process that writes them is interrupted."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

NEW_SUFFIX = ".new"


def write_whole(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Write a file so that whoever opens it finds the earlier content or the new one, never a part.

    Where several processes may write it at once (`shared`), each has a new file of its own; elsewhere the new file of
    a killed process is written over by the next. Raises OSError that names the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = f".{os.getpid()}" if shared else ""
    new = path.with_name(f".{path.name}{writer}{NEW_SUFFIX}")
    try:
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        error.filename = str(path)  # a failed write names no file
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def kept_text(path: Path, make: Callable[[], str]) -> str:
    """Return the text kept in a file whose name says what it was made from; make and keep it where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        made = make()
    write_whole(path, made.encode(), shared=True)
    return made
