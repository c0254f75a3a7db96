"""Runs the search's matching core under Node over the real plans, and the brute-force scan it is held against."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from plan_model.files.load import load_plan, plan_keys
from plan_model.published.search_index import Index, build_index, query_words, register_script
from plan_model.published.search_pinyin import pinyin_script
from plan_model.shapes.plan import Plan, Provision
from scripts.building.node import node_command

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "docs/assets/javascripts/search"


@cache
def plans() -> tuple[Plan, ...]:
    return tuple(load_plan(key) for key in plan_keys())


@cache
def scripts() -> tuple[str, ...]:
    indexes = [build_index(plan) for plan in plans()]
    data = [*map(register_script, indexes), pinyin_script(indexes)]
    return (*((CORE / name).read_text("utf-8") for name in ("match.js", "pinyin.js")), *data)


def ask(queries: Sequence[str], extra: Sequence[Index] = ()) -> dict[str, Any]:
    """Return `answers` (one a query: exact and pinyin hits) and the `milliseconds` that they took."""
    request = json.dumps({"scripts": [*scripts(), *map(register_script, extra)], "queries": list(queries)})
    command = [*node_command(), str(ROOT / "tests/search/run_queries.js")]
    answer = subprocess.run(command, input=request, capture_output=True, check=True, encoding="utf-8")
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def scan(query: str) -> set[str]:
    """Return the ids of the provisions that contain every word of the query, by reading all of them."""
    words = [plain(word) for word in query_words(query)]
    return {
        provision.id
        for plan in plans()
        for provision in plan.provisions()
        if words and all(any(word in plain(field) for field in fields(provision)) for word in words)
    }


def fields(provision: Provision) -> list[str]:
    """A provision's own wording: its heading, its sentences run on, the cells of its table."""
    cells = [cell for row in (*provision.header, *provision.rows) for cell in row]
    return [provision.number + provision.heading, "".join(provision.sentences.values()), *cells]


@cache
def plain(text: str) -> str:
    """Fold width and case and drop spaces by the plainest means: the whole text at once, not by character."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).lower().split())
