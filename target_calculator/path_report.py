"""The answer to "what does this target ask of us, year by year?": figures, path, formulas and one sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from target_calculator import growth
from target_calculator.paths import PathYear, decompose
from target_calculator.quantity import Undefined, decimals_of, format_number, round_half_up
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
    """One way from a baseline to a goal, with all that is needed to work it out and to word it."""

    name: str
    target: Target
    baseline: Decimal
    base_year: int
    goal: Decimal
    target_year: int
    decimals: int

    @property
    def years(self) -> int:
        """Years from base to target year."""
        return self.target_year - self.base_year

    @property
    def unit(self) -> str:
        """Unit of the indicator."""
        return self.target.unit

    @property
    def change(self) -> Decimal:
        """Goal less baseline."""
        return self.goal - self.baseline

    def amount(self, value: Decimal) -> str:
        """Return a level in words, with at least the decimals it was given with."""
        return format_number(value, min(max(self.decimals, decimals_of(value)), 6)) + self.unit


def report(request: dict[str, Any]) -> dict[str, Any]:
    """Answer a checked `path` request; the keys are described in target_calculator/README.md."""
    unit = request["unit"] or ""
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
    high = None if target.value_high is None else _one(request, target, target.value_high, decimals)
    return {
        **_one(request, target, target.value, decimals),
        "high": high,
        "indicator": request["indicator"],
        "unit": unit,
        "form": target.form,
        "target_text": describe(target),
        "base_year": request["base_year"],
        "target_year": request["target_year"],
        "years": target.years,
        "decimals": decimals,
    }


def _one(request: dict[str, Any], target: Target, value: Decimal, decimals: int) -> dict[str, Any]:
    """Work out one target value; a target that needs more from the reader is reported as undefined, with no path."""
    goal = level(target, value)
    if isinstance(goal, Undefined):
        return {"target": figure(goal, decimals, target.unit), "summary": f"{goal.reason}。", "path": None}
    if target.form == "annual_growth_at_least":
        goal = round_half_up(goal, decimals)
    course = Course(
        name=request["indicator"] or "该指标",
        target=target,
        baseline=request["baseline"],
        base_year=request["base_year"],
        goal=goal,
        target_year=request["target_year"],
        decimals=decimals,
    )
    kind = _kind(course)
    return {
        **_figures(course),
        **_path(course, request),
        "kind": kind,
        "summary": _summary(course, kind),
        "formulas": _formulas(course),
    }


def _kind(course: Course) -> str:
    """Say what the target asks: requirement, limit, already_met, or a planned move against the direction."""
    target = course.target
    if target.form in CEILINGS:
        return "limit" if assess(target, course.baseline).met is True else "requirement"
    if target.form == "point":
        against = {"increase": course.change < 0, "decrease": course.change > 0, "neutral": False}
        if against[target.direction]:
            return "planned_decrease" if course.change < 0 else "planned_increase"
        return "requirement" if course.change else "hold"
    if target.form in ("increment", "annual_growth_at_least", "about"):
        return "requirement"
    return "already_met" if course.goal <= course.baseline else "requirement"


def _growth(course: Course) -> tuple[Decimal | Undefined, Decimal | Undefined]:
    """Return total and annual growth; figures in per cent have neither."""
    if course.unit == "%":
        return IN_POINTS, IN_POINTS
    total = growth.total_growth(course.baseline, course.goal)
    return total, growth.annual_growth(course.baseline, course.goal, course.years)


def _figures(course: Course) -> dict[str, Any]:
    total, annual = _growth(course)
    unit = change_unit(course.unit)
    yearly = growth.annual_change(course.baseline, course.goal, course.years)
    times = IN_POINTS if course.unit == "%" else growth.multiple(course.baseline, course.goal)
    return {
        "baseline": figure(course.baseline, max(course.decimals, decimals_of(course.baseline)), course.unit),
        "target": figure(course.goal, max(course.decimals, decimals_of(course.goal)), course.unit),
        "change": figure(course.change, max(course.decimals, decimals_of(course.change)), unit),
        "annual_change": figure(yearly, max(course.decimals, 2), unit),
        "total_growth": percent(total),
        "annual_growth": percent(annual),
        "multiple": figure(times, 2, "倍"),
        "doubling_time": figure(growth.doubling_time(annual), 1, "年"),
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
    decimals = decimals_of(year.value)
    rate = IN_POINTS if course.unit == "%" else year.growth
    return {
        "year": year.year,
        "value": plain(year.value),
        "unrounded": format_number(year.exact, decimals + 4),
        "increment": None if year.increment is None else plain(year.increment),
        "growth": format_number(rate * 100, 2) if isinstance(rate, Decimal) else None,
        "fixed": year.fixed,
    }


def _summary(course: Course, kind: str) -> str:
    """Return the result as one Chinese sentence."""
    start = f"{course.name}{course.base_year}年为{course.amount(course.baseline)}"
    goal = f"{course.target_year}年目标{describe(course.target)}"
    room = _change_text(abs(course.change), course)
    if kind == "limit":
        return f"{start}，{goal}：基期值在上限以内，距上限还有{room}，不要求提高。"
    if kind == "already_met":
        over = f"，比目标高{room}" if course.change else ""
        return f"{start}，{goal}：基期值已达到目标{over}，不要求再提高。"
    if kind == "hold" or course.change == 0:
        return f"{start}，{goal}：与基期值持平。"
    if kind in ("planned_decrease", "planned_increase"):
        verb = "下降" if kind == "planned_decrease" else "上升"
        return f"{start}，{goal}：规划安排{verb}{room}，{_pace(course)}。"
    return f"{start}，{goal}：需{rise_or_fall(course.change)}{room}，{_pace(course)}。"


def _change_text(amount: Decimal, course: Course) -> str:
    decimals = min(max(course.decimals, decimals_of(amount)), 6)
    return format_number(amount, decimals) + change_unit(course.unit)


def _pace(course: Course) -> str:
    """Return the yearly pace in words: annual growth where it is defined, otherwise the average yearly change."""
    total, annual = _growth(course)
    if isinstance(total, Decimal) and isinstance(annual, Decimal):
        verb = "需年均增长" if course.change > 0 else "年均下降"
        rate, whole = (percent(abs(part))["text"] for part in (annual, total))
        return (
            f"{verb}{rate}，五年共".replace("五年", f"{course.years}年")
            + f"{'增长' if course.change > 0 else '下降'}{whole}"
        )
    yearly = abs(course.change) / course.years
    verb = (
        "提高"
        if course.unit == "%" and course.change > 0
        else "下降"
        if course.unit == "%"
        else rise_or_fall(course.change)
    )
    return f"平均每年{verb}{format_number(yearly, max(course.decimals, 2))}{change_unit(course.unit)}"


def _formulas(course: Course) -> list[dict[str, str]]:
    """Return "show the formula" for every figure that is defined."""
    start, goal, years = bracketed(course.baseline), bracketed(course.goal), course.years
    unit = change_unit(course.unit)
    entries = [
        formula(
            "总增量",
            "目标值 − 基期值",
            f"{goal} − {start}",
            _change_signed(course),
            POINTS_SOURCE if unit != course.unit else CHANGE_SOURCE,
        ),
        formula(
            "年均增量",
            "（目标值 − 基期值）÷ 年数",
            f"（{goal} − {start}）÷ {years}",
            figure(course.change / years, max(course.decimals, 2), unit)["text"],
            CHANGE_SOURCE,
        ),
    ]
    total, annual = _growth(course)
    if isinstance(total, Decimal):
        entries.append(
            formula(
                "总体增长率",
                "（目标值 − 基期值）÷ 基期值 × 100%",
                f"（{goal} − {start}）÷ {start} × 100%",
                percent(total)["text"],
                TABLES,
            )
        )
    if isinstance(annual, Decimal):
        result = percent(annual)["text"]
        entries.append(
            formula(
                "年均增长率",
                "（目标值 ÷ 基期值）^（1 ÷ 年数）− 1",
                f"（{goal} ÷ {start}）^（1 ÷ {years}）− 1",
                result,
                BUREAU,
            )
        )
        doubling = growth.doubling_time(annual)
        if isinstance(doubling, Decimal):
            entries.append(
                formula(
                    "翻番所需年数",
                    "ln 2 ÷ ln（1 + 年均增长率）",
                    f"ln 2 ÷ ln（1 + {result}）",
                    figure(doubling, 1, "年")["text"],
                    DERIVED,
                )
            )
    return entries


def _change_signed(course: Course) -> str:
    return str(
        figure(course.change, max(course.decimals, decimals_of(course.change)), change_unit(course.unit))[
            "text"
        ]
    )
