"""What every chart shares: a fixed page, colours, and text that needs no measuring.

One drawing serves phone, desk and projector: it is as wide as a phone and scales up. Its layout never depends on
measured text, because the machine that builds the site may have no Chinese font: every extent is fixed, labels stand
on lines of their own, and there are no legends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 400, 58, 20, 4, 28
PLOT = WIDTH - LEFT - RIGHT
PANEL_GAP, LINE = 48, 18
TEXT, HEADING = 13, 15
# chart.css gives these colours their dark counterparts: the two files change together.
PAST, TARGET = "#5b6570", "#1259a8"
INK = "currentColor"
CONFIG = alt.Config(
    axis=alt.AxisConfig(
        labelFontSize=TEXT, labelColor=INK, labelLimit=0, labelOverlap=False, title=None,
        gridColor=INK, gridOpacity=0.15, domainColor=INK, domainOpacity=0.6, tickColor=INK, tickOpacity=0.6,
        minExtent=0, maxExtent=0,
    ),
    text=alt.MarkConfig(color=INK, fontSize=TEXT, limit=0, aria=False),  # shapes have the words
    view=alt.ViewConfig(stroke=None),
    background="transparent",
    font="sans-serif",
)  # fmt: skip
# Channels that many layers share, made once: Altair reads "x2:Q" slowly.
X2, Y2 = alt.X2("x2:Q"), alt.Y2("y2:Q")
COLOUR = alt.Color("colour:N", scale=None, legend=None)
TIP = {"tooltip": alt.Tooltip("tip:N"), "description": alt.Description("tip:N")}
WORDS = alt.Text("text:N")
Row = dict[str, Any]


def stack(parts: Sequence[alt.LayerChart], height: int, legend: str = "") -> alt.TopLevelMixin:
    """Put panels below each other; the page size goes along in usermeta, for it cannot be measured."""
    size = {"width": PLOT, "height": height, "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    usermeta = {**size, "legend": legend}
    return alt.VConcatChart(vconcat=list(parts), spacing=PANEL_GAP, bounds="flush", config=CONFIG, usermeta=usermeta)


def drawing(rows: Sequence[Row]) -> alt.Chart:
    """A chart of `rows`, which travel inside the specification, that still lacks its shape."""
    # A tuple: Altair copies lists, row by row, at every step of building a chart.
    return alt.Chart(alt.InlineData(values=tuple(rows)))


def text_layer(rows: Sequence[Row], **properties: Any) -> alt.Chart:
    """The `text` of each row, set in `properties`, that still lacks its place."""
    layer: alt.Chart = drawing(rows).mark_text(**properties).encode(text=WORDS)
    return layer


def panel(height: int, *layers: alt.Chart) -> alt.LayerChart:
    """Draw layers over each other, the first at the back, in a panel as wide as the page allows."""
    return alt.LayerChart(layer=list(layers), width=PLOT, height=height)


def wrap(text: str, room: float, size: int = TEXT) -> list[str]:
    """Break text into lines that fit `room` pixels, taking a Chinese character as square and others as 0.6 of it."""
    lines, used = [""], 0.0
    for character in text:
        width = size * (1 if ord(character) > 0x2000 else 0.6)
        if used + width > room and lines[-1] and character not in "，。；、）”":
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += width
    return lines
