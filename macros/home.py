"""The home page's cards: the plans, and the headline targets."""

from __future__ import annotations

import json

from macros.indicator_text import form_in_words
from macros.kept_charts import headline_figure
from macros.markup import element, escape, link
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.scenarios import Scenario
from plan_model.ids.addresses import indicator_page, provision_address, relative
from plan_model.publication import Publication
from plan_model.shapes.plan import Plan
from target_calculator.interface import handle

# What the table of each plan puts first; the rest is one click away.
HEADLINES = (
    "total-assets.qz-city",
    "net-assets.qz-city",
    "operating-revenue.qz-city",
    "total-profit.qz-city",
    "debt-to-asset-ratio.qz-city",
    "return-on-equity.qz-urban",
    "total-assets.zj-provincial",
    "listed-companies.zj-all",
)


def plan_cards_html(publication: Publication, page: str) -> str:
    """Return a card for each plan with the ways into it."""
    cards = "".join(_plan_card(publication, plan, page) for plan in publication.collection.plans.values())
    return element("div", cards, class_="card-grid")


def target_cards_html(publication: Publication, page: str) -> str:
    """Return the headline targets as cards, then the chart that sets them side by side."""
    scenarios = {scenario.id: scenario for scenario in publication.scenarios}
    cards = "".join(_target_card(publication, scenarios[name], page) for name in HEADLINES)
    chart = headline_figure(
        publication.collection,
        title="衢州市2025年目标相当于2020年的倍数",
        description="表2各项金额和家数目标除以2020年基期值，分全市与市区两个范围。",
    )
    return element("div", cards, class_="card-grid card-grid--targets") + "\n\n" + chart


def _plan_card(publication: Publication, plan: Plan, page: str) -> str:
    info = plan.info
    values = [value for value in publication.collection.values[plan.key] if value.kind == "target"]
    chapters = sum(1 for chapter in plan.chapters if chapter.number)
    issued = f"{'、'.join(info.issuers)}，{info.issued.year}年{info.issued.month}月{info.issued.day}日"
    facts = f"{chapters} 章，{len(values)} 个目标值"
    content = (
        element("h3", link(relative(f"{plan.key}/index.html", page), info.title))
        + element("p", escape(issued))
        + element("p", escape(facts), class_="card-facts")
    )
    return element("article", content, class_="card")


def _target_card(publication: Publication, scenario: Scenario, page: str) -> str:
    collection = publication.collection
    answer = json.loads(handle(json.dumps({"version": 1, "action": "path", "input": scenario.request})))["result"]
    growth = answer["annual_growth"]
    pace = f"需年均增长 {growth['text']}" if growth and scenario.target.unit != "%" else form_in_words(scenario.target)
    place = collection.plans[scenario.scope.plan].info.place
    source = relative(provision_address(collection, scenario.target.provision_id), page)
    content = (
        element("h3", link(relative(indicator_page(scenario.indicator.id), page), scenario.indicator.name))
        + element("p", escape(f"{place} · {scenario.scope.name}"), class_="card-scope")
        + element("p", link(source, wording_with_unit(scenario.target)), class_="card-figure")
        + element(
            "p",
            escape(f"{scenario.baseline.year}年 {wording_with_unit(scenario.baseline)}，{pace}"),
            class_="card-facts",
        )
    )
    return element("article", content, class_="card card--target")
