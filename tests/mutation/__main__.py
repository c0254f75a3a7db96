"""Leaves a random sample of the bugs that cosmic-ray has prepared: `python -m tests.mutation SESSION [SEED [COUNT]]`.

Exit codes: 0 done, 2 wrong arguments.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
from pathlib import Path

# An annotation is never evaluated, so that a bug in one is none: `value: Decimal | None`, `-> str | None`.
ANNOTATION = re.compile(r"(->|^\s*\w+:|[(,] *\w+:) [^=]*\|")


def main() -> int:
    """Sample the session and say what is left."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    session, seed, count = (*sys.argv[1:], *("20261125", "40")[len(sys.argv) - 2 :])
    with sqlite3.connect(session) as database:
        found = database.execute(
            "SELECT job_id, module_path, operator_name, start_pos_row FROM mutation_specs"
            " ORDER BY module_path, operator_name, occurrence"
        ).fetchall()
        real = [name for name, path, operator, row in found if "BitOr" not in operator or _is_run(path, row)]
        chosen = set(random.Random(int(seed)).sample(real, min(int(count), len(real))))  # noqa: S311
        others = [(name,) for name, *_ in found if name not in chosen]
        database.executemany("DELETE FROM mutation_specs WHERE job_id = ?", others)
        database.executemany("DELETE FROM work_items WHERE job_id = ?", others)
    print(f"{len(chosen)} of {len(real)} bugs, seed {seed}")  # noqa: T201
    return 0


def _is_run(path: str, row: int) -> bool:
    return not ANNOTATION.search(Path(path).read_text(encoding="utf-8").split("\n")[row - 1])


if __name__ == "__main__":
    sys.exit(main())
