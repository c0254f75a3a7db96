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
Row = dict[str, Any]


def stack(parts: Sequence[alt.LayerChart], height: int, legend: str = "") -> alt.TopLevelMixin:
    """Put panels below each other; the page size goes along in usermeta, for it cannot be measured."""
    chart: alt.VConcatChart = alt.vconcat(*parts, spacing=PANEL_GAP, bounds="flush").configure(**_config())
    size = {"width": PLOT, "height": height, "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}
    return chart.properties(usermeta={**size, "legend": legend})


def _config() -> dict[str, Any]:
    axis = {
        "labelFontSize": TEXT, "labelColor": INK, "labelLimit": 0, "labelOverlap": False, "title": None,
        "gridColor": INK, "gridOpacity": 0.15, "domainColor": INK, "tickColor": INK, "domainOpacity": 0.6,
        "tickOpacity": 0.6, "minExtent": 0, "maxExtent": 0,
    }  # fmt: skip
    text = {"color": INK, "fontSize": TEXT, "limit": 0}
    return {"axis": axis, "text": text, "view": {"stroke": None}, "background": "transparent", "font": "sans-serif"}


def drawing(rows: Sequence[Row]) -> alt.Chart:
    """A chart of `rows`, which travel inside the specification, that still lacks its shape."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def text_layer(rows: Sequence[Row], **properties: Any) -> alt.Chart:
    """The `text` of each row, set in `properties`, that still lacks its place."""
    layer: alt.Chart = drawing(rows).mark_text(**properties).encode(text="text:N")
    return layer


def layered(*charts: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    """Draw charts over each other, the first at the back."""
    return alt.LayerChart(layer=charts)


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
