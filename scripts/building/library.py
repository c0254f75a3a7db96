"""Generates what the plans of the library publish, plan by plan; a plan whose inputs have not changed is left alone.

    python -m scripts.building.library

Each plan has a folder of its own, build/library/<plan>/, with pages/, static/ and nav.json, so that the work and the
memory for one plan do not depend on how many others there are.
Exit codes: 0 done, 1 a problem with the plan data or with writing.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.citations import cite_script, wording_script
from macros.markup import element, escape, link
from plan_model.errors import Gathering
from plan_model.files import load
from plan_model.library import LIBRARY, library_keys, prepare_text_plan
from plan_model.publication import Publication
from plan_model.published.export import data_files
from plan_model.published.search_index import index_script
from plan_model.shapes.plan import PlanInfo
from scripts.building.atomic_files import write_files
from scripts.building.command import run_command_line
from scripts.building.processes import in_processes
from scripts.building.steps import CODE_FILES, LIBRARY_PARTS, Step, fingerprint_of, run_step
from scripts.pages.chapter import chapter_pages
from scripts.pages.overview import overview_pages
from scripts.pages.page import Page

LIST = "plans-list"  # no plan's key has a hyphen
_PUBLISHED = {"provisions.json", "indicators.csv"}
_SHARED = ("indicators.yml", "themes.yml")


def build_library(data: Path = load.DATA, output: Path = LIBRARY_PARTS) -> str:
    """Generate every plan of the library and their list; return a line that says what was done.

    Raises PlanDataError with the problems of all plans.
    """
    keys = library_keys(data)
    output.mkdir(parents=True, exist_ok=True)
    for folder in output.glob("*"):
        if folder.name not in {*keys, LIST} or not keys:
            shutil.rmtree(folder)
    if not keys:
        return "no further plans"
    common = fingerprint_of([*CODE_FILES, *(data / name for name in _SHARED)])
    with Gathering() as gathering:
        done = gathering.read([], in_processes, lambda key: run_step(_step(key, common, data, output)), keys)
        _write_part(output / LIST, [plans_page([load.load_info(key, data / LIBRARY) for key in keys])], {})
    return f"{len(keys)} further plans ({sum(line != 'unchanged' for line in done)} generated)"


def _step(key: str, common: str, data: Path, output: Path) -> Step:
    return Step(
        f"{LIBRARY}-{key}",
        lambda: generate_plan(key, data, output / key),
        (data / LIBRARY / "plans" / key,),
        output / key,
        settings=(common,),
    )


def generate_plan(key: str, data: Path, folder: Path) -> str:
    """Check one plan and write its pages and data to `folder`; return how many pages there are."""
    publication = prepare_text_plan(key, data)
    pages = list(plan_pages(publication))
    _write_part(folder, pages, static_files(publication))
    return f"{len(pages)} pages"


def plan_pages(publication: Publication) -> Iterator[Page]:
    """Yield the overview and the chapters."""
    yield from overview_pages(publication)
    yield from chapter_pages(publication)


def static_files(publication: Publication) -> dict[str, str]:
    """Return a plan's search index, citations and data."""
    collection = publication.collection
    (plan,) = collection.plans.values()
    data = {f"data/{plan.key}/{file.name}": file.text for file in data_files(publication) if file.name in _PUBLISHED}
    return data | {
        f"assets/search/{plan.key}.js": index_script(plan),
        f"assets/cite/{plan.key}.js": cite_script(collection, plan),
        f"assets/cite/text-{plan.key}.js": wording_script(collection, plan),
    }


def plans_page(plans: Sequence[PlanInfo]) -> Page:
    """Return the list of the library's plans."""
    intro = f"另有 {len(plans)} 份规划刊出全文：可阅读、检索、引用和下载，未作编辑对照。"
    items = "".join(
        element("li", link(f"../{plan.key}/index.html", plan.title) + " " + element("small", escape(plan.place)))
        for plan in plans
    )
    body = f"# 更多规划\n\n{intro}\n\n{element('ul', items, class_='plan-list')}\n"
    return Page("plans/index.md", "更多规划", body, {"description": intro, "page_type": "plans"})


def _write_part(folder: Path, pages: Sequence[Page], static: dict[str, str]) -> None:
    write_files(folder / "pages", {page.path: page.markdown() for page in pages})
    write_files(folder / "static", static)
    nav = json.dumps([(page.title, page.path) for page in pages], ensure_ascii=False)
    (folder / "nav.json").write_text(nav, encoding="utf-8")


def main() -> int:
    """Generate the library and say so."""
    return run_command_line(build_library)


if __name__ == "__main__":
    sys.exit(main())
