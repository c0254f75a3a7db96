"""A plan's overview: who issued it, its contents, its key targets, where its text came from."""

from __future__ import annotations

from collections.abc import Iterator

from macros.indicator_text import targets_table_html
from macros.markup import element, escape, escape_markdown, link
from plan_model.ids.addresses import chapter_page, relative
from plan_model.publication import Publication
from plan_model.shapes.plan import Plan, Provision
from scripts.pages.chapter import chapter_title, own_index
from scripts.pages.page import Page

NOT_GIVEN = "来源文本未给出"


def overview_pages(publication: Publication) -> Iterator[Page]:
    """Yield one overview for each plan."""
    for plan in publication.collection.plans.values():
        yield _overview(publication, plan)


def _overview(publication: Publication, plan: Plan) -> Page:
    page = f"{plan.key}/index.html"
    parts = [
        f"# {escape_markdown(plan.info.title)}",
        _facts(publication, plan),
        "## 目录",
        _contents(plan, page),
        *_targets(publication, plan, page),
    ]
    meta = {
        "description": f"{plan.info.title}：发文信息、目录与主要目标。",
        "page_type": "overview",
        "plan": plan.key,
        **own_index(plan),
    }
    return Page(f"{plan.key}/index.md", plan.info.short_title, "\n\n".join(parts) + "\n", meta)


def _facts(publication: Publication, plan: Plan) -> str:
    info, coverage = plan.info, publication.coverages[plan.key]
    issued = f"{info.issued.year}年{info.issued.month}月{info.issued.day}日"
    rows = [
        ("发文机关", "、".join(info.issuers)),
        ("文号", info.document_number or NOT_GIVEN),
        ("印发日期", issued),
        ("规划期", f"{info.first_year}—{info.last_year}年"),
        ("引用格式", info.source.citation),
        (
            "文字核对",
            f"来源文本 {coverage.source_characters} 个非空字符全部有着落：{coverage.in_provisions} 个在各章，"
            f"{coverage.in_corrections} 个（目录、页码、标记）列入更正表；另恢复的小数点和序号点逐条列出。",
        ),
    ]
    terms = "".join(element("dt", escape(term)) + element("dd", escape(text)) for term, text in rows)
    return element("dl", terms, class_="definition")


def _contents(plan: Plan, page: str) -> str:
    return element("ol", "".join(_entry(chapter, page) for chapter in plan.chapters), class_="plan-contents")


def _entry(chapter: Provision, page: str) -> str:
    address = chapter_page(chapter.id)
    sections = "".join(
        element("li", link(relative(f"{address}#{section.id}", page), section.number + section.heading))
        for section in chapter.children
        if section.kind == "section"
    )
    nested = element("ol", sections) if sections else ""
    return element("li", link(relative(address, page), chapter_title(chapter)) + nested)


def _targets(publication: Publication, plan: Plan, page: str) -> Iterator[str]:
    collection = publication.collection
    targets = [target for target in publication.targets if collection.scopes[target.value.scope].plan == plan.key]
    if targets:
        yield "## 主要目标"
        yield targets_table_html(collection, targets, f"{plan.info.short_title}：目标", page)
