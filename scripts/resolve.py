"""Answers where a provision is and what it says, for staff who script.

    python -m scripts.resolve zj-1.1-p1-s2
    python -m scripts.resolve "衢州 三（一）1 第2段"
    python -m scripts.resolve --json "浙江 二（三）第1点第1段第2句"

Prints id, place, address below the site's root and text. Exit codes: 0 found, 1 unknown (the nearest are told).
"""

from __future__ import annotations

import argparse
import json
import sys

from plan_model.files.load import load_collection, load_registry
from plan_model.ids.addresses import provision_address
from plan_model.ids.locator import find_provision, full_locator, nearest_provisions
from plan_model.ids.registry import Registry
from plan_model.shapes.collection import Collection


def resolve(collection: Collection, query: str) -> dict[str, str] | None:
    """Return id, place, address and text of what a query names, or None."""
    identifier = find_provision(collection, query)
    if identifier is None:
        return None
    return {
        "id": identifier,
        "place": full_locator(collection, identifier),
        "address": provision_address(collection, identifier),
        "text": collection.texts[identifier],
    }


def explain_unknown(collection: Collection, registry: Registry, query: str) -> str:
    """Return what to tell a person whose query names nothing: what replaced a retired id, or what is nearest."""
    if query in registry.retired:
        heirs = registry.heirs(query)
        return f"{query} was retired on {registry.retired[query].date}; " + (
            f"replaced by: {', '.join(heirs)}" if heirs else "nothing replaces it"
        )
    near = [
        f"{identifier} ({full_locator(collection, identifier)})" for identifier in nearest_provisions(collection, query)
    ]
    hint = f"nearest: {'; '.join(near)}" if near else "write an id as pages print it, or the plan's name and the place"
    return f"{query!r} names no provision; expected an id or a plan and a place; {hint}"


def main(arguments: list[str] | None = None) -> int:
    """Resolve one query and print the answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("query", help="an id, or a plan and a place in it")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    options = parser.parse_args(arguments)
    collection = load_collection()
    answer = resolve(collection, options.query)
    if answer is None:
        print(explain_unknown(collection, load_registry(), options.query), file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False) if options.json else "\n".join(answer.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
