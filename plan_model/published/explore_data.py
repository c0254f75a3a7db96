"""What the explorer filters by: each provision's facets, down to the sentence that gives the reason.

The page holds the wording itself; docs/assets/javascripts/explore/ reads these facets from a classic script, which
loads on the web and over file:// alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypedDict

from plan_model.derived.printed_figures import wording_with_unit
from plan_model.shapes.collection import Collection, Place
from plan_model.source.source_text import fold_width

Facets = dict[str, list[str]]


class Unit(TypedDict):
    """A heading, paragraph, sentence or table row by its id, with the facets that it has of its own."""

    id: str
    facets: Facets


class Row(TypedDict):
    """A provision: `facets` hold for the whole of it, `units` for the parts that have facets of their own."""

    id: str
    facets: Facets
    units: list[Unit]


class Target(TypedDict):
    """A printed target for the timeline; `year` is `2025`, `2021-2025` or empty where the plan states none."""

    row: str
    id: str
    indicator: str
    scope: str
    year: str
    printed: str


def explore_rows(collection: Collection, plan: str) -> list[Row]:
    """Return every provision of a plan in the order of the text, with its facets."""
    return [_row(collection, place) for place in collection.places.values() if place.plan == plan]


def all_facets(row: Row) -> dict[str, set[str]]:
    """Return a provision's facets together with those of its parts, by which the explorer finds it.

    Every provision answers the questions of `figure` (yes, no), `note` (yes, no) and `counterpart`: paired, gap (an
    editor found that the other plan has none), open (no claim is made).
    """
    found: dict[str, set[str]] = {}
    for facets in (row["facets"], *(unit["facets"] for unit in row["units"])):
        for name, values in facets.items():
            found.setdefault(name, set()).update(values)
    defaults = {"figure": "no", "note": "no", "counterpart": "open"}
    return {**{name: {value} for name, value in defaults.items()}, **found}


def explore_script(collection: Collection, plan: str) -> str:
    """Return the text of `assets/explore/<plan>.js`, which hands a plan's facets and targets to the explorer."""
    data = {"plan": plan, "rows": explore_rows(collection, plan), "targets": list(_targets(collection, plan))}
    return f"ExploreData.register({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n"


def _row(collection: Collection, place: Place) -> Row:
    provision = place.provision
    tag = collection.editorial.tag_of.get(provision.id)
    facets: Facets = {"plan": [place.plan], "chapter": [place.chapter], "kind": [provision.kind]}
    if tag:
        facets |= {"role": [tag.role], "theme": list(tag.themes)}
    parts = [(provision.id, provision.heading), *provision.sentence_ids()]
    units = [Unit(id=identifier, facets=_own(collection, place, identifier, text)) for identifier, text in parts]
    return Row(
        id=provision.id,
        facets={name: values for name, values in facets.items() if values},
        units=[unit for unit in units if unit["facets"]],
    )


def _own(collection: Collection, place: Place, identifier: str, text: str) -> Facets:
    """What one heading, sentence or row gives: never what the provision around it has."""
    values = collection.values_by_sentence.get(identifier, ())
    pairs = collection.editorial.pairs_of(identifier)
    facets = {
        "entity": [entity.entity_id for entity in collection.editorial.entities_in([identifier])],
        "indicator": list(dict.fromkeys(value.indicator_id for value in values)),
        "figure": ["yes"] if values else [],
        "counterpart": sorted({"gap" if pair.is_gap else "paired" for pair in pairs}),
        "note": ["yes"] if _has_note(collection, place, text) else [],
    }
    return {name: found for name, found in facets.items() if found}


def _has_note(collection: Collection, place: Place, text: str) -> bool:
    first, last = place.provision.source_lines
    return any(
        correction.kind == "typo_noted"
        and first <= correction.source_line <= last
        and fold_width(correction.raw) in text
        for correction in collection.plans[place.plan].corrections
        if place.provision.sentences or place.provision.rows
    )


def _targets(collection: Collection, plan: str) -> Iterator[Target]:
    for value in collection.values[plan]:
        if value.kind == "target":
            yield Target(
                row=collection.paragraph_of(value.provision_id),
                id=value.provision_id,
                indicator=value.indicator_id,
                scope=collection.scopes[value.scope].name,
                year=value.year,
                printed=wording_with_unit(value),
            )
