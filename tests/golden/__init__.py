"""The published data as it was last looked at: small files whole, large ones by digest and first rows.

`python -m tests.golden` takes them anew after a change that is meant; what git then shows as changed is what the change
does to the data that others use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from plan_model.publication import Publication
from plan_model.published.export import data_texts

FOLDER = Path(__file__).parent / "data"
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
