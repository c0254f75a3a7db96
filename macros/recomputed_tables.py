"""The recomputed figures as tables: what is printed, what it is worked out from, and how the two agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from macros.indicator_text import form_in_words
from macros.markup import element, escape, escape_markdown, link
from macros.tables import data_table_html
from plan_model.derived.figures import is_bound
from plan_model.derived.printed_figures import printed_figure
from plan_model.derived.recomputation import (
    Check,
    Underived,
    figure_count,
    place_count,
    recomputed_text,
)
from plan_model.ids.addresses import indicator_page, provision_address, relative
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.quantity import Undefined

VERDICTS = {
    "exact": "一致",
    "rounded": "四舍五入后一致",
    "truncated": "舍去尾数后一致",
    "within_input_rounding": "在输入数的进位误差内",
    "equals_printed_parts": "与已印出的各部分之和相同",
    "above_printed_parts": "大于已印出的各部分之和",
    "reaches_aspiration": "在界限以内，达到力争值",
    "short_of_aspiration": "在界限以内，未到力争值",
    "within_bound": "在界限以内",
    "bound_within_rounding": "界限在进位误差之内，不能判定",
    "compatible": "可以同时成立",
    "about": "约数，不作判断",
    "outside_bound": "在界限以外",
    "disagrees": "不一致",
}
MEANINGS = {
    "exact": "推算值与印刷数字完全相同，或同一数字在别处原样重印。",
    "rounded": "推算值四舍五入到同样的小数位，与印刷数字相同。",
    "truncated": "推算值舍去多余的小数位（而不是四舍五入）后，与印刷数字相同。",
    "within_input_rounding": "依据的数本身经过四舍五入，它们可能的真值所允许的范围包含印刷数字。",
    "equals_printed_parts": "合计中有的部分没有印出；已印出的各部分相加，正好等于印出的合计。",
    "above_printed_parts": "合计中有的部分没有印出；已印出的各部分相加，小于印出的合计。",
    "reaches_aspiration": "印出的是界限和力争值；由其他数推算的值守住界限，也达到力争值。",
    "short_of_aspiration": "印出的是界限和力争值；由其他数推算的值守住界限，没有达到力争值。",
    "within_bound": "印出的是上限、下限或区间；由其他数推算的值在界限以内。",
    "bound_within_rounding": "由其他数推算的值离界限太近，依据的数的进位误差足以越过界限。",
    "compatible": "依据的数本身是界限，只能判断两者能否同时成立：能。",
    "about": "印出的数或依据的数是约数，没有写明幅度，只列出推算值。",
    "outside_bound": "印出的是上限、下限或区间；由其他数推算的值在界限以外。",
    "disagrees": "以上各种解释都不成立。印刷数字仍照原文刊出，推算值只在旁边列出。",
}
RULES = {
    "total_growth": "总体增长率",
    "annual_growth": "年均增长率",
    "ratio": "比率",
    "one_minus_ratio": "1 − 比率",
    "sum": "合计",
    "printed_parts": "已印出各部分的合计",
    "difference": "期末减期初",
    "mean": "期间合计 ÷ 年数",
    "repeated": "同一数字重印",
    "other_scope": "另一范围叫法的同一指标",
}
REASONS = {
    "used_as_input": "其他数由它推算，或在别处重印",
    "missing_inputs": "推算它所需的数没有全部印出",
    "no_relation": "规划没有印出可以推算它的数",
    "no_year": "年份未写明，不能与其他数对应",
    "no_number": "未给出数值",
}
_TONES = {"outside_bound": "bad", "disagrees": "bad"} | dict.fromkeys(
    ("within_input_rounding", "short_of_aspiration", "bound_within_rounding", "above_printed_parts"), "warn"
)
_UNDEFINED = "无法计算"
_NEUTRAL = ("about", "compatible")


def verdict_badge(check: Check) -> str:
    """Return a verdict as a badge."""
    verdict = check.verdict.verdict
    if isinstance(verdict, Undefined):
        return element("span", _UNDEFINED, class_="badge")
    tone = "" if verdict in _NEUTRAL else f" {_TONES.get(verdict, 'good')}"
    return element("span", VERDICTS[verdict], class_=f"badge{tone}")


def check_counts(publication: Publication) -> dict[str, int]:
    """Return how many figures are checked, in how many places they are printed, and how many checks that makes."""
    checks = publication.checks
    return {"figures": figure_count(checks), "places": place_count(checks), "checks": len(checks)}


def verdict_list_html(checks: Iterable[Check]) -> str:
    """Return the verdicts that occur, in the order of agreement, with meanings and numbers of checks."""
    counts = Counter(check.verdict.verdict for check in checks)
    rows = "".join(
        element("dt", escape(f"{name}：{counts[verdict]} 次")) + element("dd", escape(MEANINGS[verdict]))
        for verdict, name in VERDICTS.items()
        if counts[verdict] or verdict == "disagrees"
    )
    return element("dl", rows, class_="definition")


def check_tables_html(publication: Publication, page: str) -> str:
    """Return, plan by plan, a table of the checks and one of the figures that no other figure implies."""
    return "\n\n".join(filter(None, _plan_tables(publication, page)))


def checks_table_html(collection: Collection, checks: Iterable[Check], caption: str, page: str) -> str:
    """Return checks as a table; every printed figure links to its sentence, every indicator to its page."""
    return data_table_html(pd.DataFrame(_row(collection, check, page) for check in checks), caption)


def _plan_tables(publication: Publication, page: str) -> Iterator[str]:
    collection = publication.collection
    for key, plan in collection.plans.items():
        checks = [check for check in publication.checks if collection.scopes[check.value.scope].plan == key]
        others = [one for one in publication.underived if collection.scopes[one.value.scope].plan == key]
        name = plan.info.short_title
        if checks or others:
            yield f"## {escape_markdown(name)}"
        if checks:
            yield checks_table_html(collection, checks, f"{name}：由其他数字推算的印刷数字", page)
        if others:
            rows = (_underived_row(collection, one, page) for one in others)
            yield data_table_html(pd.DataFrame(rows), f"{name}：没有由其他数字推算的印刷数字及原因")


def _row(collection: Collection, check: Check, page: str) -> dict[str, str]:
    recomputed = recomputed_text(check)
    how = element("small", escape(check.verdict.reason)) if is_bound(check.value) else ""
    return {
        **_figure(collection, check.value, page),
        "算法": escape(_rule(collection, check)),
        "依据": escape("，".join(_input(level) for level in check.inputs.values())),
        "推算": escape(recomputed + check.value.unit) if recomputed else _UNDEFINED,
        "结论": verdict_badge(check) + how,
    }


def _figure(collection: Collection, value: IndicatorValue, page: str) -> dict[str, str]:
    indicator = collection.indicators[value.indicator_id]
    return {
        "指标": link(relative(indicator_page(indicator.id), page), indicator.name),
        "范围": escape(collection.scopes[value.scope].name),
        "年份": escape(value.year.replace("-", "—")) or "未写明",
        "原文": link(relative(provision_address(collection, value.provision_id), page), value.printed),
    }


def _underived_row(collection: Collection, one: Underived, page: str) -> dict[str, str]:
    names = "、".join(f"{collection.indicators[item.indicator].name}（{item.year}年）" for item in one.missing)
    why = f"缺少{names}" if names else REASONS[one.reason]
    return {**_figure(collection, one.value, page), "形式": escape(form_in_words(one.value)), "原因": escape(why)}


def _rule(collection: Collection, check: Check) -> str:
    if check.rule == "other_scope":
        scopes = "、".join(collection.scopes[level.scope].name for level in check.inputs.values())
        return f"{scopes}的同一指标（规划未说明是否同一范围）"
    return RULES[check.rule]


def _input(value: IndicatorValue) -> str:
    return value.printed if is_bound(value) else printed_figure(value)
