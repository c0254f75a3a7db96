"""A page for each named thing: what it is, where it is, and every sentence of both plans that names it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.editorial_names import ENTITY_KINDS, OURS
from macros.entities import by_plan_html, entity_index_html, mention_html, mentions_of, passage_html
from macros.markup import element, escape, escape_markdown, link
from macros.plan_names import plans_in_words
from plan_model.ids.addresses import entity_page
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.tagging import Entity
from scripts.pages.page import Page

STYLES = ["assets/stylesheets/compare.css"]
NOT_STATED = "规划未写明"


def entity_pages(publication: Publication) -> Iterator[Page]:
    """Yield the list of named things, then a page for each."""
    collection = publication.collection
    entities = collection.editorial.entities
    plans = plans_in_words(collection)
    intro = (
        f"{plans}点名的 {len(entities)} 个企业、机构、地点、项目等，同一对象的不同叫法归在一起；"
        "名称照原文写法，分类和归并是本站判断。"
    )
    body = f"# 名称索引\n\n{intro}\n\n{entity_index_html(collection, 'entities/index.html')}\n"
    yield Page("entities/index.md", "名称索引", body, {"description": intro, "page_type": "entities", "styles": STYLES})
    for entity in entities:
        yield _entity_page(collection, entity)


def _entity_page(collection: Collection, entity: Entity) -> Page:
    page = entity_page(entity.entity_id)
    found = mentions_of(collection, entity)

    def show(identifier: str) -> str:
        return passage_html(collection, identifier, mention_html(collection, entity, identifier), page)

    explore = link(f"../explore.html#entity={entity.entity_id}", "在探索页中筛选")
    parts = [
        f"# {escape_markdown(entity.name)}",
        _facts(collection, entity),
        element("p", f"{explore} · {link('index.html', '名称索引')}", class_="page-links"),
        by_plan_html(collection, found, page, show),
    ]
    description = f"{entity.name}：{plans_in_words(collection)}中提到它的 {len(found)} 处原文。"
    meta = {"description": description, "page_type": "entity", "styles": STYLES}
    return Page(f"entities/{entity.entity_id}.md", entity.name, "\n\n".join(parts) + "\n", meta)


def _facts(collection: Collection, entity: Entity) -> str:
    kinds = [project.kind for project in collection.editorial.projects if project.entity_id == entity.entity_id]
    wordings = {wording: None for plan in collection.plans for wording in entity.wordings(plan)}
    rows = [
        (f"类别（{OURS}）", " · ".join(dict.fromkeys([ENTITY_KINDS[entity.kind], *kinds]))),
        (f"地点（{OURS}）", "、".join(entity.place) or NOT_STATED),
        ("原文写法", "、".join(wordings)),
        ("编辑说明", entity.definition_note),
    ]
    terms = "".join(element("dt", name) + element("dd", escape(text)) for name, text in rows if text)
    return element("dl", terms, class_="definition")
