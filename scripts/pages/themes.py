"""Theme pages: what a theme covers, its paragraphs in both plans, and how the city answers the province on it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.comparison import crosswalk_html, pairs_of_theme
from macros.editorial_names import OURS, ROLES
from macros.entities import by_plan_html, passage_html
from macros.markup import element, escape, escape_markdown, link
from macros.plan_names import plans_in_words
from plan_model.ids.addresses import theme_page
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.tagging import Theme
from scripts.pages.compare import comparison_title
from scripts.pages.page import Page

STYLES = ["assets/stylesheets/compare.css"]


def theme_pages(publication: Publication) -> Iterator[Page]:
    """Yield the list of themes, then a page for each."""
    collection = publication.collection
    yield _index(collection)
    for theme in collection.editorial.themes_in_use.values():
        yield _theme_page(collection, theme)


def paragraphs_of(collection: Collection, theme_id: str) -> list[str]:
    """Return the paragraphs and tables that a theme is given to, in the order of the texts."""
    tags = collection.editorial.tag_of
    return [
        identifier for identifier in collection.places if identifier in tags and theme_id in tags[identifier].themes
    ]


def _index(collection: Collection) -> Page:
    themes = collection.editorial.themes_in_use
    plans = plans_in_words(collection)
    intro = f"本站编辑把{plans}的段落归入 {len(themes)} 个主题；一段可有多个主题，主要的在前。主题不是规划原有的分类。"
    cards = "".join(_card(collection, theme) for theme in themes.values())
    body = f"# 主题\n\n{intro}\n\n{element('ul', cards, class_='card-grid')}\n"
    return Page("themes/index.md", "主题", body, {"description": intro, "page_type": "themes", "styles": STYLES})


def _card(collection: Collection, theme: Theme) -> str:
    found = paragraphs_of(collection, theme.id)
    counts = " · ".join(
        f"{plan.info.place} {sum(one.startswith(f'{key}-') for one in found)} 段"
        for key, plan in collection.plans.items()
    )
    title = element("h2", link(f"{theme.id}.html", theme.name))
    text = element("p", escape(theme.definition)) + element("p", escape(counts), class_="muted")
    return element("li", title + text, class_="card")


def _theme_page(collection: Collection, theme: Theme) -> Page:
    page = theme_page(theme.id)
    boundary = f"不包括：{theme.not_}" if theme.not_ else ""

    def show(identifier: str) -> str:
        return _paragraph(collection, identifier, theme, page)

    parts = [
        f"# {escape_markdown(theme.name)}",
        element("p", escape(theme.definition + boundary)),
        element("p", f"段落归入哪个主题、起什么作用，都是{OURS}，不是规划原文。", class_="muted"),
        element(
            "p",
            f"{link(f'../explore.html#theme={theme.id}', '在探索页中筛选')} · {link('index.html', '全部主题')}",
            class_="page-links",
        ),
        *_comparisons(collection, theme, page),
        "## 原文段落",
        by_plan_html(collection, paragraphs_of(collection, theme.id), page, show, level="h3"),
    ]
    meta = {"description": f"主题：{theme.name}。{theme.definition}", "page_type": "theme", "styles": STYLES}
    return Page(f"themes/{theme.id}.md", theme.name, "\n\n".join(parts) + "\n", meta)


def _comparisons(collection: Collection, theme: Theme, page: str) -> Iterator[str]:
    """What each declared relation says of the theme; nothing where no plans are compared."""
    for relation in collection.editorial.relations:
        pairs = pairs_of_theme(collection, relation, theme.id)
        yield f"## {comparison_title(collection, relation)}"
        shown = crosswalk_html(collection, relation, pairs, page)
        yield shown or element("p", "对照表中没有这一主题的条目。", class_="muted")


def _paragraph(collection: Collection, identifier: str, theme: Theme, page: str) -> str:
    tag = collection.editorial.tag_of[identifier]
    provision = collection.places[identifier].provision
    text = escape(provision.text) or "（表格）"
    main = "主要主题" if tag.themes[0] == theme.id else "兼及"
    badges = "".join(element("span", escape(name), class_="badge") for name in (ROLES[tag.role], main))
    return passage_html(collection, identifier, f"{badges} {text}", page)
