"""Every cell of the plans' tables equals the source's cell, the source read here by other means than the import."""

from __future__ import annotations

from collections import Counter

import pytest

from plan_model.files import load
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Provision

SHAPES = {"qz-t1": (11, 11, "表 1"), "qz-t2": (12, 10, "表 2")}


def source_rows(title: str) -> list[list[str]]:
    """The rows below a table's title in source.txt, a header that a page break repeats counted once."""
    lines = load.load_source("qz").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{title} ")) + 1
    rows: list[list[str]] = []
    for line in lines[start:]:
        cells = line.split("\t")
        if len(cells) > 1 and cells not in rows[:2]:
            rows.append(cells)
        elif line.strip() and len(cells) == 1:
            break
    return rows


def plan_table(collection: Collection, identifier: str) -> Provision:
    return collection.places[identifier].provision


def test_both_tables_and_no_others_are_published(collection: Collection) -> None:
    assert {key for key, place in collection.places.items() if place.provision.kind == "table"} == set(SHAPES)


@pytest.mark.parametrize("identifier", SHAPES)
def test_every_cell_equals_the_source(collection: Collection, identifier: str) -> None:
    rows, columns, title = SHAPES[identifier]
    table = plan_table(collection, identifier)
    assert [list(row) for row in (*table.header, *table.rows)] == source_rows(title)
    assert len(table.rows) == rows
    assert {len(row) for row in (*table.header, *table.rows)} == {columns}


@pytest.mark.parametrize("identifier", SHAPES)
def test_every_figure_cell_is_one_recorded_value(collection: Collection, identifier: str) -> None:
    for index, cells in enumerate(source_rows(SHAPES[identifier][2])[2:], start=1):
        figures = [cell for cell in cells[3:] if cell not in {"预期性", "约束性"}]
        recorded = [row.printed for row in collection.all_recorded if row.provision_id == f"{identifier}-r{index}"]
        assert recorded == figures


def test_cells_without_a_figure_are_recorded_as_not_given(collection: Collection) -> None:
    not_given = [row for row in collection.all_recorded if row.printed == "/"]
    assert Counter(value.provision_id.rpartition("-")[0] for value in not_given) == {"qz-t1": 24, "qz-t2": 14}
    empty = {(row.form, row.value, row.value_high, row.aspiration, row.kind, row.attribute) for row in not_given}
    assert empty == {("not_given", None, None, None, "", "")}


def test_a_cell_without_a_figure_is_no_value(collection: Collection) -> None:
    assert all(
        any(char.isdigit() or char in "零翻全前不控" for char in value.printed) for value in collection.all_values
    )
    assert len(collection.all_values) == len(collection.all_recorded) - 38
