"""The one door for the browser: JSON in, JSON out, versioned and schema-checked, errors as data.

Numbers travel as decimal strings. A bare JSON number is read by its literal and never passes through a float.
The request and response formats are described in target_calculator/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import localcontext
from typing import Any, NamedTuple

from target_calculator import path_report, reports
from target_calculator import request_schema as schemas
from target_calculator.quantity import CONTEXT, CalculatorError
from target_calculator.schema import Field, Problem, check

VERSION = 1
MAX_REQUEST = 200_000
# More brackets than any real request has, few enough to stay clear of the parser's recursion limit.
MAX_BRACKETS = 600
MAX_BATCH = 60

Answer = dict[str, Any]


class Action(NamedTuple):
    """A request's schema, the rules that span several of its fields, and the function that answers it."""

    schema: Field
    rules: Callable[[dict[str, Any]], list[Problem]]
    answer: Callable[[dict[str, Any]], dict[str, Any]]


ACTIONS = {
    "path": Action(schemas.PATH, schemas.path_rules, path_report.report),
    "progress": Action(schemas.PROGRESS, schemas.progress_rules, reports.progress_report),
    "identities": Action(schemas.IDENTITIES, schemas.identities_rules, reports.identities_report),
    "judge": Action(schemas.JUDGE, schemas.judge_rules, reports.judge_report),
    "target": Action(schemas.TARGET, schemas.target_rules, reports.target_report),
    "growth": Action(schemas.GROWTH, schemas.no_rules, reports.growth_report),
    "convert": Action(schemas.CONVERT, schemas.no_rules, reports.convert_report),
}


def handle(request: str) -> str:
    """Answer a JSON request with JSON; never raises and never writes NaN or Infinity."""
    return json.dumps(_answer(request), ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _answer(request: str) -> Answer:
    try:
        message = _parse(request)
    except CalculatorError as error:
        return _failure([Problem("", error.code, error.message)])
    with localcontext(CONTEXT):
        return _respond(message)


def _parse(request: str) -> dict[str, Any]:
    if not isinstance(request, str) or len(request) > MAX_REQUEST:
        raise CalculatorError("bad_request", "请求不是文字或过长")
    if request.count("[") + request.count("{") > MAX_BRACKETS:
        raise CalculatorError("bad_request", "请求层次或项目过多")
    try:
        message = json.loads(request, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise CalculatorError("bad_json", "请求不是有效的JSON") from None
    if not isinstance(message, dict):
        raise CalculatorError("bad_request", "请求应为JSON对象")
    return message


def _respond(message: dict[str, Any]) -> Answer:
    if message.get("version") != str(VERSION):
        return _failure([Problem("version", "unknown_version", f"不支持的版本，应为{VERSION}")])
    name = message.get("action")
    if name == "batch":
        return _batch(message.get("input"))
    action = ACTIONS.get(name) if isinstance(name, str) else None
    if action is None:
        return _failure([Problem("action", "unknown_action", f"不认识的操作，可选：{'、'.join([*ACTIONS, 'batch'])}")])
    given, problems = check(action.schema, message.get("input") or {}, "input")
    if not problems:
        problems = [_inside_input(problem) for problem in action.rules(given)]
    return _failure(problems) if problems else _result(action, given)


def _result(action: Action, given: dict[str, Any]) -> Answer:
    try:
        return {"version": VERSION, "ok": True, "result": action.answer(given)}
    except CalculatorError as error:
        return _failure([_inside_input(Problem(error.field, error.code, error.message))])
    except ArithmeticError:
        # Inputs are bounded, so only a combination of extreme ones can leave the decimal range.
        return _failure([Problem("input", "out_of_range", "数值组合超出可计算的范围")])


def _inside_input(problem: Problem) -> Problem:
    return problem._replace(field=f"input.{problem.field}" if problem.field else "input")


def _batch(given: object) -> Answer:
    """Answer several requests; each carries its own ok and errors, so one bad row does not spoil a table."""
    if not isinstance(given, list) or len(given) > MAX_BATCH:
        return _failure([Problem("input", "bad_batch", f"批量请求应为列表，最多{MAX_BATCH}项")])
    answers = []
    for item in given:
        if isinstance(item, dict) and item.get("action") != "batch":
            answers.append(_respond({"version": str(VERSION), **item}))
        else:
            answers.append(_failure([Problem("action", "unknown_action", "批量请求中的每一项应为单个请求")]))
    return {"version": VERSION, "ok": True, "result": {"answers": answers}}


def _failure(problems: list[Problem]) -> Answer:
    return {"version": VERSION, "ok": False, "errors": [problem._asdict() for problem in problems]}
