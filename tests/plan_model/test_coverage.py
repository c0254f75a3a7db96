"""The coverage report: complete for both plans, and broken by any change of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plan_model.files import load
from plan_model.shapes.plan import Plan, Provision
from plan_model.source.coverage import Coverage, measure_coverage

Edit = Callable[[dict[str, str]], dict[str, str]]
PARAGRAPH = "qz-1.1.1-p1"  # three sentences on source line 92


def edited(part: Provision, edit: Edit) -> Provision:
    sentences = edit(part.sentences) if part.id == PARAGRAPH else part.sentences
    children = tuple(edited(child, edit) for child in part.children)
    return part.model_copy(update={"sentences": sentences, "children": children})


def coverage_after(edit: Edit) -> Coverage:
    plan = load.load_plan("qz")
    changed = Plan(
        info=plan.info, chapters=tuple(edited(part, edit) for part in plan.chapters), corrections=plan.corrections
    )
    return measure_coverage(changed, load.load_source("qz"))


@pytest.mark.parametrize("key", load.plan_keys())
def test_every_source_character_is_accounted_for(key: str) -> None:
    source = load.load_source(key)
    report = measure_coverage(load.load_plan(key), source)
    assert report.faults == ()
    assert report.share == 1.0
    assert report.source_characters == len("".join(source.split()))


def test_an_unchanged_plan_passes_through_the_edit_whole() -> None:
    assert coverage_after(lambda sentences: sentences).share == 1.0


@pytest.mark.parametrize(
    "edit",
    [
        lambda s: {key: text for key, text in s.items() if key != "s2"},
        lambda s: {"s1": s["s2"], "s2": s["s1"], "s3": s["s3"]},
        lambda s: s | {"s2": s["s2"].replace("1197.87", "1197.88")},
        lambda s: s | {"s2": s["s2"] + "又"},
        lambda s: s | {"s2": s["s2"] * 2},
    ],
    ids=["removed sentence", "swapped sentences", "altered figure", "added word", "sentence twice"],
)
def test_a_changed_sentence_is_told_with_its_source_line(edit: Edit) -> None:
    report = coverage_after(edit)
    assert report.share < 1.0
    (fault,) = report.faults
    assert (fault.file, fault.line) == ("plans/qz/source.txt", 92)


def test_an_unexplained_change_of_the_source_is_told_with_its_line() -> None:
    source = load.load_source("qz")
    (fault,) = measure_coverage(load.load_plan("qz"), source.replace("1197.87 亿元", "1197.88 亿元")).faults
    assert (fault.file, fault.line) == ("plans/qz/source.txt", 92)


@pytest.mark.parametrize("key", ["zj", "qz"])
def test_source_characters_on_pages_and_left_out_are_counted_apart(key: str) -> None:
    """Counted from the corrections alone: what is left out, and what is on the page without being in the source."""
    plan = load.load_plan(key)
    coverage = measure_coverage(plan, load.load_source(key))
    left_out = {"page_number", "contents_list", "table_header"}
    taken = sum(len("".join(c.raw.split())) for c in plan.corrections if c.kind in left_out)
    marks = [c for c in plan.corrections if c.kind == "markup"]
    taken += sum(len("".join(c.raw.split())) - len("".join(c.published.split())) for c in marks)
    restored = sum(c.kind in {"decimal_point", "item_point"} for c in plan.corrections)
    on_pages = sum(len("".join(piece.split())) for chapter in plan.chapters for piece in chapter.pieces())
    assert coverage.in_corrections == taken
    assert coverage.in_provisions == on_pages - restored
    assert coverage.source_characters == coverage.in_provisions + coverage.in_corrections
