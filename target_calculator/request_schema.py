"""Schemas of the requests, and the rules that span several of their fields."""

from __future__ import annotations

from typing import Any

from target_calculator import paths, targets
from target_calculator.schema import NUMBER, TEXT, YEAR, choice, integer, list_of, map_of, record, required

Rule = tuple[str, str, str]

FORM = choice(*targets.FORMS)
DIRECTION = choice(*targets.DIRECTIONS)
DECIMALS = integer(0, 6)
MAX_YEARS = 100

PATH = record(
    {
        "indicator": TEXT,
        "unit": TEXT,
        "direction": required(DIRECTION),
        "baseline": required(NUMBER),
        "base_year": required(YEAR),
        "form": required(FORM),
        "value": required(NUMBER),
        "value_high": NUMBER,
        "benchmark": NUMBER,
        "target_year": required(YEAR),
        "method": choice(*paths.METHODS),
        "weights": list_of(required(NUMBER)),
        "fixed": map_of(YEAR, NUMBER),
        "decimals": DECIMALS,
    }
)


def path_rules(given: dict[str, Any]) -> list[Rule]:
    """Check what a path needs beyond its single fields: years in order, weights that fit, fixed years inside."""
    rules = [*_year_rules(given), *_target_rules(given)]
    years = given["target_year"] - given["base_year"]
    weights = given["weights"]
    if given["method"] == "weighted":
        if weights is None or len(weights) != years:
            rules.append(("weights", "wrong_count", f"权重须为{max(years, 0)}个，每年一个"))
        elif min(weights) < 0 or sum(weights) == 0:
            rules.append(("weights", "bad_weights", "权重不得为负，且合计须大于零"))
    for year in given["fixed"] or ():
        if not given["base_year"] < year < given["target_year"]:
            rules.append((f"fixed.{year}", "out_of_range", "固定值的年份须在基期年与目标年之间"))
    return rules


def _year_rules(given: dict[str, Any]) -> list[Rule]:
    years = given["target_year"] - given["base_year"]
    if years <= 0:
        return [("target_year", "year_order", "目标年必须晚于基期年")]
    if years > MAX_YEARS:
        return [("target_year", "year_order", f"年数不能超过{MAX_YEARS}年")]
    return []


def _target_rules(given: dict[str, Any]) -> list[Rule]:
    if given["form"] == "range" and given["value_high"] is None:
        return [("value_high", "required", "区间目标须填写上限")]
    if given["value_high"] is not None and given["value_high"] < given["value"]:
        return [("value_high", "high_below_low", "上限（或力争值）不能小于下限")]
    if given["form"] == "annual_growth_at_least" and given["value"] <= -100:
        return [("value", "out_of_range", "年均增长率须高于−100%")]
    return []
