"""The wording of the plans as HTML: anchors down to the sentence, figures linked, editorial notes marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.markup import element, escape
from plan_model.ids.addresses import indicator_page, measure_page, provision_address, relative, term_address
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import Correction, Plan, Provision
from plan_model.source.source_text import fold_width


@dataclass(frozen=True)
class Mark:
    """A stretch of a sentence that is linked: `start` and `end` are offsets into its text."""

    start: int
    end: int
    address: str
    css_class: str
    label: str | None = None


def paragraph_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return a paragraph with its permanent anchors, as it stands on `page`.

    The text content of every element that carries an id is exactly that provision's text.
    """
    sentences = "".join(
        element("span", sentence_html(collection, identifier, text, page), class_="sentence", id=identifier)
        for identifier, text in provision.sentence_ids()
    )
    alone = collection.has_own_page(provision.id)
    target = measure_page(provision.id) if alone else provision_address(collection, provision.id)
    own_page = element(
        "a",
        "",
        class_="provision-link",
        href=relative(target, page),
        data_id=provision.id,
        aria_label=f"条文 {provision.id} 的{'单页' if alone else '链接'}",
    )
    return element("p", own_page + sentences, class_="provision", id=provision.id)


def sentence_html(collection: Collection, identifier: str, text: str, page: str) -> str:
    """Return a sentence's text with figures linked to indicators, doubtful words to notes, terms to the glossary.

    A term gives way where it overlaps a figure or a doubtful word.
    """
    marks = [*_figure_marks(collection, identifier, text, page), *_note_marks(collection, identifier, text)]
    terms = [term for term in _term_marks(collection, identifier, page) if not _overlaps(term, marks)]
    pieces, at = [], 0
    for mark in _without_overlaps([*marks, *terms]):
        pieces.append(escape(text[at : mark.start]))
        wording = escape(text[mark.start : mark.end])
        pieces.append(element("a", wording, class_=mark.css_class, href=mark.address, title=mark.label))
        at = mark.end
    return "".join(pieces) + escape(text[at:])


def notes_html(plan: Plan, chapter: Provision) -> str:
    """Return the editorial notes on a chapter's wording, or nothing when there are none."""
    notes = [
        element("li", f"原文“{escape(fold_width(note.raw))}”：{escape(note.reason)}。", id=note_anchor(plan, note))
        for note in typing_notes(plan)
        if chapter.source_lines[0] <= note.source_line <= chapter.source_lines[1]
    ]
    if not notes:
        return ""
    title = element("p", "编者注（正文照原文刊印，未作改动）", class_="notes-title")
    return element("aside", title + element("ul", "".join(notes)), class_="editorial-notes", aria_label="编者注")


def typing_notes(plan: Plan) -> Iterator[Correction]:
    """The probable slips that stay as printed, each with its suggested reading."""
    return (correction for correction in plan.corrections if correction.kind == "typo_noted")


def note_anchor(plan: Plan, note: Correction) -> str:
    """The anchor of an editorial note on its chapter's page: the source line, and which note of that line it is."""
    same_line = [other for other in typing_notes(plan) if other.source_line == note.source_line]
    return f"note-{plan.key}-{note.source_line}-{same_line.index(note) + 1}"


def _figure_marks(collection: Collection, identifier: str, text: str, page: str) -> Iterator[Mark]:
    if not collection.plan_of(identifier).info.own_pages:  # the indicators' pages do not speak of this plan
        return
    at = 0
    for value in collection.values_by_sentence.get(identifier, ()):
        start = text.find(value.printed, at)
        if start < 0:
            start = text.find(value.printed)
        if start >= 0:
            at = start + len(value.printed)
            address = relative(indicator_page(value.indicator_id), page)
            yield Mark(start, at, address, "figure", figure_label(collection, value))


def figure_label(collection: Collection, value: IndicatorValue) -> str:
    """What a figure is, in a phrase: indicator, scope and year."""
    parts = (collection.indicators[value.indicator_id].name, collection.scopes[value.scope].name, value.year)
    return " · ".join(part for part in parts if part)


def _note_marks(collection: Collection, identifier: str, text: str) -> Iterator[Mark]:
    plan = collection.plan_of(identifier)
    first, last = collection.places[collection.paragraph_of(identifier)].provision.source_lines
    for note in typing_notes(plan):
        wording = fold_width(note.raw)
        if first <= note.source_line <= last and wording in text:
            start = text.index(wording)
            yield Mark(start, start + len(wording), f"#{note_anchor(plan, note)}", "note-mark", note.reason)


def _term_marks(collection: Collection, identifier: str, page: str) -> Iterator[Mark]:
    for spot in collection.term_spots.get(identifier, ()):
        yield Mark(spot.start, spot.end, relative(term_address(spot.term.id), page), "term")


def _overlaps(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
