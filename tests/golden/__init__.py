"""The published data and the charts as they were last looked at: small files whole, the rest by digest.

`python -m tests.golden` takes them anew after a change that is meant; what git then shows as changed is what the change
does to the data that others use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from macros.charts import headline_chart, indicator_chart, matrix_chart
from plan_model.publication import Publication
from plan_model.published.export import data_texts

FOLDER = Path(__file__).parent / "data"
CHARTS = Path(__file__).parent / "charts.txt"
WHOLE = 100_000  # characters; a longer file is kept by its digest and its first lines
FIRST_LINES = 12
# Each indicator's file holds rows of indicators.csv: their digests, in one list, are enough.
IN_ONE_LIST = "data/indicators/"


def published(publication: Publication) -> dict[str, str]:
    """Return everything that is published under site/data/, by its path.

    The data package's sizes and digests are left out: they follow from the other files.
    """
    texts = data_texts(publication)
    package = json.loads(texts["data/datapackage.json"])
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    return {**texts, "data/datapackage.json": json.dumps(package, ensure_ascii=False, indent=1) + "\n"}


def golden_files(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the golden files of published texts, by name."""
    files = {}
    digests = []
    for path, text in sorted(texts.items()):
        name = path.removeprefix("data/").replace("/", "--")
        lines = text.split("\n")
        if len(text) > WHOLE or path.startswith(IN_ONE_LIST):
            digests.append(f"{hashlib.sha256(text.encode()).hexdigest()} {len(lines)} {path}\n")
        if path.startswith(IN_ONE_LIST):
            continue
        files[name] = text if len(text) <= WHOLE else "\n".join([*lines[:FIRST_LINES], ""])
    return {**files, "digests.txt": "".join(digests)}


def chart_digests(publication: Publication) -> str:
    """Return a line for each chart: its name, how many letters describe it, and their digest."""
    collection = publication.collection
    charts = {name: indicator_chart(collection, name, _scopes(publication, name)) for name in collection.indicators}
    charts["(headline)"] = headline_chart(collection, collection.site.headline_table or "")
    counts = {("一", "甲"): 1, ("一", "乙丙丁戊己庚辛壬癸"): 5, ("二", "甲"): 0, ("二", "乙丙丁戊己庚辛壬癸"): 12}
    cells = [{"row": row, "column": column, "count": count} for (row, column), count in counts.items()]
    charts["(matrix)"] = matrix_chart(cells, row="row", column="column", count="count", title="几对")
    specs = {name: json.dumps(chart.to_dict(), sort_keys=True) for name, chart in charts.items() if chart is not None}
    return "".join(f"{name} {len(spec)} {hashlib.sha256(spec.encode()).hexdigest()}\n" for name, spec in specs.items())


def _scopes(publication: Publication, indicator: str) -> list[str]:
    return list(dict.fromkeys(value.scope for value in publication.collection.values_by_indicator[indicator]))
