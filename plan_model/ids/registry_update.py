"""What is to be added to the registry: rows for the present state, and drafts of the amendments it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from plan_model.ids.registry import (
    UNEXPLAINED,
    Amendment,
    Linkable,
    Registry,
    RegistryRow,
    Status,
    linkables,
    text_digest,
)
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import plan_of


def new_rows(collection: Collection, registry: Registry, today: date) -> Iterator[RegistryRow]:
    """Yield the rows to append so that the registry tells the present state, each with its line in its plan's file."""
    now = linkables(collection)
    lines = Counter(plan_of(row.id) for row in registry.rows)
    for identifier in dict.fromkeys([*now, *registry.history]):
        row = _next_row(identifier, now.get(identifier), registry.history.get(identifier, ()), today)
        if row:
            key = plan_of(identifier)
            yield row.model_copy(update={"row": lines[key] + 2})
            lines[key] += 1


def draft_amendments(
    earlier: Collection, collection: Collection, registry: Registry, today: date
) -> Iterator[Amendment]:
    """Yield the amendments that are still to be explained, with the wording of `earlier`.

    Heirs are left blank and the reason is UNEXPLAINED, which registry_problems refuses: only a person knows them.
    """
    now = linkables(collection)
    for identifier, before in linkables(earlier).items():
        after = now.get(identifier)
        changed = after is None or after.text != before.text
        if changed and identifier in registry.history and not registry.explains(identifier, text_digest(before.text)):
            yield Amendment(
                row=0, id=identifier, date=today, earlier_text=before.text, replaced_by=(), reason=UNEXPLAINED
            )


def _next_row(identifier: str, now: Linkable | None, rows: tuple[RegistryRow, ...], today: date) -> RegistryRow | None:
    if now is None:
        gone = rows[-1].status != "retired"
        return rows[-1].model_copy(update={"date": today, "status": "retired"}) if gone else None
    digest = text_digest(now.text)
    if rows and (rows[-1].status == "retired" or rows[-1].text_sha256 == digest):
        return None
    status: Status = "amended" if rows else "active"
    return RegistryRow(
        row=0, id=identifier, kind=now.kind, page=now.page, text_sha256=digest, date=today, status=status
    )


def csv_cells(rows: Iterable[RegistryRow | Amendment]) -> Iterator[list[str]]:
    """Yield the cells of rows as the files hold them."""
    for row in rows:
        cells = row.model_dump(exclude={"row"}).values()
        yield [";".join(cell) if isinstance(cell, tuple) else str(cell) for cell in cells]
