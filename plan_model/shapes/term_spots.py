"""Where the glossary's terms stand: every place that prints one, and the first use in each section.

A term stands where one of its forms is printed outside a longer form of another term. White space does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from plan_model.shapes.editorial import GlossaryTerm


@dataclass(frozen=True)
class TermSpot:
    """A term's stretch of a text: `start` and `end` are offsets into it."""

    start: int
    end: int
    term: GlossaryTerm


def first_uses(
    sections: Mapping[str, Iterable[tuple[str, str]]], terms: Iterable[GlossaryTerm]
) -> dict[str, tuple[TermSpot, ...]]:
    """Return, by sentence id, the terms that a section uses there for the first time, in the order of the text.

    `sections` maps a section's id to its sentences (id, text). Where terms overlap, the longest stands.
    """
    terms = tuple(terms)
    found: dict[str, tuple[TermSpot, ...]] = {}
    for sentences in sections.values():
        explained: set[str] = set()
        for identifier, text in sentences:
            new = tuple(spot for spot in spots_in(text, terms) if spot.term.id not in explained)
            explained.update(spot.term.id for spot in new)
            if new:
                found[identifier] = new
    return found


def term_places(texts: Mapping[str, Iterable[str]], terms: Iterable[GlossaryTerm]) -> dict[str, tuple[str, ...]]:
    """Return, by term id, the ids of all texts that print the term, in the order of `texts`; none is left out.

    `texts` maps an id to its pieces of text; no term is read across two pieces.
    """
    terms = tuple(terms)
    found: dict[str, dict[str, None]] = {term.id: {} for term in terms}
    for identifier, pieces in texts.items():
        for piece in pieces:
            for spot in spots_in(piece, terms):
                found[spot.term.id][identifier] = None
    return {term: tuple(places) for term, places in found.items()}


def spots_in(text: str, terms: Iterable[GlossaryTerm]) -> list[TermSpot]:
    """Return the first stretch of each term in `text`, without overlaps: longer forms are placed first."""
    forms = sorted(((form, term) for term in terms for form in term.forms), key=lambda pair: -len(pair[0]))
    placed: list[TermSpot] = []
    for form, term in forms:
        for match in _printed(form).finditer(text):
            start, end = match.span()
            if all(end <= spot.start or start >= spot.end for spot in placed):
                placed.append(TermSpot(start, end, term))
    first: dict[str, TermSpot] = {}
    for spot in sorted(placed, key=lambda spot: spot.start):
        first.setdefault(spot.term.id, spot)
    return list(first.values())


@cache
def _printed(form: str) -> re.Pattern[str]:
    """A form as it is printed, with any white space inside."""
    return re.compile(r"\s*".join(re.escape(letter) for letter in form if not letter.isspace()))
