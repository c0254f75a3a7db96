"""Reading DOCX as Word and WPS write it: automatic numbers, styles, merged cells, notes, text boxes, revisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.documents.block import DocumentBlock, UnreadableDocumentError
from plan_model.documents.docx import read_docx
from plan_model.documents.docx_formats import format_number
from tests.documents.files import a_list, a_number, docx_bytes, level, numbered, paragraph, style, written


def blocks(folder: Path, body: str, **parts: str) -> list[DocumentBlock]:
    return list(read_docx(written(folder, "plan.docx", docx_bytes(body, **parts))).blocks)


def texts(folder: Path, body: str, **parts: str) -> list[str]:
    return [block.number + block.text for block in blocks(folder, body, **parts)]


CHAPTERS = a_list(
    level(0, "第%1章", "chineseCountingThousand", '<w:pStyle w:val="H1"/>'),
    level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'),
    level(2, "%3."),
)


def test_automatic_numbers_are_written_out_and_begin_again_below_each_chapter(tmp_path: Path) -> None:
    body = "".join(paragraph(text, numbered(1, index)) for text, index in
                   zip("甲乙丙丁戊己庚辛", (0, 1, 2, 2, 1, 2, 0, 1), strict=True))  # fmt: skip
    assert texts(tmp_path, body, numbering=CHAPTERS + a_number(1)) == [
        "第一章甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "第二章庚", "（一）辛",
    ]  # fmt: skip


def test_a_style_gives_number_level_and_outline_to_its_paragraphs(tmp_path: Path) -> None:
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("H1", f'{number}<w:outlineLvl w:val="0"/>')
        + style("H2", f'{number}<w:outlineLvl w:val="1"/>')
        + style("Own", "", based_on="H2")
    )
    body = paragraph("甲", '<w:pStyle w:val="H1"/>') + paragraph("乙", '<w:pStyle w:val="H2"/>')
    body += paragraph("丙", '<w:pStyle w:val="H2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = blocks(tmp_path, body + paragraph("丁", '<w:pStyle w:val="Own"/><w:outlineLvl w:val="4"/>'),
                   styles=styles, numbering=CHAPTERS + a_number(1))  # fmt: skip
    assert [(one.number, one.text, one.level) for one in found] == [
        ("第一章", "甲", 1), ("（一）", "乙", 2), ("", "丙", 2), ("第二章", "丁", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["heading 2", "Heading 2", "标题 2"])
def test_built_in_headings_have_the_level_of_their_name(tmp_path: Path, title: str) -> None:
    (block,) = blocks(tmp_path, paragraph("甲", '<w:pStyle w:val="a2"/>'), styles=style("a2", title=title))
    assert block.level == 2


def test_lists_that_share_their_levels_count_on_unless_one_starts_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = a_list(level(0, "%1)")) + a_number(1) + a_number(2) + a_number(3, override=anew)
    body = "".join(paragraph("x", numbered(number)) for number in (1, 2, 3, 3, 1))
    assert texts(tmp_path, body, numbering=numbering) == ["1)x", "2)x", "5)x", "6)x", "7)x"]


def test_a_level_may_be_replaced_and_restarts_be_switched_off(tmp_path: Path) -> None:
    replaced = f'<w:lvlOverride w:ilvl="0">{level(0, "甲%1", "upperRoman")}</w:lvlOverride>'
    numbering = a_list(level(0, "%1."), level(1, "(%2)", more='<w:lvlRestart w:val="0"/>'))
    body = "".join(
        paragraph("x", numbered(number, index)) for number, index in [(1, 0), (1, 1), (1, 0), (1, 1), (2, 0)]
    )
    assert texts(tmp_path, body, numbering=numbering + a_number(1) + a_number(2, override=replaced)) == [
        "1.x", "(1)x", "2.x", "(2)x", "甲IIIx",
    ]  # fmt: skip


def test_legal_numbering_writes_all_its_numbers_in_figures(tmp_path: Path) -> None:
    numbering = a_list(level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + a_number(1)
    body = paragraph("x", numbered(1)) * 2 + paragraph("y", numbered(1, 1))
    assert texts(tmp_path, body, numbering=numbering)[-1] == "2.1y"


def test_a_list_may_lie_in_a_style_of_its_own(tmp_path: Path) -> None:
    link = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
    named = a_list('<w:styleLink w:val="L"/>', level(0, "%1、", "chineseCounting"))
    assert texts(tmp_path, paragraph("x", numbered(1)), numbering=named + link + a_number(1, 2)) == ["一、x"]


@pytest.mark.parametrize(
    ("name", "written_out"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十"}),
        ("japaneseCounting", {10: "十", 100: "百", 110: "百十"}),
        ("taiwaneseCountingThousand", {12: "十二"}),
        ("ideographDigital", {10: "一〇", 12: "一二"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 21: "贰拾壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("decimalZero", {3: "03", 12: "12"}),
    ],
)
def test_number_formats(name: str, written_out: dict[int, str]) -> None:
    assert {number: format_number(number, name) for number in written_out} == written_out


def test_an_unknown_number_format_stops_the_reading(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="number format 'hindiVowels'"):
        blocks(tmp_path, paragraph("x", numbered(1)), numbering=a_list(level(0, "%1.", "hindiVowels")) + a_number(1))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_keep_their_place_in_the_grid(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("名", down) + cell("全县", '<w:gridSpan w:val="2"/>'),
        "<w:trPr><w:tblHeader/></w:trPr>" + cell("盖住", on) + cell("旧") + cell("新"),
        cell("水") + cell("1") + cell("2"),
    ]
    (block,) = blocks(tmp_path, f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert block.grid is not None
    assert block.grid.rows == (("名", "全县", ""), ("", "旧", "新"), ("水", "1", "2"))
    assert block.grid.header_rows == 2


def test_a_table_of_one_cell_is_a_box(tmp_path: Path) -> None:
    found = blocks(tmp_path, f"<w:tbl><w:tr><w:tc>{paragraph('专栏1 工程')}{paragraph('堤防')}</w:tc></w:tr></w:tbl>")
    assert [(block.text, block.in_box) for block in found] == [("专栏1 工程", True), ("堤防", True)]


def test_a_note_follows_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("注文。")}</w:footnote>'
    body = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert texts(tmp_path, body, footnotes=notes) == ["正文［1］", "［1］注文。"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = blocks(tmp_path, f"<w:p><w:r><w:t>框外</w:t></w:r><w:r>{drawn}</w:r></w:p>")
    assert [(block.text, block.in_box) for block in found] == [("框外", False), ("框内", True)]


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>可见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>批注</w:t></w:r></w:p>"
    document = read_docx(written(tmp_path, "plan.docx", docx_bytes(body)))
    assert [block.text for block in document.blocks] == ["可见"]
    assert document.remarks == (("paragraph 1", "hidden text is left out: '批注'"),)


@pytest.mark.parametrize("revision", ["ins", "del", "moveFrom", "moveTo"])
def test_undecided_revisions_are_refused(tmp_path: Path, revision: str) -> None:
    body = paragraph("甲") + f'<w:p><w:{revision} w:id="1"><w:r><w:t>乙</w:t></w:r></w:{revision}></w:p>'
    with pytest.raises(UnreadableDocumentError, match=r"1 paragraphs hold revisions .* \(paragraphs 2\)"):
        blocks(tmp_path, body)


def test_an_inserted_paragraph_mark_is_a_revision(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="revisions"):
        blocks(tmp_path, paragraph("甲", '<w:rPr><w:ins w:id="1"/></w:rPr>'))


def test_tabs_breaks_and_symbols_stay_within_the_line(tmp_path: Path) -> None:
    inner = '<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:noBreakHyphen/>'
    body = f"<w:p><w:r>{inner}</w:r></w:p>"
    assert texts(tmp_path, body) == ["甲 乙 丙-"]


def test_the_lines_of_a_contents_list_are_known_by_their_style(tmp_path: Path) -> None:
    found = blocks(tmp_path, paragraph("一、甲 1", '<w:pStyle w:val="t"/>'), styles=style("t", title="toc 1"))
    assert [block.contents for block in found] == [True]
