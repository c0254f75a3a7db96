"""Indicator pages: definition, chart, values with their sentences, small calculator, checks, download."""

from __future__ import annotations

from collections.abc import Iterator

from macros.calculator import mini_calculator_html
from macros.indicator_text import count_in_words, definition_html, formula_html, values_table_html
from macros.kept_charts import indicator_figure
from macros.markup import element, escape, escape_markdown, link
from macros.plan_names import plans_in_words
from macros.recomputed_tables import checks_table_html
from plan_model.ids.addresses import indicator_page, relative
from plan_model.publication import Publication
from plan_model.shapes.indicators import Indicator
from scripts.pages.page import Page

STYLES = ["assets/stylesheets/chart.css", "assets/stylesheets/calculator.css"]
CHART_SCRIPTS = ["assets/javascripts/charts/charts.js"]
CALCULATOR_SCRIPTS = [
    "assets/javascripts/runtime/runtime-payloads.js",
    "assets/javascripts/runtime/calculator-client.js",
    "assets/javascripts/calculator/mini.js",
]


def indicator_index(publication: Publication) -> Iterator[Page]:
    """Yield the list of indicators by group, each with the plans that speak of it."""
    collection = publication.collection
    groups: dict[str, list[str]] = {}
    for indicator in collection.indicators.values():
        plans = dict.fromkeys(collection.scopes[v.scope].plan for v in collection.values_by_indicator[indicator.id])
        names = "、".join(collection.plans[key].info.place for key in plans)
        count = count_in_words(collection.values_by_indicator[indicator.id], "数值")
        entry = link(f"{indicator.id}.html", indicator.name) + element("small", escape(f"{names} · {count}"))
        groups.setdefault(indicator.group, []).append(element("li", entry))
    lists = (f"## {escape_markdown(name)}\n\n" + element("ul", "".join(items), class_="indicator-list")
             for name, items in groups.items())  # fmt: skip
    total = count_in_words(collection.all_values, "数值")
    all_plans = plans_in_words(collection)
    intro = f"{all_plans}共有 {len(collection.indicators)} 项指标、{total}，来自表格和正文，逐一记录原文写法与出处。"
    meta = {"description": intro, "page_type": "indicators"}
    yield Page("indicators/index.md", "指标", "\n\n".join(["# 指标", intro, *lists]) + "\n", meta)


def indicator_pages(publication: Publication, indicator: Indicator) -> Iterator[Page]:
    """Yield the page of one indicator."""
    collection = publication.collection
    page = indicator_page(indicator.id)
    parts = [
        f"# {escape_markdown(indicator.name)} {{#{indicator.id}}}",
        definition_html(indicator),
        formula_html(collection, indicator, page),
        *_scopes(publication, indicator, page),
        *_checks(publication, indicator, page),
        "## 下载",
        element("p", link(relative(f"data/indicators/{indicator.id}.csv", page), "本指标全部数值（CSV）", download="")),
    ]
    meta = {
        "description": f"{indicator.name}（{indicator.name_en}）：{indicator.definition}",
        "page_type": "indicator",
        "hide": ["toc"],
        "styles": STYLES,
        "scripts": CHART_SCRIPTS + (CALCULATOR_SCRIPTS if publication.scenarios_of(indicator.id) else []),
    }
    yield Page(f"indicators/{indicator.id}.md", indicator.name, "\n\n".join(filter(None, parts)) + "\n", meta)


def _scopes(publication: Publication, indicator: Indicator, page: str) -> Iterator[str]:
    """A section for each plan: its chart, then a table and a small calculator for each scope."""
    collection = publication.collection
    values = collection.values_by_indicator[indicator.id]
    for key, plan in collection.plans.items():
        scopes = [s for s in dict.fromkeys(value.scope for value in values) if collection.scopes[s].plan == key]
        if not scopes:
            continue
        yield f"## {escape_markdown(plan.info.short_title)}"
        yield indicator_figure(collection, indicator.id, scopes, f"{plan.info.short_title}：{indicator.name}")
        for scope in scopes:
            own = [value for value in values if value.scope == scope]
            yield values_table_html(collection, own, f"{indicator.name}：{collection.scopes[scope].name}", page)
            if note := collection.scopes[scope].note:
                yield element("p", f"范围说明：{escape(note)}", class_="scope-note")
            for scenario in publication.scenarios_of(indicator.id):
                if scenario.scope.id == scope:
                    yield mini_calculator_html(collection, scenario, page)


def _checks(publication: Publication, indicator: Indicator, page: str) -> Iterator[str]:
    checks = publication.checks_of(indicator.id)
    if checks:
        yield "## 校核"
        yield checks_table_html(publication.collection, checks, f"{indicator.name}：印刷数字的重算", page)
