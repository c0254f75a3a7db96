"""The texts of all plans as the chapter files print them, read without the model: what tests count against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml

from scripts.building.steps import ROOT

APART = "\0"  # between the cells of a row, so that no name is read across two


def texts_on_disk() -> Iterator[tuple[str, str]]:
    """Every id and what the chapter files print there, without white space."""
    for path in sorted((ROOT / "plan_data" / "plans").glob("*/chapters/*.yml")):
        waiting = [yaml.safe_load(path.read_text(encoding="utf-8"))]
        while waiting:
            one = waiting.pop()
            waiting += one.get("children", [])
            cells = [cell for row in one.get("header", []) for cell in row]
            yield one["id"], APART.join(map(squeezed, [one.get("heading", ""), *cells]))
            yield from ((f"{one['id']}-{key}", squeezed(text)) for key, text in one.get("sentences", {}).items())
            for number, row in enumerate(one.get("rows", []), start=1):
                yield f"{one['id']}-r{number}", APART.join(map(squeezed, row))


def longest_first(text: str, forms: Iterable[tuple[str, str]]) -> set[str]:
    """What `text` names by the given (form, name) pairs, a longer form standing before those inside it."""
    found = set()
    for form, name in sorted(((squeezed(form), name) for form, name in forms), key=lambda pair: -len(pair[0])):
        if form in text:
            found.add(name)
            text = text.replace(form, APART)
    return found


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
