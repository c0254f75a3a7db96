"""Probable slips stay as printed: marked where they stand, with a note that gives the suggested reading."""

from __future__ import annotations

import html
import re

import pytest

from macros.provisions import note_anchor, notes_html, sentence_html, typing_notes
from plan_model.publication import Publication
from plan_model.published.explore_data import all_facets, explore_rows
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Correction, Plan, Provision
from plan_model.source.source_text import fold_width

KINDS = ("decimal_point", "item_point", "page_number", "spacing", "markup", "contents_list", "page_break")


def plans(collection: Collection) -> list[Plan]:
    return list(collection.plans.values())


def chapter_of(plan: Plan, note: Correction) -> Provision:
    (chapter,) = [c for c in plan.chapters if c.source_lines[0] <= note.source_line <= c.source_lines[1]]
    return chapter


def test_only_doubtful_words_are_notes(collection: Collection) -> None:
    for plan in plans(collection):
        noted = [correction for correction in plan.corrections if correction.kind == "typo_noted"]
        assert list(typing_notes(plan)) == noted
        assert noted


def test_a_note_stands_below_its_own_chapter_with_wording_and_reason(collection: Collection) -> None:
    for plan in plans(collection):
        for note in typing_notes(plan):
            words = f"原文“{html.escape(fold_width(note.raw), quote=False)}”：{html.escape(note.reason, quote=False)}。"
            holding = [chapter.id for chapter in plan.chapters if words in notes_html(plan, chapter)]
            assert holding == [chapter_of(plan, note).id]


def test_a_chapter_without_doubts_has_no_notes(collection: Collection) -> None:
    for plan in plans(collection):
        doubtful = {chapter_of(plan, note).id for note in typing_notes(plan)}
        for chapter in plan.chapters:
            assert bool(notes_html(plan, chapter)) == (chapter.id in doubtful)


def test_notes_say_that_nothing_was_changed(collection: Collection) -> None:
    plan = plans(collection)[0]
    notes = notes_html(plan, chapter_of(plan, next(typing_notes(plan))))
    assert "编者注（正文照原文刊印，未作改动）" in notes
    assert 'aria-label="编者注"' in notes


def test_each_note_has_an_anchor_of_its_own(collection: Collection) -> None:
    for plan in plans(collection):
        anchors = [note_anchor(plan, note) for note in typing_notes(plan)]
        assert len(set(anchors)) == len(anchors)
        for anchor, note in zip(anchors, typing_notes(plan), strict=True):
            assert f'id="{anchor}"' in notes_html(plan, chapter_of(plan, note))


def test_two_notes_of_one_line_are_told_apart(collection: Collection) -> None:
    plan = plans(collection)[0]
    note = next(typing_notes(plan))
    second = note.model_copy(update={"row": note.row + 1000, "reason": "另一处"})
    twice = plan.model_copy(update={"corrections": (*plan.corrections, second)})
    assert note_anchor(twice, note) == f"note-{plan.key}-{note.source_line}-1"
    assert note_anchor(twice, second) == f"note-{plan.key}-{note.source_line}-2"


def test_the_doubtful_words_are_marked_in_their_sentence_and_link_the_note(collection: Collection) -> None:
    marks = re.compile(r'<a class="note-mark" href="#([^"]+)" title="([^"]*)">(.*?)</a>')
    found = {
        mark
        for identifier, text in collection.texts.items()
        if identifier not in collection.places
        for mark in marks.findall(sentence_html(collection, identifier, text, "x.html"))
    }
    wanted = {
        (note_anchor(plan, note), html.escape(note.reason), html.escape(fold_width(note.raw), quote=False))
        for plan in plans(collection)
        for note in typing_notes(plan)
    }
    assert found <= wanted
    in_sentences = [
        mark
        for mark in wanted
        if any(
            html.unescape(mark[2]) in text for name, text in collection.texts.items() if name not in collection.places
        )
    ]
    assert found == set(in_sentences)


@pytest.mark.parametrize("kind", KINDS)
def test_other_corrections_leave_no_mark(collection: Collection, kind: str) -> None:
    plan = plans(collection)[0]
    note = next(typing_notes(plan))
    changed = plan.model_copy(update={"corrections": (note.model_copy(update={"kind": kind}),)})
    assert list(typing_notes(changed)) == []
    assert notes_html(changed, chapter_of(plan, note)) == ""


def test_the_explorer_finds_provisions_with_notes(publication: Publication) -> None:
    collection = publication.collection
    for plan in plans(collection):
        rows = explore_rows(collection, plan.key)
        noted = {row["id"] for row in rows if "yes" in all_facets(row)["note"]}
        for note in typing_notes(plan):
            lines = [
                place.provision.id
                for place in collection.places.values()
                if place.plan == plan.key
                and place.provision.kind in ("paragraph", "table")
                and place.provision.source_lines[0] <= note.source_line <= place.provision.source_lines[1]
                and fold_width(note.raw) in "".join(text for _, text in place.provision.sentence_ids())
            ]
            assert set(lines) <= noted
