"""One picture of all ratios: the median as a dot, lowest to highest as a line, the aim as a tick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import altair
import vl_convert

from bench.report import Row

PLOT = Path(__file__).parent / "ratios.svg"
AIM = re.compile(r"([≤≥<>]) ([\d.]+)")
WIDTH, STEP, LABELS = 420, 22, 560  # pixels
COLOURS = {"reached": "#1b7837", "missed": "#b2182b", "no aim": "#555555"}


def ratio_plot(rows: Iterable[Row]) -> str:
    """Return an SVG of the rows whose unit is ×, on a logarithmic scale; an empty text where there are none."""
    ratios = [_values(row) for row in rows if row.unit == "×"]
    return _draw(ratios) if ratios else ""


def _values(row: Row) -> dict[str, object]:
    aim = AIM.match(row.aim)
    return {
        "name": f"{row.name} ({row.aim})" if row.aim else row.name,
        "median": row.median,
        "low": min(row.samples),
        "high": max(row.samples),
        "aim": float(aim[2]) if aim else None,
        "state": _state(row.median, aim),
    }


def _state(median: float, aim: re.Match[str] | None) -> str:
    if aim is None:
        return "no aim"
    least = float(aim[2])
    reached = {"≤": median <= least, "<": median < least, "≥": median >= least, ">": median > least}
    return "reached" if reached[aim[1]] else "missed"


def _draw(ratios: list[dict[str, object]]) -> str:
    names = altair.Y("name:N", sort=None, title=None, axis=altair.Axis(labelLimit=LABELS))
    colour = altair.Color("state:N", title=None, scale=altair.Scale(domain=[*COLOURS], range=[*COLOURS.values()]))
    scale = altair.Scale(type="log")
    base = altair.Chart(altair.InlineData(values=ratios)).encode(y=names)
    spread = base.mark_rule().encode(x=altair.X("low:Q", scale=scale, title="×"), x2="high:Q", color=colour)
    aims = base.transform_filter("datum.aim != null").mark_tick(color="black", thickness=2).encode(x="aim:Q")
    medians = base.mark_circle(size=60, opacity=1).encode(x="median:Q", color=colour)
    even = altair.Chart(altair.InlineData(values=[{"one": 1}])).mark_rule(strokeDash=[4, 4]).encode(x="one:Q")
    chart = altair.layer(even, spread, aims, medians).properties(width=WIDTH, height={"step": STEP}, background="white")
    return vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
