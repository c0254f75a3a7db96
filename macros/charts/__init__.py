"""Charts of plan data; no other package imports Altair."""

from macros.charts.headline import headline_chart
from macros.charts.matrix import matrix_chart
from macros.charts.panels import describe_values
from macros.charts.render import chart_html
from macros.charts.value_chart import indicator_chart

__all__ = ["chart_html", "describe_values", "headline_chart", "indicator_chart", "matrix_chart"]
