"""Checks the crosswalk against the parts of its own rule (README-crosswalk.md) that a program can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_model.checking.shared_runs import shared_runs
from plan_model.checking.shared_wording import sides, sound_rows
from plan_model.errors import Problem
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair

Fault = tuple[int, str, str, str]  # line, what is wrong, what was expected, how to fix it
# Shorter than elsewhere: two titles may be the same in fewer characters.
_SHORTEST_SAME = 6


def rule_problems(collection: Collection) -> list[Problem]:
    """Return every row that breaks the rule: by gaps with pairs, the same wording, looks back, or tasks left out.

    Nothing where nobody judges shared wording, since such a crosswalk does not yet promise it.
    """
    return [
        Problem(relation.file, line, what, expected, fix)
        for relation in collection.editorial.relations
        if relation.judged is not None
        for rows in [sound_rows(collection, relation)]
        for find in (_paired_gaps, _unlike_wording, _unlike_roles, _forgotten_tasks)
        for line, what, expected, fix in find(collection, rows)
    ]


def _paired_gaps(collection: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Fault]:
    paired = {side: row.row for row in rows if not row.is_gap for side in sides(row)}
    for gap in (row for row in rows if row.is_gap):
        for side, line in paired.items():
            if sides(gap)[0] in _holders(collection, side):
                what = f"{sides(gap)[0]} has no counterpart, but line {line} pairs {side}"
                yield gap.row, what, "a gap without pairs", "remove the gap or the pair"


def _holders(collection: Collection, identifier: str) -> set[str]:
    return {identifier, *collection.places[collection.paragraph_of(identifier)].path}


def _unlike_wording(collection: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Fault]:
    for row in rows:
        if row.relation == "same_wording":
            first, second = ({side: collection.texts[side]} for side in (row.a_id, row.b_id))
            if not any(shared_runs(first, second, _SHORTEST_SAME)):
                what = f"{row.a_id} and {row.b_id} share no run of {_SHORTEST_SAME} characters"
                yield row.row, what, "the same wording", "choose another relation"


def _unlike_roles(collection: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Fault]:
    """A look back answers only a look back, and then each tells of its own: neither asks for anything."""
    tags = collection.editorial.tag_of
    for row in rows:
        found = [tags.get(collection.paragraph_of(side)) for side in (row.a_id, row.b_id) if side]
        backward = [tag.role == "background" for tag in found if tag]
        if len(backward) == 2 and any(backward) and not (all(backward) and row.relation == "parallel"):
            what = f"{row.a_id} and {row.b_id} are {row.relation}, and one of them looks back"
            yield row.row, what, "two looks back, parallel", "correct the ids or the relation"


def _forgotten_tasks(_: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Fault]:
    """A passage of which a task is answered nowhere is so in each of its rows, save those of other means."""
    partial = {row.a_id: row.row for row in rows if row.relation == "partial"}
    for row in rows:
        if row.a_id in partial and row.relation not in {"partial", "parallel"} and not row.is_gap:
            what = f"{row.a_id} is {row.relation} here, but line {partial[row.a_id]} says that a task is left out"
            yield row.row, what, "partial in both rows, or in none", "correct one of the relations"
