"""Reading PDF: paragraphs joined over lines and pages, running heads, tables over pages, figures read twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_model.documents import pdf
from plan_model.documents.block import Document, UnreadableDocumentError
from plan_model.documents.read import read_document
from tests.documents.files import pdf_bytes, written

FULL = "水" * 40  # a line from margin to margin, at 12 points


def page(*lines: str, first: int = 1, size: float = 12) -> list[tuple[float, float, float, str]]:
    return [(60, 80 + 20 * index, size, text) for index, text in enumerate(lines, start=first)]


def read(folder: Path, *pages: list[tuple[float, float, float, str]], rules: str = "", image: bool = False) -> Document:
    return read_document(written(folder, "plan.pdf", pdf_bytes(*pages, rules=rules, image=image)))


def test_lines_are_joined_to_paragraphs_over_lines_and_pages(tmp_path: Path) -> None:
    document = read(tmp_path, page("一、甲", FULL, "完。", FULL, FULL), page("续完。", "二、乙"))
    assert [(block.text, block.place) for block in document.blocks] == [
        ("一、甲", "page 1"),
        (f"{FULL}完。", "page 1"),
        (f"{FULL * 2}续完。", "pages 1 to 2"),
        ("二、乙", "page 2"),
    ]


def test_an_indented_line_begins_a_paragraph(tmp_path: Path) -> None:
    lines = [*page(FULL, FULL), (84.0, 140.0, 12.0, "水" * 38), *page(FULL, first=4)]
    assert [len(block.text) for block in read(tmp_path, lines).blocks] == [80, 78]


def test_larger_letters_are_headings(tmp_path: Path) -> None:
    document = read(tmp_path, [(60, 60, 20, "规划"), (60, 90, 16, "甲"), *page(FULL, "完。", first=2)])
    assert [(block.text, block.level) for block in document.blocks[:2]] == [("规划", 1), ("甲", 2)]
    assert document.blocks[2].level is None


def test_running_heads_and_page_numbers_are_left_out_and_told(tmp_path: Path) -> None:
    pages = [[(200, 30, 9, "某县水利规划"), *page(name * 40, f"第{name}页文。"), (290, 770, 9, f"- {number} -")]
             for number, name in enumerate("甲乙丙丁", start=1)]  # fmt: skip
    document = read(tmp_path, *pages)
    assert [block.text for block in document.blocks] == [f"{name * 40}第{name}页文。" for name in "甲乙丙丁"]
    assert {what for _, what in document.remarks} == {
        "4 running heads or page numbers are left out: '某县水利规划'",
        "4 running heads or page numbers are left out: '- # -'",
    }


def grid(top: int, rows: int) -> str:
    """The rules of a table of three columns."""
    across = "".join(f"60 {800 - top - 20 * row} m 360 {800 - top - 20 * row} l S\n" for row in range(rows + 1))
    down = "".join(f"{x} {800 - top} m {x} {800 - top - 20 * rows} l S\n" for x in (60, 160, 260, 360))
    return across + down


def row(at: int, *cells: str) -> list[tuple[float, float, float, str]]:
    return [(65 + 100 * index, 95 + 20 * at, 10, cell) for index, cell in enumerate(cells)]


def test_a_table_is_one_over_two_pages(tmp_path: Path) -> None:
    pages = [[*row(0, "名称", "单位", "数值"), *row(1, "堤防", "公里", "12.5")],
             [*row(0, "水库", "座", "35"), *row(1, "泵站", "座", "71")]]  # fmt: skip
    (block,) = read(tmp_path, *pages, rules=grid(80, 2)).blocks
    assert block.grid is not None
    assert block.grid.rows == (
        ("名称", "单位", "数值"),
        ("堤防", "公里", "12.5"),
        ("水库", "座", "35"),
        ("泵站", "座", "71"),
    )
    assert block.place == "pages 1 to 2"


def test_figures_that_the_engines_read_differently_stop_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "second_reading", lambda *_: "增长1-%。")
    with pytest.raises(UnreadableDocumentError, match=r"different figures on page 1 \(2: 1 and 0\)"):
        read(tmp_path, page("增长12%。"))


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"1 of 1 pages are pictures .*recognise the text"):
        read(tmp_path, [], image=True)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", pdf_bytes(page("甲"))[:300]])
def test_a_damaged_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError) as error:
        read_document(written(tmp_path, "plan.pdf", data))
    assert "\n" not in str(error.value)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = written(tmp_path, "plan.pdf", pdf_bytes(page("甲"), page("乙")))
    read_document(path, lambda number, count: told.append((number, count)))
    assert told == [(1, 2), (2, 2)]


SOUND = pdf_bytes(page("一、甲", "正文12。"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_brings_the_reader_down(tmp_path: Path, at: int, damage: bytes) -> None:
    path = written(tmp_path, "plan.pdf", SOUND[:at] + damage + SOUND[at + len(damage) :])
    try:
        read_document(path)
    except UnreadableDocumentError:
        return
