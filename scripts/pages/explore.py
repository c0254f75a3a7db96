"""The explorer: every provision as a plain list by chapter; scripts add facets, views and downloads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.editorial_names import ENTITY_KINDS, PROVISION_KINDS, ROLES
from macros.entities import headline, path_in_words
from macros.markup import element, escape, link
from macros.plan_names import plans_in_words
from plan_model.publication import Publication
from plan_model.published.explore_data import all_facets, explore_rows
from plan_model.published.search_index import Entry, build_index
from plan_model.published.site_pages import absent_pages
from plan_model.shapes.collection import Collection
from scripts.pages.page import Page

INTRO = (
    "{plans}的全部标题、段落和表格。可按章、角色、主题、名称、指标等筛选，条件可叠加；"
    "角色、主题、名称和对应关系是本站编辑所加，不是规划原文。"
)
FRONT_MATTER = {"notice": "印发通知", "preface": "题名"}
# From this many values on, a facet has a box to find one by its name.
MANY = 30
SCRIPTS = [
    "assets/javascripts/search/match.js",
    "assets/javascripts/share.js",
    *(f"assets/javascripts/explore/{name}.js" for name in ("data", "state", "facets", "text", "downloads", "views")),
    "assets/javascripts/explore/page.js",
]


@dataclass(frozen=True)
class Facet:
    """One way to filter: its values with their names, in groups where there are many."""

    key: str
    name: str
    groups: dict[str, dict[str, str]]

    def values(self) -> Iterator[str]:
        """Every value of every group."""
        for group in self.groups.values():
            yield from group


def explore_pages(publication: Publication) -> Iterator[Page]:
    """Yield the explorer."""
    collection = publication.collection
    intro = INTRO.format(plans=plans_in_words(collection))
    absent = absent_pages(publication)
    lists = {"themes/index.html": "主题", "entities/index.html": "名称索引", "projects.html": "项目与平台"}
    links = " · ".join(link(address, name) for address, name in lists.items() if address not in absent)
    panel = element("form", _panel(collection), class_="explore-panel", id="explore-panel", hidden="")
    rows = "".join(_plan_list(collection, key) for key in collection.plans)
    results = _toolbar() + element("div", rows, id="explore-list") + element("div", "", id="explore-view", hidden="")
    plans = " ".join(collection.plans)
    body = element("div", panel + element("div", results, class_="explore-results"), id="explore", data_plans=plans)
    meta = {
        "description": intro,
        "page_type": "explore",
        "hide": ["navigation", "toc"],
        "styles": ["assets/stylesheets/explore.css"],
        "scripts": SCRIPTS,
    }
    yield Page("explore.md", "探索", f"# 探索\n\n{intro}\n\n{element('p', links) if links else ''}\n\n{body}\n", meta)


def facets(collection: Collection) -> list[Facet]:
    """Return the facets in the order in which the page shows them."""
    editorial = collection.editorial
    chapters = {
        plan.info.place: {chapter.id: _chapter_name(collection, chapter.id) for chapter in plan.chapters}
        for plan in collection.plans.values()
    }
    entities = {
        name: {entity.entity_id: entity.name for entity in editorial.entities if entity.kind == kind}
        for kind, name in ENTITY_KINDS.items()
    }
    indicators: dict[str, dict[str, str]] = {}
    for indicator in collection.indicators.values():
        indicators.setdefault(indicator.group, {})[indicator.id] = indicator.name
    return [
        Facet("plan", "规划", {"": {key: plan.info.place for key, plan in collection.plans.items()}}),
        Facet("chapter", "章", chapters),
        Facet("role", "角色", {"": {str(role): name for role, name in ROLES.items()}}),
        Facet("theme", "主题", {"": {theme.id: theme.name for theme in editorial.themes_in_use.values()}}),
        Facet("entity", "企业、地点、项目", entities),
        Facet("indicator", "指标", indicators),
        Facet("figure", "数字", {"": {"yes": "有指标数字", "no": "没有"}}),
        Facet("counterpart", "对应关系", {"": {"paired": "有对应", "gap": "对方没有", "open": "未作判断"}}),
        Facet("note", "编者注", {"": {"yes": "有", "no": "没有"}}),
        Facet("kind", "层级", {"": {str(kind): name for kind, name in PROVISION_KINDS.items()}}),
    ]


def _chapter_name(collection: Collection, chapter_id: str) -> str:
    return FRONT_MATTER.get(chapter_id.partition("-")[2]) or headline(collection.places[chapter_id].provision)


def _panel(collection: Collection) -> str:
    counts = Counter(
        (facet, value)
        for plan in collection.plans
        for row in explore_rows(collection, plan)
        for facet, values in all_facets(row).items()
        for value in values
    )
    text = element("label", "文字", class_="explore-label", **{"for": "explore-text"}) + (
        '<input type="search" id="explore-text" autocomplete="off" spellcheck="false"'
        ' placeholder="含有的词，空格隔开" aria-describedby="explore-status">'
    )
    told = [facet for facet in facets(collection) if any(counts[facet.key, v] for v in facet.values())]
    groups = "".join(_facet(facet, counts) for facet in told)
    inner = element("summary", "筛选条件", class_="explore-title") + element("div", text + groups)
    return element("details", inner, class_="explore-fold")


def _facet(facet: Facet, counts: Counter[tuple[str, str]]) -> str:
    total = sum(len(values) for values in facet.groups.values())
    find = ""
    if total > MANY:
        find = (
            f'<input type="search" class="facet-find" placeholder="查找" aria-label="在“{escape(facet.name)}”中查找"'
            ' autocomplete="off">'
        )
    groups = "".join(_group(facet, name, values, counts) for name, values in facet.groups.items() if values)
    legend = element("legend", escape(facet.name), class_="visually-hidden")
    summary = element("summary", escape(facet.name) + element("span", "", class_="facet-chosen"))
    values = element("div", groups, class_="facet-values")
    return element(
        "details", summary + element("fieldset", legend + find + values), class_="facet", data_facet=facet.key
    )


def _group(facet: Facet, name: str, values: dict[str, str], counts: Counter[tuple[str, str]]) -> str:
    heading = element("p", escape(name), class_="facet-group") if name else ""
    options = "".join(_option(facet.key, value, label, counts[facet.key, value]) for value, label in values.items())
    return heading + element("ul", options)


def _option(key: str, value: str, label: str, count: int) -> str:
    box = f'<input type="checkbox" name="{escape(key)}" value="{escape(value)}">'
    text = element("span", escape(label), class_="facet-label") + element("span", str(count), class_="facet-count")
    return element("li", element("label", f"{box} {text}"))


def _toolbar() -> str:
    views = "".join(
        element("label", f'<input type="radio" name="view" value="{value}"> {label}')
        for value, label in (("list", "列表"), ("table", "表格"), ("timeline", "目标年份"), ("entities", "名称次数"))
    )
    buttons = "".join(
        element("button", label, type="button", class_="md-button explore-button", data_download=kind)
        for kind, label in (("csv", "CSV"), ("json", "JSON"), ("ids", "编号清单"), ("citations", "复制引文"))
    )
    legend = element("legend", "显示方式", class_="visually-hidden")
    choice = element("fieldset", legend + views, class_="explore-views")
    actions = element("div", buttons, class_="explore-actions", role="group", aria_label="下载或复制所选条文")
    status = element("p", "", id="explore-status", role="status")
    chosen = element("ul", "", id="explore-chosen", aria_label="已选条件")
    empty = element("div", "", id="explore-empty", class_="notice", hidden="")
    return element("div", choice + actions, class_="explore-toolbar", hidden="") + status + chosen + empty


def _plan_list(collection: Collection, key: str) -> str:
    plan = collection.plans[key]
    rows = "".join(_row(collection, entry) for entry in build_index(plan)["entries"])
    heading = element("h2", escape(plan.info.short_title), id=f"plan-{key}")
    content = heading + element("ol", rows, class_="explore-list")
    return element("section", content, class_="explore-plan", data_title=f"《{plan.info.title}》")


def _row(collection: Collection, entry: Entry) -> str:
    where = link(f"{entry['page']}#{entry['id']}", entry["id"], class_="id-link")
    path = path_in_words(collection, entry["id"]) if entry["kind"] in {"paragraph", "table"} else ""
    if entry["kind"] == "chapter" and not entry["heading"]:
        path = _chapter_name(collection, entry["id"])
    parts = element("p", f"{where} {element('span', escape(path), class_='row-where')}", class_="row-path")
    if entry["heading"]:
        parts += element("p", escape(entry["heading"]), class_="row-heading")
    if entry["parts"]:
        parts += element("p", "".join(_unit(entry, anchor, text) for anchor, text in entry["parts"]), class_="row-text")
    return element("li", parts, class_=f"explore-row explore-row--{entry['kind']}", data_id=entry["id"])


def _unit(entry: Entry, anchor: str, text: str) -> str:
    """A sentence, or the cells of a table's row, each findable by itself."""
    if entry["kind"] != "table":
        return element("span", escape(text), data_unit=anchor)
    cells = "".join(element("span", escape(cell), class_="cell") for cell in text.split("\n"))
    return element("span", cells, data_unit=anchor, class_="table-row")
