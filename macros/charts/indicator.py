"""The chart of one indicator: a panel a scope, from past values and the baseline to the targets in their printed form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from macros.charts.marks import FIRST_YEAR, HALF_SLOT, LAST_YEAR, Mark
from macros.charts.panels import Panel, panels
from macros.charts.style import HEADING, LEFT, LINE, PANEL_GAP, PAST, PLOT, TARGET, TEXT, Row, stack, text_layer, wrap
from plan_data.collection import Collection

PLOT_HEIGHT, LABEL_ROOM = 140, 30
DRAWING_ORDER = ("allowed", "band", "block", "floor_path", "course", "limit", "undated", "dot", "about")


def indicator_chart(
    collection: Collection, indicator_id: str, scope_ids: Sequence[str]
) -> alt.TopLevelMixin | None:
    """Return the baseline, past values and targets of an indicator, a panel a scope; None when none has a number.

    Values keep the unit that the plan prints; scopes of one plan and unit share the range of values.
    """
    found = panels(collection, indicator_id, scope_ids)
    if not any(panel.marks for panel in found):
        return None
    tops = {id(panel): _top(panel, found) for panel in found}
    parts = [_panel(panel, tops[id(panel)]) for panel in found]
    heights = [_plot_top(panel) + (PLOT_HEIGHT if panel.marks else 0) for panel in found]
    return stack(parts, sum(heights) + PANEL_GAP * (len(found) - 1))


def _top(panel: Panel, found: Sequence[Panel]) -> float:
    """The largest value shown: the same for all scopes of a plan, with room above for what has no upper limit."""
    if panel.share:
        return 100.0
    alike = [other for other in found if (other.scope.plan, other.unit) == (panel.scope.plan, panel.unit)]
    marks = [mark for other in alike for mark in other.marks]
    highest = max((value for mark in marks for value in (mark.y, mark.y2) if value is not None), default=Decimal(0))
    room = Decimal("1.2") if any(mark.y2 is None for mark in marks) else Decimal(1)
    return float(highest * room) or 1.0


def _bottom(panel: Panel) -> float:
    return min(0.0, *(float(mark.y) for mark in panel.marks))


def _notes(panel: Panel) -> list[str]:
    return [line for note in panel.notes for line in wrap(note, PLOT + LEFT)]


def _plot_top(panel: Panel) -> int:
    """Where the plane begins: below the heading, the notes and the axis title."""
    return LINE * (1 + len(_notes(panel))) + (LINE + LABEL_ROOM if panel.marks else 0)


def _panel(panel: Panel, top: float) -> alt.LayerChart:
    height = _plot_top(panel) + (PLOT_HEIGHT if panel.marks else 0)
    header = _header(panel)
    if not panel.marks:
        return alt.layer(header).properties(width=PLOT, height=height)
    axes = _axes(_bottom(panel), top, height, _plot_top(panel))
    layers = [_layer(kind, panel.marks, top, axes) for kind in DRAWING_ORDER if _has(kind, panel.marks)]
    return alt.layer(*layers, *_labels(panel.marks, axes), header).properties(width=PLOT, height=height)


def _header(panel: Panel) -> alt.Chart:
    lines = [panel.scope.name, *_notes(panel), *([panel.axis] if panel.marks else [])]
    rows = [{"text": line, "top": LINE * (index + 1) - 4, "size": TEXT if index else HEADING} for index, line in enumerate(lines)]
    return text_layer(rows, align="left").encode(
        x=alt.value(-LEFT + 4),
        y=alt.Y("top:Q", scale=None, axis=None),
        size=alt.Size("size:Q", scale=None, legend=None),
    )


def _axes(bottom: float, top: float, height: int, plot_top: int) -> dict[str, Any]:
    years = alt.Axis(
        values=list(range(FIRST_YEAR, LAST_YEAR + 1)), grid=False, labelExpr="datum.value % 5 ? '' : datum.value + '年'"
    )
    x_scale = alt.Scale(domain=[FIRST_YEAR - 0.6, LAST_YEAR + HALF_SLOT + 0.1], nice=False, zero=False)
    y_scale = alt.Scale(domain=[bottom, top], range=[height, plot_top], nice=False, zero=False)
    values = alt.Axis(tickCount=4, domain=False, ticks=False, labelPadding=6, format=",~f")
    return {"x": alt.X("x:Q", scale=x_scale, axis=years), "y": alt.Y("y:Q", scale=y_scale, axis=values)}


def _has(kind: str, marks: Sequence[Mark]) -> bool:
    return any(mark.kind == kind for mark in marks)


def _rows(kind: str, marks: Sequence[Mark], top: float) -> list[Row]:
    return [
        {
            "x": mark.x,
            "x2": mark.x2,
            "y": float(mark.y),
            "y2": top if mark.y2 is None else float(mark.y2),
            "colour": PAST if mark.past else TARGET,
            "tip": mark.tip,
        }
        for mark in marks
        if mark.kind == kind
    ]


def _layer(kind: str, marks: Sequence[Mark], top: float, axes: Mapping[str, Any]) -> alt.Chart | alt.LayerChart:
    base = alt.Chart(alt.Data(values=_rows(kind, marks, top)))
    colour = alt.Color("colour:N", scale=None, legend=None)
    common = {**axes, "color": colour, "tooltip": "tip:N", "description": "tip:N"}
    if kind == "floor_path":
        area = base.mark_area(opacity=0.18, line=False).encode(**{**common, "y2": "y2:Q"})
        return alt.layer(area, base.mark_line(strokeWidth=3).encode(**common))
    return _shape(base, kind).encode(**common, **({} if kind in ("dot", "about") else {"x2": "x2:Q", "y2": "y2:Q"}))


def _shape(base: alt.Chart, kind: str) -> alt.Chart:
    shapes = {
        "allowed": lambda: base.mark_rect(opacity=0.18),
        "band": lambda: base.mark_rect(opacity=0.45),
        "block": lambda: base.mark_rect(opacity=0.75),
        "course": lambda: base.mark_rule(strokeWidth=2, strokeDash=[6, 4]),
        "limit": lambda: base.mark_rule(strokeWidth=3),
        "undated": lambda: base.mark_rule(strokeWidth=3, strokeDash=[2, 4]),
        "dot": lambda: base.mark_point(filled=True, opacity=1, size=110),
        "about": lambda: base.mark_point(filled=False, opacity=1, size=110, strokeWidth=2.5),
    }
    return shapes[kind]()


def _labels(marks: Sequence[Mark], axes: Mapping[str, Any]) -> list[alt.Chart]:
    charts = []
    for align in ("left", "center", "right"):
        rows = [_label(mark) for mark in marks if mark.label and mark.align == align]
        if rows:
            charts.append(text_layer(rows, align=align, baseline="bottom", dy=-7, fontWeight="bold").encode(**axes))
    return charts


def _label(mark: Mark) -> Row:
    """The printed wording stands above its shape."""
    x = {"left": mark.x, "center": (mark.x + mark.x2) / 2, "right": mark.x2}[mark.align]
    top = mark.y if mark.y2 is None else max(mark.y, mark.y2)
    room = PLOT * 0.45 if mark.align == "right" else PLOT
    return {"x": x, "y": float(top), "text": wrap(mark.label, room)}
