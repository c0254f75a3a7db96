"""Which names at the root of the site are taken, so that no plan's folder is laid over another page or folder.

The list is read off what makes the pages: what a site without plans publishes and leaves out, where each kind of
address leads, and the hand-written pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from plan_model.errors import Problem
from plan_model.ids.addresses import embed_page, entity_page, indicator_page, measure_page, term_address, theme_page
from plan_model.ids.registry import Registry
from plan_model.publication import Publication
from plan_model.published.site_pages import absent_pages
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Language
from scripts.building.steps import BUILT_FOLDERS, ROOT
from scripts.bundle.names import name_problems
from scripts.pages.alone import plans_page
from scripts.pages.generate import all_pages, all_static_files

DOCS = ROOT / "docs"
_NO_PLANS = Publication(Collection({}, {}, {}, {}), {}, Registry())


@cache
def taken_names(docs: Path = DOCS) -> frozenset[str]:
    """Return the names, without endings, that no plan's key may have."""
    kinds = (measure_page, embed_page, indicator_page, theme_page, entity_page, term_address)
    addresses = [
        *(address("x") for address in kinds),
        *absent_pages(_NO_PLANS),
        *(page.address for page in (*all_pages(_NO_PLANS), plans_page([]))),
        *all_static_files(_NO_PLANS),
        *(place for place, _ in BUILT_FOLDERS if place),
        *(path.name for path in docs.iterdir()),
        *Language.__args__,  # type: ignore[attr-defined]
    ]
    return frozenset(address.partition("/")[0].partition(".")[0] for address in addresses)


def key_problems(keys: Iterable[str], docs: Path = DOCS) -> Iterator[Problem]:
    """Yield what is wrong with the keys of plans as names of folders of the site."""
    taken = taken_names(docs)
    for key in keys:
        if key in taken:
            yield _problem(key, f"the key {key} is the name of a page or folder of the site")
        elif name_problems([f"{key}/index.html"]):
            yield _problem(key, f"the key {key} is a device's name on Windows")


def _problem(key: str, what: str) -> Problem:
    return Problem(f"plans/{key}/plan.yml", 1, what, "a key of its own", "rename the folder and the key")
