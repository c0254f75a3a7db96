"""Schemas of the requests, and the rules that span several of their fields.

The rules name fields relative to the request's input; the interface completes their paths.
"""

from __future__ import annotations

from typing import Any

from target_calculator import identities, paths, precision, quantity, targets
from target_calculator.schema import (
    NUMBER,
    TEXT,
    YEAR,
    Problem,
    choice,
    integer,
    list_of,
    map_of,
    record,
    required,
)

MAX_YEARS = 100
DECIMALS = integer(0, 6)


TARGET_FIELDS = {
    "indicator": TEXT,
    "unit": TEXT,
    "form": required(choice(*targets.FORMS)),
    "direction": required(choice(*targets.DIRECTIONS)),
    "value": NUMBER,
    "value_high": NUMBER,
    "aspiration": NUMBER,
    "tolerance": NUMBER,
    "benchmark": NUMBER,
    "benchmark_growth": NUMBER,
    # A plan's own wording, and the numbers that it speaks of: with others it is no longer the plan's target.
    "wording": record(
        {"printed": required(TEXT), "value": NUMBER, "value_high": NUMBER, "aspiration": NUMBER, "target_year": YEAR}
    ),
}
PERIOD_FIELDS = {
    "baseline": required(NUMBER),
    "base_year": required(YEAR),
    "target_year": required(YEAR),
}
PATH = record(
    {
        **TARGET_FIELDS,
        **PERIOD_FIELDS,
        "method": choice(*paths.METHODS),
        "weights": list_of(required(NUMBER)),
        "fixed": map_of(YEAR, NUMBER),
        "decimals": DECIMALS,
    }
)
PROGRESS = record({**TARGET_FIELDS, **PERIOD_FIELDS, "observed": required(map_of(YEAR, NUMBER)), "decimals": DECIMALS})
TARGET = record(
    {
        **TARGET_FIELDS,
        "baseline": NUMBER,
        "years": integer(1, MAX_YEARS),
        "whole": NUMBER,
        "actual": required(NUMBER),
    }
)
GROWTH = record(
    {
        "find": required(
            choice("total_growth", "annual_growth", "target", "baseline", "years", "doubling_time", "change")
        ),
        "baseline": NUMBER,
        "target": NUMBER,
        "total_growth": NUMBER,
        "annual_growth": NUMBER,
        "years": integer(1, MAX_YEARS),
        "base_year": YEAR,
        "unit": TEXT,
        "decimals": DECIMALS,
    }
)
NAME = choice(*identities.NAMES)
IDENTITIES = record(
    {
        "mode": required(choice("solve", "follow")),
        "unit": TEXT,
        "given": required(map_of(NAME, NUMBER)),
        "relations": map_of(NAME, choice(*identities.RELATIONS)),
        "want": NAME,
        "changed": map_of(NAME, NUMBER),
        "held": list_of(required(NAME)),
    }
)
JUDGE = record(
    {
        "printed": required(TEXT),
        "formula": required(choice(*precision.FORMULAS)),
        "inputs": required(map_of(TEXT, TEXT)),
        "years": integer(1, MAX_YEARS),
    }
)
CONVERT = record(
    {
        "value": required(NUMBER),
        "unit": required(choice(*quantity.UNITS)),
        "to_unit": required(choice(*quantity.UNITS)),
    }
)


def no_rules(_given: dict[str, Any]) -> list[Problem]:
    """Return no problems, for requests whose fields do not depend on each other."""
    return []


def path_rules(given: dict[str, Any]) -> list[Problem]:
    """Check years in order, a coherent target, weights that fit, fixed years inside the period."""
    rules = [*_year_rules(given), *target_rules(given)]
    years = given["target_year"] - given["base_year"]
    weights = given["weights"] or []
    if given["method"] == "weighted" and len(weights) != years:
        rules.append(Problem("weights", "wrong_count", f"权重须为{max(years, 0)}个，每年一个"))
    elif weights and (min(weights) < 0 or sum(weights) == 0):
        rules.append(Problem("weights", "bad_weights", "权重不得为负，且合计须大于零"))
    for year in given["fixed"] or ():
        if not given["base_year"] < year < given["target_year"]:
            rules.append(Problem(f"fixed.{year}", "out_of_range", "固定值的年份须在基期年与目标年之间"))
    return rules


def progress_rules(given: dict[str, Any]) -> list[Problem]:
    """Check years in order, a coherent target, and observations after the base year and up to the target year."""
    rules = [*_year_rules(given), *target_rules(given)]
    if not given["observed"]:
        rules.append(Problem("observed", "required", "请至少填写一年的实际值"))
    for year in given["observed"]:
        if not given["base_year"] < year <= given["target_year"]:
            rules.append(Problem(f"observed.{year}", "out_of_range", "实际值的年份须在基期年之后、不晚于目标年"))
    return rules


def target_rules(given: dict[str, Any]) -> list[Problem]:
    """Check that the parts of a target fit together."""
    value, high, form = given["value"], given["value_high"], given["form"]
    if value is None and form != "relative":
        return [Problem("value", "required", "请填写目标值")]
    rules = []
    if form == "range" and high is None:
        rules.append(Problem("value_high", "required", "区间目标须填写上限"))
    if form != "range" and high is not None:
        rules.append(Problem("value_high", "no_range", "只有区间目标才有上限"))
    elif high is not None and value is not None and high < value:
        rules.append(Problem("value_high", "high_below_low", "上限不能小于下限"))
    rules += _aspiration_rules(given)
    if given["tolerance"] is not None and given["tolerance"] < 0:
        rules.append(Problem("tolerance", "negative", "允许幅度不能为负"))
    for name in ("value", "benchmark_growth"):
        rate = given[name]
        if rate is not None and rate <= -100 and (form in targets.GROWTH_FORMS or name != "value"):
            rules.append(Problem(name, "out_of_range", "年均增长率须高于−100%"))
    return rules


def _aspiration_rules(given: dict[str, Any]) -> list[Problem]:
    """What is striven for lies beyond the target, on the side to which the target asks to go."""
    value, hoped = given["value"], given["aspiration"]
    if value is None or hoped is None:
        return []
    falls = targets.is_ceiling(targets.Target(given["form"], value, direction=given["direction"]))
    if hoped > value if falls else hoped < value:
        words = "大于上限" if falls else "小于目标值"
        return [Problem("aspiration", "aspiration_short", f"力争值不能{words}")]
    return []


def identities_rules(given: dict[str, Any]) -> list[Problem]:
    """Check that a change names what changes, and that a wanted quantity is not given."""
    if given["mode"] == "follow" and not given["changed"]:
        return [Problem("changed", "required", "请填写要改变的指标")]
    if given["want"] and given["want"] in given["given"] and given["mode"] == "solve":
        return [Problem("want", "already_given", "要求的指标已经给出")]
    return []


def judge_rules(given: dict[str, Any]) -> list[Problem]:
    """Check that annual growth and a yearly mean come with their number of years."""
    if given["formula"] in ("annual_growth", "mean") and given["years"] is None:
        return [Problem("years", "required", "年均数须填写年数")]
    return []


def _year_rules(given: dict[str, Any]) -> list[Problem]:
    years = given["target_year"] - given["base_year"]
    if years <= 0:
        return [Problem("target_year", "year_order", "目标年必须晚于基期年")]
    if years > MAX_YEARS:
        return [Problem("target_year", "year_order", f"年数不能超过{MAX_YEARS}年")]
    return []


def target_of(given: dict[str, Any]) -> targets.Target:
    """Return the Target that a checked path, progress or target request describes."""
    period = "base_year" in given
    return targets.Target(
        form=given["form"],
        value=given["value"] if given["value"] is not None else quantity.ZERO,
        unit=given["unit"] or "",
        direction=given["direction"],
        value_high=given["value_high"],
        aspiration=given["aspiration"],
        baseline=given["baseline"],
        years=given["target_year"] - given["base_year"] if period else given["years"],
        tolerance=given["tolerance"],
        benchmark=given["benchmark"],
        benchmark_growth=given["benchmark_growth"],
        whole=given.get("whole"),
        wording=_wording(given),
    )


def _wording(given: dict[str, Any]) -> str:
    """Return a plan's wording as long as the request asks about the numbers that it speaks of."""
    wording = given["wording"]
    if wording is None:
        return ""
    same = all(wording[name] == given[name] for name in ("value", "value_high", "aspiration"))
    year = wording["target_year"]
    is_own_year = year is None or year == given.get("target_year", year)
    return str(wording["printed"]) if same and is_own_year else ""
