"""Generates what plans that stand by themselves publish, plan by plan; one whose inputs have not changed is left alone.

    python -m scripts.pages.alone

A plan whose plan.yml says `own_pages: false` takes part in no page that speaks of all plans. It has a folder of its
own, build/plans/<key>/, with pages/, static/ and nav.json, so that the work and the memory for it do not depend on how
many others there are.
Exit codes: 0 done, 1 a problem with the plan data or with writing.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from macros.markup import element, escape, link
from plan_model.errors import Gathering
from plan_model.files import load
from plan_model.publication import prepare
from plan_model.published.export import data_files
from plan_model.shapes.plan import PlanInfo
from scripts.building.atomic_files import write_files
from scripts.building.command import run_command_line
from scripts.building.processes import in_processes
from scripts.building.steps import ALONE_PLANS, CODE_FILES, Step, fingerprint_of, forget_step, run_step
from scripts.pages.page import Page
from scripts.pages.plan_pages import plan_files, plan_pages

LIST = "plans-list"  # no plan's key has a hyphen
_PUBLISHED = {"provisions.json", "indicators.csv"}
_SHARED = ("indicators.yml", "scopes.yml", "site.yml", "themes.yml")


def build_alone_plans(data: Path = load.DATA, output: Path = ALONE_PLANS) -> str:
    """Generate every plan that stands by itself, and their list; return a line that says what was done.

    Raises PlanDataError with the problems of all plans.
    """
    infos = [info for info in load.plan_infos(data) if not info.own_pages]
    keys = [info.key for info in infos]
    output.mkdir(parents=True, exist_ok=True)
    for folder in output.glob("*"):
        if folder.name not in {*keys, LIST} or not keys:
            shutil.rmtree(folder)
    if not keys:
        return "no further plans"
    common = fingerprint_of([*CODE_FILES, *(data / name for name in _SHARED)])
    with Gathering() as gathering:
        done = gathering.read([], in_processes, lambda key: run_step(_step(key, common, data, output)), keys)
        _write_part(output / LIST, [plans_page(infos)], {})
    return f"{len(keys)} further plans ({sum(line != 'unchanged' for line in done)} generated)"


def _step(key: str, common: str, data: Path, output: Path) -> Step:
    return Step(
        f"plan-{key}",
        lambda: generate_plan(key, data, output / key),
        (data / "plans" / key,),
        output / key,
        settings=(common,),
    )


def generate_plan(key: str, data: Path, folder: Path) -> str:
    """Check one plan and write its pages and data to `folder`; return how many pages there are."""
    publication = prepare(data, [key])
    pages = plan_pages(publication)
    published = (file for file in data_files(publication) if file.name in _PUBLISHED)
    static = plan_files(publication) | {f"data/plans/{key}/{file.name}": file.text for file in published}
    _write_part(folder, pages, static)
    return f"{len(pages)} pages"


def plans_page(plans: Sequence[PlanInfo]) -> Page:
    """Return the list of these plans."""
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
    """Generate the plans and say so."""
    forget_step("plans")
    return run_command_line(build_alone_plans)


if __name__ == "__main__":
    sys.exit(main())
