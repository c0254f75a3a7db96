"""Runs the explorer's scripts under Node over the real plans, and works out the facets anew from the data files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from plan_model.published.explore_data import explore_script
from plan_model.published.search_index import build_index
from plan_model.shapes.collection import Collection
from scripts.building.node import node_command

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "docs/assets/javascripts"
Facets = dict[str, dict[str, set[str]]]
DEFAULTS = {"figure": "no", "counterpart": "open"}


@cache
def script_files() -> tuple[str, ...]:
    names = ("search/match.js", *(f"explore/{name}.js" for name in ("data", "state", "facets", "text", "downloads")))
    return tuple((SCRIPTS / name).read_text("utf-8") for name in names)


def ask(collection: Collection, asked: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return the scripts' answer to each question of `asked`."""
    data = [explore_script(collection, plan) for plan in collection.plans]
    request = {"scripts": [*script_files(), *data], "fields": fields(collection), "asked": list(asked)}
    result = subprocess.run(
        [*node_command(), str(ROOT / "tests/explore/run_explorer.js")],
        input=json.dumps(request),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers: list[Any] = json.loads(result.stdout)
    return answers


def fields(collection: Collection) -> dict[str, list[dict[str, Any]]]:
    """Each provision's heading and body as the page hands them to the text filter."""
    found: dict[str, list[dict[str, Any]]] = {}
    for plan in collection.plans.values():
        for entry in build_index(plan)["entries"]:
            texts = [text for _, text in entry["parts"]]
            is_table = entry["kind"] == "table"
            cells = [cell for text in texts for cell in text.split("\n")] if is_table else texts
            found[entry["id"]] = [
                {"texts": [entry["heading"]], "separator": ""},
                {"texts": cells, "separator": "\n" if is_table else ""},
            ]
    return found


def expected_facets(collection: Collection) -> Facets:
    """Facet → value → ids of provisions, from the rows of the data files one after another."""
    found: Facets = {}

    def note(facet: str, value: str, identifier: str) -> None:
        found.setdefault(facet, {}).setdefault(value, set()).add(collection.paragraph_of(identifier))

    for place in collection.places.values():
        note("plan", place.plan, place.provision.id)
        note("chapter", place.chapter, place.provision.id)
        note("kind", place.provision.kind, place.provision.id)
    editorial = collection.editorial
    for tag in chain.from_iterable(editorial.tags.values()):
        note("role", tag.role, tag.provision_id)
    for tagged, theme in ((tag, theme) for tag in editorial.tag_of.values() for theme in tag.themes):
        note("theme", theme, tagged.provision_id)
    for mention in chain.from_iterable(editorial.mentions.values()):
        note("entity", mention.entity_id, mention.sentence_id)
    for value in collection.all_values:
        note("indicator", value.indicator_id, value.provision_id)
        note("figure", "yes", value.provision_id)
    sides = ((pair, side) for pair in editorial.crosswalk for side in (pair.a_id, pair.b_id) if side)
    for pair, side in sides:
        note("counterpart", "gap" if pair.is_gap else "paired", side)
    for facet, default in DEFAULTS.items():
        found[facet][default] = set(collection.places) - set().union(*found[facet].values())
    return found


def matching(facets: Facets, collection: Collection, chosen: Mapping[str, Sequence[str]]) -> set[str]:
    """The provisions for which every chosen facet holds, of one facet's values any."""
    left = set(collection.places)
    for facet, values in chosen.items():
        left &= set().union(*(facets[facet].get(value, set()) for value in values))
    return left
