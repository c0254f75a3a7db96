"""Accessible HTML tables: the plans' own tables cell by cell, and tables made from the data."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from macros.markup import element, escape
from macros.provisions import figure_label
from plan_model.ids.addresses import indicator_page, relative
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import NOT_GIVEN, IndicatorValue
from plan_model.shapes.plan import Provision


def plan_table_html(collection: Collection, table: Provision, page: str) -> str:
    """Return a plan's table where it stands: spans as printed, figures linked, `/` read out as not given."""
    caption = element("caption", escape(f"{table.number} {table.heading}"))
    head = element("thead", "".join(element("tr", "".join(cells)) for cells in _header_cells(table)))
    return scrolling_table(caption + head + _body(collection, table, page), table.heading, table.id, "plan-table")


def data_table_html(frame: pd.DataFrame, caption: str, identifier: str | None = None) -> str:
    """Return a data frame as a table; cells are HTML already, the first column names the row."""
    head = element("tr", "".join(element("th", escape(str(column)), scope="col") for column in frame.columns))
    rows = (
        element("tr", element("th", cells[0], scope="row") + "".join(element("td", cell) for cell in cells[1:]))
        for cells in frame.astype(str).itertuples(index=False, name=None)
    )
    content = element("caption", escape(caption)) + element("thead", head) + element("tbody", "".join(rows))
    return scrolling_table(content, caption, identifier, "data-table")


def scrolling_table(content: str, label: str, identifier: str | None, css_class: str) -> str:
    """Return a table inside a region that a keyboard can scroll."""
    table = element("table", content, class_=css_class, id=identifier)
    return element("div", table, class_="table-scroll", role="region", tabindex="0", aria_label=label)


def _header_cells(table: Provision) -> list[list[str]]:
    """The header's cells: an empty cell right of a label widens it, an empty cell below one deepens it."""
    rows: list[list[str]] = [[] for _ in table.header]
    for level, header in enumerate(table.header):
        for column, label in enumerate(header):
            if not label:
                continue
            width = _run_of_empty(header[column + 1 :], table.header[level + 1 :], column + 1)
            depth = 1 + sum(1 for below in table.header[level + 1 :] if not below[column])
            span = {"colspan": str(width) if width > 1 else None, "rowspan": str(depth) if depth > 1 else None}
            scope = "colgroup" if width > 1 else "col"
            rows[level].append(element("th", escape(label), scope=scope, **span))
    return rows


def _run_of_empty(following: Sequence[str], below: Sequence[Sequence[str]], column: int) -> int:
    width = 1
    for offset, label in enumerate(following):
        if label or not any(row[column + offset] for row in below):
            break
        width += 1
    return width


def _body(collection: Collection, table: Provision, page: str) -> str:
    """One tbody for each first-column group, so that its label spans its rows."""
    groups: list[list[int]] = []
    for index, row in enumerate(table.rows):
        if row[0] or not groups:
            groups.append([])
        groups[-1].append(index)
    return "".join(element("tbody", _group(collection, table, rows, page)) for rows in groups)


def _group(collection: Collection, table: Provision, indices: list[int], page: str) -> str:
    rows = []
    for index in indices:
        cells = table.rows[index]
        identifier = f"{table.id}-r{index + 1}"
        first = ""
        if index == indices[0]:
            first = element("th", escape(cells[0]), scope="rowgroup", rowspan=str(len(indices)))
        rest = element("th", escape(cells[1]), scope="row") + element("td", escape(cells[2]))
        rows.append(element("tr", first + rest + _figure_cells(collection, identifier, cells[3:], page), id=identifier))
    return "".join(rows)


def _figure_cells(collection: Collection, identifier: str, cells: Sequence[str], page: str) -> str:
    """The figure cells of a row; values are recorded in the order of the cells."""
    values = list(collection.values_by_sentence.get(identifier, ()))
    pieces = []
    for cell in cells:
        if values and values[0].printed == cell:
            pieces.append(_figure_cell(collection, values.pop(0), page))
        elif cell in NOT_GIVEN:
            pieces.append(element("td", escape(cell), class_="number not-given", title="原表未给出"))
        else:
            pieces.append(element("td", escape(cell), class_="attribute"))
    return "".join(pieces)


def _figure_cell(collection: Collection, value: IndicatorValue, page: str) -> str:
    if not collection.plan_of(value.provision_id).info.own_pages:  # the indicators' pages do not speak of this plan
        return element("td", escape(value.printed), class_="number")
    address = relative(indicator_page(value.indicator_id), page)
    label = figure_label(collection, value)
    figure = element("a", escape(value.printed), class_="figure", href=address, title=label)
    return element("td", figure, class_="number")
