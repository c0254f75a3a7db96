"""The published targets.csv: one target a row, with its bounds, its baseline and what came of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from plan_model.derived.figures import CEILINGS, FLOORS, OPEN, normalised
from plan_model.derived.targets import PlanTarget
from plan_model.published.columns import column
from plan_model.published.row_ids import RowIds
from plan_model.published.tables import (
    AspectColumn,
    Attribute,
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
from target_calculator.interface import VERSION, handle

OptionalNumber = Decimal | None
# Results of the calculator that ask for no change.
ALREADY_KEPT = ("limit", "already_met")
# What is known of a target's outcome; a plan that nobody has followed yet has only the first.
Outcome = Literal["no_observation", "met", "missed", "not_judgeable"]


class TargetRow(Strict):
    """A row of the published targets.csv: a target of a plan, once, however often it is printed."""

    target_id: Annotated[str, column("目标编号", "固定编号：指标、范围、年份，需要时加含义。")]
    plan: Plan
    indicator_id: IndicatorId
    indicator: Annotated[str, column("指标名称", "按规划的叫法。")]
    scope: ScopeId
    year: Year
    aspect: AspectColumn
    form: FormColumn
    unit: Annotated[str, column("单位", "以下各数的单位，同一指标的水平、占比、合计、新增数单位相同。")]
    value: Annotated[OptionalNumber, column("目标数", "写成一个数的目标（point、about）；约数允许的幅度规划没有规定。")]
    low: Annotated[OptionalNumber, column("下界", "写成下限或区间的目标：数值不小于它。")]
    low_included: Annotated[bool | None, column("下界含本数", "恰好等于下界是否符合；没有下界的留空。")]
    high: Annotated[OptionalNumber, column("上界", "写成上限或区间的目标：数值不大于它。")]
    high_included: Annotated[bool | None, column("上界含本数", "恰好等于上界是否符合；没有上界的留空。")]
    aspiration: Annotated[OptionalNumber, column("力争值", "界限之外另写“力争”的数。")]
    attribute: Attribute
    printed: Annotated[Printed, column("原文写法", "规划印出的文字，一字不改；印在几处时取表格，再取正文最先一处。")]
    printed_elsewhere: Annotated[str, column("另处写法", "同一目标在其他各处的写法，以“；”分隔。")]
    printed_growth: Annotated[OptionalNumber, column("原文增长率", "规划在目标值旁边印出的总体增长率，%。")]
    baseline: Annotated[OptionalNumber, column("基期值", "同一规划为同一指标、同一范围印出的基期值。")]
    baseline_unit: Annotated[str, column("基期单位", "基期值的单位。")]
    baseline_year: Annotated[Year, column("基期年份", "没有基期值的留空。")]
    baseline_row_id: Annotated[str, column("基期行编号", "见 indicators.csv 的 row_id。")]
    required_annual_growth: Annotated[
        OptionalNumber,
        column("所需年均增长率", "从基期值到目标所需，%，由本站推算；百分数指标、没有基期值或已在界限以内的留空。"),
    ]
    required_change: Annotated[
        OptionalNumber,
        column("所需增量", "从基期值到目标的差，单位同基期值，百分数指标为百分点；没有基期值或已在界限以内的留空。"),
    ]
    verdict: Annotated[
        Outcome,
        column(
            "结果",
            "有同一指标、范围、年份的公布数据才判断：完成（met）、未完成（missed）、口径不同不能判断（not_judgeable）；"
            "没有公布数据的写 no_observation。",
        ),
    ]
    observed_value: Annotated[OptionalNumber, column("最近公布值", "最近一次公布的数；没有的留空。")]
    observed_year: Annotated[Year, column("公布值年份", "公布的数所属的年份；没有的留空。")]
    observed_source_id: Annotated[str, column("公布值来源", "公布的数取自哪里；没有的留空。")]
    provision_id: ProvisionColumn
    other_provision_ids: Annotated[str, column("另处条文编号", "同一目标印在的其他各处，以空格分隔。")]
    row_ids: Annotated[str, column("行编号", "这个目标在 indicators.csv 的各行，以空格分隔。")]
    note: Annotated[str, column("说明", "本站对记录方式的说明。")]


def target_rows(collection: Collection, targets: Iterable[PlanTarget]) -> Iterator[TargetRow]:
    """Yield the published form of the targets."""
    names, seen = RowIds(collection), Counter[str]()
    for target in targets:
        name = target_id(target.value)
        seen[name] += 1
        row = _what(collection, target) | _places(names, target) | _baseline(collection, names, target)
        row |= {"target_id": name if seen[name] == 1 else f"{name}.{seen[name]}"}
        row |= {"verdict": "no_observation", "observed_value": None, "observed_year": "", "observed_source_id": ""}
        yield TargetRow.model_validate(row)


def target_id(value: IndicatorValue) -> str:
    """Return a target's name: `total-assets.qz-city.2025`, with the aspect where it is no level."""
    parts = [value.indicator_id, value.scope, value.year or "undated"]
    return ".".join(parts if value.is_level else [*parts, value.aspect])


def _what(collection: Collection, target: PlanTarget) -> dict[str, Any]:
    """What is asked: the indicator, whose, when, and between which bounds."""
    value = target.value
    indicator = collection.indicators[value.indicator_id]
    numbers = {name: normalised(getattr(value, name), value, indicator)[0] for name in ("value", "value_high")}
    return {
        "plan": collection.scopes[value.scope].plan,
        "indicator_id": value.indicator_id,
        "indicator": indicator.name,
        "scope": value.scope,
        "year": value.year,
        "aspect": value.aspect,
        "form": value.form,
        "unit": normalised(value.value, value, indicator)[1],
        **_bounds(value, numbers["value"], numbers["value_high"]),
        "aspiration": normalised(value.aspiration, value, indicator)[0],
        "attribute": value.attribute,
        "printed": value.printed,
        "note": value.note,
    }


def _bounds(value: IndicatorValue, number: Decimal | None, upper: Decimal | None) -> dict[str, Any]:
    has_low = value.form in (*FLOORS, "range") and number is not None
    has_high = value.form in (*CEILINGS, "range") and number is not None
    high = upper if value.form == "range" else number
    return {
        "low": number if has_low else None,
        "low_included": value.form not in OPEN if has_low else None,
        "high": high if has_high else None,
        "high_included": value.form not in OPEN if has_high else None,
        "value": number if value.form in ("point", "about") else None,
    }


def _places(names: RowIds, target: PlanTarget) -> dict[str, Any]:
    """Where it is printed, and how in other places."""
    first, *others = target.printings
    growth = target.growth[0].value if target.growth else None
    return {
        "provision_id": first.provision_id,
        "other_provision_ids": " ".join(value.provision_id for value in others),
        "printed_elsewhere": "；".join(value.printed for value in others),
        "printed_growth": growth,
        "row_ids": " ".join(names[value] for value in (*target.printings, *target.growth)),
    }


def _baseline(collection: Collection, names: RowIds, target: PlanTarget) -> dict[str, Any]:
    """Where it starts, and how much that asks."""
    baseline, figures = target.baseline, _required(target)
    if baseline is None:
        return {"baseline": None, "baseline_unit": "", "baseline_year": "", "baseline_row_id": "", **figures}
    number, unit = normalised(baseline.value, baseline, collection.indicators[baseline.indicator_id])
    return {
        "baseline": number,
        "baseline_unit": unit,
        "baseline_year": baseline.year,
        "baseline_row_id": names[baseline],
        **figures,
    }


def _required(target: PlanTarget) -> dict[str, Any]:
    """The calculator's answer to the target as the plan states it; what it leaves undefined stays empty."""
    result: dict[str, Any] = {}
    if target.scenario:
        question = {"version": VERSION, "action": "path", "input": target.scenario.request}
        result = json.loads(handle(json.dumps(question)))["result"]
    if result.get("kind") in ALREADY_KEPT:
        result = {}
    return {
        "required_annual_growth": result.get("annual_growth", {}).get("value"),
        "required_change": _change(target, result),
    }


def _change(target: PlanTarget, result: dict[str, Any]) -> Decimal | None:
    """The change that the calculator gives in the plan's unit, in the unit of the published baseline."""
    text = result.get("change", {}).get("value")
    if text is None or target.scenario is None:
        return None
    return normalised(Decimal(text), target.scenario.baseline, target.scenario.indicator)[0]
