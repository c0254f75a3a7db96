"""Published CSV files: what is written is read back, and no cell runs as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_model.published.csv_text import BYTE_ORDER_MARK, to_csv
from plan_model.shapes.plan import Strict

FORMULAS = ["=1+1", "+1+cmd", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "=", "-", "+5G", "--5", "-1\r=1"]
CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


class Row(Strict):
    """Two cells."""

    one: str
    two: str


def read_back(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@given(st.lists(st.tuples(CELL, CELL)))
def test_cells_are_read_back_as_written_but_for_the_guard(cells: list[tuple[str, str]]) -> None:
    header, *rows = read_back(to_csv([Row(one=one, two=two) for one, two in cells], Row))
    assert header == ["one", "two"]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == [
        [cell.removeprefix("'") for cell in row] for row in cells
    ]


@given(CELL)
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    (_, (cell, _)) = read_back(to_csv([Row(one=text, two="")], Row))
    assert cell[:1] not in {"=", "@", "\t", "\r"}
    assert cell[:1] not in {"+", "-"} or cell[1:].replace(".", "", 1).isdigit()


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_guarded_by_an_apostrophe(formula: str) -> None:
    assert read_back(to_csv([Row(one=formula, two="")], Row))[1][0] == f"'{formula}"


@pytest.mark.parametrize("text", ["-12.5", "+3", "资产", "1", "", "a=b", "—", "<65%"])
def test_numbers_and_words_are_left_alone(text: str) -> None:
    assert read_back(to_csv([Row(one=text, two="")], Row))[1][0] == text
