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

    plans = (collection.plans[collection.scopes[scope].plan].info for scope in scopes)
    periods = [f"{info.first_year}-{info.last_year}" for info in plans]
    return _kept(["indicator", title, *periods, *_as_text(shown)], draw)


def headline_figure(collection: Collection) -> str:
    """Return the targets of the table that site.yml names as multiples of their baselines; nothing where none is."""
    table = collection.site.headline_table
    if table is None or table not in collection.places:
        return ""
    name, plan = collection.places[table].provision.number.replace(" ", ""), collection.plan_of(table).info
    place = plan.place or plan.short_title
    base, goal = (_years(collection, table, kind) for kind in ("baseline", "target"))
    title = f"{place}{goal}目标相当于{base or '基期'}的倍数"
    description = f"{name}各项金额和家数目标除以{base}基期值，各范围分开。"

    def draw() -> str:
        from macros.charts import chart_html, headline_chart  # noqa: PLC0415  Altair loads slowly

        return chart_html(headline_chart(collection, table), title=title, description=description)

    records = [*collection.indicators.values(), *collection.scopes.values(), *collection.all_values]
    return _kept(["headline", table, title, description, *_as_text(records)], draw)


def _years(collection: Collection, table: str, kind: str) -> str:
    """The years of a table's levels of one kind, in words."""
    years = {
        value.year
        for value in collection.all_values
        if value.provision_id.startswith(f"{table}-") and value.kind == kind and value.aspect == "level"
    }
    return "、".join(f"{year}年" for year in sorted(years) if year)


def matrix_figure(cells: Sequence[tuple[str, str, int]], drawn: str, title: str, description: str) -> str:
    """Return the picture of counts by (row, column, count); `drawn` is the heading inside the drawing."""

    def draw() -> str:
        from macros.charts import chart_html, matrix_chart  # noqa: PLC0415  Altair loads slowly

        rows: list[dict[str, object]] = [dict(zip(("row", "column", "count"), cell, strict=True)) for cell in cells]
        chart = matrix_chart(rows, row="row", column="column", count="count", title=drawn)
        return chart_html(chart, title=title, description=description)

    return _kept(["matrix", drawn, title, description, repr(list(cells))], draw)


def _as_text(records: Iterable[Strict]) -> list[str]:
    return [record.model_dump_json(exclude={"row"}) for record in records]


def _kept(parts: Iterable[str], draw: Callable[[], str], folder: Path = CACHE) -> str:
    path = folder / f"{sha256(chr(0).join([_drawn_by(), *parts]).encode()).hexdigest()}.html"
    return kept_text(path, draw)


@cache
def _drawn_by() -> str:
    """The code and the libraries that draw."""
    return digest_of([ROOT / name for name in _CODE], ROOT, map(version, _PACKAGES))
