"""The search index of a plan: its provisions as the search dialog reads them, shipped as a classic script.

A classic script loads on the web and over file:// alike. Matching is done in the browser by
docs/assets/javascripts/search/match.js; `normalise` here and there are the same function.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NotRequired, TypedDict

from plan_model.ids.addresses import chapter_page
from plan_model.shapes.plan import Plan, Provision

# White space and invisible characters, spelt out so that Python and JavaScript drop the same ones. The line feed is
# kept: it stands between the cells of a table, and no match reaches across it.
IGNORED = frozenset(
    "\t\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)


class Entry(TypedDict):
    """One thing that can be found; `parts` are (anchor, text), `parent` is the place of the entry it stands below."""

    id: str
    kind: str
    page: str
    heading: str
    parts: list[tuple[str, str]]
    parent: NotRequired[int]


class Index(TypedDict):
    """The index of one plan, or of one further kind of thing (indicators, terms)."""

    key: str
    title: str
    entries: list[Entry]


def normalise(text: str) -> str:
    """Return text as the search compares it: compatibility forms folded, lower case, no spaces.

    Folded one character at a time, so that a position can be mapped back to the original.
    """
    return "".join(char for original in text for char in _folded(original) if char not in IGNORED)


def query_words(query: str) -> list[str]:
    """Return the words of a query, normalised; a provision that contains all of them is a hit."""
    spaced = "".join(" " if char in IGNORED or char == "\n" else char for char in query)
    return [word for word in map(normalise, spaced.split(" ")) if word]


def searchable_fields(entry: Entry) -> list[str]:
    """Return the texts within which a word may match: the heading, and the sentences run on or the cells."""
    texts = [text for _, text in entry["parts"]]
    return [entry["heading"], "".join(texts)] if entry["kind"] == "paragraph" else [entry["heading"], *texts]


def build_index(plan: Plan, extra: Iterable[Entry] = ()) -> Index:
    """Return the index of a plan: every provision down to the paragraph in the order of the text, then `extra`."""
    entries: list[Entry] = []
    for chapter in plan.chapters:
        _add(entries, chapter, chapter_page(chapter.id), None)
    return Index(key=plan.key, title=plan.info.short_title, entries=[*entries, *extra])


def index_script(plan: Plan, extra: Iterable[Entry] = ()) -> str:
    """Return the text of `assets/search/<plan>.js`, which hands the plan's index to the search dialog."""
    return register_script(build_index(plan, extra))


def register_script(index: Index) -> str:
    """Return a classic script that registers an index."""
    return f"PlanSearch.register({_json(index)});\n"


def manifest_script(keys: Sequence[str]) -> str:
    """Return the text of `assets/search/plans.js`, which names the indexes to load (`assets/search/<key>.js`)."""
    return f"PlanSearch.announce({_json(list(keys))});\n"


def _add(entries: list[Entry], provision: Provision, page: str, parent: int | None) -> None:
    here = len(entries)
    entries.append(
        Entry(
            id=provision.id,
            kind=provision.kind,
            page=page,
            heading=f"{provision.number}{' ' if provision.kind == 'table' else ''}{provision.heading}",
            parts=list(_parts(provision)),
        )
    )
    if parent is not None:
        entries[here]["parent"] = parent
    for child in provision.children:
        _add(entries, child, page, here)


def _parts(provision: Provision) -> Iterator[tuple[str, str]]:
    """Sentences as they stand; of a table the header and each row, cells apart."""
    labels = dict.fromkeys(cell for row in provision.header for cell in row if cell)
    if labels:
        yield provision.id, "\n".join(labels)
    for key, text in provision.sentences.items():
        yield f"{provision.id}-{key}", text
    for number, row in enumerate(provision.rows, start=1):
        yield f"{provision.id}-r{number}", "\n".join(cell for cell in row if cell)


def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char).lower()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
