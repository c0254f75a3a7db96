"""The recomputed figures as tables: what is printed, what it is worked out from, and how the two agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from macros.markup import element, escape, link
from macros.tables import data_table_html
from plan_model.derived.printed_figures import printed_figure
from plan_model.derived.recomputation import Check
from plan_model.ids.addresses import indicator_page, provision_address, relative
from plan_model.shapes.collection import Collection
from target_calculator.quantity import Undefined, format_number

VERDICTS = {
    "rounded": "四舍五入后一致",
    "truncated": "舍去尾数后一致",
    "within_input_rounding": "在输入数的进位误差内",
    "disagrees": "不一致",
}
FORMULAS = {
    "total_growth": "总体增长率",
    "annual_growth": "年均增长率",
    "ratio": "比率",
    "one_minus_ratio": "1 − 比率",
    "sum": "合计",
    "difference": "差",
    "equal": "前后一致",
}
_TONES = {"rounded": "good", "truncated": "good", "within_input_rounding": "warn", "disagrees": "bad"}
_DECIMALS = 4
_UNDEFINED = "无法计算"


def verdict_badge(check: Check) -> str:
    """Return a verdict as a badge."""
    verdict = check.verdict.verdict
    if isinstance(verdict, Undefined):
        return element("span", _UNDEFINED, class_="badge")
    return element("span", VERDICTS[verdict], class_=f"badge {_TONES[verdict]}")


def verdict_counts(checks: Iterable[Check]) -> dict[str, int]:
    """Return how many checks came to each verdict, by its Chinese name, in the order of agreement."""
    counts = Counter(check.verdict.verdict for check in checks)
    return {name: counts[verdict] for verdict, name in VERDICTS.items()}


def checks_table_html(collection: Collection, checks: Iterable[Check], caption: str, page: str) -> str:
    """Return checks as a table; every printed figure links to its sentence, every indicator to its page."""
    return data_table_html(pd.DataFrame(_row(collection, check, page) for check in checks), caption)


def _row(collection: Collection, check: Check, page: str) -> dict[str, str]:
    value = check.value
    indicator = collection.indicators[value.indicator_id]
    recomputed = check.verdict.recomputed
    return {
        "指标": link(relative(indicator_page(indicator.id), page), indicator.name),
        "范围": escape(collection.scopes[value.scope].name),
        "年份": escape(value.year.replace("-", "—")),
        "原文": link(relative(provision_address(collection, value.provision_id), page), value.printed),
        "算法": escape(FORMULAS[check.formula]),
        "依据": escape("，".join(printed_figure(level) for level in check.inputs.values())),
        "重算": _UNDEFINED if isinstance(recomputed, Undefined) else format_number(recomputed, _DECIMALS) + value.unit,
        "结论": verdict_badge(check),
    }
