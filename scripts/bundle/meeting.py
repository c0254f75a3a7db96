"""A meeting pack: the cover, the chosen pages of the site, and of its search and data what belongs to them."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from plan_data.search_index import manifest_script, register_script
from scripts.build_steps import BuildError
from scripts.bundle.agenda import COVER, Agenda
from scripts.bundle.archive import Files
from scripts.bundle.cover import cover_html
from scripts.bundle.trim import CALCULATOR_ASSETS, article_of, parse, serialise, trim

_INDEX = re.compile(r"assets/search/[\w-]+\.js")
_REGISTERED = re.compile(r"\s*PlanSearch\.register\((.*)\);\s*", re.DOTALL)
_PLANS = "assets/search/plans.js"


def meeting_site(site: Files, agenda: Agenda, address: str) -> dict[str, bytes]:
    """Return what a meeting needs of a site, its cover as `index.html`; raises BuildError when a page is missing."""
    if missing := [page for page in agenda.pages if page not in site]:
        raise BuildError(f"the site has no {', '.join(missing[:5])}; expected every chosen page; build the site anew")
    kept = {path: content for path, content in site.items() if _is_kept(path, agenda)}
    kept |= _search(kept, set(agenda.pages))
    for page in agenda.pages:
        tree = parse(site[page].decode())
        if page == COVER:
            put_cover(tree, agenda, address)
        trim(tree, page, kept.__contains__, address)
        kept[page] = serialise(tree).encode()
    return kept


def put_cover(tree: HtmlElement, agenda: Agenda, address: str) -> None:
    """Replace the content of the site's home page by the cover."""
    for contents in (*tree.find_class("md-sidebar--secondary"), *tree.find_class("md-nav--secondary")):
        contents.drop_tree()
    for skip in tree.find_class("md-skip"):
        skip.set("href", "#cover")
    tree.find(".//title").text = agenda.title
    for description in tree.xpath("//meta[@name='description']"):
        description.set("content", agenda.title)
    article = article_of(tree)
    article.clear(keep_tail=True)
    article.set("class", "md-content__inner md-typeset")
    article.extend(lxml.html.fragments_fromstring(cover_html(agenda, address)))


def _is_kept(path: str, agenda: Agenda) -> bool:
    if path.startswith("data/indicators/"):
        return path.removeprefix("data/indicators/").removesuffix(".csv") in agenda.indicators
    if path.startswith("assets/"):
        return agenda.with_calculator or not path.startswith(CALCULATOR_ASSETS)
    return path in agenda.pages


def _search(files: Files, pages: set[str]) -> dict[str, bytes]:
    """The search indexes with the entries of the given pages alone, and the list of the indexes."""
    indexes: dict[str, bytes] = {}
    keys = []
    for path, content in files.items():
        match = _REGISTERED.fullmatch(content.decode()) if _INDEX.fullmatch(path) else None
        if match:
            index = json.loads(match[1])
            index["entries"] = _entries_on(index["entries"], pages)
            indexes[path] = register_script(index).encode()
            keys.append(index["key"])
    return {**indexes, _PLANS: manifest_script(keys).encode()}


def _entries_on(entries: list[dict[str, Any]], pages: set[str]) -> list[dict[str, Any]]:
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
