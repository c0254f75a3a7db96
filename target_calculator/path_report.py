"""What a target asks year by year: figures, path, formulas and one sentence in Chinese."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from target_calculator import growth
from target_calculator.paths import PathYear, decompose
from target_calculator.quantity import Undefined, decimals_of, format_number, round_half_up
from target_calculator.request_schema import target_of
from target_calculator.targets import CEILINGS, Target, assess, describe, is_growth, level
from target_calculator.wording import (
    bracketed,
    change_unit,
    default_decimals,
    figure,
    formula,
    percent,
    plain,
)

IN_POINTS = Undefined("in_points", "以百分数表示的指标不计算增长率，变化用百分点表示")
GROWTH_SOURCE = "增长率的定义：增量与基期值之比"
BUREAU = "国家统计局：平均增长速度（水平法，即几何平均法）"
DERIVED = "由年均增长率公式推得"
POINTS_SOURCE = "国家统计局：百分点是不同时期百分数的差"
CHANGE_SOURCE = "增量的定义"
TOTAL_TEXT = "（目标值 − 基期值）÷ 基期值 × 100%"
ANNUAL_TEXT = "（目标值 ÷ 基期值）^（1 ÷ 年数）− 1"


class Course(NamedTuple):
    """One way from a baseline to a goal, with all that is needed to work it out and to word it."""

    name: str
    target: Target
    baseline: Decimal
    base_year: int
    exact_goal: Decimal
    target_year: int
    decimals: int
    total_growth: Decimal | Undefined
    annual_growth: Decimal | Undefined

    @property
    def years(self) -> int:
        """Years from base to target year."""
        return self.target_year - self.base_year

    @property
    def unit(self) -> str:
        """Unit of the indicator."""
        return self.target.unit

    @property
    def goal(self) -> Decimal:
        """The level a path ends on: a goal derived from a growth rate is rounded, a stated one is kept."""
        return round_half_up(self.exact_goal, self.decimals) if is_growth(self.target) else self.exact_goal

    @property
    def change(self) -> Decimal:
        """Goal less baseline."""
        return self.goal - self.baseline


def report(request: dict[str, Any]) -> dict[str, Any]:
    """Answer a checked `path` request; the keys are described in target_calculator/README.md."""
    target = target_of(request)
    decimals = default_decimals(target.unit) if request["decimals"] is None else request["decimals"]
    high, hoped = (
        None if number is None else _one(request, target, number, decimals)
        for number in (target.value_high, target.aspiration)
    )
    found = _one(request, target, target.value, decimals)
    if hoped and "asks" in found:
        wish = f"；到力争值{hoped['asks']}"
        found |= {"asks": found["asks"] + wish, "summary": f"{found['summary'].removesuffix('。')}{wish}。"}
    return {
        **found,
        "high": high,
        "aspiration": hoped,
        "indicator": request["indicator"],
        "unit": target.unit,
        "form": target.form,
        "target_text": describe(target),
        "base_year": request["base_year"],
        "target_year": request["target_year"],
        "years": target.years,
        "decimals": decimals,
    }


def _one(request: dict[str, Any], target: Target, value: Decimal, decimals: int) -> dict[str, Any]:
    """Work out one target value; one that needs more from the reader is undefined and has no path."""
    goal = level(target, value)
    if isinstance(goal, Undefined):
        reason = {"code": goal.code, "reason": goal.reason}
        return {
            "target": figure(goal, decimals, target.unit),
            "path": None,
            "path_undefined": reason,
            "summary": f"{goal.reason}。",
        }
    total, annual = _growth(target, goal)
    course = Course(
        name=request["indicator"] or "该指标",
        target=target,
        baseline=request["baseline"],
        base_year=request["base_year"],
        exact_goal=goal,
        target_year=request["target_year"],
        decimals=decimals,
        total_growth=total,
        annual_growth=annual,
    )
    kind = _kind(course)
    figures = _figures(course)
    return {
        **figures,
        **_path(course, request),
        "kind": kind,
        "asks": _asks(course, kind),
        "summary": _summary(course, kind),
        "formulas": _formulas(course, figures),
    }


def _kind(course: Course) -> str:
    """Return requirement, limit, already_met, hold, planned_decrease or planned_increase."""
    target = course.target
    if target.form in CEILINGS:
        return "limit" if assess(target, course.baseline).met is True else "requirement"
    if target.form == "point":
        against = {"increase": course.change < 0, "decrease": course.change > 0, "neutral": False}
        if against[target.direction]:
            return "planned_decrease" if course.change < 0 else "planned_increase"
        return "requirement" if course.change else "hold"
    if target.form in ("about", "increment") or is_growth(target):
        return "requirement" if course.change else "hold"
    if target.form == "range":
        return "already_met" if assess(target, course.baseline).met is True else "requirement"
    goal = target._replace(form="more_than" if target.form == "more_than" else "at_least", value=course.goal)
    return "already_met" if assess(goal, course.baseline).met is True else "requirement"


def _growth(target: Target, goal: Decimal) -> tuple[Decimal | Undefined, Decimal | Undefined]:
    """Return total and annual growth from the baseline to `goal`; figures in per cent have neither."""
    if target.unit == "%":
        return IN_POINTS, IN_POINTS
    total = growth.total_growth(target.baseline, goal)
    return total, growth.annual_growth(target.baseline, goal, target.years or 0)


def _places(value: Decimal, course: Course) -> int:
    """Return the decimals to show a given value with: never fewer than it was given with."""
    return max(course.decimals, decimals_of(value))


def _figures(course: Course) -> dict[str, Any]:
    unit = change_unit(course.unit)
    times = IN_POINTS if course.unit == "%" else growth.multiple(course.baseline, course.exact_goal)
    return {
        "baseline": figure(course.baseline, _places(course.baseline, course), course.unit),
        "target": figure(course.goal, _places(course.goal, course), course.unit),
        "change": figure(course.change, _places(course.change, course), unit),
        "annual_change": figure(course.change / course.years, max(course.decimals, 2), unit),
        "total_growth": percent(course.total_growth),
        "annual_growth": percent(course.annual_growth),
        "multiple": figure(times, 2, "倍"),
        "doubling_time": figure(growth.doubling_time(course.annual_growth), 1, "年"),
    }


def _path(course: Course, request: dict[str, Any]) -> dict[str, Any]:
    """Return the yearly path, or null with the reason why the chosen method has none."""
    fits = course.unit != "%" and course.baseline > 0 and course.goal > 0
    method = request["method"] or ("geometric" if fits else "linear")
    years = decompose(
        course.baseline,
        course.goal,
        course.base_year,
        course.target_year,
        method=method,
        weights=request["weights"] or (),
        fixed=request["fixed"],
        decimals=course.decimals,
    )
    if isinstance(years, Undefined):
        problem = {"code": years.code, "reason": years.reason}
        return {"method": method, "path": None, "path_undefined": problem}
    return {"method": method, "path": [_row(year, course) for year in years], "path_undefined": None}


def _row(year: PathYear, course: Course) -> dict[str, Any]:
    rate = IN_POINTS if course.unit == "%" else year.growth
    return {
        "year": year.year,
        "value": plain(year.value),
        "unrounded": format_number(year.exact, decimals_of(year.value) + 4),
        "increment": None if year.increment is None else plain(year.increment),
        "growth": percent(rate)["value"] if rate is not None else None,
        "fixed": year.fixed,
    }


def _summary(course: Course, kind: str) -> str:
    """Return the result as one Chinese sentence."""
    start = f"{course.name}{course.base_year}年为{plain(course.baseline)}{course.unit}"
    goal = f"{course.target_year}年目标{describe(course.target)}"
    return f"{start}，{goal}：{_asks(course, kind)}。"


def _asks(course: Course, kind: str) -> str:
    """Return what the target asks, in words."""
    room = format_number(abs(course.change), _places(course.change, course)) + change_unit(course.unit)
    verb = _verb(course)
    phrases = {
        "limit": f"基期值在上限以内，距上限还有{room}",
        "already_met": "基期值已符合目标",
        "hold": "与基期值持平",
        "planned_decrease": f"规划安排{verb}{room}，{_pace(course)}",
        "planned_increase": f"规划安排{verb}{room}，{_pace(course)}",
        "requirement": f"{_as_printed(course)}需{_pace(course)}，{course.years}年共{verb}{room}",
    }
    total = course.total_growth
    whole = f"（{percent(abs(total))['text']}）" if isinstance(total, Decimal) and kind == "requirement" else ""
    return phrases[kind] + whole


def _as_printed(course: Course) -> str:
    """Say that a round number is taken at its face; a plan does not say how far it may be missed."""
    return "按所写的约数推算，" if course.target.form == "about" else ""


def _verb(course: Course) -> str:
    if course.unit == "%":
        return "提高" if course.change > 0 else "下降"
    return "增加" if course.change > 0 else "减少"


def _pace(course: Course) -> str:
    """Return the yearly pace in words: annual growth where defined, otherwise the average yearly change."""
    annual = course.annual_growth
    if isinstance(annual, Decimal):
        return f"年均{'增长' if annual >= 0 else '下降'}{percent(abs(annual))['text']}"
    yearly = format_number(abs(course.change) / course.years, max(course.decimals, 2))
    return f"平均每年{_verb(course)}{yearly}{change_unit(course.unit)}"


def _formulas(course: Course, figures: dict[str, Any]) -> list[dict[str, str]]:
    """Return "show the formula" for every figure that is defined."""
    start, goal, years = bracketed(course.baseline), bracketed(course.goal), course.years
    shown = {name: value["text"] for name, value in figures.items() if value["value"] is not None}
    source = POINTS_SOURCE if course.unit == "%" else CHANGE_SOURCE
    growth_text = f"ln 2 ÷ ln（1 + {shown.get('annual_growth')}）"
    entries = (
        ("change", "总增量", "目标值 − 基期值", f"{goal} − {start}", source),
        ("annual_change", "年均增量", "（目标值 − 基期值）÷ 年数", f"（{goal} − {start}）÷ {years}", source),
        ("total_growth", "总体增长率", TOTAL_TEXT, f"（{goal} − {start}）÷ {start} × 100%", GROWTH_SOURCE),
        ("annual_growth", "年均增长率", ANNUAL_TEXT, f"（{goal} ÷ {start}）^（1 ÷ {years}）− 1", BUREAU),
        ("doubling_time", "翻番所需年数", "ln 2 ÷ ln（1 + 年均增长率）", growth_text, DERIVED),
    )
    return [
        formula(name, expression, substituted, shown[key], origin)
        for key, name, expression, substituted, origin in entries
        if key in shown
    ]
