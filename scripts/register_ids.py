"""Appends to plan_data/registry.csv, and to those of the library's plans, what they now say; earlier rows stay.

    python -m scripts.register_ids
    python -m scripts.register_ids --earlier <folder>

The second form is for an intended change of published text: `<folder>` is plan_data as it was before, for instance
of a git worktree. It first adds a draft to amendments.csv for every text that changed or went, with the earlier
wording; fill in `reason` (and `replaced_by` for what went), then run the first form.

Exit codes: 0 done, 1 a change lacks its amendment or the plan data is at fault; the registry is then as it was.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from plan_model.errors import PlanDataError
from plan_model.files.load import DATA, load_collection, load_registry, load_registry_of
from plan_model.ids.registry import AMENDMENTS, REGISTRY, Amendment, Registry, RegistryRow
from plan_model.ids.registry_check import registry_problems
from plan_model.ids.registry_update import csv_cells, draft_amendments, new_rows
from plan_model.library import LIBRARY, library_keys, read_text_plan
from plan_model.shapes.collection import Collection


def register(data: Path = DATA, today: date | None = None) -> int:
    """Append the missing rows to registry.csv; return how many. Raises PlanDataError for an unexplained change."""
    collection, registry = load_collection(data), load_registry(data)
    rows = tuple(new_rows(collection, registry, today or _today()))
    problems = registry_problems(collection, Registry((*registry.rows, *rows), registry.amendments))
    if problems:
        raise PlanDataError(problems)
    _append(data / REGISTRY, rows)
    return len(rows)


def register_text_plan(key: str, data: Path = DATA, today: date | None = None) -> int:
    """Append the missing rows to the registry of a plan of the library, which may be new; return how many.

    Raises PlanDataError for an unexplained change.
    """
    path = data / LIBRARY / "plans" / key / REGISTRY
    if not path.exists():
        path.write_text(",".join(name for name in RegistryRow.model_fields if name != "row") + "\n", encoding="utf-8")
    registry = load_registry_of(key, data / LIBRARY)
    collection = Collection({key: read_text_plan(key, data)}, {}, {}, {key: ()})
    rows = tuple(new_rows(collection, registry, today or _today()))
    if problems := registry_problems(collection, Registry((*registry.rows, *rows), registry.amendments)):
        raise PlanDataError(problems)
    _append(path, rows)
    return len(rows)


def draft(earlier: Path, data: Path = DATA, today: date | None = None) -> int:
    """Append a draft amendment for each text that differs from the plan data in `earlier`; return how many."""
    drafts = draft_amendments(load_collection(earlier), load_collection(data), load_registry(data), today or _today())
    rows = tuple(drafts)
    _append(data / AMENDMENTS, rows)
    return len(rows)


def _today() -> date:
    return datetime.now().astimezone().date()


def _append(path: Path, rows: Iterable[RegistryRow | Amendment]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(csv_cells(rows))


def main(arguments: list[str] | None = None) -> int:
    """Register the ids, or draft amendments, and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--earlier", type=Path, help="plan_data before the change: draft the amendments")
    options = parser.parse_args(arguments)
    try:
        if options.earlier:
            print(f"{draft(options.earlier)} amendments drafted; fill in their reasons in plan_data/{AMENDMENTS}")
        else:
            print(f"{register()} rows appended to plan_data/{REGISTRY}")
            for key in library_keys():
                print(f"{key}: {register_text_plan(key)} rows appended")
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
