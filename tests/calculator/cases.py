"""The planner's cases: read them, send them, compare. Sending and comparing use the standard library only.

The same comparison runs in CPython and inside the browser's Pyodide, where the cases arrive as JSON.
"""

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).with_name("cases.yml")

Case = dict[str, Any]


def read_cases(path: Path = CASES) -> list[Case]:
    """Return all cases of the YAML file."""
    import yaml

    cases: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


def request_of(case: Case) -> str:
    """Return the JSON request a case sends."""
    return json.dumps({"version": 1, "action": case["action"], "input": case["input"]}, ensure_ascii=False)


def mismatches(case: Case, answer: str) -> list[str]:
    """Return one line for each place where the answer is not what the case expects; empty when all agree."""
    message = json.loads(answer)
    if "errors" in case:
        got = [{"field": error["field"], "code": error["code"]} for error in message.get("errors", [])]
        return [] if got == case["errors"] else [f"errors: expected {case['errors']}, got {got}"]
    if not message["ok"]:
        return [f"refused: {message['errors']}"]
    found = {place: look_up(message["result"], place) for place in case["expect"]}
    return [
        f"{place}: expected {wanted!r}, got {found[place]!r}"
        for place, wanted in case["expect"].items()
        if found[place] != wanted
    ]


def look_up(result: Any, place: str) -> Any:
    """Return the value at a dotted place such as `path.1.value`; a place that is not there is not an answer."""
    for key in place.split("."):
        result = result[int(key)] if isinstance(result, list) else result[key]
    return result
