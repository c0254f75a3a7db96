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

CELL_HEIGHT, GAP = 36, 2
SIDE = 84  # the column of row names
LEFT_EDGE = 4 - LEFT


def matrix_chart(rows: Sequence[Row], *, row: str, column: str, count: str, title: str) -> alt.TopLevelMixin:
    """Return a cell for each entry of `rows`, shaded by its `count` and labelled with it.

    `row`, `column` and `count` name keys of the entries; names keep their first order. `title` says in one line what is
    counted. A cell without entry or with a count of 0 stays empty.
    """
    names = list(dict.fromkeys(entry[row] for entry in rows))
    heads = list(dict.fromkeys(entry[column] for entry in rows))
    width = (PLOT + LEFT - SIDE) / max(1, len(heads))
    labels = [wrap(head, width - 2 * GAP) for head in heads]
    top = LINE * (2 + max(map(len, labels), default=0))
    most = max((entry[count] for entry in rows), default=1)
    cells = [
        {
            **_cell(
                SIDE - LEFT + heads.index(entry[column]) * width, top + names.index(entry[row]) * CELL_HEIGHT, width
            ),
            "shade": 0.15 + 0.45 * entry[count] / most,
            "text": str(entry[count]),
            "tip": f"{entry[row]} × {entry[column]}：{entry[count]}",
        }
        for entry in rows
        if entry[count]
    ]
    words = [{"x": LEFT_EDGE, "y": LINE - 4, "text": [title]}, *_heads(labels, width), *_names(names, top)]
    height = top + CELL_HEIGHT * len(names)
    return stack([panel(height, *_layers(cells, words))], height)


def _cell(x: float, y: float, width: float) -> Row:
    """The edges and the centre of a cell, a gap smaller than its place."""
    edges = {"x": x, "x2": x + width - GAP, "y": y, "y2": y + CELL_HEIGHT - GAP}
    return {**edges, "cx": x + (width - GAP) / 2, "cy": y + (CELL_HEIGHT - GAP) / 2}


def _heads(labels: Sequence[list[str]], width: float) -> list[Row]:
    return [{"x": SIDE - LEFT + at * width + GAP, "y": 2 * LINE, "text": label} for at, label in enumerate(labels)]


def _names(names: Sequence[str], top: float) -> list[Row]:
    places = [top + (at + 0.5) * CELL_HEIGHT for at in range(len(names))]
    return [{"x": LEFT_EDGE, "y": y, "text": wrap(name, SIDE - 8)} for name, y in zip(names, places, strict=True)]


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
