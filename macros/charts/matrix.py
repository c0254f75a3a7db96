"""A table of counts as a heat map, such as the chapters of one plan against those of another."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from macros.charts.style import (
    INK,
    LEFT,
    LINE,
    PLOT,
    TARGET,
    TEXT,
    TIP,
    WORDS,
    X2,
    Y2,
    Row,
    drawing,
    panel,
    stack,
    text_layer,
    wrap,
)

CELL_HEIGHT = 36


def matrix_chart(rows: Sequence[Row], *, row: str, column: str, count: str, title: str) -> alt.TopLevelMixin:
    """Return a cell for each entry of `rows`, shaded by its `count` and labelled with it.

    `row`, `column` and `count` name keys of the entries; names keep their first order. `title` says in one line what is
    counted. A cell without entry or with a count of 0 stays empty.
    """
    names = list(dict.fromkeys(entry[row] for entry in rows))
    heads = list(dict.fromkeys(entry[column] for entry in rows))
    most = max((entry[count] for entry in rows), default=1)
    side = max(4 * TEXT, PLOT // 4)
    across, cell = PLOT + LEFT - side, (PLOT + LEFT - side) / max(1, len(heads))
    labels = [wrap(head, cell - 4) for head in heads]
    top = LINE * (2 + max(map(len, labels), default=0))
    cells: list[Row] = []
    for entry in filter(lambda entry: entry[count], rows):
        x, y = heads.index(entry[column]) * cell + side - LEFT, names.index(entry[row]) * CELL_HEIGHT + top
        shade = 0.15 + 0.45 * entry[count] / most
        tip = f"{entry[row]} × {entry[column]}：{entry[count]}"
        cells.append({"x": x, "x2": x + cell - 2, "y": y, "y2": y + CELL_HEIGHT - 2, "shade": shade, "tip": tip,
                      "cx": x + cell / 2 - 1, "cy": y + CELL_HEIGHT / 2, "text": str(entry[count])})  # fmt: skip
    words = [{"x": 4 - LEFT, "y": LINE - 4, "text": [title]}]
    words += [{"x": side - LEFT + index * cell + 2, "y": 2 * LINE, "text": label} for index, label in enumerate(labels)]
    words += [
        {"x": 4 - LEFT, "y": top + index * CELL_HEIGHT + CELL_HEIGHT / 2, "text": wrap(name, side - 8)}
        for index, name in enumerate(names)
    ]
    del across
    height = top + CELL_HEIGHT * len(names)
    return stack([panel(height, *_layers(cells, words))], height)


def _layers(cells: Sequence[Row], words: Sequence[Row]) -> list[alt.Chart]:
    data = drawing(cells)
    return [
        data.mark_rect(color=TARGET).encode(
            x=_x("x"), x2=X2, y=_y("y"), y2=Y2,
            opacity=alt.Opacity("shade:Q", scale=None, legend=None), **TIP,
        ),
        data.mark_text(baseline="middle", fontWeight="bold", color=INK).encode(x=_x("cx"), y=_y("cy"), text=WORDS),
        text_layer(words, align="left", baseline="middle").encode(x=_x("x"), y=_y("y")),
    ]  # fmt: skip


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=None, axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=None, axis=None)
