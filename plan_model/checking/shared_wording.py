"""Checks that no wording shared by two compared plans was overlooked: a pair covers it, or it is judged."""

from __future__ import annotations

from collections.abc import Iterator

from plan_model.checking.shared_runs import SharedRun, comparable, shared_runs
from plan_model.errors import Problem
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation


def sound_rows(collection: Collection, relation: PlanRelation) -> list[CrosswalkPair]:
    """Return the rows of a relation whose ids stand in the plans; the others are told of elsewhere."""
    return [row for row in relation.pairs if row.is_consistent and all(side in collection.texts for side in sides(row))]


def sides(row: CrosswalkPair) -> list[str]:
    """Return the ids that a row gives."""
    return [side for side in (row.a_id, row.b_id) if side]


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
    """Return every shared run that is neither paired nor judged, and every judged one that is gone or paired.

    Nothing of relations in which nobody judges shared wording.
    """
    judged = [relation for relation in collection.editorial.relations if relation.judged is not None]
    return [problem for relation in judged for problem in _relation_problems(collection, relation)]


def _relation_problems(collection: Collection, relation: PlanRelation) -> Iterator[Problem]:
    pairs = {(row.a_id, row.b_id) for row in sound_rows(collection, relation)}
    runs = shared_runs(passages(collection, relation.a), passages(collection, relation.b))
    found = {run for run in runs if not _is_covered(collection, run, pairs)}
    yield from _unjudged(relation, found)
    yield from _idle_judgements(relation, found)


def _is_covered(collection: Collection, run: SharedRun, pairs: set[tuple[str, str]]) -> bool:
    """Whether a pair joins the two passages, or the paragraphs or tables that hold them."""
    return any(
        (first, second) in pairs
        for first in (run.first_id, collection.paragraph_of(run.first_id))
        for second in (run.second_id, collection.paragraph_of(run.second_id))
    )


def _unjudged(relation: PlanRelation, found: set[SharedRun]) -> Iterator[Problem]:
    judged = {(row.first_id, row.second_id, comparable(row.run)) for row in relation.judged or ()}
    gaps = {side: row.row for row in relation.pairs if row.is_gap for side in sides(row)}
    for run in sorted(found - {SharedRun(*row) for row in judged}, key=lambda run: (run.first_id, run.second_id)):
        what = f"{run.first_id} and {run.second_id} share {run.run!r}, and no row pairs or judges them"
        gap = next((gaps[side] for side in (run.first_id, run.second_id) if side in gaps), None)
        file, line = (relation.file, gap) if gap else (relation.judged_file, 1)
        yield Problem(file, line, what, "a pair, or a row that judges them", "read both, then add one of them")


def _idle_judgements(relation: PlanRelation, found: set[SharedRun]) -> Iterator[Problem]:
    for row in relation.judged or ():
        if SharedRun(row.first_id, row.second_id, comparable(row.run)) not in found:
            what = f"{row.first_id} and {row.second_id} are paired, or do not share {row.run!r} as their longest run"
            yield Problem(
                relation.judged_file, row.row, what, "a run that no pair covers", "correct the row, or remove it"
            )
