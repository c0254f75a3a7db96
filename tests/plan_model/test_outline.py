"""Reading a plan's numbering out of lines as they come from PDFs and web pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plan_model.shapes.plan import Correction, CorrectionKind, Layout, Provision, TableInfo
from plan_model.source.outline import read_outline, split_sentences
from plan_model.source.source_text import published_lines

WRAPPED = Layout(hard_wrapped=True, notice=(1, 1), title_line=2)
ONE_LINE = Layout(hard_wrapped=False, notice=(1, 1), title_line=2)
FRONT = ["印发给你们。", "规划"]


def correction(line: int, raw: str, published: str, kind: CorrectionKind) -> Correction:
    return Correction(row=2, source_line=line, raw=raw, published=published, kind=kind, reason="")


def chapters(layout: Layout, *lines: str, corrections: tuple[Correction, ...] = ()) -> tuple[Provision, ...]:
    source = "\n".join([*FRONT, *lines])
    tables = {"t1": TableInfo(header_rows=2)}
    return read_outline("xx", published_lines(source, corrections, "corrections.csv"), layout, tables)


def outline(chapter: Provision) -> list[tuple[str, str, str]]:
    return [(part.id, part.number, part.text) for part in chapter.walk()]


def test_notice_and_title_become_chapters_of_their_own() -> None:
    notice, preface = chapters(WRAPPED)
    assert outline(notice) == [("xx-notice", "", ""), ("xx-notice-p1", "", "印发给你们。")]
    assert outline(preface) == [("xx-preface", "", "规划")]


def test_hard_wrapped_lines_are_joined_and_blank_lines_passed_over() -> None:
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）总体目标。做强做优做大国有资", "", "本和国有企业。")
    assert outline(chapter) == [
        ("xx-1", "一、", "目标"),
        ("xx-1.1", "（一）", "总体目标。"),
        ("xx-1.1-p1", "", "做强做优做大国有资本和国有企业。"),
    ]


def test_items_numbered_in_full_width_digits_are_items() -> None:
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）产业。", "１.补齐链条。延伸。", "２.做优产品。")
    items = [(part.id, part.number, part.heading) for part in chapter.walk() if part.kind == "item"]
    assert items == [("xx-1.1.1", "1.", "补齐链条。"), ("xx-1.1.2", "2.", "做优产品。")]


def test_a_date_or_decimal_at_the_start_of_a_line_is_no_item() -> None:
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）产业。增长", "2.5 倍，", "2021.6 完成。")
    assert [part.kind for part in chapter.walk()] == ["chapter", "section", "paragraph"]


def test_a_lost_item_point_is_restored_by_its_correction() -> None:
    row = correction(5, "１ 补齐", "1.补齐", "item_point")
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）产业。", "１ 补齐链条。延伸。", corrections=(row,))
    assert outline(chapter)[2:] == [("xx-1.1.1", "1.", "补齐链条。"), ("xx-1.1.1-p1", "", "延伸。")]


def test_a_number_and_its_unit_on_two_lines_are_one_figure() -> None:
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）规模。净资产 ６０７４", "亿元，增加。")
    assert outline(chapter)[-1][2] == "净资产 6074 亿元，增加。"


def test_a_decimal_point_lost_before_a_line_end_is_restored() -> None:
    row = correction(4, "６０７４ ６", "6074.6", "decimal_point")
    *_, chapter = chapters(WRAPPED, "一、目标", "（一）规模。净资产 ６０７４ ６", "亿元。", corrections=(row,))
    assert outline(chapter)[-1][2] == "净资产 6074.6 亿元。"


def test_a_wrapped_line_that_begins_with_a_figure_is_no_item() -> None:
    row = correction(5, "１ ５ 万亿元", "1.5 万亿元", "decimal_point")
    lines = ("一、目标", "（一）布局。新增投资", "１ ５ 万亿元以上，落地项目。")
    *_, chapter = chapters(WRAPPED, *lines, corrections=(row,))
    assert [part.kind for part in chapter.walk()] == ["chapter", "section", "paragraph"]
    assert outline(chapter)[-1][2] == "新增投资 1.5 万亿元以上，落地项目。"


def test_a_page_number_in_mid_sentence_does_not_cut_the_sentence() -> None:
    row = correction(5, "—９—", "", "page_number")
    lines = ("一、目标", "（一）文化。推进客户端建设，", "—９—", "讲好浙江故事。")
    *_, chapter = chapters(WRAPPED, *lines, corrections=(row,))
    assert outline(chapter)[-1] == ("xx-1.1-p1", "", "推进客户端建设，讲好浙江故事。")


def test_a_paragraph_cut_by_a_page_break_is_one_paragraph() -> None:
    row = correction(4, "统一⏎监管", "统一监管", "page_break")
    *_, chapter = chapters(ONE_LINE, "一、目标", "国有资产统一", "监管。", "全市纳入。", corrections=(row,))
    assert outline(chapter)[1:] == [("xx-1-p1", "", "国有资产统一监管。"), ("xx-1-p2", "", "全市纳入。")]


def test_bold_run_in_headings_of_goals_become_headings() -> None:
    row = correction(5, "**规模提升。**", "规模提升。", "markup")
    lines = ("一、目标", "（一）成绩", "——**规模提升。**资产增长。", "以上为成绩。")
    *_, chapter = chapters(ONE_LINE, *lines, corrections=(row,))
    assert outline(chapter)[2:] == [
        ("xx-1.1.1", "——", "规模提升。"),
        ("xx-1.1.1-p1", "", "资产增长。"),
        ("xx-1.1-p1", "", "以上为成绩。"),
    ]


def test_a_contents_list_gives_no_provisions() -> None:
    rows = tuple(correction(3 + n, raw, "", "contents_list") for n, raw in enumerate(["目录", "一、目标.....\t5"]))
    *_, chapter = chapters(ONE_LINE, "目录", "一、目标.....\t5", "一、目标", "正文。", corrections=rows)
    assert outline(chapter) == [("xx-1", "一、", "目标"), ("xx-1-p1", "", "正文。")]


def test_a_table_split_by_a_page_break_is_one_table() -> None:
    head = ("指标\t单位\t全市", "\t\t2025年")
    rows = (correction(8, head[0], "", "table_header"), correction(9, head[1], "", "table_header"))
    lines = ("一、目标", "表 1 主要目标", *head, "资产\t亿元\t4000", *head, "\t%\t/")
    *_, chapter = chapters(ONE_LINE, *lines, corrections=rows)
    (table,) = (part for part in chapter.walk() if part.kind == "table")
    assert (table.id, table.number, table.heading, table.source_lines) == ("xx-t1", "表 1", "主要目标", (4, 10))
    assert table.header == (("指标", "单位", "全市"), ("", "", "2025年"))
    assert table.rows == (("资产", "亿元", "4000"), ("", "%", "/"))


def test_a_paragraph_may_belong_to_the_chapter_after_its_last_section() -> None:
    layout = WRAPPED.model_copy(update={"paragraph_starts": (5,), "belongs_to": {5: "xx-1"}})
    *_, chapter = chapters(layout, "一、目标", "（一）规模。提升。", "同时，看到不足。")
    assert outline(chapter)[-1] == ("xx-1-p1", "", "同时，看到不足。")


def test_source_lines_reach_to_the_last_line_inside() -> None:
    *_, chapter = chapters(ONE_LINE, "一、目标", "（一）规模", "1.资产", "提升。", "增长。")
    assert [(part.id, part.source_lines) for part in chapter.walk() if part.kind != "paragraph"] == [
        ("xx-1", (3, 7)),
        ("xx-1.1", (4, 7)),
        ("xx-1.1.1", (5, 7)),
    ]


def test_sentences_end_after_closing_quotes() -> None:
    assert split_sentences("他说：“好！”再做。（完成。）余下") == ["他说：“好！”", "再做。", "（完成。）", "余下"]


@given(st.text() | st.text(alphabet="甲。！？”’）》〕\n"))
def test_splitting_into_sentences_loses_nothing(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@given(st.text(alphabet="甲乙。！？”）"))
def test_no_sentence_is_empty_and_each_but_the_last_ends_one(text: str) -> None:
    sentences = split_sentences(text)
    assert all(sentences)
    assert all(sentence.rstrip("”’）》〕").endswith(("。", "！", "？")) for sentence in sentences[:-1])
