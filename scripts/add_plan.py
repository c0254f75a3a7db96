"""Drafts a plan from a document: DOCX, PDF (after `make documents`), HTML, Markdown or text.

    python -m scripts.add_plan FILE --key KEY

Writes plan_data/plans/KEY/ (plan.yml, source.txt, corrections.csv, original/) and build/review/KEY.html, and prints the
outline and the doubts. The plan is a draft: absent from the site, free to change. After an edit, read it again with
`python -m scripts.review_plan KEY`; when it reads as printed, `python -m scripts.accept_plan KEY`.

Exit codes: 0 drafted, doubts or not; 1 the file cannot be read or the key is taken; 130 interrupted, nothing written.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from plan_model.documents.block import UnreadableDocumentError
from plan_model.documents.read import Progress, read_document
from plan_model.drafting.draft import draft_plan
from plan_model.errors import PlanDataError
from plan_model.files.load import DATA
from scripts.building.drafts import REVIEW, outline_lines, read_again, write_new, write_review

_EVERY = 10  # pages
_KEY = re.compile(r"[a-z]{2,8}")


def add(file: Path, key: str, data: Path = DATA, review: Path = REVIEW, progress: Progress | None = None) -> list[str]:
    """Draft a plan and return what to tell: outline, counts, doubts.

    Raises UnreadableDocumentError, PlanDataError, OSError; nothing is written then.
    """
    draft = draft_plan(key, read_document(file, progress))
    folder = write_new(draft, file, data)
    draft = read_again(key, data)
    page, told = write_review(draft, data, review)
    structure = [f"{folder}/source.txt:{doubt}" for doubt in draft.doubts if doubt.weight == "structure"]
    remarks = [f"{folder}/source.txt:{doubt}" for doubt in draft.doubts if doubt.weight == "remark"]
    return [
        *outline_lines(draft), "", *told, "",
        f"{len(structure)} doubts of structure", *structure, f"{len(remarks)} remarks", *remarks, "",
        f"drafted in {folder}; review page: {page}",
    ]  # fmt: skip


def main(arguments: list[str] | None = None, data: Path = DATA, review: Path = REVIEW) -> int:
    """Draft the plan named on the command line; `data` is the folder of the plan data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", required=True, help="two to eight small letters; the first part of all ids")
    options = parser.parse_args(arguments)
    if problem := _key_problem(options.key, data):
        print(problem, file=sys.stderr)
        return 1
    try:
        print("\n".join(add(options.file, options.key, data, review, _tell)))
    except UnreadableDocumentError as error:
        print(f"{options.file}:{error.line}: {error}", file=sys.stderr)
    except (PlanDataError, OSError) as error:
        print(error if isinstance(error, PlanDataError) else f"{options.file}:1: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    else:
        return 0
    return 1


def _tell(page: int, pages: int) -> None:
    """Say on stderr how far the reading of a long file is."""
    if page % _EVERY == 0 or page == pages > _EVERY:
        print(f"page {page} of {pages}", file=sys.stderr)


def _key_problem(key: str, data: Path) -> str:
    if not _KEY.fullmatch(key):
        return (
            f"--key {key}:1: the key is no name of a plan; expected two to eight small letters a to z; choose another"
        )
    if (data / "plans" / key).exists():
        return (
            f"{data}/plans/{key}:1: there is a plan with this key; expected a new one; choose another key, or remove "
            f"the folder of a draft that is to be made anew (`python -m scripts.review_plan {key}` reads it again)"
        )
    return ""


if __name__ == "__main__":
    sys.exit(main())
