"""The chart of one indicator: a panel a scope, from past values to the targets in their printed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from macros.charts.marks import HALF_SLOT, UNLIMITED, Align, Mark, Span
from macros.charts.panels import Panel, panels, years_shown
from macros.charts.style import (
    COLOUR,
    HEADING,
    LEFT,
    LINE,
    PANEL_GAP,
    PAST,
    PLOT,
    TARGET,
    TIP,
    X2,
    Y2,
    Row,
    drawing,
    panel,
    stack,
    text_layer,
    wrap,
)
from plan_model.shapes.collection import Collection
from target_calculator.quantity import kind_of

PLOT_HEIGHT, LABEL_ROOM = 140, 30
OPEN_ROOM = Decimal("1.2")
FEW = 6  # up to here every whole number has a tick
COMPARABLE = 3  # scopes share a range of values when none would shrink below a third of it
OUTLINE = alt.Stroke("colour:N", scale=None, legend=None)
# In drawing order; the page shows the words of the shapes that a chart has.
LEGEND = {
    "allowed": "浅色区域：“超过”“不低于”“低于”等所指的一侧",
    "band": "浅色带：区间，或从下限到力争值",
    "block": "色块：一段时期的合计数或新增数",
    "about_block": "虚线框色块：一段时期的约数",
    "growth_path": "曲线：按年均增幅逐年推算的数值",
    "bound_path": "曲线：按年均增幅逐年推算的界限，浅色区域为所指的一侧",
    "course": "虚线：从基期到目标的连线，中间各年规划没有给出数值",
    "limit": "粗实线：上限或下限",
    "span": "粗实线：整个时期的数值",
    "undated": "点线：规划没有写明年份",
    "dot": "圆点：规划给出的数值",
    "about_dot": "空心圆：约数",
}


def indicator_chart(collection: Collection, indicator_id: str, scope_ids: Sequence[str]) -> alt.TopLevelMixin | None:
    """Return the baseline, past values and targets of an indicator, a panel a scope; None when none has a number.

    Values keep the unit that the plan prints; scopes of one plan and unit share the range of values.
    """
    found = panels(collection, indicator_id, scope_ids)
    if not any(content.marks for content in found):
        return None
    span = years_shown(collection, indicator_id, scope_ids)
    parts = [_panel(content, _top(content, found), span) for content in found]
    heights = [_plot_top(content) + (PLOT_HEIGHT if content.marks else 0) for content in found]
    return stack(parts, sum(heights) + PANEL_GAP * (len(found) - 1), _legend(found))


def _legend(found: Sequence[Panel]) -> str:
    """Say what the shapes of this chart mean; the page shows it as text below the drawing."""
    drawn = {mark.kind for content in found for mark in content.marks}
    return "；".join(words for kind, words in LEGEND.items() if kind in drawn)


def _top(content: Panel, found: Sequence[Panel]) -> float:
    """The largest value shown: the same for comparable scopes of a plan."""
    if content.share:
        return 100.0
    own = (content.scope.plan, content.unit, content.measure)
    alike = [other for other in found if (other.scope.plan, other.unit, other.measure) == own]
    highest, common = _highest(content), max(map(_highest, alike))
    return float(common if highest * COMPARABLE >= common else highest) or 1.0


def _highest(content: Panel) -> Decimal:
    """The largest number drawn, with room above it for what has no upper limit."""
    values = [value for mark in content.marks for value in (mark.y, mark.y2)]
    return max(filter(Decimal.is_finite, values), default=Decimal(0)) * (OPEN_ROOM if UNLIMITED in values else 1)


def _bottom(content: Panel) -> float:
    """Zero, so that heights compare, unless a value is below it."""
    return min(0.0, *(float(mark.y) for mark in content.marks))


def _notes(content: Panel) -> list[str]:
    return [line for note in content.notes for line in wrap(note, PLOT + LEFT)]


def _plot_top(content: Panel) -> int:
    """Where the plane begins: below the heading, the notes and the axis title."""
    return LINE * (1 + len(_notes(content))) + (LINE + LABEL_ROOM if content.marks else 0)


def _panel(content: Panel, top: float, span: Span) -> alt.LayerChart:
    height = _plot_top(content) + (PLOT_HEIGHT if content.marks else 0)
    if not content.marks:
        return panel(height, *_header(content))
    axes = _axes(content, top, height, span)
    shapes = [layer for kind in LEGEND for layer in _layers(kind, content, top, axes)]
    return panel(height, *shapes, *_labels(content.marks, axes), *_header(content))


def _header(content: Panel) -> list[alt.Chart]:
    """The scope's name, then a line for each note and the axis title, from the top of the content."""
    name = text_layer([{"y": LINE - 4, "text": content.heading}], align="left", fontSize=HEADING, fontWeight="bold")
    lines = [*_notes(content), *([content.axis] if content.marks else [])]
    rows = [{"y": LINE * (index + 2) - 4, "text": line} for index, line in enumerate(lines)]
    place: dict[str, Any] = {"x": alt.value(4 - LEFT), "y": alt.Y("y:Q", scale=None, axis=None)}
    return [name.encode(**place), text_layer(rows, align="left").encode(**place)]


def _axes(content: Panel, top: float, height: int, span: Span) -> dict[str, Any]:
    """Years across and values up; numbers of enterprises and the like have no ticks between whole ones."""
    whole = all(mark.y == int(mark.y) for mark in content.marks) and kind_of(content.unit) not in ("money", "ratio")
    years = alt.Axis(
        values=list(range(span.first, span.last + 1)), grid=False, labelExpr="datum.value % 5 ? '' : datum.value + '年'"
    )
    x_scale = alt.Scale(domain=[span.first - 0.6, span.last + HALF_SLOT + 0.1], nice=False, zero=False)
    y_scale = alt.Scale(domain=[_bottom(content), top], range=[height, _plot_top(content)], nice=False, zero=False)
    ticks = list(range(int(top) + 1)) if whole and top < FEW else alt.Undefined
    values = alt.Axis(values=ticks, tickCount=4, domain=False, ticks=False, labelPadding=6, format=",~f")
    return {"x": alt.X("x:Q", scale=x_scale, axis=years), "y": alt.Y("y:Q", scale=y_scale, axis=values)}


def _rows(kind: str, marks: Sequence[Mark], ends: tuple[float, float]) -> list[Row]:
    """What a layer draws; open sides reach the ends of the plane."""
    return [
        {
            "x": mark.x,
            "x2": mark.x2,
            "y": float(mark.y),
            "y2": min(max(float(mark.y2), ends[0]), ends[1]),
            "colour": PAST if mark.past else TARGET,
            "tip": mark.tip,
        }
        for mark in marks
        if mark.kind == kind
    ]


def _layers(kind: str, content: Panel, top: float, axes: Mapping[str, Any]) -> list[alt.Chart]:
    """The layers of all marks of a kind, none when there are none."""
    rows = _rows(kind, content.marks, (_bottom(content), top))
    base, common = drawing(rows), {**axes, "color": COLOUR, **TIP}
    if not rows:
        return []
    if kind in ("dot", "about_dot"):
        return [_shape(base, kind).encode(**common)]
    if kind in ("growth_path", "bound_path"):
        areas = [base.mark_area(opacity=0.18, line=False).encode(**common, y2=Y2)] if kind == "bound_path" else []
        return [*areas, base.mark_line(strokeWidth=3).encode(**common)]
    outline: dict[str, Any] = {"stroke": OUTLINE} if kind == "about_block" else {}
    return [_shape(base, kind).encode(**common, **outline, x2=X2, y2=Y2)]


def _shape(base: alt.Chart, kind: str) -> alt.Chart:
    shapes: dict[str, Callable[[], alt.Chart]] = {
        "allowed": lambda: base.mark_rect(opacity=0.18),
        "band": lambda: base.mark_rect(opacity=0.45),
        "block": lambda: base.mark_rect(opacity=0.75),
        "about_block": lambda: base.mark_rect(fillOpacity=0.4, strokeWidth=2, strokeDash=[5, 4]),
        "course": lambda: base.mark_rule(strokeWidth=2, strokeDash=[6, 4]),
        "limit": lambda: base.mark_rule(strokeWidth=3),
        "span": lambda: base.mark_rule(strokeWidth=3),
        "undated": lambda: base.mark_rule(strokeWidth=3, strokeDash=[2, 4]),
        "dot": lambda: base.mark_point(filled=True, opacity=1, size=110),
        "about_dot": lambda: base.mark_point(filled=False, opacity=1, size=110, strokeWidth=2.5),
    }
    return shapes[kind]()


def _labels(marks: Sequence[Mark], axes: Mapping[str, Any]) -> list[alt.Chart]:
    """The printed wordings; one of several lines begins as much higher."""
    groups: dict[tuple[Align, int], list[Row]] = {}
    for mark in marks:
        if mark.label:
            row = _label(mark)
            groups.setdefault((mark.align, len(row["text"])), []).append(row)
    return [
        text_layer(rows, align=align, baseline="bottom", dy=-7 - LINE * (lines - 1), lineHeight=LINE, fontWeight="bold")
        .encode(**axes)
        for (align, lines), rows in sorted(groups.items())
    ]  # fmt: skip


def _label(mark: Mark) -> Row:
    """The printed wording stands above its shape."""
    x = {"left": mark.x, "center": (mark.x + mark.x2) / 2, "right": mark.x2}[mark.align]
    top = max(value for value in (mark.y, mark.y2) if value.is_finite())
    room = PLOT * {"left": 0.38, "center": 1, "right": 0.45}[mark.align]
    return {"x": x, "y": float(top), "text": wrap(mark.label, room)}
