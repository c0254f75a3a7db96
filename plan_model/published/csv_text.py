"""Published CSV: opens in a spreadsheet by double-click, and no cell of it runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from plan_model.shapes.plan import Strict

# Without it Excel and WPS read UTF-8 as the system's own encoding.
BYTE_ORDER_MARK = "\ufeff"
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def to_csv(rows: Iterable[Strict], model: type[Strict]) -> str:
    """Return rows as CSV with a header; a cell that a spreadsheet would run as a formula gets a leading apostrophe.

    It begins with a byte order mark, by which spreadsheets know UTF-8. Yes and no are `true` and `false`.
    """
    lines = [tuple(model.model_fields), *([_cell(cell) for cell in row.model_dump().values()] for row in rows)]
    return BYTE_ORDER_MARK + "".join(map(_line, lines))


def _line(cells: Iterable[str]) -> str:
    """One row; written with both line-end characters, so that a cell holding either is quoted."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> str:
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text) else text
