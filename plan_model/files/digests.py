"""One digest for everything that is kept by what it was made from: build steps, prepared data, charts, the runtime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

_IGNORED = {"__pycache__", ".mypy_cache"}


def digest_of(paths: Iterable[Path], root: Path, settings: Iterable[str] = ()) -> str:
    """Return a digest of settings and of the names and contents of files, and of all files below folders.

    Names are relative to `root`, so that the digest is the same wherever the project lies; a missing path counts as
    empty.
    """
    digest = hashlib.sha256(repr(tuple(settings)).encode())
    for path in paths:
        for file in files_below(path):
            state = file.stat()
            content = _content_digest(file, state.st_size, state.st_mtime_ns)
            digest.update(f"{file.relative_to(root).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def files_below(path: Path) -> list[Path]:
    """Return the file that `path` is, or all files in the folder and its folders, sorted; caches of tools left out."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and not _IGNORED.intersection(file.relative_to(path).parts)]


class Change(NamedTuple):
    """How a file's bytes differ from those whose digest was noted, at which line, and the digest they have now."""

    what: str
    line: int
    digest: str


def change_of(content: bytes, noted: str) -> Change | None:
    """Return how `content` differs from what had the noted SHA-256, None where it does not.

    What editors and version control do unasked (line ends, a byte order mark, the last newline) is told by its name.
    """

    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    if digest(content) == noted:
        return None
    last = content.count(b"\n") + 1
    unasked = {
        "the last line has lost its newline": (last, content + b"\n"),
        "the file has gained a newline at its end": (last, content.removesuffix(b"\n")),
        "the file has gained a byte order mark": (1, content.removeprefix(b"\xef\xbb\xbf")),
        "the lines end in CR LF": (1, content.replace(b"\r\n", b"\n")),
        "the lines end in LF": (1, content.replace(b"\n", b"\r\n")),
    }
    for what, (line, before) in unasked.items():
        if digest(before) == noted:
            return Change(what, line, digest(content))
    return Change("the text is not the one that was received", 1, digest(content))


@cache
def _content_digest(file: Path, _size: int, _time: int) -> str:
    """Steps share many inputs; within one run a file of the same size and time is read once."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
