"""Small plan data in a folder of its own: the valid base of tests/fixtures, as it is or with a fault laid over it."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import date
from pathlib import Path

import yaml

from scripts.import_plan import import_chapters
from scripts.register_ids import register

FIXTURES = Path(__file__).parents[1] / "fixtures"
KEYS = ("zj", "qz")
NOTE = "expected.txt"  # in a fault's folder: what the person is told
CHANGES = "changes.yml"  # in a fault's folder: pieces of the base's files and what stands there instead


def base_tree(folder: Path) -> Path:
    """Return `folder` holding valid plan data of two small plans, their ids registered."""
    shutil.copytree(FIXTURES / "base", folder, dirs_exist_ok=True)
    register(folder, date(2026, 1, 1))
    return folder


def faulty_tree(folder: Path, *faults: str) -> Path:
    """Return `folder` holding the base with each fault laid over it: files in the place of its own, pieces changed."""
    base_tree(folder)
    for fault in faults:
        shutil.copytree(FIXTURES / fault, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(NOTE, CHANGES))
        changes = FIXTURES / fault / CHANGES
        for change in yaml.safe_load(changes.read_text(encoding="utf-8")) if changes.exists() else ():
            _change(folder, **change)
    return folder


def _change(data: Path, file: str, old: str | None = None, new: str | None = None, *, received: bool = False) -> None:
    """Put `new` in the place of the first piece `old` of a file, or of the whole file; without it, remove the file.

    A changed source text is noted as received, where that is not the fault itself.
    """
    path = data / file
    if new is None:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8") if old is not None else ""
    assert old is None or old in text, f"{file} has no {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new if old is None else text.replace(old, new, 1), encoding="utf-8")
    if received:
        note_digest(path.parent)


def note_digest(folder: Path) -> None:
    """Write the digest of a plan's source text into its plan.yml, as for a text received anew."""
    digest = hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()
    information = folder / "plan.yml"
    text = information.read_text(encoding="utf-8")
    information.write_text(re.sub(r"sha256: \S+", f"sha256: {digest}", text), encoding="utf-8")


def write_chapters(data: Path) -> None:
    """Write what importing the source texts of `data` gives, as for texts received anew."""
    for key in KEYS:
        note_digest(data / "plans" / key)
        folder = data / "plans" / key / "chapters"
        shutil.rmtree(folder)
        folder.mkdir()
        for name, text in import_chapters(key, data).items():
            (folder / name).write_text(text, encoding="utf-8")
