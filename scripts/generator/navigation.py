"""What the site is called and how its pages hang together, from the plan data and from what the build made.

`nav` in mkdocs.yml lists the pages that any site may have. An entry whose page was not made is left out: where no
plans are compared there is no comparison, and no trace of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from markupsafe import escape

from plan_model.shapes.site import SiteInfo

Listed = list[tuple[str, str]]  # titles and paths of pages


class Made(TypedDict):
    """What the build notes in nav.json: the plans' titles and overviews, each folder's pages in reading order.

    `absent` are the addresses of the pages for which the plans give no reason.
    """

    plans: Listed
    folders: dict[str, Listed]
    absent: list[str]


def name_site(config: Mapping[str, object], site: SiteInfo) -> dict[str, object]:
    """Return the settings that say what the site is, those of mkdocs.yml where site.yml says nothing.

    Escaped, because templates print them as they are.
    """
    said = {"site_name": site.title, "site_description": site.description, "copyright": site.copyright}
    return {name: escape(words or config[name]) for name, words in said.items()}


def is_absent(path: str, made: Made) -> bool:
    """Say whether a page's source (`compare.md`) is one that the plans give no reason for."""
    return path.removesuffix(".md") + ".html" in made["absent"]


def navigation(entries: Iterable[dict[str, str]], made: Made) -> list[dict[str, object]]:
    """Return the entries that have a page, the plans behind the first, each with its folder's pages below it.

    Every page has its title here: MkDocs reads no front matter of a page that it passes over.
    """
    known = [entry for entry in entries for path in entry.values() if not is_absent(path, made)]
    plans = [{title: path} for title, path in made["plans"]]
    return [_with_children(entry, made["folders"]) for entry in [*known[:1], *plans, *known[1:]]]


def _with_children(entry: dict[str, str], folders: Mapping[str, Listed]) -> dict[str, object]:
    """Turn `{title: xx/index.md}` into a section of its folder's pages, the index first."""
    ((title, path),) = entry.items()
    folder, _, name = path.rpartition("/")
    if name != "index.md" or not folder or folder not in folders:
        return {title: path}
    pages = sorted(folders[folder], key=lambda page: page[1] != path)
    return {title: [{escape(name): page} for name, page in pages]}
