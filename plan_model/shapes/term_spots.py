"""Where a section first uses each glossary term, so that a chapter explains it once and not at every turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plan_model.shapes.editorial import GlossaryTerm


@dataclass(frozen=True)
class TermSpot:
    """A term's stretch of a sentence: `start` and `end` are offsets into its text."""

    start: int
    end: int
    term: GlossaryTerm


def first_uses(
    sections: Mapping[str, Iterable[tuple[str, str]]], terms: Iterable[GlossaryTerm]
) -> dict[str, tuple[TermSpot, ...]]:
    """Return, by sentence id, the terms that a section uses there for the first time, in the order of the text.

    `sections` maps a section's id to its sentences (id, text). Where terms overlap, the longest stands.
    """
    by_sentence: dict[str, list[GlossaryTerm]] = {}
    for term in terms:
        for identifier in term.stands_in:
            by_sentence.setdefault(identifier, []).append(term)
    found: dict[str, tuple[TermSpot, ...]] = {}
    for sentences in sections.values():
        explained: set[str] = set()
        for identifier, text in sentences:
            spots = spots_in(text, by_sentence.get(identifier, ()))
            new = tuple(spot for spot in spots if spot.term.id not in explained)
            explained.update(spot.term.id for spot in new)
            if new:
                found[identifier] = new
    return found


def spots_in(text: str, terms: Iterable[GlossaryTerm]) -> list[TermSpot]:
    """Return the first stretch of each term in `text`, without overlaps: longer forms are placed first."""
    forms = sorted(((form, term) for term in terms for form in term.forms), key=lambda pair: -len(pair[0]))
    placed: list[TermSpot] = []
    for form, term in forms:
        if any(spot.term is term for spot in placed):
            continue
        start = _free_place(text, form, placed)
        if start >= 0:
            placed.append(TermSpot(start, start + len(form), term))
    return sorted(placed, key=lambda spot: spot.start)


def _free_place(text: str, form: str, placed: Iterable[TermSpot]) -> int:
    start = text.find(form)
    while start >= 0 and any(start < spot.end and spot.start < start + len(form) for spot in placed):
        start = text.find(form, start + 1)
    return start
