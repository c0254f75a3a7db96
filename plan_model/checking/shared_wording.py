"""Checks that no wording shared by two compared plans was overlooked: a pair covers it, or it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_model.checking.shared_runs import SharedRun, comparable, shared_runs
from plan_model.errors import Problem
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation

PAIRS, JUDGED = "crosswalk.csv", "shared_wording.csv"
# Shorter than elsewhere: two titles may be the same in fewer characters.
_SHORTEST_SAME = 6


def sound_rows(collection: Collection, relation: PlanRelation) -> list[CrosswalkPair]:
    """Return the rows of a relation whose ids stand in the plans; the others are told of elsewhere."""
    return [row for row in relation.pairs if row.is_consistent and all(side in collection.texts for side in sides(row))]


def sides(row: CrosswalkPair) -> list[str]:
    """Return the ids that a row gives."""
    return [side for side in (row.a_id, row.b_id) if side]


def plan_of(identifier: str) -> str:
    """Return the key of the plan that an id belongs to."""
    return identifier.partition("-")[0]


def passages(collection: Collection, plan: str) -> dict[str, str]:
    """Return what a plan says piece by piece: its headings, sentences and table rows, by id."""
    found: dict[str, str] = {}
    for identifier, place in collection.places.items():
        if place.plan == plan:
            if place.provision.heading:
                found[identifier] = place.provision.heading
            found.update(place.provision.sentence_ids())
    return found


def shared_wording_problems(collection: Collection) -> list[Problem]:
    """Return every shared run that is neither paired nor judged, and every row that texts or other rows contradict.

    Those rows are judged runs that are gone or paired, gaps that have a pair, and same wording without shared words.
    Nothing where nobody judges shared wording.
    """
    if collection.editorial.shared_wording is None:
        return []
    found: set[SharedRun] = set()
    problems: list[Problem] = []
    for relation in collection.editorial.relations:
        rows = sound_rows(collection, relation)
        pairs = {(row.a_id, row.b_id) for row in rows}
        runs = shared_runs(passages(collection, relation.a), passages(collection, relation.b))
        found.update(run for run in runs if not _is_covered(collection, run, pairs))
        problems += _paired_gaps(collection, rows)
        problems += _unlike_wording(collection, rows)
    return problems + list(_unjudged(collection, found)) + list(_idle_judgements(collection, found))


def _is_covered(collection: Collection, run: SharedRun, pairs: set[tuple[str, str]]) -> bool:
    """Whether a pair joins the two passages, or the paragraphs or tables that hold them."""
    return any(
        (first, second) in pairs
        for first in (run.first_id, collection.paragraph_of(run.first_id))
        for second in (run.second_id, collection.paragraph_of(run.second_id))
    )


def _unjudged(collection: Collection, found: set[SharedRun]) -> Iterator[Problem]:
    judged = {(row.first_id, row.second_id, comparable(row.run)) for row in collection.editorial.shared_wording or ()}
    gaps = {side: row.row for row in collection.editorial.crosswalk if row.is_gap for side in sides(row)}
    for run in sorted(found - {SharedRun(*row) for row in judged}, key=lambda run: (run.first_id, run.second_id)):
        what = f"{run.first_id} and {run.second_id} share {run.run!r}, and no row pairs or judges them"
        gap = next((gaps[side] for side in (run.first_id, run.second_id) if side in gaps), None)
        file, line = (PAIRS, gap) if gap else (JUDGED, 1)
        yield Problem(file, line, what, "a pair, or a row of shared_wording.csv", "read both, then add one of them")


def _idle_judgements(collection: Collection, found: set[SharedRun]) -> Iterator[Problem]:
    for row in collection.editorial.shared_wording or ():
        if SharedRun(row.first_id, row.second_id, comparable(row.run)) not in found:
            what = f"{row.first_id} and {row.second_id} are paired, or do not share {row.run!r} as their longest run"
            yield Problem(JUDGED, row.row, what, "a run that no pair covers", "correct the row, or remove it")


def _paired_gaps(collection: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Problem]:
    paired = {side: row.row for row in rows if not row.is_gap for side in sides(row)}
    for gap in (row for row in rows if row.is_gap):
        for side, line in paired.items():
            if sides(gap)[0] in _holders(collection, side):
                what = f"{sides(gap)[0]} has no counterpart, but line {line} pairs {side}"
                yield Problem(PAIRS, gap.row, what, "a gap without pairs", "remove the gap or the pair")


def _holders(collection: Collection, identifier: str) -> set[str]:
    return {identifier, *collection.places[collection.paragraph_of(identifier)].path}


def _unlike_wording(collection: Collection, rows: Sequence[CrosswalkPair]) -> Iterator[Problem]:
    for row in rows:
        if row.relation == "same_wording":
            first, second = ({side: collection.texts[side]} for side in (row.a_id, row.b_id))
            if not any(shared_runs(first, second, _SHORTEST_SAME)):
                what = f"{row.a_id} and {row.b_id} share no run of {_SHORTEST_SAME} characters"
                yield Problem(PAIRS, row.row, what, "the same wording", "choose another relation")
