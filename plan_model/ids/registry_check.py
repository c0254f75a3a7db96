"""Checks that the plans keep what the registry promised to everyone who holds a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plan_model.errors import Problem
from plan_model.ids.registry import (
    UNEXPLAINED,
    Linkable,
    Registry,
    RegistryRow,
    amendments_file,
    linkables,
    registry_file,
    text_digest,
)
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import plan_of


def registry_problems(collection: Collection, registry: Registry) -> list[Problem]:
    """Return what breaks the promise to those who hold a link: ids vanished, moved, reused, or changed unsaid."""
    now = linkables(collection)
    return [
        *_log_problems(registry),
        *_unregistered(collection, now, registry),
        *(
            problem
            for identifier, rows in registry.history.items()
            for problem in _id_problems(identifier, rows[-1], now.get(identifier))
        ),
        *_amendment_problems(now, registry),
    ]


def _register(key: str) -> str:
    return f"run `python -m scripts.register_ids {key}` and commit registry.csv"


def _registry_of(identifier: str) -> str:
    return registry_file(plan_of(identifier))


def _log_problems(registry: Registry) -> Iterator[Problem]:
    """Rows of one id must be in order, begin with `active`, and each change needs its amendment."""
    for identifier, rows in registry.history.items():
        for index, row in enumerate(rows):
            if (row.status == "active") != (index == 0) or (index and row.date < rows[index - 1].date):
                what = f"{identifier} is {row.status} out of turn"
                fix = "restore registry.csv from git; rows are only ever appended"
                yield Problem(
                    _registry_of(identifier), row.row, what, "active first, then amended or retired, by date", fix
                )
            elif index and not registry.explains(identifier, rows[index - 1].text_sha256):
                yield _unexplained(row, "changed its text" if row.status == "amended" else "vanished")


def _id_problems(identifier: str, last: RegistryRow, now: Linkable | None) -> Iterator[Problem]:
    if last.status == "retired":
        if now is not None:
            what = f"the retired id {identifier} is used again"
            yield Problem(
                _registry_of(identifier), last.row, what, "a new id for new text", "number the provision anew"
            )
    elif now is None:
        yield _unexplained(last, "vanished", _register(plan_of(identifier)))
    else:
        if now.page != last.page:
            what = f"{identifier} moved from {last.page} to {now.page}"
            fix = "give moved text a new id and retire this one"
            yield Problem(_registry_of(identifier), last.row, what, "every id on its page", fix)
        if text_digest(now.text) != last.text_sha256:
            yield _unexplained(last, "changed its text", _register(plan_of(identifier)))


def _unexplained(row: RegistryRow, happened: str, then: str = "") -> Problem:
    fix = "restore it; or, if it is meant, say in amendments.csv its id, the date, the earlier text and the reason"
    what = f"the published id {row.id} {happened}"
    expected = f"the text with digest {row.text_sha256}, or an amendment that keeps it"
    return Problem(_registry_of(row.id), row.row, what, expected, f"{fix}, then {then}" if then else fix)


def _unregistered(collection: Collection, now: dict[str, Linkable], registry: Registry) -> Iterator[Problem]:
    """Each id without a row; an accepted plan that has none at all is told once, and a draft need have none."""
    rows = Counter(plan_of(row.id) for row in registry.rows)
    for key, plan in collection.plans.items():
        if not rows[key] and plan.info.status == "accepted":
            what, fix = "none of the plan's ids is registered", _register(key)
            yield Problem(registry_file(key), 1, what, "a row for each id", fix)
    for identifier in now:
        key = plan_of(identifier)
        if rows[key] and identifier not in registry.history:
            what = f"{identifier} is not registered"
            yield Problem(registry_file(key), rows[key] + 2, what, "its row", _register(key))


def _amendment_problems(now: dict[str, Linkable], registry: Registry) -> Iterator[Problem]:
    known = {*now, *registry.history}
    for entry in registry.amendments:
        name = amendments_file(plan_of(entry.id))
        digests = {row.text_sha256 for row in registry.history.get(entry.id, ())}
        if entry.id not in registry.history:
            fix = "correct the id"
            yield Problem(name, entry.row, f"{entry.id} was never published", "an id of registry.csv", fix)
        elif text_digest(entry.earlier_text) not in digests:
            what = f"{entry.id} never said {entry.earlier_text[:20]!r}"
            fix = "copy the wording that was published, to the letter"
            yield Problem(name, entry.row, what, "a text whose digest is in registry.csv", fix)
        if entry.reason == UNEXPLAINED:
            yield Problem(name, entry.row, f"no reason for {entry.id}", "why it changed", "write it")
        for heir in entry.replaced_by:
            if heir not in known:
                fix = "correct replaced_by"
                yield Problem(name, entry.row, f"unknown id {heir!r} replaces {entry.id}", "an id", fix)
