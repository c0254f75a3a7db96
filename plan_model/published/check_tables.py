"""The published tables of recomputed figures, and of those that no other figure implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from plan_model.derived.figures import is_bound
from plan_model.derived.printed_figures import printed_figure
from plan_model.derived.recomputation import Check, Reason, Underived, recomputed_text
from plan_model.derived.relations import Rule
from plan_model.derived.verdicts import VerdictName
from plan_model.published.columns import column
from plan_model.published.row_ids import RowIds
from plan_model.published.tables import (
    AspectColumn,
    FormColumn,
    IndicatorId,
    Plan,
    Printed,
    ProvisionColumn,
    ScopeId,
    Year,
)
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import Strict
from target_calculator.quantity import Undefined

RowId = Annotated[str, column("行编号", "印出这个数的一行，见 indicators.csv 的 row_id。")]


class CheckRow(Strict):
    """A row of the published checks.csv: a figure at one place where it is printed, and what others imply for it."""

    check_id: Annotated[str, column("校核编号", "固定编号。")]
    row_id: RowId
    plan: Plan
    scope: ScopeId
    indicator_id: IndicatorId
    year: Year
    aspect: AspectColumn
    form: FormColumn
    rule: Annotated[
        Rule,
        column(
            "算法",
            "总体增长率（total_growth）、年均增长率（annual_growth）、比率（ratio）、1 − 比率（one_minus_ratio）、"
            "合计（sum）、已印出各部分的合计（printed_parts）、期末减期初（difference）、期间合计 ÷ 年数（mean）、"
            "重印（repeated）、"
            "另一范围叫法的同一指标（other_scope）。",
        ),
    ]
    formula: Annotated[str, column("公式", "计算程序中的公式名。")]
    inputs: Annotated[str, column("依据", "参与推算的印刷数字，“名称=数字”，以“; ”分隔。")]
    input_row_ids: Annotated[str, column("依据的行编号", "与 inputs 同序，以空格分隔。")]
    printed: Printed
    recomputed: Annotated[
        Decimal | None,
        column("推算值", "由依据推算的数，单位与原文相同：比率和增长率比印出的多两位小数，合计、差和重印是精确值。"),
    ]
    unit: Annotated[str, column("单位", "推算值的单位。")]
    verdict: Annotated[
        VerdictName,
        column(
            "结论",
            "一致（exact）、四舍五入后一致（rounded）、舍去尾数后一致（truncated）、在进位误差内（within_input_rounding）、"
            "与已印出各部分之和相同（equals_printed_parts）或大于它（above_printed_parts）、在界限以内（within_bound）并达到力争值"
            "（reaches_aspiration）或未到力争值（short_of_aspiration）、界限在进位误差之内（bound_within_rounding）、"
            "可以同时成立（compatible）、约数不作判断（about）、在界限以外（outside_bound）、不一致（disagrees）、无法计算（undefined）。",
        ),
    ]
    explanation: Annotated[str, column("说明", "结论的理由。")]
    provision_id: ProvisionColumn


class UnderivedRow(Strict):
    """A row of the published underived.csv: a printed figure that no other implies, and why."""

    row_id: RowId
    plan: Plan
    scope: ScopeId
    indicator_id: IndicatorId
    year: Year
    aspect: AspectColumn
    form: FormColumn
    printed: Printed
    reason: Annotated[
        Reason,
        column(
            "原因",
            "其他数由它推算或在别处重印（used_as_input）、所需的数没有全部印出（missing_inputs）、规划没有印出可以推算它的数"
            "（no_relation）、年份未写明（no_year）、未给出数值（no_number）。",
        ),
    ]
    missing: Annotated[str, column("缺少的数", "“指标编号@年份”，以空格分隔。")]
    provision_id: ProvisionColumn


def check_rows(collection: Collection, checks: Iterable[Check]) -> Iterator[CheckRow]:
    """Yield the published form of the checks."""
    names = RowIds(collection)
    for check in checks:
        recomputed, verdict = recomputed_text(check), check.verdict.verdict
        row = {
            "check_id": check.check_id,
            "rule": check.rule,
            "formula": check.formula,
            "inputs": "; ".join(f"{name}={_input(level)}" for name, level in check.inputs.items()),
            "input_row_ids": " ".join(names[level] for level in check.inputs.values()),
            "recomputed": recomputed or None,
            "unit": check.value.unit,
            "verdict": "undefined" if isinstance(verdict, Undefined) else verdict,
            "explanation": check.verdict.reason,
        }
        yield CheckRow.model_validate(_figure(collection, names, check.value) | row)


def underived_rows(collection: Collection, figures: Iterable[Underived]) -> Iterator[UnderivedRow]:
    """Yield the published form of the figures that no other implies."""
    names = RowIds(collection)
    for one in figures:
        missing = " ".join(f"{item.indicator}@{item.year}" for item in one.missing)
        row = _figure(collection, names, one.value) | {"reason": one.reason, "missing": missing}
        yield UnderivedRow.model_validate(row)


def _figure(collection: Collection, names: RowIds, value: IndicatorValue) -> dict[str, str]:
    """The columns that say which printed figure a row is about."""
    return {
        "row_id": names[value],
        "plan": collection.scopes[value.scope].plan,
        "scope": value.scope,
        "indicator_id": value.indicator_id,
        "year": value.year,
        "aspect": value.aspect,
        "form": value.form,
        "printed": value.printed,
        "provision_id": value.provision_id,
    }


def _input(value: IndicatorValue) -> str:
    """An input's number with its unit, or its wording where the number alone would say something else."""
    return value.printed if is_bound(value) else printed_figure(value)
