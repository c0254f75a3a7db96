"""The comparison pages: how one plan answers another, one page for each declared relation and no other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from macros.comparison import chapter_key_html, chapter_matrix_html, crosswalk_html, relation_legend_html
from macros.editorial_names import ANSWERS
from macros.entities import headline
from macros.indicator_text import form_in_words
from macros.markup import element, escape, escape_markdown, link
from macros.tables import data_table_html
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.ids.addresses import comparison_page, indicator_page, provision_address, relative, theme_page
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation
from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import PlanInfo
from scripts.pages.page import Page

WHY_NOT_ADDED = (
    "下面是双方都给出数字的指标，并排只为阅读，不能相加、相减或排名："
    "名称相同的指标，统计的企业范围可以不同，一个范围还可能包含另一个，规划没有说明它们如何衔接；"
    "比率不能相加；年均增速、区间和“不低于”之类的要求也不是同一种目标。"
)
YEARS_LOOKED_BACK = 5  # before a plan's first year; what lies further back is its history's history


def compare_pages(publication: Publication) -> Iterator[Page]:
    """Yield a page for each declared relation, the first at the address that the only one once had."""
    collection = publication.collection
    for relation in collection.editorial.relations:
        yield _comparison(collection, relation)


def _comparison(collection: Collection, relation: PlanRelation) -> Page:
    page = comparison_page(collection, relation)
    first, second = collection.side_names(relation)
    title = comparison_title(collection, relation)
    intro = _intro(collection, relation)
    key = element("ul", chapter_key_html(collection, relation), class_="chapter-key")
    shared = shared_indicators(collection, relation)
    parts = [
        f"# {title}",
        _others(collection, relation, page),
        intro,
        relation_legend_html(relation),
        "## 章与章",
        chapter_matrix_html(collection, relation),
        element("details", element("summary", "各章名称") + key),
        *(["## 可比指标", WHY_NOT_ADDED, indicators_table_html(collection, relation, page)] if shared else []),
        *_themes(collection, page),
        *_by_item(collection, relation, page, first),
        *_only_second(collection, relation, page, second),
    ]
    meta = {
        "description": intro,
        "page_type": "compare",
        "styles": ["assets/stylesheets/chart.css", "assets/stylesheets/compare.css"],
        "scripts": ["assets/javascripts/charts/charts.js"],
    }
    return Page(page.removesuffix(".html") + ".md", title, "\n\n".join(filter(None, parts)) + "\n", meta)


def comparison_title(collection: Collection, relation: PlanRelation) -> str:
    """Return the title of a comparison: `省市对照` from labels of one character, else the names joined by 与."""
    names = collection.side_names(relation)
    return f"{''.join(names) if all(len(name) == 1 for name in names) else '与'.join(names)}对照"


def _intro(collection: Collection, relation: PlanRelation) -> str:
    a, b = (collection.plans[key].info.short_title for key in (relation.a, relation.b))
    return (
        f"{a}的条文，{b}{ANSWERS[relation.kind]}：由编辑逐条对读，每一对写明关系和理由，一方没有对应的也列出。"
        "用语相同不说明谁抄谁，因为各级规划都引用上级政策；没有列出的句子不作判断。"
    )


def _others(collection: Collection, relation: PlanRelation, page: str) -> str:
    """Links to the other comparisons, where there are any."""
    links = [
        link(relative(comparison_page(collection, other), page), comparison_title(collection, other))
        for other in collection.editorial.relations
        if other != relation
    ]
    return element("p", f"其他对照：{' · '.join(links)}", class_="page-links") if links else ""


def shared_indicators(collection: Collection, relation: PlanRelation) -> list[str]:
    """Return the indicators of which both plans of a relation print a value."""
    return [
        identifier
        for identifier, values in collection.values_by_indicator.items()
        if {relation.a, relation.b} <= {collection.scopes[value.scope].plan for value in values}
    ]


def indicators_table_html(collection: Collection, relation: PlanRelation, page: str) -> str:
    """Return the shared indicators, each plan's latest known values and targets with their scopes side by side."""
    rows = []
    for identifier in shared_indicators(collection, relation):
        indicator = collection.indicators[identifier]
        row = {"指标": link(relative(indicator_page(identifier), page), indicator.name)}
        for key, side in zip((relation.a, relation.b), collection.side_names(relation), strict=True):
            info = collection.plans[key].info
            values = [v for v in collection.values_by_indicator[identifier] if collection.scopes[v.scope].plan == key]
            items = "".join(_values(collection, info, values, page))
            row[info.place if info.place not in row and info.place else side] = element("ul", items, class_="cell-list")
        rows.append(row)
    return data_table_html(pd.DataFrame(rows), "双方都给出的指标")


def _values(collection: Collection, info: PlanInfo, values: list[IndicatorValue], page: str) -> Iterator[str]:
    """What a plan says of an indicator, once for each scope and years; not total growth nor what is long past."""
    oldest = str(info.first_year - YEARS_LOOKED_BACK)
    seen = set()
    for value in values:
        key = (value.scope, value.year, value.aspect)
        if "" < value.year < oldest or value.aspect == "total_growth" or key in seen:
            continue
        seen.add(key)
        scope = collection.scopes[value.scope].name
        year = value.year.replace("-", "—") + "年" if value.year else "年份未写明"
        source = link(relative(provision_address(collection, value.provision_id), page), wording_with_unit(value))
        form = f"（{form_in_words(value)}）" if value.kind == "target" else ""
        yield element("li", f"{escape(scope)}，{year}：{source}{escape(form)}")


def _themes(collection: Collection, page: str) -> list[str]:
    links = [
        element("li", link(relative(theme_page(theme.id), page), theme.name))
        for theme in collection.editorial.themes_in_use.values()
    ]
    return ["## 按主题", element("ul", "".join(links), class_="theme-links")] if links else []


def _by_item(collection: Collection, relation: PlanRelation, page: str, name: str) -> Iterator[str]:
    """The pairs by chapter and item of the first plan, in the order of its text."""
    order = {identifier: number for number, identifier in enumerate(collection.texts)}
    pairs = sorted((pair for pair in relation.pairs if pair.a_id), key=lambda pair: order[pair.a_id])
    headed = set()  # a section's own paragraphs may go on after its items: its second heading needs no anchor
    for chapter, in_chapter in groupby(pairs, key=lambda pair: _path(collection, pair.a_id)[0]):
        yield f"## {name}规划{escape_markdown(headline(collection.places[chapter].provision))}"
        for item, found in groupby(in_chapter, key=lambda pair: _item(collection, pair.a_id)):
            if item != chapter:
                anchor = "" if item in headed else f" {{#by-{item}}}"
                yield f"### {escape_markdown(headline(collection.places[item].provision))}{anchor}"
                headed.add(item)
            yield crosswalk_html(collection, relation, list(found), page)


def _only_second(collection: Collection, relation: PlanRelation, page: str, name: str) -> Iterator[str]:
    gaps: dict[str, list[CrosswalkPair]] = {}
    for pair in relation.pairs:
        if not pair.a_id:
            gaps.setdefault(_path(collection, pair.b_id)[0], []).append(pair)
    if gaps:
        yield f"## 只见于{name}规划"
    for chapter, found in gaps.items():
        yield f"### {name}规划{escape_markdown(headline(collection.places[chapter].provision))}"
        yield crosswalk_html(collection, relation, found, page)


def _path(collection: Collection, identifier: str) -> tuple[str, ...]:
    return collection.places[collection.paragraph_of(identifier)].path


def _item(collection: Collection, identifier: str) -> str:
    """The innermost heading at or above an id; the chapter where none is printed."""
    path = _path(collection, identifier)
    return next((step for step in reversed(path) if collection.places[step].provision.heading), path[0])
