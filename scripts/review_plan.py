"""Reads a drafted plan again after an edit of plan.yml or corrections.csv, and writes its review page anew.

    python -m scripts.review_plan KEY

Exit codes: 0 read, doubts or not; 1 plan data at fault.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from plan_model.errors import PlanDataError
from plan_model.files.load import DATA
from scripts.building.drafts import REVIEW, outline_lines, read_again, write_review


def main(arguments: list[str] | None = None, data: Path = DATA, review: Path = REVIEW) -> int:
    """Review the plan named on the command line; `data` is the folder of the plan data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("key")
    key = parser.parse_args(arguments).key
    try:
        draft = read_again(key, data)
        page, told = write_review(draft, data, review)
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    doubts = [f"plan_data/plans/{key}/source.txt:{doubt} ({doubt.weight})" for doubt in draft.doubts]
    print(
        "\n".join([*outline_lines(draft), "", *told, "", f"{len(doubts)} doubts", *doubts, "", f"review page: {page}"])
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
