"""The data scripts of a pack: of what the site's scripts look up, that alone which leads to pages of the pack."""

from __future__ import annotations

import json
import re
from collections.abc import Set as AbstractSet
from typing import Any

from plan_model.published.search_index import manifest_script, register_script
from scripts.bundle.archive import Files

_SEARCH = re.compile(r"assets/search/[\w-]+\.js")
_PLANS = "assets/search/plans.js"
_CITE = re.compile(r"assets/cite/[\w-]+\.js")
_REGISTERED = r"\s*{}\.register\((.*)\);?\s*"


def pack_data(files: Files, pages: AbstractSet[str]) -> dict[str, bytes]:
    """Return the search indexes and citation data of a site as a pack with the given pages has them, by path."""
    data: dict[str, bytes] = {}
    keys = []
    for path, content in files.items():
        if index := _registered(_SEARCH, "PlanSearch", path, content):
            index["entries"] = _entries_on(index["entries"], pages)
            data[path] = register_script(index).encode()
            keys.append(index["key"])
        elif plan := _registered(_CITE, "PlanCite", path, content):
            plan["counterparts"] = _counterparts_on(plan.get("counterparts", {}), pages)
            data[path] = f"PlanCite.register({json.dumps(plan, ensure_ascii=False)});\n".encode()
    return {**data, _PLANS: manifest_script(keys).encode()}


def _registered(paths: re.Pattern[str], receiver: str, path: str, content: bytes) -> Any:
    """What a data script hands to its receiver; None when the file is another one."""
    match = paths.fullmatch(path) and re.fullmatch(_REGISTERED.format(receiver), content.decode(), re.DOTALL)
    return json.loads(match[1]) if match else None


def _counterparts_on(counterparts: dict[str, list[list[str]]], pages: AbstractSet[str]) -> dict[str, list[list[str]]]:
    """The counterparts [relation, place, address] of each id whose page is kept."""
    kept = {key: [one for one in found if one[2].partition("#")[0] in pages] for key, found in counterparts.items()}
    return {key: found for key, found in kept.items() if found}


def _entries_on(entries: list[dict[str, Any]], pages: AbstractSet[str]) -> list[dict[str, Any]]:
    """The entries whose page is kept; a paragraph whose chapter is not, but which has its own page, moves there."""
    kept: list[dict[str, Any]] = []
    place: dict[int, int] = {}
    for number, entry in enumerate(entries):
        own = f"m/{entry['id']}.html"
        if entry["page"] in pages or own in pages:
            place[number] = len(kept)
            kept.append(entry if entry["page"] in pages else _moved(entry, own))
    for entry in kept:
        if "parent" in entry:
            entry["parent"] = place.get(entry["parent"])
            if entry["parent"] is None:
                del entry["parent"]
    return kept


def _moved(entry: dict[str, Any], page: str) -> dict[str, Any]:
    """An entry with the address of its own page, where sentences are `#s2`."""
    prefix = f"{entry['id']}-"
    return {**entry, "page": page, "parts": [[name.removeprefix(prefix), text] for name, text in entry["parts"]]}
