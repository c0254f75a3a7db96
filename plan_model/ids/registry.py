"""The append-only registry of published ids: a link once given out goes on leading to the words it was given for.

Each plan has its own. registry.csv is a log. A row says that from `date` on, an id stands on `page` and means the text
whose digest is `text_sha256`; the last row of an id holds now. Rows are appended by scripts/register_ids.py and never
changed.
amendments.csv, written by a person, keeps what an id said before: the wording before each change or retirement,
the reason, and for a retired id what replaces it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints

from plan_model.ids.addresses import chapter_page
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import ProvisionId, Strict

UNEXPLAINED = "TODO"  # the reason in a drafted amendment, which no build accepts
Status = Literal["active", "amended", "retired"]
LinkKind = Literal["chapter", "section", "item", "paragraph", "table", "sentence", "row"]
# Half of a SHA-256 digest in hexadecimal would do for a billion texts; a quarter does for these and stays readable.
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+(\.[a-z0-9-]+)*)?\.html$")]


def _split(cell: object) -> object:
    """A CSV cell's ids, which stand apart by `;`; anything but text is left to pydantic."""
    return tuple(part for part in cell.split(";") if part) if isinstance(cell, str) else cell


class RegistryRow(Strict):
    """A row of registry.csv; `text_sha256` are the first 16 hexadecimal digits, of the last text for a retired id."""

    row: int
    id: ProvisionId
    kind: LinkKind
    page: PagePath
    text_sha256: Digest
    date: date
    status: Status


class Amendment(Strict):
    """A row of amendments.csv: what an id said until `date`; `replaced_by` names the heirs of a retired id."""

    row: int
    id: ProvisionId
    date: date
    earlier_text: str
    replaced_by: Annotated[tuple[ProvisionId, ...], BeforeValidator(_split)]
    reason: Annotated[str, StringConstraints(pattern=r"^\S.*$")]


@dataclass(frozen=True)
class Registry:
    """Both files of one or several plans, with what holds now for each id."""

    rows: tuple[RegistryRow, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @cached_property
    def history(self) -> dict[str, tuple[RegistryRow, ...]]:
        """All rows of each id, oldest first."""
        rows: dict[str, list[RegistryRow]] = {}
        for row in self.rows:
            rows.setdefault(row.id, []).append(row)
        return {identifier: tuple(own) for identifier, own in rows.items()}

    @cached_property
    def amendments_of(self) -> dict[str, tuple[Amendment, ...]]:
        """The amendments of each id, oldest first."""
        found: dict[str, list[Amendment]] = {}
        for amendment in self.amendments:
            found.setdefault(amendment.id, []).append(amendment)
        return {identifier: tuple(own) for identifier, own in found.items()}

    @cached_property
    def retired(self) -> dict[str, RegistryRow]:
        """The last row of each id that is no longer in use, in the order in which they were first published."""
        last = {identifier: rows[-1] for identifier, rows in self.history.items()}
        return {identifier: row for identifier, row in last.items() if row.status == "retired"}

    def explains(self, identifier: str, digest: str) -> bool:
        """Whether an amendment keeps the wording of an id that has this digest."""
        return any(text_digest(entry.earlier_text) == digest for entry in self.amendments_of.get(identifier, ()))

    def heirs(self, identifier: str) -> list[str]:
        """Return what stands for a retired id today, followed through further retirements; empty when nothing does."""
        found: list[str] = []
        waiting, seen = [identifier], {identifier}
        while waiting:
            current = waiting.pop(0)
            if current != identifier and current not in self.retired:
                found.append(current)
                continue
            successors = [heir for entry in self.amendments_of.get(current, ()) for heir in entry.replaced_by]
            waiting += [heir for heir in dict.fromkeys(successors) if heir not in seen]
            seen.update(successors)
        return found


@dataclass(frozen=True)
class Linkable:
    """What an id stands for today: its kind, the page with its anchor, and its text."""

    kind: LinkKind
    page: str
    text: str


def registry_file(key: str) -> str:
    """Return the name of a plan's log of published ids."""
    return f"plans/{key}/registry.csv"


def amendments_file(key: str) -> str:
    """Return the name of the file that keeps what a plan's ids said before."""
    return f"plans/{key}/amendments.csv"


def text_digest(text: str) -> str:
    """Return the first 16 hexadecimal digits of a text's SHA-256 (UTF-8)."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def linkables(collection: Collection) -> dict[str, Linkable]:
    """Return everything that can be linked today, by id, in the order of the texts."""
    found: dict[str, Linkable] = {}
    for identifier, place in collection.places.items():
        page = chapter_page(place.chapter)
        found[identifier] = Linkable(place.provision.kind, page, place.provision.text)
        kind: LinkKind = "row" if place.provision.rows else "sentence"
        for inner, text in place.provision.sentence_ids():
            found[inner] = Linkable(kind, page, text)
    return found
