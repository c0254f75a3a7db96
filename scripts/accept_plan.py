"""Accepts a drafted plan: from then on it is on the site, and its ids are frozen.

    python -m scripts.accept_plan KEY

Refuses while a doubt of structure is open or a character of the source is lost.
Exit codes: 0 accepted; 1 refused or plan data at fault, everything is then as it was.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from plan_model.errors import PlanDataError, Problem
from plan_model.files.load import DATA
from plan_model.files.whole_files import write_whole
from plan_model.ids.registry import registry_file
from scripts.building.drafts import coverage_of, read_again
from scripts.register_ids import register

_DRAFT = re.compile(r"^status: *draft\b", re.MULTILINE)


def accept(key: str, data: Path = DATA) -> int:
    """Accept a plan and return how many ids were frozen.

    Raises PlanDataError with every doubt that is open and every fault of its files; nothing has changed then.
    """
    draft = read_again(key, data)
    path = data / "plans" / key / "plan.yml"
    before = path.read_bytes()
    text, count = _DRAFT.subn("status: accepted", before.decode(), count=1)
    if not count:
        what = "the plan is no draft"
        raise PlanDataError([Problem(f"plans/{key}/plan.yml", 1, what, "`status: draft`", "nothing is left to do")])
    name = f"plans/{key}/source.txt"
    problems = [Problem(name, max(doubt.line, 1), doubt.what, "no open doubt of structure", doubt.settle)
                for doubt in draft.doubts if doubt.weight == "structure"]  # fmt: skip
    problems += coverage_of(draft, data).faults
    if problems:
        raise PlanDataError(problems)
    write_whole(path, text.encode())
    try:
        return register(data, keys=[key])
    except BaseException:
        write_whole(path, before)
        (data / registry_file(key)).unlink(missing_ok=True)
        raise


def main(arguments: list[str] | None = None, data: Path = DATA) -> int:
    """Accept the plan named on the command line; `data` is the folder of the plan data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("key")
    key = parser.parse_args(arguments).key
    try:
        count = accept(key, data)
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{key} is accepted; {count} ids are frozen; `make site` publishes it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
