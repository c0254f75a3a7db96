"""Names that every system can unpack: short, portable, and different also where case does not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MAX_PATH = 120
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def name_problems(paths: Iterable[str]) -> list[str]:
    """Return what is wrong with the paths of a ZIP, one sentence each; an empty list when all can be unpacked."""
    paths = sorted(paths)
    return [problem for path in paths for problem in _problems_of(path)] + list(_clashes(paths))


def _problems_of(path: str) -> Iterator[str]:
    if len(path) > MAX_PATH:
        yield f"{path}: {len(path)} characters; expected at most {MAX_PATH}; shorten a folder or file name"
    for part in path.split("/"):
        if part in {"", ".", ".."}:
            yield f"{path}: has an empty or relative part; expected plain names; write the path without it"
        elif _FORBIDDEN.search(part) or part.endswith((" ", ".")):
            yield f'{path}: {part!r} is refused by Windows; expected no <>:"|?*\\ and no final space or dot; rename it'
        elif _RESERVED.fullmatch(part):
            yield f"{path}: {part!r} is a device's name on Windows; expected another name; rename it"


def _clashes(paths: list[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            yield f"{path}: differs from {other} in case alone; expected names that differ on Windows; rename one"
