"""The answer to "what does this target ask of us, year by year?": figures, path, formulas and one sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from target_calculator import growth
from target_calculator.paths import PathYear, decompose
from target_calculator.quantity import Undefined, decimals_of, format_number
from target_calculator.targets import CEILINGS, Target, assess, describe, level
from target_calculator.wording import (
    bracketed,
    change_unit,
    default_decimals,
    figure,
    formula,
    percent,
    plain,
    rise_or_fall,
)

IN_POINTS = Undefined("in_points", "以百分数表示的指标不计算增长率，变化用百分点表示")
TABLES = "衢州规划表1“总体增长率”、表2“增长率”的算法"
BUREAU = "国家统计局：平均增长速度（水平法，即几何平均法）"
DERIVED = "由年均增长率公式推得"
POINTS_SOURCE = "国家统计局：百分点是不同时期百分数的差"
CHANGE_SOURCE = "增量的定义"


class Course(NamedTuple):
    """One way from a baseline to a level: what path_report needs to work out and to word one target value."""

    name: str
    unit: str
    direction: str
    form: str
    baseline: Decimal
    base_year: int
    goal: Decimal
    target_year: int
    decimals: int

    @property
    def years(self) -> int:
        """Years from base to target year."""
        return self.target_year - self.base_year


def report(request: dict[str, Any]) -> dict[str, Any]:
    """Answer a checked `path` request; keys are described in target_calculator/README.md."""
    unit = request["unit"]
    decimals = default_decimals(unit) if request["decimals"] is None else request["decimals"]
    target = Target(
        form=request["form"],
        value=request["value"],
        unit=unit,
        direction=request["direction"],
        value_high=request["value_high"],
        baseline=request["baseline"],
        years=request["target_year"] - request["base_year"],
        benchmark=request["benchmark"],
    )
    goals = {"main": level(target)}
    if target.value_high is not None:
        goals["high"] = level(target, target.value_high)
    reports = {key: _one(request, target, goal, decimals) for key, goal in goals.items()}
    return {
        **reports["main"],
        "high": reports.get("high"),
        "indicator": request["indicator"],
        "unit": unit,
        "form": target.form,
        "target_text": describe(target),
        "base_year": request["base_year"],
        "target_year": request["target_year"],
        "years": target.years,
        "decimals": decimals,
    }


def _one(
    request: dict[str, Any], target: Target, goal: Decimal | Undefined, decimals: int
) -> dict[str, Any]:
    """Work out one target value; an undefined one is reported as such, with no path."""
    if isinstance(goal, Undefined):
        return {"target": figure(goal, decimals, target.unit), "summary": goal.reason, "path": None}
    course = Course(
        name=request["indicator"] or "该指标",
        unit=target.unit,
        direction=target.direction,
        form=target.form,
        baseline=request["baseline"],
        base_year=request["base_year"],
        goal=goal,
        target_year=request["target_year"],
        decimals=max(decimals, decimals_of(request["baseline"])),
    )
    kind = _kind(course, target)
    return {**_figures(course), **_path(course, request, decimals), "kind": kind, "summary": _summary(course, kind, target), "formulas": _formulas(course)}
