"""The site's charts as finished figures, kept on disk by what they show, so that Altair loads only for a new one.

Building and checking a chart's specification costs some 50 ms; reading the figure back costs nothing. A figure is named
by the hash of its data, of the code that draws it and of the libraries' versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from plan_model.files.digests import digest_of
from plan_model.files.whole_files import kept_text
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Strict

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "figures"
_CODE = (
    "macros/charts",
    "macros/kept_charts.py",
    "plan_model/derived/printed_figures.py",
    "plan_model/shapes/indicators.py",
    "target_calculator",
)
_PACKAGES = ("altair", "pandas", "vl-convert-python")


def indicator_figure(collection: Collection, indicator_id: str, scopes: Sequence[str], title: str) -> str:
    """Return the chart of an indicator's values in the given scopes; empty when there is none to draw."""
    values = [value for value in collection.values_by_indicator[indicator_id] if value.scope in scopes]
    shown = [collection.indicators[indicator_id], *(collection.scopes[scope] for scope in scopes), *values]

    def draw() -> str:
        from macros.charts import chart_html, describe_values, indicator_chart  # noqa: PLC0415  Altair loads slowly

        chart = indicator_chart(collection, indicator_id, scopes)
        if chart is None:
            return ""
        return chart_html(chart, title=title, description=describe_values(collection, indicator_id, scopes))

    return _kept(["indicator", title, *_as_text(shown)], draw)


def headline_figure(collection: Collection, title: str, description: str) -> str:
    """Return the chart of the home page."""

    def draw() -> str:
        from macros.charts import chart_html, headline_chart  # noqa: PLC0415  Altair loads slowly

        return chart_html(headline_chart(collection), title=title, description=description)

    return _kept(
        ["headline", title, description, *_as_text([*collection.indicators.values(), *collection.all_values])], draw
    )


def matrix_figure(rows: Sequence[dict[str, object]], drawn: str, title: str, description: str) -> str:
    """Return the picture of how many pairs join the rows' `省` and `市`; `drawn` is the heading inside the drawing."""

    def draw() -> str:
        from macros.charts import chart_html, matrix_chart  # noqa: PLC0415  Altair loads slowly

        chart = matrix_chart(rows, row="省", column="市", count="条数", title=drawn)
        return chart_html(chart, title=title, description=description)

    return _kept(["matrix", drawn, title, description, repr([sorted(row.items()) for row in rows])], draw)


def _as_text(records: Iterable[Strict]) -> list[str]:
    return [record.model_dump_json(exclude={"row"}) for record in records]


def _kept(parts: Iterable[str], draw: Callable[[], str], folder: Path = CACHE) -> str:
    path = folder / f"{sha256(chr(0).join([_drawn_by(), *parts]).encode()).hexdigest()}.html"
    return kept_text(path, draw)


@cache
def _drawn_by() -> str:
    """The code and the libraries that draw."""
    return digest_of([ROOT / name for name in _CODE], ROOT, map(version, _PACKAGES))
