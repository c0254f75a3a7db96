"""Zip a folder of compiled modules with pyodide-build; run by the Python of `.venv-runtime`.

    python pack_stdlib.py <folder> <python_stdlib.zip>

`create_zipfile` is what Pyodide itself makes its python_stdlib.zip with: it leaves out what cannot work in a
browser and lays the archive out as the runtime's zipimport expects. Two builds must agree byte for byte, so every
file gets one fixed time before, and the entries one fixed order after.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from pyodide_build.pyzip import create_zipfile  # type: ignore[import-not-found]

# The earliest time a ZIP entry can carry.
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(folder: Path, archive: Path) -> None:
    """Write `archive` from `folder`; the same files give the same bytes."""
    unordered = archive.with_suffix(".unordered.zip")
    create_zipfile([folder], unordered, pycompile=False, compression_level=9)
    with zipfile.ZipFile(unordered) as source, zipfile.ZipFile(archive, "w") as target:
        for name in sorted(entry for entry in source.namelist() if not entry.endswith("/")):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, 9)
    unordered.unlink()


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
