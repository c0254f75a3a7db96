"""The home page's cards: the plans, and the headline targets."""

from __future__ import annotations

from macros.indicator_text import count_in_words, form_in_words
from macros.kept_charts import headline_figure
from macros.markup import element, escape, escape_markdown, link
from macros.plan_names import places_in_words, plans_in_words
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.scenarios import Scenario
from plan_model.ids.addresses import indicator_page, provision_address, relative
from plan_model.publication import Publication
from plan_model.published.calculator_data import path_result
from plan_model.published.site_pages import absent_pages
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Plan

# The ways in: page, name, what a reader finds there.
_WAYS = (
    ("explore.html", "探索", "按主题、角色、企业、地点和指标筛选全部条文，选出的可以带走。"),
    ("compare.html", "对照", "一方的举措，另一方怎样承接，哪些没有对应，逐条说明。"),
    ("indicators/index.html", "指标", "查每项指标的基期、目标、原文写法与出处。"),
    ("calculator.html", "测算", "改变目标或年份，看每年要做到多少、是否一致。"),
    ("check.html", "校核", "可由其他数字推算的印刷数字，逐一核对，附结论。"),
    ("cite.html", "引用", "怎样链接、引用和打印一条举措，附常用引文格式。"),
    ("glossary.html", "术语", "规划中的专门说法，用自己的话解释，注明出现在哪里。"),
    ("data.html", "下载", "条文、指标、校核与更正，全部以开放格式提供。"),
)
_NAMED = 3  # so many plans are named by their titles, more by their places


def home_lead(collection: Collection) -> str:
    """Return the paragraph below the title, in Markdown: whose plans these are and what can be done with them."""
    if not collection.plans:
        return "这里还没有规划。把规划的文件夹放进 `plan_data/plans`，它就会出现在这里。"
    titles = "、".join(f"《{plan.info.title}》" for plan in collection.plans.values())
    many = f"{places_in_words(collection)}的{plans_in_words(collection)}"
    return (
        f"这里刊出{escape_markdown(titles if len(collection.plans) <= _NAMED else many)}的全文。"
        "每一句都有固定地址，可以链接和引用；每个数字都注明出处，能由其他数字推算的逐一核对；"
        "有基期数值的目标可以在浏览器里测算。没有服务器，也可以下载离线使用。"
    )


def ways_html(publication: Publication, page: str) -> str:
    """Return the ways into the site as cards, those alone that lead somewhere."""
    first = next(iter(publication.collection.plans), None)
    read = (f"{first}/index.html", "阅读", "按规划自身的章、节、条逐章阅读，或在页首检索原文，一字不差。")
    absent = absent_pages(publication)
    cards = "".join(
        element("article", element("h3", link(relative(address, page), name)) + element("p", what), class_="card")
        for address, name, what in ((read, *_WAYS) if first else _WAYS)
        if address not in absent
    )
    return element("div", cards, class_="card-grid card-grid--ways")


def plan_cards_html(publication: Publication, page: str) -> str:
    """Return a card for each plan with the ways into it; nothing where there is none."""
    cards = "".join(_plan_card(publication, plan, page) for plan in publication.collection.plans.values())
    return element("div", cards, class_="card-grid") if cards else ""


def target_cards_html(publication: Publication, page: str) -> str:
    """Return the headline targets that site.yml names as cards, then the chart that sets its table side by side."""
    scenarios = {(scenario.indicator.id, scenario.scope.id): scenario for scenario in publication.scenarios}
    named = [(target.indicator, target.scope) for target in publication.collection.site.headline_targets]
    cards = "".join(_target_card(publication, scenarios[name], page) for name in named if name in scenarios)
    grid = element("div", cards, class_="card-grid card-grid--targets") if cards else ""
    return "\n\n".join(filter(None, [grid, headline_figure(publication.collection)]))


def _plan_card(publication: Publication, plan: Plan, page: str) -> str:
    info = plan.info
    scopes = publication.collection.scopes
    targets = [target.value for target in publication.targets if scopes[target.value.scope].plan == plan.key]
    chapters = sum(1 for chapter in plan.chapters if chapter.number)
    issued = f"{'、'.join(info.issuers)}，{info.issued.year}年{info.issued.month}月{info.issued.day}日"
    facts = f"{chapters} 章，{count_in_words(targets, '目标')}"
    content = (
        element("h3", link(relative(f"{plan.key}/index.html", page), info.title))
        + element("p", escape(issued))
        + element("p", escape(facts), class_="card-facts")
    )
    return element("article", content, class_="card")


def _target_card(publication: Publication, scenario: Scenario, page: str) -> str:
    """A headline target: in the plan's words and linked to its sentence, with what it starts from and asks a year."""
    collection = publication.collection
    place = collection.plans[scenario.scope.plan].info.place
    source = relative(provision_address(collection, scenario.target.provision_id), page)
    facts = f"{scenario.baseline.year}年 {wording_with_unit(scenario.baseline)}，{_pace(scenario)}"
    content = (
        element("h3", link(relative(indicator_page(scenario.indicator.id), page), scenario.indicator.name))
        + element("p", escape(f"{place} · {scenario.scope.name}"), class_="card-scope")
        + element("p", link(source, wording_with_unit(scenario.target)), class_="card-figure")
        + element("p", escape(facts), class_="card-facts")
    )
    return element("article", content, class_="card card--target")


def _pace(scenario: Scenario) -> str:
    """What the target asks a year, where it is a level and growth says something; otherwise its form."""
    growth = path_result(scenario).get("annual_growth", {}).get("value")
    if growth is None or not scenario.target.is_level:
        return form_in_words(scenario.target)
    return f"需年均增长 {growth}%"
