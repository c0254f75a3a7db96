"""No wording that the compared plans share is overlooked, and no reason says what the texts contradict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_model.checking.crosswalk_reasons import reason_problems
from plan_model.checking.crosswalk_rules import rule_problems
from plan_model.checking.shared_runs import shared_runs
from plan_model.checking.shared_wording import passages, shared_wording_problems, sides
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, SharedWording
from plan_model.shapes.plan import plan_of


def changed(
    collection: Collection, rows: tuple[CrosswalkPair, ...], judged: tuple[SharedWording, ...] | None
) -> Collection:
    (relation,) = collection.editorial.relations
    relations = (relation.model_copy(update={"pairs": rows, "judged": judged}),)
    editorial = replace(collection.editorial, relations=relations)
    return replace(collection, editorial=editorial)


def told(
    collection: Collection, rows: tuple[CrosswalkPair, ...], judged: tuple[SharedWording, ...] | None = ()
) -> list[str]:
    other = changed(collection, rows, judged)
    return [
        str(problem) for find in (shared_wording_problems, rule_problems, reason_problems) for problem in find(other)
    ]


def judged_rows(collection: Collection) -> tuple[SharedWording, ...]:
    (relation,) = collection.editorial.relations
    assert relation.judged is not None
    return relation.judged


def row_of(collection: Collection, first: str, second: str) -> CrosswalkPair:
    return next(p for p in collection.editorial.crosswalk if (p.a_id, p.b_id) == (first, second))


def with_row(collection: Collection, row: CrosswalkPair, **change: str) -> tuple[CrosswalkPair, ...]:
    """The rows with one of them changed."""
    return tuple(row.model_copy(update=change) if one is row else one for one in collection.editorial.crosswalk)


def without(collection: Collection, row: CrosswalkPair) -> tuple[CrosswalkPair, ...]:
    return tuple(one for one in collection.editorial.crosswalk if one is not row)


def test_the_real_crosswalk_overlooks_nothing(collection: Collection) -> None:
    assert told(collection, collection.editorial.crosswalk, judged_rows(collection)) == []


def test_the_check_sees_what_the_plans_share(collection: Collection) -> None:
    """A check that finds nothing would be content with everything."""
    (relation,) = collection.editorial.relations
    runs = shared_runs(passages(collection, relation.a), passages(collection, relation.b))
    found = {(run.first_id, run.second_id) for run in runs}
    pairs = {(row.a_id, row.b_id) for row in relation.pairs}
    assert ("zj-5.8.2-p1-s1", "qz-7.2-p1-s2") in found
    assert ("zj-5.8.3-p1-s1", "qz-7.3-p1-s1") in found
    judged = {(row.first_id, row.second_id) for row in judged_rows(collection)}
    covered = found - judged
    assert len(covered) > 80
    for one, other in covered:
        holders = {(a, b) for a in (one, collection.paragraph_of(one)) for b in (other, collection.paragraph_of(other))}
        assert holders & pairs


def test_a_pair_taken_away_leaves_its_shared_run_unjudged(collection: Collection) -> None:
    rows = without(collection, row_of(collection, "zj-5.8.2-p1-s1", "qz-7.2-p1-s2"))
    (message,) = told(collection, rows, judged_rows(collection))
    assert message.startswith("plan_data/relations/zj--qz.shared_wording.csv:1: zj-5.8.2-p1-s1 and qz-7.2-p1-s2 share")
    assert "加强国有企业基层党组织标准化" in message


def test_a_pair_of_paragraphs_covers_their_sentences_and_one_of_headings_does_not(collection: Collection) -> None:
    row = row_of(collection, "zj-5.8.2-p1-s1", "qz-7.2-p1-s2")
    paragraphs = with_row(collection, row, a_id="zj-5.8.2-p1", b_id="qz-7.2-p1")
    assert told(collection, paragraphs, judged_rows(collection)) == []
    headings = with_row(collection, row, a_id="zj-5.8.2", b_id="qz-7.2")
    assert any("share '加强国有企业基层党组织" in m for m in told(collection, headings, judged_rows(collection)))


def test_a_gap_whose_wording_the_other_plan_prints_is_named_at_its_row(collection: Collection) -> None:
    row = row_of(collection, "zj-5.8.3-p1-s1", "qz-7.3-p1-s1")
    change = {"b_id": "", "relation": "no_counterpart", "reason": "“20 字标准”只见于省规划。"}
    messages = told(collection, with_row(collection, row, **change), judged_rows(collection))
    assert [
        message
        for message in messages
        if message.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: zj-5.8.3-p1-s1 and qz-7.3")
    ]


def test_a_judgement_of_a_pair_or_of_other_words_is_idle(collection: Collection) -> None:
    first, *rest = judged_rows(collection)
    moved = first.model_copy(update={"run": first.run[:-1]})
    messages = told(collection, collection.editorial.crosswalk, (moved, *rest))
    assert [
        m
        for m in messages
        if m.startswith(f"plan_data/relations/zj--qz.shared_wording.csv:{first.row}: ") and "longest run" in m
    ]
    pair = next(pair for pair in collection.editorial.crosswalk if pair.relation == "same_wording")
    twice = first.model_copy(update={"first_id": pair.a_id, "second_id": pair.b_id})
    assert any("are paired" in m for m in told(collection, collection.editorial.crosswalk, (*rest, first, twice)))


def test_a_gap_with_a_pair_inside_is_named(collection: Collection) -> None:
    row = row_of(collection, "zj-5.1.3", "")
    pair = row_of(collection, "zj-5.1.2", "qz-3.3-p1-s2")
    rows = with_row(collection, pair, a_id="zj-5.1.3-p1-s1")
    messages = told(collection, rows, judged_rows(collection))
    assert any(
        m.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: zj-5.1.3 has no counterpart, but line {pair.row}")
        for m in messages
    )


def test_a_task_left_out_of_one_row_is_left_out_of_all(collection: Collection) -> None:
    row = row_of(collection, "zj-4.2-p1-s5", "qz-3.2.1-p3-s2")
    messages = told(collection, with_row(collection, row, relation="adapted"), judged_rows(collection))
    assert [
        m for m in messages if m.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: ") and "a task is left out" in m
    ]


@pytest.mark.parametrize(
    ("ids", "change"),
    [
        (("zj-1.6-p1-s3", "qz-1.1.5-p1-s3"), {"relation": "adapted"}),
        (("zj-5.8.4-p1-s1", "qz-7.4-p1-s2"), {"a_id": "zj-1.6-p1-s5", "relation": "parallel"}),
    ],
)
def test_a_look_back_answers_only_a_look_back(
    collection: Collection, ids: tuple[str, str], change: dict[str, str]
) -> None:
    row = row_of(collection, *ids)
    messages = told(collection, with_row(collection, row, **change), judged_rows(collection))
    assert [m for m in messages if m.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: ") and "looks back" in m]


def test_the_same_wording_has_words_in_common(collection: Collection) -> None:
    row = row_of(collection, "zj-2.2-p1-s2", "qz-2.2.2-p1-s2")
    messages = told(collection, with_row(collection, row, relation="same_wording"), judged_rows(collection))
    assert [m for m in messages if m.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: ") and "share no run" in m]


@pytest.mark.parametrize(
    ("ids", "reason", "complaint"),
    [
        (("zj-5.2.2-p1-s3", "qz-5.1.4-p1-s3"), "都写“总会计师”。", "quotes '总会计师', which stands in no passage"),
        (("zj-5.2.2-p1-s3", "qz-5.1.4-p1-s3"), "都写「总会计师」。", "quotes '总会计师', which stands in no passage"),
        (("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"), "衢州没有“新材料”。", "denies '新材料', which stands in both plans"),
        (
            ("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"),
            "衢州此句没有“新材料”。",
            "denies '新材料', which stands in both passages",
        ),
        (("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"), "衢州没有“磁悬浮”。", "denies '磁悬浮', which stands in no passage"),
        (("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"), "衢州没有列产品方向。", "denies something without quoting it"),
        (("zj-5.1.3", ""), "创新考核由省里推进。", "no_counterpart quotes no deciding words"),
        (("zj-5.8.3-p1-s1", "qz-7.3-p1-s1"), "衢州只答了一部分。", "partial quotes no deciding words"),
        (("zj-5.1.3", ""), "“磁悬浮”只见于省规划。", "denies '磁悬浮', which stands in no passage"),
        (
            ("zj-5.1.3", ""),
            "“一企一策”只见于省规划，“科改示范行动”也是。",
            "denies '一企一策', which stands in no passage",
        ),
    ],
)
def test_a_reason_that_the_texts_contradict_is_named(
    collection: Collection, ids: tuple[str, str], reason: str, complaint: str
) -> None:
    row = row_of(collection, *ids)
    messages = told(collection, with_row(collection, row, reason=reason), judged_rows(collection))
    assert [m for m in messages if m.startswith(f"plan_data/relations/zj--qz.csv:{row.row}: ") and complaint in m], (
        messages
    )


@pytest.mark.parametrize(
    ("ids", "reason"),
    [
        (("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"), "衢州没有“高端含氟材料”，两处都有“新材料”。"),
        (("zj-4.3.2-p1-s1", "qz-4.3.2-p1-s3"), "省里此句没有“水务环保”。"),
        (("zj-5.5.1-p1-s1", "qz-6.3-p2-s2"), "原文没有说明二者是同一件事。"),
        (("zj-5.1.3", ""), "“科改示范行动”只见于省规划，衢州另有“一企一策”。"),
    ],
)
def test_a_reason_that_the_texts_bear_out_passes(collection: Collection, ids: tuple[str, str], reason: str) -> None:
    rows = with_row(collection, row_of(collection, *ids), reason=reason)
    assert told(collection, rows, judged_rows(collection)) == []


def test_every_deciding_word_of_a_gap_stands_in_its_own_plan_alone(collection: Collection) -> None:
    """The same, with Python's `in` on the texts as they are printed."""
    for row in collection.editorial.crosswalk:
        if row.is_gap:
            own = plan_of(sides(row)[0])
            other = "".join("".join(collection.texts[i].split()) for i in collection.texts if plan_of(i) != own)
            quoted = [piece.partition("”")[0] for piece in row.reason.split("“")[1:]]
            assert any("".join(word.split()) not in other for word in quoted), row.reason


def test_nothing_is_asked_where_nobody_judges(collection: Collection) -> None:
    assert told(collection, without(collection, row_of(collection, "zj-5.8.2-p1-s1", "qz-7.2-p1-s2")), None) == []


def test_plans_that_nobody_compares_keep_their_judgements(collection: Collection) -> None:
    editorial = replace(collection.editorial, relations=())
    assert shared_wording_problems(replace(collection, editorial=editorial)) == []
