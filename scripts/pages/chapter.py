"""Chapter pages: the plan's own numbering and wording, an anchor for every provision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.amendments import retired_html
from macros.markup import escape_markdown
from macros.provisions import notes_html, paragraph_html
from macros.tables import plan_table_html
from plan_model.ids.addresses import chapter_page
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Plan, Provision
from scripts.pages.page import Page
from scripts.pages.provision import STYLES, cite_scripts, retired_on

# Parts that the plans do not head themselves; these names are ours.
UNHEADED = {"notice": "印发通知"}
_LEVELS = {"chapter": 1, "section": 2, "item": 3}
_DEEPEST = 6
_DESCRIPTION_LENGTH = 120


def chapter_pages(publication: Publication) -> Iterator[Page]:
    """Yield every plan's chapters, the notice and the preface included, one page each."""
    for plan in publication.collection.plans.values():
        for chapter in plan.chapters:
            page = chapter_page_of(publication.collection, plan, chapter)
            retired = retired_on(publication, page.address)
            answers = retired_html(publication, retired, page.address, short_anchors=False)
            yield replace(page, body=f"{page.body}\n{answers}\n") if answers else page


def chapter_title(chapter: Provision) -> str:
    """Return a chapter's heading as printed, or our name for a part without one."""
    return chapter.number + chapter.heading or UNHEADED[chapter.id.partition("-")[2]]


def chapter_page_of(collection: Collection, plan: Plan, chapter: Provision) -> Page:
    """Return one chapter as a page."""
    page = chapter_page(chapter.id)
    parts = [_part(collection, provision, page) for provision in chapter.walk()]
    text = "".join(text for provision in chapter.walk() for text in provision.sentences.values())
    meta = {
        "description": f"{plan.info.title}：{text[:_DESCRIPTION_LENGTH]}",
        "plan": plan.key,
        "provision": chapter.id,
        "page_type": "chapter",
        **own_index(plan),
        "styles": ["assets/stylesheets/glossary.css", *STYLES],
        "scripts": ["assets/javascripts/glossary/glossary.js", *cite_scripts(plan.key)],
    }
    body = "\n\n".join([*parts, notes_html(plan, chapter)])
    return Page(page.removesuffix(".html") + ".md", chapter_title(chapter), body.rstrip() + "\n", meta)


def own_index(plan: Plan) -> dict[str, object]:
    """Return the front matter that makes the search dialog read a plan's own index beside those it always reads."""
    return {} if plan.info.own_pages else {"search_index": plan.key}


def _part(collection: Collection, provision: Provision, page: str) -> str:
    if provision.kind == "paragraph":
        return paragraph_html(collection, provision, page)
    if provision.kind == "table":
        return plan_table_html(collection, provision, page)
    heading = chapter_title(provision) if provision.kind == "chapter" else provision.number + provision.heading
    level = max(_LEVELS[provision.kind], provision.id.count(".") + 1)
    return f"{'#' * min(level, _DEEPEST)} {escape_markdown(heading)} {{#{provision.id}}}"
