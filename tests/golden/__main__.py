"""Takes the golden files of the published data and of the charts anew: `python -m tests.golden`. Exit codes: 0 done."""

from __future__ import annotations

import sys

from plan_model.publication import prepare
from tests.golden import CHARTS, FOLDER, chart_digests, golden_files, published


def main() -> int:
    """Write what is published now, and remove what is no longer."""
    FOLDER.mkdir(exist_ok=True)
    publication = prepare()
    files = golden_files(published(publication))
    CHARTS.write_text(chart_digests(publication), encoding="utf-8")
    for path in FOLDER.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_bytes(text.encode())
    print(f"{len(files)} golden files in {FOLDER}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
