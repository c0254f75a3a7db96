"""What every plan publishes of its own, however far it is edited: overview, chapters, search index, citations."""

from __future__ import annotations

from macros.citations import cite_script, wording_script
from plan_model.publication import Publication
from plan_model.published.search_index import index_script
from scripts.pages.chapter import chapter_pages
from scripts.pages.overview import overview_pages
from scripts.pages.page import Page


def plan_pages(publication: Publication) -> list[Page]:
    """Return the overviews, then the chapters."""
    return [*overview_pages(publication), *chapter_pages(publication)]


def plan_files(publication: Publication) -> dict[str, str]:
    """Return the plans' search indexes and citations by path in the site."""
    collection = publication.collection
    files: dict[str, str] = {}
    for key, plan in collection.plans.items():
        files[f"assets/search/{key}.js"] = index_script(plan)
        files[f"assets/cite/{key}.js"] = cite_script(collection, plan)
        files[f"assets/cite/text-{key}.js"] = wording_script(collection, plan)
    return files
