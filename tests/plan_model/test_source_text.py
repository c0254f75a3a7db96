"""The published reading of source lines: corrections applied, full-width figures folded, nothing else changed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_model.errors import PlanDataError
from plan_model.files import load
from plan_model.files.digests import Change, change_of
from plan_model.shapes.plan import Correction, CorrectionKind
from plan_model.source.source_text import fold_width, published_lines, without_spaces

FILE = "plans/xx/corrections.csv"


def correction(line: int, raw: str, published: str, kind: CorrectionKind) -> Correction:
    return Correction(row=2, source_line=line, raw=raw, published=published, kind=kind, reason="")


def published(source: str, *corrections: Correction) -> list[str]:
    return [line.text for line in published_lines(source, corrections, FILE)]


def test_full_width_figures_letters_and_percent_become_half_width() -> None:
    assert fold_width("２０２１—２０２５ 年，５Ｇ＋，３６％") == "2021—2025 年，5G+，36%"


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold_width(text)) == len(text)
    assert fold_width(fold_width(text)) == fold_width(text)


def test_chinese_punctuation_and_numerals_are_not_folded() -> None:
    assert fold_width("（一）二○三五年；：“”、，。") == "（一）二○三五年；：“”、，。"


def test_a_lost_decimal_point_is_restored_by_its_correction() -> None:
    row = correction(1, "２０ ２ 万亿元", "20.2 万亿元", "decimal_point")
    assert published("资产总额 ２０ ２ 万亿元、", row) == ["资产总额 20.2 万亿元、"]


def test_a_page_number_in_mid_sentence_vanishes_with_its_line() -> None:
    row = correction(2, "—９—", "", "page_number")
    assert published("客户端建设，\n—９—\n讲好浙江故事。", row) == ["客户端建设，", "讲好浙江故事。"]


def test_bold_marks_vanish_and_their_words_stay() -> None:
    row = correction(1, "**规模提升。**", "规模提升。", "markup")
    assert published("——**规模提升。**截至", row) == ["——规模提升。截至"]


def test_a_page_break_marks_the_line_that_goes_on() -> None:
    row = correction(1, "统一⏎监管", "统一监管", "page_break")
    lines = published_lines("国有资产统一\n\n监管。\n全市", [row], FILE)
    assert [(line.number, line.continues) for line in lines] == [(1, True), (3, False), (4, False)]


def test_the_empty_cells_at_the_ends_of_a_table_row_stay() -> None:
    assert published("\t净资产\t亿元\t") == ["\t净资产\t亿元\t"]


@pytest.mark.parametrize(("line", "raw"), [(1, "没有"), (9, "资产"), (0, "资产")])
def test_a_correction_whose_raw_text_is_not_there_is_told(line: int, raw: str) -> None:
    with pytest.raises(PlanDataError, match=rf"^plan_data/{FILE}:2: raw text '{raw}' is not on source line {line}; "):
        published("资产", correction(line, raw, "", "spacing"))


def test_all_corrections_that_miss_are_told_at_once() -> None:
    with pytest.raises(PlanDataError) as caught:
        published("资产", correction(1, "甲", "", "spacing"), correction(1, "乙", "", "spacing"))
    assert len(caught.value.problems) == 2


@given(st.text(alphabet="资产１２ \t\n"))
def test_no_character_is_lost_without_a_correction(source: str) -> None:
    assert without_spaces("".join(published(source))) == without_spaces(fold_width(source))


def test_the_source_texts_are_as_they_were_received() -> None:
    for key in load.plan_keys():
        received = load.load_info(key).source.sha256
        assert hashlib.sha256((load.DATA / "plans" / key / "source.txt").read_bytes()).hexdigest() == received


RECEIVED = "规划\n资产达到 5 亿元\n".encode()


@pytest.mark.parametrize(
    ("now", "what", "line"),
    [
        (RECEIVED.removesuffix(b"\n"), "the last line has lost its newline", 2),
        (RECEIVED + b"\n", "the file has gained a newline at its end", 4),
        (b"\xef\xbb\xbf" + RECEIVED, "the file has gained a byte order mark", 1),
        (RECEIVED.replace(b"\n", b"\r\n"), "the lines end in CR LF", 1),
        (RECEIVED.replace(b"5", b"6"), "the text is not the one that was received", 1),
    ],
)
def test_a_source_that_changed_is_told_by_how_it_changed(now: bytes, what: str, line: int) -> None:
    noted = hashlib.sha256(RECEIVED).hexdigest()
    assert change_of(now, noted) == Change(what, line, hashlib.sha256(now).hexdigest())
    assert change_of(RECEIVED, noted) is None
