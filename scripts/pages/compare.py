"""The comparison page: how the city plan answers the provincial one, item by item, and what neither can be added to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from macros.comparison import chapter_key_html, chapter_matrix_html, crosswalk_html, relation_legend_html
from macros.entities import headline
from macros.indicator_text import form_in_words
from macros.markup import element, escape, escape_markdown, link
from macros.tables import data_table_html
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.ids.addresses import indicator_page, provision_address, relative, theme_page
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair
from plan_model.shapes.indicators import IndicatorValue
from scripts.pages.page import Page

PAGE = "compare.html"
INTRO = (
    "省规划的条文，衢州规划怎样回应：由编辑逐条对读，每一对写明关系和理由，一方没有对应的也列出。"
    "两份规划都引用国家政策，用语相同不说明谁抄谁；没有列出的句子不作判断。"
)
WHY_NOT_ADDED = (
    "下面是两份规划都给出数字的指标，并排只为阅读，不能相加、相减或排名："
    "“全省”按字面包括各市的国有企业，加上衢州会重复计算；“省属”“全市”“市区”“市属”是不同的企业范围，"
    "规划没有说明它们如何衔接；比率不能相加；年均增速、区间和“不低于”之类的要求也不是同一种目标。"
)


def compare_pages(publication: Publication) -> Iterator[Page]:
    """Yield the comparison page."""
    collection = publication.collection
    key = element("ul", chapter_key_html(collection), class_="chapter-key")
    parts = [
        "# 省市对照",
        INTRO,
        relation_legend_html(collection),
        "## 章与章",
        chapter_matrix_html(collection),
        element("details", element("summary", "各章名称") + key),
        "## 可比指标",
        WHY_NOT_ADDED,
        indicators_table_html(collection),
        "## 按主题",
        element("ul", "".join(_themes(collection)), class_="theme-links"),
        *_by_item(collection),
        "## 只见于衢州规划",
        *_city_only(collection),
    ]
    meta = {
        "description": INTRO,
        "page_type": "compare",
        "styles": ["assets/stylesheets/chart.css", "assets/stylesheets/compare.css"],
        "scripts": ["assets/javascripts/charts/charts.js"],
    }
    yield Page("compare.md", "省市对照", "\n\n".join(parts) + "\n", meta)


def shared_indicators(collection: Collection) -> list[str]:
    """Return the indicators of which both plans print a value."""
    return [
        identifier
        for identifier, values in collection.values_by_indicator.items()
        if {collection.scopes[value.scope].plan for value in values if value.printed != "/"} >= set(collection.plans)
    ]


def indicators_table_html(collection: Collection) -> str:
    """Return the shared indicators, each plan's latest known values and targets with their scopes side by side."""
    rows = []
    for identifier in shared_indicators(collection):
        indicator = collection.indicators[identifier]
        row = {"指标": link(relative(indicator_page(identifier), PAGE), indicator.name)}
        for key, plan in collection.plans.items():
            values = [v for v in collection.values_by_indicator[identifier] if collection.scopes[v.scope].plan == key]
            row[plan.info.place] = element("ul", "".join(_values(collection, values)), class_="cell-list")
        rows.append(row)
    return data_table_html(pd.DataFrame(rows), "两份规划都给出的指标")


def _values(collection: Collection, values: list[IndicatorValue]) -> Iterator[str]:
    """What a plan says of an indicator, once for each scope and years; not the growth and the level before 2016."""
    seen = set()
    for value in values:
        key = (value.scope, value.year, value.aspect)
        if value.printed == "/" or value.year < "2016" or value.aspect == "total_growth" or key in seen:
            continue
        seen.add(key)
        scope = collection.scopes[value.scope].name
        year = value.year.replace("-", "—") + "年"
        source = link(relative(provision_address(collection, value.provision_id), PAGE), wording_with_unit(value))
        form = f"（{form_in_words(value)}）" if value.kind == "target" else ""
        yield element("li", f"{escape(scope)}，{year}：{source}{escape(form)}")


def _themes(collection: Collection) -> Iterator[str]:
    for theme in collection.editorial.themes.values():
        yield element("li", link(relative(theme_page(theme.id), PAGE), theme.name))


def _by_item(collection: Collection) -> Iterator[str]:
    """The rows of the provincial plan, chapter by chapter and item by item, in the order of its text."""
    order = {identifier: number for number, identifier in enumerate(collection.texts)}
    pairs = sorted((p for p in collection.editorial.crosswalk if p.provincial_id), key=lambda p: order[p.provincial_id])
    headed = set()  # a section's own paragraphs may go on after its items: its second heading needs no anchor
    for chapter, in_chapter in groupby(pairs, key=lambda pair: _path(collection, pair.provincial_id)[0]):
        yield f"## 省规划{escape_markdown(headline(collection.places[chapter].provision))}"
        for item, found in groupby(in_chapter, key=lambda pair: _item(collection, pair.provincial_id)):
            if item != chapter:
                anchor = "" if item in headed else f" {{#by-{item}}}"
                yield f"### {escape_markdown(headline(collection.places[item].provision))}{anchor}"
                headed.add(item)
            yield crosswalk_html(collection, list(found), PAGE)


def _city_only(collection: Collection) -> Iterator[str]:
    gaps: dict[str, list[CrosswalkPair]] = {}
    for pair in collection.editorial.crosswalk:
        if not pair.provincial_id:
            gaps.setdefault(_path(collection, pair.city_id)[0], []).append(pair)
    for chapter, found in gaps.items():
        yield f"### 市规划{escape_markdown(headline(collection.places[chapter].provision))}"
        yield crosswalk_html(collection, found, PAGE)


def _path(collection: Collection, identifier: str) -> tuple[str, ...]:
    return collection.places[collection.paragraph_of(identifier)].path


def _item(collection: Collection, identifier: str) -> str:
    """The innermost heading at or above an id; the chapter where none is printed."""
    path = _path(collection, identifier)
    return next((step for step in reversed(path) if collection.places[step].provision.heading), path[0])
