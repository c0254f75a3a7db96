"""The answers of the smaller actions: growth, progress, identities, target, judge and convert."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from target_calculator import growth, identities, precision, quantity, targets
from target_calculator.identities import Known, Solution
from target_calculator.progress import Progress, Status, assess_progress
from target_calculator.quantity import Undefined
from target_calculator.request_schema import target_of
from target_calculator.wording import change_unit, default_decimals, figure, percent, plain

Request = dict[str, Any]
Report = dict[str, Any]

PACE_METHOD = "进度比＝实际年均增长率 ÷ 所需年均增长率（欧盟统计局；界限0.95、0.60、0）"
ANTICIPATED_METHOD = "预期进展比＝预计变化 ÷ 所需变化（联合国区域委员会；界限0.95、0.10）"
BAND_NAMES = {
    "on_track": "按此速度可以完成",
    "moderate": "有进展，速度略慢",
    "insufficient": "进展不足",
    "moving_away": "与目标背离",
    "accelerate": "需要加快",
    "reverse": "停滞或与目标背离",
}
RELATION_NAMES = {"": "", "at_least": "不低于", "more_than": "高于", "at_most": "不高于", "less_than": "低于"}


def growth_report(request: Request) -> Report:
    """Find one quantity of the growth equations from the others; rates come and go in per cent."""
    find, unit = request["find"], request["unit"] or ""
    decimals = default_decimals(unit) if request["decimals"] is None else request["decimals"]
    value = _found(find, request)
    if find in ("total_growth", "annual_growth"):
        return {"find": find, "result": percent(value), "year_reached": None}
    if find in ("years", "doubling_time"):
        return {"find": find, "result": figure(value, 1, "年"), "year_reached": _year_reached(request)}
    shown_unit = change_unit(unit) if find == "change" else unit
    return {"find": find, "result": figure(value, decimals, shown_unit), "year_reached": None}


def _found(find: str, request: Request) -> Decimal | Undefined:
    baseline, target = request["baseline"], request["target"]
    total, annual = (_fraction(request[name]) for name in ("total_growth", "annual_growth"))
    years = request["years"]
    if find == "total_growth":
        return growth.total_growth(baseline, target)
    if find == "annual_growth":
        return growth.MISSING if years is None else growth.annual_growth(baseline, target, years)
    if find == "change":
        return growth.change(baseline, target)
    if find == "years":
        return growth.years_needed(baseline, target, annual)
    if find == "doubling_time":
        return growth.MISSING if annual is None else growth.doubling_time(annual)
    return _level_found(find, baseline if find == "target" else target, total, annual, years)


def _level_found(
    find: str, known: Decimal | None, total: Decimal | None, annual: Decimal | None, years: int | None
) -> Decimal | Undefined:
    """Return a target or a baseline from total growth if given, otherwise from annual growth."""
    if total is not None:
        by_total = growth.target_from_growth if find == "target" else growth.baseline_from_growth
        return by_total(known, total)
    if years is None:
        return growth.MISSING
    by_year = growth.target_from_annual_growth if find == "target" else growth.baseline_from_annual_growth
    return by_year(known, annual, years)


def _fraction(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else rate / 100


def _year_reached(request: Request) -> int | None:
    if request["base_year"] is None:
        return None
    rate = _fraction(request["annual_growth"])
    year = growth.year_reached(request["base_year"], request["baseline"], request["target"], rate)
    return year if isinstance(year, int) else None


def progress_report(request: Request) -> Report:
    """Answer a checked `progress` request: both methods side by side, each with its name."""
    target = target_of(request)
    unit = target.unit
    decimals = default_decimals(unit) if request["decimals"] is None else request["decimals"]
    result = assess_progress(target, request["base_year"], request["target_year"], request["observed"])
    if isinstance(result, Undefined):
        return {"undefined": {"code": result.code, "reason": result.reason}, "summary": f"{result.reason}。"}
    return {
        "undefined": None,
        "direction": target.direction,
        "target_text": targets.describe(target),
        "latest_year": result.latest_year,
        "latest": figure(result.latest, max(decimals, quantity.decimals_of(result.latest)), unit),
        "goal": figure(result.goal, decimals, unit),
        "met": result.met if isinstance(result.met, bool) else None,
        "within_bound": result.within_bound,
        "share_of_way": percent(result.share_of_way),
        "observed_growth": percent(result.observed_growth),
        "required_growth": percent(result.required_growth),
        "projected": figure(result.projected, decimals, unit),
        "projected_by_growth": figure(result.projected_by_growth, decimals, unit),
        "projected_met": result.projected_met if isinstance(result.projected_met, bool) else None,
        "growth_from_here": percent(result.growth_from_here),
        "change_from_here": figure(result.change_from_here, max(decimals, 2), change_unit(unit)),
        "methods": [
            _method("pace", PACE_METHOD, result.pace),
            _method("anticipated", ANTICIPATED_METHOD, result.anticipated),
        ],
        "summary": _progress_summary(request, target, result),
    }


def _method(key: str, name: str, status: Status) -> Report:
    band = status.band
    shown = BAND_NAMES[band] if isinstance(band, str) else band.reason
    return {
        "method": key,
        "name": name,
        "ratio": figure(status.ratio, 4, ""),
        "status": band if isinstance(band, str) else None,
        "status_text": shown,
    }


def _progress_summary(request: Request, target: targets.Target, result: Progress) -> str:
    name = request["indicator"] or "该指标"
    shown = f"{name}{result.latest_year}年为{plain(result.latest)}{target.unit}"
    goal = f"{request['target_year']}年目标{targets.describe(target)}"
    if result.within_bound is not None:
        return f"{shown}，{goal}：{'守住了界限' if result.within_bound else '已越过界限'}。"
    if result.met is True:
        return f"{shown}，{goal}：已提前达到。"
    share = percent(result.share_of_way)["text"]
    pace = _band_text(result.pace)
    return f"{shown}，{goal}：已走完全程的{share}；进度比法：{pace}；预期进展法：{_band_text(result.anticipated)}。"


def _band_text(status: Status) -> str:
    return BAND_NAMES[status.band] if isinstance(status.band, str) else status.band.reason


def target_report(request: Request) -> Report:
    """Answer a checked `target` request: met or not, distance, headroom, one sentence."""
    target = target_of(request)
    result = targets.assess(target, request["actual"])
    unit = change_unit("%" if target.form == "share" else target.unit)
    decimals = default_decimals(unit)
    return {
        "met": result.met if isinstance(result.met, bool) else None,
        "undefined": {"code": result.met.code, "reason": result.met.reason}
        if isinstance(result.met, Undefined)
        else None,
        "distance": figure(result.distance, decimals, unit),
        "headroom": figure(result.headroom, decimals, unit),
        "aspiration_met": result.aspiration_met,
        "target_text": targets.describe(target),
        "summary": targets.explain(target, result),
    }


def identities_report(request: Request) -> Report:
    """Answer a checked `identities` request; ratios come and go in per cent, amounts in the reader's unit."""
    relations = request["relations"] or {}
    given = {name: _as_fraction(name, value) for name, value in request["given"].items()}
    if request["mode"] == "solve":
        solution = identities.solve({name: Known(value, relations.get(name, "")) for name, value in given.items()})
    else:
        changed = {name: _as_fraction(name, value) for name, value in request["changed"].items()}
        solution = identities.follow(given, changed, request["held"] or [])
    unit = request["unit"] or ""
    return {
        "values": {name: _known(name, known, unit) for name, known in solution.values.items()},
        "undetermined": [name for name in identities.NAMES if name not in solution.values],
        "steps": [
            {"name": step.name, "formula": step.identity.text, "result": _known(step.name, step.result, unit)["text"]}
            for step in solution.steps
        ],
        "conflicts": [{"names": list(conflict.names), "reason": conflict.reason} for conflict in solution.conflicts],
        "summary": _identities_summary(request["want"], solution, unit),
    }


def _as_fraction(name: str, value: Decimal) -> Decimal:
    return value / 100 if name in identities.RATIOS else value


def _known(name: str, known: Known, unit: str) -> Report:
    """Return a value with its bound; a bound is rounded inwards, so that the printed bound still keeps the rule."""
    is_ratio = name in identities.RATIOS
    value = known.value * 100 if is_ratio else known.value
    inwards = {"at_most": ROUND_FLOOR, "less_than": ROUND_FLOOR, "at_least": ROUND_CEILING, "more_than": ROUND_CEILING}
    if known.relation:
        value = value.quantize(Decimal("0.01"), rounding=inwards[known.relation])
    shown = figure(value, 2, "%" if is_ratio else unit)
    text = RELATION_NAMES[known.relation] + shown["text"]
    return {**shown, "label": identities.LABELS[name], "relation": known.relation, "text": text}


def _identities_summary(want: str | None, solution: Solution, unit: str) -> str:
    if solution.conflicts:
        return f"条件互相矛盾：{'；'.join(conflict.reason for conflict in solution.conflicts)}。"
    if want is None:
        derived = [
            f"{identities.LABELS[step.name]}{_known(step.name, step.result, unit)['text']}" for step in solution.steps
        ]
        return f"由此推出：{'，'.join(derived)}。" if derived else "给定的数推不出其他指标。"
    if want not in solution.values:
        return f"{identities.missing_for(want, solution)}。"
    known = solution.values[want]
    return f"{identities.LABELS[want]}应{'' if known.relation else '为'}{_known(want, known, unit)['text']}。"


def judge_report(request: Request) -> Report:
    """Answer a checked `judge` request: how a printed figure agrees with its recomputation."""
    verdict = precision.judge(request["printed"], request["formula"], request["inputs"], years=request["years"] or 0)
    figure_printed = quantity.parse_quantity(request["printed"])
    decimals, unit = figure_printed.decimals, figure_printed.unit
    span = verdict.interval
    ends = (span, span) if isinstance(span, Undefined) else span
    return {
        "verdict": verdict.verdict if isinstance(verdict.verdict, str) else None,
        "recomputed": figure(verdict.recomputed, decimals, unit),
        "unrounded": figure(verdict.recomputed, decimals + 4, unit),
        "low": figure(ends[0], decimals + 4, unit),
        "high": figure(ends[1], decimals + 4, unit),
        "formula": precision.FORMULAS[request["formula"]].text,
        "reason": verdict.reason,
    }


def convert_report(request: Request) -> Report:
    """Answer a checked `convert` request, exactly and with no digits lost."""
    value = quantity.convert(request["value"], request["unit"], request["to_unit"])
    if isinstance(value, Undefined):
        return {"result": figure(value, 0, request["to_unit"])}
    return {"result": figure(value, max(0, quantity.decimals_of(value.normalize())), request["to_unit"])}
