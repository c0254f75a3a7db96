"""Indicators in words and tables: values by year, target forms, implied growth, where each figure stands."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from macros.editorial_names import OURS
from macros.markup import element, escape, link
from macros.tables import data_table_html
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.targets import PlanTarget
from plan_model.ids.addresses import indicator_page, provision_address, relative
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Aspect, Better, Form, Indicator, IndicatorValue, ValueKind

KINDS: dict[ValueKind, str] = {"baseline": "基期值", "historical": "历史值", "target": "目标值"}
ASPECTS: dict[Aspect, str] = {
    "level": "水平",
    "share": "占比",
    "period_total": "期间合计",
    "yearly_average": "年均数",
    "increment": "新增量",
    "total_growth": "总体增长",
    "annual_growth": "年均增长",
    "change": "变动",
}
FORMS: dict[Form, str] = {
    "point": "定数",
    "at_least": "下限（含本数）",
    "more_than": "下限（不含本数）",
    "at_most": "上限（含本数）",
    "less_than": "上限（不含本数）",
    "range": "区间",
    "about": "约数",
    "relative": "相对比较，未给出数值",
    "not_given": "未给出",
}
BETTER: dict[Better, str] = {
    "higher": "越高越好（编辑判断）",
    "lower": "越低越好（编辑判断）",
    "neither": "规划未表明方向",
}
NOT_STATED = "未写明"
# Of a level it goes without saying what is measured.
_TOLD_WITH_FORM = ("share", "period_total", "yearly_average", "increment", "annual_growth")


def form_in_words(value: IndicatorValue) -> str:
    """Return how a value is meant: `新增量，约数`; the plan's own words for it stand beside, never in these."""
    aspect = [ASPECTS[value.aspect]] if value.aspect in _TOLD_WITH_FORM else []
    form = [] if aspect and value.form == "point" else [FORMS[value.form]]
    return "，".join([*aspect, *form, *(["另有力争值"] if value.aspiration is not None else [])])


def count_in_words(values: Iterable[IndicatorValue], noun: str) -> str:
    """Return how many values there are: `13 个目标值，另有 8 处未给数值`; wording without a figure is no value."""
    given = [value.value is not None for value in values]
    parts = [f"{sum(given)} 个{noun}"] if any(given) else []
    if not all(given):
        parts.append(f"{'另' if parts else ''}有 {given.count(False)} 处未给数值")
    return "，".join(parts)


def definition_html(indicator: Indicator) -> str:
    """Return an indicator's definition as a description list."""
    rows = [
        ("英文名", indicator.name_en),
        ("单位", indicator.unit),
        ("类别", indicator.group),
        (f"方向（{OURS}）", BETTER[indicator.better]),
        ("含义", indicator.definition),
    ]
    terms = "".join(element("dt", escape(term)) + element("dd", escape(text)) for term, text in rows)
    return element("dl", terms, class_="definition")


def formula_html(collection: Collection, indicator: Indicator, page: str) -> str:
    """Return the formula of a ratio or sum with its parts linked, or nothing."""
    if not indicator.formula:
        return ""
    pieces = [
        link(relative(indicator_page(part), page), collection.indicators[part].name)
        if part in collection.indicators
        else escape({"/": "÷", "-": "−"}.get(part, part))
        for part in indicator.formula.split(" ")
    ]
    return element("p", f"{escape(indicator.name)} = {' '.join(pieces)}", class_="formula")


def values_table_html(collection: Collection, values: Iterable[IndicatorValue], caption: str, page: str) -> str:
    """Return printed values as a table: year, wording linked to its sentence, kind, form, attribute, note."""
    frame = pd.DataFrame(
        {
            "年份": escape(value.year.replace("-", "—")) or NOT_STATED,
            "原文写法": link(relative(provision_address(collection, value.provision_id), page), value.printed),
            "性质": f"{KINDS[value.kind]}·{ASPECTS[value.aspect]}",
            "形式": escape(form_in_words(value)),
            "属性": escape(value.attribute),
            "说明": escape(value.note),
        }
        for value in values
    )
    shown = [name for name in frame.columns if name in {"年份", "原文写法"} or frame[name].any()]
    return data_table_html(frame[shown], caption)


def targets_table_html(collection: Collection, targets: Iterable[PlanTarget], caption: str, page: str) -> str:
    """Return targets as a table: each once, in the plan's words with the unit, linked to every place that prints it."""
    frame = pd.DataFrame(
        {
            "指标": _indicator(collection, target.value, page),
            "范围": escape(collection.scopes[target.value.scope].name),
            "年份": escape(target.value.year.replace("-", "—")) or NOT_STATED,
            "目标（原文写法）": "；".join(_printing(collection, value, page) for value in target.printings),
            "形式": escape(form_in_words(target.value)),
            "属性": escape(target.value.attribute),
        }
        for target in targets
    )
    return data_table_html(frame, caption)


def _indicator(collection: Collection, value: IndicatorValue, page: str) -> str:
    """The indicator's name, linked where it has a page."""
    name = collection.indicators[value.indicator_id].name
    plan = collection.plans[collection.scopes[value.scope].plan]
    return link(relative(indicator_page(value.indicator_id), page), name) if plan.info.own_pages else escape(name)


def _printing(collection: Collection, value: IndicatorValue, page: str) -> str:
    return link(relative(provision_address(collection, value.provision_id), page), wording_with_unit(value))
