"""Takes the golden files of the published data anew: `python -m tests.golden`. Exit codes: 0 done."""

from __future__ import annotations

import sys

from plan_model.publication import prepare
from tests.golden import FOLDER, golden_files, published


def main() -> int:
    """Write what is published now, and remove what is no longer."""
    FOLDER.mkdir(exist_ok=True)
    files = golden_files(published(prepare()))
    for path in FOLDER.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_bytes(text.encode())
    print(f"{len(files)} golden files in {FOLDER}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
