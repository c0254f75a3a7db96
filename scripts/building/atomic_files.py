"""Files and folders that are wholly the old or wholly the new, at whatever moment a build is interrupted."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from plan_model.files.whole_files import NEW_SUFFIX, write_whole

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RETIRED = ".retired"


def write_files(folder: Path, files: Mapping[str, str]) -> int:
    """Make `folder` hold exactly `files` (path → text), leaving equal files untouched; return how many changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for path in list(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            changed += 1
    for name, text in files.items():
        path, data = folder / name, text.encode()
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
            changed += 1
    return changed


@contextmanager
def new_folder(old: Path, work: Path) -> Iterator[Path]:
    """Yield an empty folder inside `work`, which takes the place of `old` when the block ends without an error.

    Leftovers of interrupted runs are removed first. Every run has a folder of its own, since a command that
    outlives its killed build may still be writing to the earlier one.
    """
    work.mkdir(parents=True, exist_ok=True)
    _remove_all(work.glob(f"{old.name}-*{NEW_SUFFIX}"))
    new = Path(mkdtemp(prefix=f"{old.name}-", suffix=NEW_SUFFIX, dir=work))
    new.chmod(0o755)  # mkdtemp's folders are the owner's alone; a web server has to read this one
    try:
        yield new
        replace_folder(new, old)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def remove_leftovers(work: Path) -> None:
    """Remove from folder `work` the folders that killed builds were at work in and the ones they had just replaced.

    A work folder is named after what it is to become, a hyphen and a chance word; finished folders have no hyphen.
    """
    _remove_all([*work.glob("*-*"), *work.glob(f".*{_RETIRED}")])


def _remove_all(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(new: Path, old: Path) -> None:
    """Put folder `new` in the place of `old`, in one step where the system can (Linux), else in two renames.

    After an interruption between the two renames `recover_folder` brings `old` back.
    """
    if not old.exists():
        new.rename(old)
    elif _exchange(new, old):
        shutil.rmtree(new, ignore_errors=True)
    else:
        _replace_in_two_steps(new, old)


def recover_folder(old: Path) -> bool:
    """Undo what an interrupted `replace_folder` left behind; return whether `old` had to be brought back."""
    retired = _retired(old)
    if not retired.exists():
        return False
    if old.exists():
        shutil.rmtree(retired, ignore_errors=True)
        return False
    retired.rename(old)
    return True


def _replace_in_two_steps(new: Path, old: Path) -> None:
    retired = _retired(old)
    shutil.rmtree(retired, ignore_errors=True)
    old.rename(retired)
    try:
        new.rename(old)
    except OSError:
        retired.rename(old)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def _retired(old: Path) -> Path:
    return old.with_name(f".{old.name}{_RETIRED}")


def _exchange(first: Path, second: Path) -> bool:
    """Let two paths swap what they name, in one step; return whether the system and the file system could."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # musl and old glibc lack it
    if renameat2 is None:
        return False
    status: int = renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    return status == 0
