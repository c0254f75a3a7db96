"""What the build is made of: where its parts lie, and steps that are left out when nothing they read has changed."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from plan_model.files.digests import digest_of
from plan_model.files.whole_files import write_whole

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
CACHE = ROOT / ".cache"
SITE = ROOT / "site"
PAGES = BUILD / "pages"
STATIC = BUILD / "static"
NAV = BUILD / "nav"
RUNTIME = BUILD / "runtime"
VEGA = BUILD / "vega"
ALONE_PLANS = BUILD / "plans"  # a folder for each plan that stands by itself
CODE = tuple(ROOT / name for name in ("macros", "plan_model", "scripts", "target_calculator"))
CODE_FILES = tuple(sorted(path for folder in CODE for path in folder.rglob("*.py")))
# Generated folders, each with the place of its files in the site.
BUILT_FOLDERS = (("", PAGES), ("", STATIC), ("assets/runtime/", RUNTIME), ("assets/vega/", VEGA))
_NO_ROOM = ("room on the disk", "free some")
_NO_RIGHT = ("the right to read and write it", "change its owner or mode")
_REMEDY = ("a file or folder as git has it", "restore or remove it")
_REMEDIES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
}


class BuildError(Exception):
    """A build step that failed; the message is what the person is shown."""


@dataclass(frozen=True)
class Step:
    """A build step: `run` returns a line about what it did; `inputs` are the files and folders that it reads.

    `settings` are the values from outside the files that its output depends on, such as the site's address.
    """

    name: str
    run: Callable[[], str]
    inputs: tuple[Path, ...]
    output: Path
    settings: tuple[str, ...] = ()


def run_step(step: Step) -> str:
    """Run a step unless its inputs are what they were when its output was made; return what was done."""
    stamp = CACHE / "steps" / step.name
    fingerprint = fingerprint_of(step.inputs, step.settings)
    if step.output.exists() and stamp.is_file() and stamp.read_text() == fingerprint:
        return "unchanged"
    stamp.unlink(missing_ok=True)
    done = step.run()
    write_whole(stamp, fingerprint.encode())
    return done


def forget_step(name: str) -> None:
    """Let the next build run a step again: its output was made by another command."""
    (CACHE / "steps" / name).unlink(missing_ok=True)


def fingerprint_of(paths: Iterable[Path], settings: Iterable[str] = ()) -> str:
    """Return the digest of settings and of files and folders of the project; a missing one counts as empty."""
    return digest_of(paths, ROOT, settings)


def run_command(command: list[str], environment: dict[str, str] | None = None, folder: Path = ROOT) -> str:
    """Run a command in `folder` and return what it printed; raises BuildError with its output."""
    result = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if result.returncode:
        raise BuildError(f"{' '.join(command)} failed:\n{_gist(result.stdout.rstrip())}")
    return result.stdout


def _gist(output: str) -> str:
    """Leave out the traceback of a refusal by the system, such as a full disk: it tells nothing about the cause."""
    before, traceback, after = output.rpartition("Traceback (most recent call last):")
    last = after.rpartition("\n")[2]
    return before + last if traceback and "[Errno " in last else output


def describe(error: OSError) -> str:
    """Say in one line what the system refused and what to do about it."""
    path = Path(os.fsdecode(error.filename)) if error.filename else ROOT
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
    expected, remedy = _REMEDIES.get(error.errno or 0, _REMEDY)
    return f"{name}: {error.strerror or error}; expected {expected}; {remedy} and run again"
