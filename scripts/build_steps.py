"""What the build is made of: where its parts lie, and steps that are left out when nothing they read has changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
CACHE = ROOT / ".cache"
SITE = ROOT / "site"
PAGES = BUILD / "pages"
STATIC = BUILD / "static"
NAV = BUILD / "nav"
RUNTIME = BUILD / "runtime"
VEGA = BUILD / "vega"
# Generated folders, each with the place of its files in the site.
BUILT_FOLDERS = (("", PAGES), ("", STATIC), ("assets/runtime/", RUNTIME), ("assets/vega/", VEGA))
_IGNORED = {"__pycache__", ".mypy_cache"}


class BuildError(Exception):
    """A build step that failed; the message is what the person is shown."""


@dataclass(frozen=True)
class Step:
    """A build step: `run` returns a line about what it did; `inputs` are the files and folders that it reads."""

    name: str
    run: Callable[[], str]
    inputs: tuple[Path, ...]
    output: Path


def run_step(step: Step) -> str:
    """Run a step unless its inputs are what they were when its output was made; return what was done."""
    stamp = CACHE / "steps" / step.name
    fingerprint = fingerprint_of(step.inputs)
    if step.output.exists() and stamp.is_file() and stamp.read_text() == fingerprint:
        return "unchanged"
    stamp.unlink(missing_ok=True)
    done = step.run()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)
    return done


def fingerprint_of(paths: Iterable[Path]) -> str:
    """Return a digest of the names and contents of files and folders; a missing one counts as empty."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and not _IGNORED.intersection(file.parts):
                digest.update(f"{file.relative_to(ROOT)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def run_command(command: list[str], environment: dict[str, str] | None = None) -> str:
    """Run a command in the project's folder and return what it printed; raises BuildError with its output."""
    result = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if result.returncode:
        raise BuildError(f"{' '.join(command)} failed:\n{result.stdout.rstrip()}")
    return result.stdout


def replace_folder(new: Path, old: Path) -> None:
    """Put folder `new` in the place of `old`; until then `old` is whole."""
    retired = old.with_name(f".{old.name}.retired")
    shutil.rmtree(retired, ignore_errors=True)
    if old.exists():
        old.rename(retired)
    new.rename(old)
    shutil.rmtree(retired, ignore_errors=True)
