"""Draws the rooms of the code and the imports between them, as the README shows them.

    python -m tests.site.architecture

prints the drawing; the test beside it holds the README's to it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from scripts.building.steps import ROOT

PACKAGES = ("target_calculator", "plan_model", "macros", "scripts")
WHOLE = ("target_calculator", "macros")  # drawn as one room


def room_of(module: str) -> str:
    """The room of a module: its package, or the folder or module in it; commands at the top of scripts share one."""
    package, _, rest = module.partition(".")
    name = rest.partition(".")[0]
    if package in WHOLE or not name:
        return package
    if package == "scripts" and not (ROOT / package / name).is_dir():
        return package
    return f"{package}.{name}"


def imports() -> set[tuple[str, str]]:
    """Every import between two rooms, as (importing, imported)."""
    found = set()
    for path in (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))):
        module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        found |= {(room_of(module), room_of(name)) for name in _imported(path)}
    return {(a, b) for a, b in found if a != b}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in PACKAGES:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in PACKAGES)


def without_detours(arrows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out an arrow where a longer way leads to the same room."""
    return {(a, b) for a, b in arrows if not any((a, via) in arrows and _leads(via, b, arrows - {(a, b)}) for via in
            {c for _, c in arrows} - {a, b})}  # fmt: skip


def _leads(start: str, goal: str, arrows: set[tuple[str, str]]) -> bool:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        nexts = {b for a, b in arrows if a == here} - seen
        seen |= nexts
        todo += nexts
    return False


def drawing() -> str:
    """Return the drawing as a Mermaid flow chart: a box a room, grouped by package, an arrow an import."""
    arrows = imports()
    rooms = sorted({room for arrow in arrows for room in arrow})
    lines = ["flowchart TD"]
    for package in reversed(PACKAGES):
        own = [room for room in rooms if room.partition(".")[0] == package]
        if package in WHOLE:
            lines += [f"  {package}[{package}]"]
            continue
        boxes = (f"    {room}[{room.partition('.')[2] or 'commands'}]" for room in own)
        lines += [f"  subgraph all_{package} [{package}]", *boxes, "  end"]
    lines += [f"  {a} --> {b}" for a, b in sorted(without_detours(arrows))]
    return "\n".join(lines)


if __name__ == "__main__":
    print(drawing())  # noqa: T201  a command
