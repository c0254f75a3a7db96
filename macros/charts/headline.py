"""The chart of the home page: how many times its baseline each amount of one table of targets is to be."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt

from macros.charts.style import INK, LEFT, PLOT, TARGET, TEXT, TIP, Y2, Row, drawing, panel, stack, text_layer
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.growth import multiple
from target_calculator.quantity import Undefined, format_number, kind_of

HEADING_HEIGHT, BAR, STEP, GROUP_GAP = 24, 20, 24, 12
NAME_WIDTH, FIGURES_WIDTH = 34, 150


def headline_chart(collection: Collection, table: str) -> alt.TopLevelMixin:
    """Return the targets of a table as multiples of their baselines, each scope of its own.

    Amounts and numbers only: a multiple of a percentage says nothing, and one of zero does not exist.
    """
    groups = [(name, bars) for name, bars in _groups(collection, table) if bars]
    bars: list[Row] = []
    headings: list[Row] = []
    height = 0
    for name, group in groups:
        headings.append({"y": height + HEADING_HEIGHT - 8, "text": name})
        height += HEADING_HEIGHT
        for bar in group:
            bars.append({**bar, "y": height, "y2": height + BAR, "middle": height + BAR / 2})
            height += STEP
        height += GROUP_GAP
    return stack([_layers(bars, headings, height)], height)


def _groups(collection: Collection, table: str) -> Iterator[tuple[str, list[Row]]]:
    for indicator in collection.indicators.values():
        values = [v for v in collection.values_by_indicator[indicator.id] if v.provision_id.startswith(f"{table}-")]
        scopes = {v.scope: collection.scopes[v.scope].short_name or collection.scopes[v.scope].name for v in values}
        bars = [_bar(values, scope, name) for scope, name in scopes.items()]
        yield f"{indicator.name}（{indicator.unit}）", [bar for bar in bars if bar]


def _bar(values: list[IndicatorValue], scope: str, name: str) -> Row | None:
    levels = {v.kind: v for v in values if v.scope == scope and v.aspect == "level" and v.form == "point"}
    baseline, target = levels.get("baseline"), levels.get("target")
    if baseline is None or target is None or kind_of(target.unit) not in ("money", "count"):
        return None
    times = multiple(baseline.value, target.value)
    if isinstance(times, Undefined):
        return None
    figures = f"{format_number(times, 2)}倍 {baseline.printed}→{target.printed}"
    tip = (
        f"{name}：{baseline.year}年 {baseline.printed}{baseline.unit}，"
        f"{target.year}年目标 {target.printed}{target.unit}"
    )
    return {"times": float(times), "scope": name, "figures": figures, "tip": tip, "zero": 0}


def _layers(bars: list[Row], headings: list[Row], height: int) -> alt.LayerChart:
    longest = max((bar["times"] for bar in bars), default=1.0)
    scale = alt.Scale(domain=[0, longest], range=[NAME_WIDTH - LEFT + 4, PLOT - FIGURES_WIDTH], nice=False)
    times = alt.X("times:Q", scale=scale, axis=None)
    data = drawing(bars)
    left = alt.value(4 - LEFT)
    return panel(
        height,
        data.mark_rect(color=TARGET, opacity=0.9).encode(x=times, x2=alt.X2("zero:Q"), y=_pixels("y"), y2=Y2, **TIP),
        *_start(times, bars, height),
        data.mark_text(align="left", baseline="middle").encode(x=left, y=_pixels("middle"), text=alt.Text("scope:N")),
        data.mark_text(align="left", baseline="middle", dx=6).encode(
            x=times, y=_pixels("middle"), text=alt.Text("figures:N")
        ),
        text_layer(headings, align="left", fontWeight="bold", fontSize=TEXT + 1).encode(x=left, y=_pixels("y")),
    )


def _start(times: alt.X, bars: list[Row], height: int) -> list[alt.Chart]:
    """Mark on every bar where it would end if nothing grew."""
    lines = drawing([{"times": 1, "y": bar["y"], "y2": bar["y2"] + 3} for bar in bars])
    label = text_layer([{"times": 1, "y": height, "text": "基期＝1倍"}], baseline="top", dy=2)
    return [
        lines.mark_rule(color=INK, strokeWidth=2).encode(x=times, y=_pixels("y"), y2=Y2),
        label.encode(x=times, y=_pixels("y")),
    ]


def _pixels(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=None, axis=None)
