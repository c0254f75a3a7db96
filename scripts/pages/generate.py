"""Writes the Markdown pages that come from the plan data to build/pages/, and the data files to build/data/.

    python -m scripts.pages.generate

Only files whose content changed are written, so that a rebuild touches what an edit touched.
Exit codes: 0 done, 1 a problem with the plan data or with writing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from macros.citations import ids_script
from macros.glossary import glossary_script
from plan_model.prepared import prepare_once
from plan_model.publication import Publication
from plan_model.published.calculator_data import calculator_script
from plan_model.published.explore_data import explore_script
from plan_model.published.export import data_texts
from plan_model.published.search_index import build_index, manifest_script
from plan_model.published.search_pinyin import pinyin_script
from plan_model.published.site_pages import absent_pages
from plan_model.shapes.collection import Collection
from scripts.building.atomic_files import write_files
from scripts.building.browser_libraries import library_files
from scripts.building.command import run_command_line
from scripts.building.processes import in_processes
from scripts.building.steps import NAV, PAGES, STATIC, forget_step
from scripts.pages.compare import compare_pages
from scripts.pages.embed import embed_files
from scripts.pages.entities import entity_pages
from scripts.pages.explore import explore_pages
from scripts.pages.glossary import glossary_pages
from scripts.pages.indicator_page import indicator_index, indicator_pages
from scripts.pages.page import Page
from scripts.pages.plan_pages import plan_files, plan_pages
from scripts.pages.projects import project_pages
from scripts.pages.provision import measure_pages
from scripts.pages.themes import theme_pages


def all_pages(publication: Publication) -> list[Page]:
    """Return every generated page; charts are drawn in processes that end with it, because drawing takes memory."""
    makers = list(page_makers(publication))
    made = [page for pages in in_processes(lambda make: list(make()), makers) for page in pages]
    return [page for page in made if page.address not in absent_pages(publication)]


def page_makers(publication: Publication) -> Iterator[Callable[[], Iterable[Page]]]:
    """What makes the pages, in parts that can be worked on apart, in the order in which the pages are listed."""
    yield partial(plan_pages, publication)
    yield partial(measure_pages, publication, site_address())
    yield partial(indicator_index, publication)
    for indicator in publication.collection.indicators.values():
        yield partial(indicator_pages, publication, indicator)
    for pages in (explore_pages, compare_pages, glossary_pages, project_pages, theme_pages, entity_pages):
        yield partial(pages, publication)


def all_static_files(publication: Publication) -> dict[str, str]:
    """Return every generated file that is no page: published data, search index, the calculator's scenarios."""
    collection = publication.collection
    files = data_texts(publication) | _search_files(collection)
    files |= {f"assets/explore/{key}.js": explore_script(collection, key) for key in collection.plans}
    files["assets/glossary/terms.js"] = glossary_script(collection.editorial)
    files["assets/calculator/scenarios.js"] = calculator_script(collection)
    files["assets/cite/ids.js"] = ids_script(collection)
    return files | plan_files(publication) | library_files() | embed_files(publication, site_address())


def site_address() -> str:
    """Return the public address of the site, ending in a slash, or nothing where it is not known (SITE_URL)."""
    address = os.environ.get("SITE_URL", "")
    return f"{address.rstrip('/')}/" if address else ""


def _search_files(collection: Collection) -> dict[str, str]:
    """Return the list of the plans that every page searches, and the pinyin of the characters in use."""
    return {
        "assets/search/plans.js": manifest_script(list(collection.plans)),
        "assets/search/pinyin.js": pinyin_script(build_index(plan) for plan in collection.plans.values()),
    }


def _nav(publication: Publication, pages: Iterable[Page]) -> str:
    """Return the plans and each folder's pages in reading order, as scripts/generator/navigation.py reads them."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        folders.setdefault(page.path.rpartition("/")[0], []).append((page.title, page.path))
    plans = [(plan.info.short_title, f"{key}/index.md") for key, plan in publication.collection.plans.items()]
    absent = sorted(absent_pages(publication))
    return json.dumps({"plans": plans, "folders": folders, "absent": absent}, ensure_ascii=False, indent=1)


def generate() -> str:
    """Validate the plan data and write all generated files; return a line that says what was done."""
    publication = prepare_once()
    pages = all_pages(publication)
    markdown = {page.path: page.markdown() for page in pages}
    static = all_static_files(publication)
    changed = (
        write_files(PAGES, markdown)
        + write_files(STATIC, static)
        + write_files(NAV, {"nav.json": _nav(publication, pages)})
    )
    covered = ", ".join(f"{key} {coverage.share:.0%}" for key, coverage in publication.coverages.items())
    return f"{len(pages)} pages, {len(static)} data files ({changed} changed); source text accounted for: {covered}"


def main() -> int:
    """Generate the pages and say so."""
    forget_step("pages")
    return run_command_line(generate)


if __name__ == "__main__":
    sys.exit(main())
