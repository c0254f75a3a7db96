"""Lists what an editor may still do for plans, and what the shared files hold that no plan uses.

    python -m scripts.todo [KEY …] [--all]

Without keys, every plan that has a folder, drafts included. What plan.yml claims as its `depth` is left out: the build
checks that. --all prints every line, not the first few of each kind. Exit codes: 0 listed, 1 the plan data is at fault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plan_model.checking.completeness import missing
from plan_model.errors import PlanDataError
from plan_model.files import load
from plan_model.files.editorial_files import load_entities, load_glossary, load_themes
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Depth

FEW = 5
_NAMES: dict[Depth, str] = {
    "values": "sentences that may hold figures of indicators",
    "tags": "paragraphs and tables without a role",
    "mentions": "wordings of named things without a mention",
    "table_cells": "cells of tables that are not recorded",
}
Section = tuple[str, list[str]]


def todo_list(keys: Sequence[str], data: Path = load.DATA) -> list[Section]:
    """Return what is still to be done, as titles with lines; empty when nothing is. Raises PlanDataError."""
    collection = load.load_collection(data, keys)
    relations = ("relations without pairs", [one.name for one in collection.editorial.relations if not one.pairs])
    own = (section for key in keys for section in _of_plan(collection, key, data))
    return [section for section in (*own, relations, *_idle(data)) if section[1]]


def _of_plan(collection: Collection, key: str, data: Path) -> Iterator[Section]:
    info = collection.plans[key].info
    if info.status == "draft":
        yield f"{key}: still a draft", ["review it, write `status: accepted` in plan.yml, then register its ids"]
    elif not load.load_registry(data, [key]).rows:
        yield f"{key}: no ids registered", [f"python -m scripts.register_ids {key}"]
    tables = [one.id for one in collection.plans[key].provisions() if one.kind == "table"]
    unread = [one for one in tables if one.removeprefix(f"{key}-") not in info.tables]
    yield f"{key}: tables of which plan.yml says nothing", unread
    for depth, name in _NAMES.items():
        if depth not in info.depth:
            yield f"{key}: {name}", missing(collection, key, depth)


def _idle(data: Path) -> Iterator[Section]:
    """What shared files hold that no plan with a folder uses."""
    keys = load.plan_folders(data)
    used = load.load_collection(data, keys)
    editorial = used.editorial
    entities = {entity.entity_id for entity in load_entities(data)}
    terms = {term.id for term in load_glossary(data).terms}
    yield "indicators without a value", sorted(load.load_indicators(keys, data).keys() - used.indicators.keys())
    yield "scopes of plans that have no folder", sorted(load.all_scopes(keys, data).keys() - used.scopes.keys())
    yield "themes that no paragraph has", sorted(load_themes(data).keys() - editorial.themes.keys())
    yield "named things that nothing mentions", sorted(entities - editorial.entity_of.keys())
    yield "terms that no plan prints", sorted(terms - {term.id for term in editorial.glossary})


def _told(sections: Iterable[Section], most: int) -> Iterator[str]:
    for title, lines in sections:
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines[:most])
        if len(lines) > most:
            yield f"  … and {len(lines) - most} more (--all)"


def main(arguments: list[str] | None = None, data: Path = load.DATA) -> int:
    """Print the list; `data` is the folder of the plan data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", metavar="KEY", help="plans; all that have a folder unless named")
    parser.add_argument("--all", action="store_true", help="print every line")
    options = parser.parse_args(arguments)
    try:
        sections = todo_list(options.keys or load.plan_folders(data), data)
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(_told(sections, sys.maxsize if options.all else FEW)) or "nothing left to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
