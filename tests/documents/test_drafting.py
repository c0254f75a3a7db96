"""From a document to a draft: the structure of any plan, and everything that is to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.documents.read import read_document
from plan_model.drafting.draft import Draft, draft_plan
from plan_model.files import load
from tests.documents.files import written

OPENING = "新河县水利发展规划\n一、基础\n"


def drafted(folder: Path, text: str, ending: str = ".txt") -> Draft:
    return draft_plan("xx", read_document(written(folder, f"plan{ending}", text)))


def outline(draft: Draft) -> list[tuple[str, str, str]]:
    parts = [part for chapter in draft.chapters for part in chapter.walk()]
    return [(part.id, part.number, part.heading) for part in parts if part.kind != "paragraph"]


def doubts(draft: Draft) -> list[str]:
    return [f"{doubt.line}: {doubt.what}" for doubt in draft.doubts]


@pytest.mark.parametrize("key", load.plan_keys())
def test_the_draft_of_a_plan_of_the_site_is_the_accepted_plan(key: str) -> None:
    draft = draft_plan(key, read_document(load.DATA / "plans" / key / "source.txt"))
    assert draft.source == load.load_source(key)
    accepted = load.load_plan(key)
    assert [chapter.model_dump() for chapter in draft.chapters] == [one.model_dump() for one in accepted.chapters]
    wanted = {(row.source_line, row.published) for row in accepted.corrections if row.kind != "typo_noted"}
    proposed = {(row.source_line, row.published) for row in draft.corrections}
    assert len(wanted & proposed) >= 0.9 * len(wanted)
    assert len(wanted & proposed) >= 0.9 * len(proposed)


def test_marks_are_ranked_by_the_order_in_which_they_appear(tmp_path: Path) -> None:
    lines = (
        "第一篇 总论",
        "第一章 基础",
        "一、水",
        "（一）河。",
        "正文。",
        "第二章 目标",
        "一、量",
        "第二篇 任务",
        "第三章 工程",
    )
    text = "\n".join(["河湖规划", *lines])
    assert outline(drafted(tmp_path, text))[1:] == [
        ("xx-1", "第一篇 ", "总论"),
        ("xx-1.1", "第一章 ", "基础"),
        ("xx-1.1.1", "一、", "水"),
        ("xx-1.1.1.1", "（一）", "河。"),
        ("xx-1.2", "第二章 ", "目标"),
        ("xx-1.2.1", "一、", "量"),
        ("xx-2", "第二篇 ", "任务"),
        ("xx-2.3", "第三章 ", "工程"),
    ]


def test_a_mark_directly_below_a_chapter_is_its_child(tmp_path: Path) -> None:
    text = "河湖规划\n一、甲\n（一）乙\n1.丙\n二、丁\n1.戊\n"
    assert [part[0] for part in outline(drafted(tmp_path, text))[1:]] == [
        "xx-1", "xx-1.1", "xx-1.1.1", "xx-2", "xx-2.1",
    ]  # fmt: skip


def test_numbers_that_count_on_through_all_parts_stand_in_the_ids(tmp_path: Path) -> None:
    text = "河湖规划\n一、甲\n（1）乙。文。\n（2）丙。文。\n二、丁\n（3）戊。文。\n"
    draft = drafted(tmp_path, text)
    assert [part[0] for part in outline(draft)[1:]] == ["xx-1", "xx-1.1", "xx-1.2", "xx-2", "xx-2.3"]
    assert doubts(draft) == []


def test_a_division_outranks_a_list_that_came_before_it(tmp_path: Path) -> None:
    text = "河湖规划\n一、说明\n第一章 总则\n一、甲\n二、乙\n第二章 任务\n一、丙\n"
    ids = [part[0] for part in outline(drafted(tmp_path, text))[1:]]
    assert ids[1:] == ["xx-2", "xx-2.1", "xx-2.2", "xx-3", "xx-3.1"]


def test_a_run_in_heading_ends_at_its_first_full_stop(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "河湖规划\n一、甲\n（一）做好防汛。修堤。清淤。\n")
    assert outline(draft)[-1] == ("xx-1.1", "（一）", "做好防汛。")
    assert draft.chapters[-1].children[0].children[0].text == "修堤。清淤。"


def test_english_plans_are_read_by_their_own_marks(tmp_path: Path) -> None:
    lines = (
        "# River Plan",
        "# 1 Part A - Now",
        "Text here.",
        "## 1.1 Module A-1 Water",
        "(a) dams",
        "# 2 Part B",
        "## 2.1 Goals",
    )
    text = "\n\n".join(lines)
    assert outline(drafted(tmp_path, text, ".md"))[1:] == [
        ("xx-1", "1 ", "Part A - Now"),
        ("xx-1.1", "1.1 ", "Module A-1 Water"),
        ("xx-1.1.1", "(a) ", "dams"),
        ("xx-2", "2 ", "Part B"),
        ("xx-2.1", "2.1 ", "Goals"),
    ]


def test_a_decimal_number_stands_below_the_number_that_it_extends(tmp_path: Path) -> None:
    text = "# Plan\n\n# 1 Water\n\nA-1.1 Rivers\n\n## 1.1 Dams\n\nA-1.2 Weirs\n"
    assert [part[0] for part in outline(drafted(tmp_path, text, ".md"))[1:]][-2:] == ["xx-1.2", "xx-1.2.2"]


def test_a_sentence_that_speaks_of_a_part_does_not_head_it(tmp_path: Path) -> None:
    lines = (
        "River Plan",
        "Part A Water",
        "Part A describes the rivers.",
        "Part B of the law is not meant.",
        "Part B Soil",
    )
    text = "\n\n".join(lines)
    assert [part[1] + part[2] for part in outline(drafted(tmp_path, text, ".md"))[1:]] == [
        "Part A Water",
        "Part B Soil",
    ]


def test_boxes_and_tables_are_counted_through_the_plan(tmp_path: Path) -> None:
    table = "| 名 | 值 |\n| --- | --- |\n| 水 | 3 |\n"
    box = "> 专栏1：重点工程\n>\n> 1.堤防"
    text = f"# 河湖规划\n\n## 一、甲\n\n{box}\n\n正文在框外。\n\n表 1 指标\n\n{table}"
    draft = drafted(tmp_path, text, ".md")
    assert [part[0] for part in outline(draft)[2:]] == ["xx-b1", "xx-b1.1", "xx-t1"]
    assert [part.id for part in draft.chapters[-1].children] == ["xx-b1", "xx-1-p1", "xx-t1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某人前言。\n新河县水利规划\n一、甲\n", "1: text stands before the title"),
        (OPENING + "三、目标\n", "3: a gap in the numbering: 三、 follows number 1"),
        (OPENING + "一、目标\n", "3: a repeat in the numbering: 一、 follows number 1"),
        (OPENING + "文字\t错位\n", "3: a tab in a line of text"),
        (OPENING + "名称\t数值\n甲\t3\n", "3: a table without a caption"),
        (OPENING + "表 1 指标\n名称\t全县\n项\t数\n甲\t3\n", "3: the table xx-t1 has one header row"),
        (OPENING + "水\ue005利\n", "3: characters that are not text: U+E005"),
        (OPENING + "⽔利工程。\n", "3: characters that are not text: U+2F54"),
        ("没有题目\n只有文字。\n", "1: no title was recognised"),
        ("新河县水利规划\n没有编号的文字。\n", "1: no numbered heading was found"),
        ("新河县水利规划\n目录\n一、甲\t1\n二、乙\t2\n一、甲\n二、丙\n", "4: the contents list has '二、乙\\t2'"),
        (
            "新河县水利规划\n目录\n一、甲\t1\n一、甲\n二、丙\n",
            "5: the contents list does not have the heading '二、丙'",
        ),
        (OPENING + f"（一）{'很' * 61}\n", "3: （一） has no heading of its own"),
    ],
)
def test_what_is_to_be_looked_at_is_listed(tmp_path: Path, text: str, expected: str) -> None:
    assert any(doubt.startswith(expected) for doubt in doubts(drafted(tmp_path, text))), doubts(drafted(tmp_path, text))


def test_a_sound_plan_raises_no_doubt(tmp_path: Path) -> None:
    text = "新河县水利规划\n目录\n一、甲\t1\n二、乙\t2\n一、甲\n（一）丙。文。\n（二）丁。文。\n二、乙\n正文。\n"
    assert doubts(drafted(tmp_path, text)) == []


def test_a_style_that_says_another_level_than_the_number_is_a_doubt(tmp_path: Path) -> None:
    text = "# 河湖规划\n\n## 一、甲\n\n## 二、乙\n\n## 三、丙\n\n四、丁\n\n### 五、戊\n"
    assert [doubt for doubt in doubts(drafted(tmp_path, text, ".md")) if "outline level" in doubt] == [
        "5: '四、丁' has no outline level, others with 一、 have outline level 2",
        "6: '五、戊' has outline level 3, others with 一、 have outline level 2",
    ]


def test_a_heading_without_number_is_known_by_the_contents_list(tmp_path: Path) -> None:
    text = "新河县水利规划\n目录\n前言\t1\n一、甲\t1\n前言\n正文。\n一、甲\n正文。\n"
    draft = drafted(tmp_path, text)
    assert outline(draft)[1:] == [("xx-h1", "", "前言"), ("xx-1", "一、", "甲")]
    assert doubts(draft) == []


def test_the_heading_after_a_folded_contents_list_is_none_of_its_entries(tmp_path: Path) -> None:
    listed = "<details>\n<summary>目录</summary>\n\n- 序言\n- 一、甲\n\n</details>"
    text = f"# 河湖规划\n\n{listed}\n\n## 序言\n\n正文。\n\n## 一、甲\n\n正文。\n"
    assert outline(drafted(tmp_path, text, ".md"))[1:] == [("xx-h1", "", "序言"), ("xx-1", "一、", "甲")]


def test_headings_without_numbers_follow_the_styles(tmp_path: Path) -> None:
    text = "# 河湖规划\n\n## 前言\n\n文。\n\n## 一、甲\n\n### （一）乙\n\n## 结语\n\n文。\n"
    draft = drafted(tmp_path, text, ".md")
    assert outline(draft)[1:] == [
        ("xx-h1", "", "前言"),
        ("xx-1", "一、", "甲"),
        ("xx-1.1", "（一）", "乙"),
        ("xx-h2", "", "结语"),
    ]
    assert [doubt.read_as for doubt in draft.doubts if "no number" in doubt.what] == [
        "read as a heading, by its level"
    ] * 2
