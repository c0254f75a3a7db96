"""Keeps the checked plan data between processes, so that one build reads and checks it once.

The copy on disk is named by everything that it was made from: data files, code and the versions of the readers.
"""

from __future__ import annotations

import os
import pickle
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from plan_data import load
from plan_data.publication import Publication, prepare

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "prepared"
_CODE = ("plan_data", "target_calculator")
_DATA = ("*.csv", "*.yml", "plans/**/*")
_PACKAGES = ("frictionless", "pydantic", "pyyaml")


def prepare_once(data: Path = load.DATA, folder: Path = CACHE) -> Publication:
    """Return what `prepare` returns, from the last run's copy where nothing has changed; raises PlanDataError."""
    path = folder / f"{_digest(data)}.pickle"
    try:
        kept: Publication = pickle.loads(path.read_bytes())  # noqa: S301  written below, in the build's own cache
    except (FileNotFoundError, EOFError, pickle.UnpicklingError):
        pass
    else:
        return kept
    publication = prepare(data)
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("*.pickle"):
        earlier.unlink(missing_ok=True)
    new = path.with_suffix(f".{os.getpid()}")  # other processes see the whole file or none
    new.write_bytes(pickle.dumps(publication))
    new.replace(path)
    return publication


def _digest(data: Path) -> str:
    files = [path for pattern in _DATA for path in sorted(data.glob(pattern)) if path.is_file()]
    named = [(path.relative_to(data).as_posix(), path) for path in files]
    named += [(f"{name}/{path.name}", path) for name in _CODE for path in sorted((ROOT / name).glob("*.py"))]
    digest = sha256(" ".join(map(version, _PACKAGES)).encode())
    for name, path in named:
        digest.update(f"{name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
