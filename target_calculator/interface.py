"""The one door for the browser: JSON in, JSON out, versioned and schema-checked, errors as data.

Numbers travel as decimal strings. A bare JSON number is read by its literal and never passes through a float.
The request and response formats are described in target_calculator/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import localcontext
from typing import Any, NamedTuple

from target_calculator import path_report, request_schema
from target_calculator.quantity import CONTEXT, CalculatorError
from target_calculator.schema import Field, Problem, check

VERSION = 1
MAX_REQUEST = 200_000
# More brackets than any real request has, few enough to stay clear of the parser's recursion limit.
MAX_BRACKETS = 600
MAX_BATCH = 60

Answer = dict[str, Any]


class Action(NamedTuple):
    """A request schema, rules that span several fields, and the function that answers."""

    schema: Field
    rules: Callable[[Answer], list[tuple[str, str, str]]]
    answer: Callable[[Answer], Answer]


ACTIONS = {
    "path": Action(request_schema.PATH, request_schema.path_rules, path_report.report),
}


def handle(request: str) -> str:
    """Answer a JSON request with JSON; never raises and never writes NaN or Infinity."""
    return json.dumps(
        _answer(request), ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _answer(request: str) -> Answer:
    try:
        message = _parse(request)
        with localcontext(CONTEXT):
            return _respond(message)
    except CalculatorError as error:
        return _failure([Problem("", error.code, error.message)])
    except ArithmeticError:
        # Inputs are bounded, so only a combination of extreme ones can leave the decimal range.
        return _failure([Problem("input", "out_of_range", "数值组合超出可计算的范围")])


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
        return _failure(
            [Problem("action", "unknown_action", f"不认识的操作，可选：{'、'.join([*ACTIONS, 'batch'])}")]
        )
    given, problems = check(action.schema, message.get("input") or {}, "input")
    if not problems:
        problems = [Problem(f"input.{field}", code, text) for field, code, text in action.rules(given)]
    if problems:
        return _failure(problems)
    return {"version": VERSION, "ok": True, "result": action.answer(given)}


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
