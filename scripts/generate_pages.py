"""Writes the Markdown pages that come from the plan data to build/pages/, and the data files to build/data/.

    python -m scripts.generate_pages

Only files whose content changed are written, so that a rebuild touches what an edit touched.
Exit codes: 0 done, 1 a problem with the plan data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from plan_data import load
from plan_data.collection import Collection
from plan_data.errors import PlanDataError
from plan_data.validate import validate
from scripts.pages.chapter import chapter_pages
from scripts.pages.page import Page

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "build" / "pages"


def all_pages(collection: Collection) -> Iterable[Page]:
    """Yield every generated page."""
    yield from chapter_pages(collection)


def write_files(folder: Path, files: dict[str, str]) -> int:
    """Make `folder` hold exactly `files` (path → text), leaving equal files untouched; return how many changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            changed += 1
    for name, text in files.items():
        path = folder / name
        data = text.encode()
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += 1
    return changed


def generate(pages: Path = PAGES) -> str:
    """Validate the plan data and write all generated pages; return a line that says what was done."""
    collection = load.load_collection()
    coverages = validate(collection, {key: load.load_source(key) for key in collection.plans})
    files = {page.path: page.markdown() for page in all_pages(collection)}
    changed = write_files(pages, files)
    covered = ", ".join(f"{key} {coverage.share:.0%}" for key, coverage in coverages.items())
    return f"{len(files)} pages ({changed} changed); source text accounted for: {covered}"


def main() -> int:
    """Generate the pages and say so."""
    try:
        print(generate())
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
