"""Keeps the checked plan data between processes, so that one build reads and checks it once.

The copy on disk is named by everything that it was made from: data files, code and the versions of the readers.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from plan_model.files import load
from plan_model.files.digests import digest_of
from plan_model.files.whole_files import write_whole
from plan_model.publication import Publication, prepare

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "prepared"
_CODE = ("plan_model", "target_calculator")
_DATA = ("*.csv", "*.yml", "relations/*")
_PACKAGES = ("frictionless", "pydantic", "pyyaml")


def prepare_once(data: Path = load.DATA, folder: Path = CACHE) -> Publication:
    """Return what `prepare` returns, from the last run's copy where nothing has changed; raises PlanDataError."""
    keys = load.shared_keys(data)
    path = folder / f"{_digest(data, keys)}.pickle"
    try:
        kept: Publication = pickle.loads(path.read_bytes())  # noqa: S301  written below, in the build's own cache
    except (FileNotFoundError, EOFError, pickle.UnpicklingError):
        pass
    else:
        return kept
    publication = prepare(data, keys)
    for earlier in folder.glob("*.pickle"):
        earlier.unlink(missing_ok=True)
    write_whole(path, pickle.dumps(publication), shared=True)
    return publication


def _digest(data: Path, keys: Sequence[str]) -> str:
    """The digest of the data of these plans; that of the code is taken in too, with the versions of the readers."""
    shared = [path for pattern in _DATA for path in sorted(data.glob(pattern))]
    code = digest_of([ROOT / name for name in _CODE], ROOT, map(version, _PACKAGES))
    return digest_of([*shared, *(data / "plans" / key for key in keys)], data, [code])
