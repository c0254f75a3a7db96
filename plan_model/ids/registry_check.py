"""Checks that the plans keep what the registry promised to everyone who holds a link."""

from __future__ import annotations

from collections.abc import Iterator

from plan_model.errors import Problem
from plan_model.ids.registry import (
    AMENDMENTS,
    REGISTRY,
    UNEXPLAINED,
    Linkable,
    Registry,
    RegistryRow,
    linkables,
    text_digest,
)
from plan_model.shapes.collection import Collection

_REGISTER = "run `python -m scripts.register_ids` and commit registry.csv"


def registry_problems(collection: Collection, registry: Registry) -> list[Problem]:
    """Return what breaks the promise to those who hold a link: ids vanished, moved, reused, or changed unsaid."""
    now = linkables(collection)
    return [
        *_log_problems(registry),
        *_unregistered(now, registry),
        *(
            problem
            for identifier, rows in registry.history.items()
            for problem in _id_problems(identifier, rows[-1], now.get(identifier))
        ),
        *_amendment_problems(now, registry),
    ]


def _log_problems(registry: Registry) -> Iterator[Problem]:
    """Rows of one id must be in order, begin with `active`, and each change needs its amendment."""
    for identifier, rows in registry.history.items():
        for index, row in enumerate(rows):
            if (row.status == "active") != (index == 0) or (index and row.date < rows[index - 1].date):
                what = f"{identifier} is {row.status} out of turn"
                fix = "restore registry.csv from git; rows are only ever appended"
                yield Problem(REGISTRY, row.row, what, "active first, then amended or retired, by date", fix)
            elif index and not registry.explains(identifier, rows[index - 1].text_sha256):
                yield _unexplained(row, "changed its text" if row.status == "amended" else "vanished")


def _id_problems(identifier: str, last: RegistryRow, now: Linkable | None) -> Iterator[Problem]:
    if last.status == "retired":
        if now is not None:
            what = f"the retired id {identifier} is used again"
            yield Problem(REGISTRY, last.row, what, "a new id for new text", "number the provision anew")
    elif now is None:
        yield _unexplained(last, "vanished", _REGISTER)
    else:
        if now.page != last.page:
            what = f"{identifier} moved from {last.page} to {now.page}"
            yield Problem(
                REGISTRY, last.row, what, "every id on its page", "give moved text a new id and retire this one"
            )
        if text_digest(now.text) != last.text_sha256:
            yield _unexplained(last, "changed its text", _REGISTER)


def _unexplained(row: RegistryRow, happened: str, then: str = "") -> Problem:
    fix = "restore it; or, if it is meant, say in amendments.csv its id, the date, the earlier text and the reason"
    what = f"the published id {row.id} {happened}"
    expected = f"the text with digest {row.text_sha256}, or an amendment that keeps it"
    return Problem(REGISTRY, row.row, what, expected, f"{fix}, then {then}" if then else fix)


def _unregistered(now: dict[str, Linkable], registry: Registry) -> Iterator[Problem]:
    for identifier in now:
        if identifier not in registry.history:
            yield Problem(REGISTRY, len(registry.rows) + 2, f"{identifier} is not registered", "its row", _REGISTER)


def _amendment_problems(now: dict[str, Linkable], registry: Registry) -> Iterator[Problem]:
    known = {*now, *registry.history}
    for entry in registry.amendments:
        digests = {row.text_sha256 for row in registry.history.get(entry.id, ())}
        if entry.id not in registry.history:
            fix = "correct the id"
            yield Problem(AMENDMENTS, entry.row, f"{entry.id} was never published", "an id of registry.csv", fix)
        elif text_digest(entry.earlier_text) not in digests:
            what = f"{entry.id} never said {entry.earlier_text[:20]!r}"
            fix = "copy the wording that was published, to the letter"
            yield Problem(AMENDMENTS, entry.row, what, "a text whose digest is in registry.csv", fix)
        if entry.reason == UNEXPLAINED:
            yield Problem(AMENDMENTS, entry.row, f"no reason for {entry.id}", "why it changed", "write it")
        for heir in entry.replaced_by:
            if heir not in known:
                fix = "correct replaced_by"
                yield Problem(AMENDMENTS, entry.row, f"unknown id {heir!r} replaces {entry.id}", "an id", fix)
