"""The list of every named project, platform, fund and zone: kind, place, and the sentence that says most about it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from macros.entities import marked
from macros.markup import element, escape, link
from macros.plan_names import plans_in_words
from macros.tables import data_table_html
from plan_model.ids.addresses import entity_page, provision_address, relative
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.tagging import Project
from scripts.pages.page import Page

PAGE = "projects.html"
NOT_STATED = "未写明"


def project_pages(publication: Publication) -> Iterator[Page]:
    """Yield the page of projects, one table a kind."""
    collection = publication.collection
    kinds: dict[str, list[Project]] = {}
    for project in collection.editorial.projects:
        kinds.setdefault(project.kind, []).append(project)
    total = len(collection.editorial.projects)
    intro = (
        f"{plans_in_words(collection)}点名的 {total} 个项目、平台、基金、园区和要建设的地点，每个附一句原文。"
        "类别是本站归纳的；地点只在规划或名称写明时列出。"
    )
    jumps = "".join(element("li", link(f"#kind-{number}", f"{kind}（{len(found)}）"))
                    for number, (kind, found) in enumerate(kinds.items(), start=1))  # fmt: skip
    index = element("nav", element("ul", jumps), class_="kind-index", aria_label="按类别")
    parts = [f"# 项目与平台\n\n{intro}", index]
    for number, (kind, found) in enumerate(kinds.items(), start=1):
        parts.append(element("h2", escape(kind), id=f"kind-{number}"))
        parts.append(
            data_table_html(pd.DataFrame(_row(collection, project) for project in found), f"{kind}：所在与原文")
        )
    meta = {"description": intro, "page_type": "projects", "styles": ["assets/stylesheets/compare.css"]}
    yield Page("projects.md", "项目与平台", "\n\n".join(parts) + "\n", meta)


def _row(collection: Collection, project: Project) -> dict[str, str]:
    entity = collection.editorial.entity_of[project.entity_id]
    plan = collection.plan_of(project.sentence_id)
    address = relative(provision_address(collection, project.sentence_id), PAGE)
    text = marked(collection.texts[project.sentence_id], entity.wordings(plan.key))
    return {
        "名称": link(relative(entity_page(entity.entity_id), PAGE), entity.name),
        "地点": escape("、".join(project.place) or NOT_STATED),
        "规划": escape(plan.info.place),
        "原文": text + " " + link(address, project.sentence_id, class_="id-link"),
    }
