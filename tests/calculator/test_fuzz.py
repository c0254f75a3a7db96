"""A hundred thousand broken and hostile requests: always an answer, never an exception, never NaN."""

import json
import random
import re
from typing import Any

from target_calculator.interface import ACTIONS, handle

from .cases import read_cases

ROUNDS = 100_000
NUMBERS = re.compile(r'"(?:value|unrounded|increment|growth)":"([^"]*)"')
PLAIN = re.compile(r"-?\d+(\.\d+)?")
BARE_NAN = re.compile(r"[:\[,](NaN|-?Infinity)\b")
HOSTILE: list[Any] = [
    *("", " ", "0", "-0", "00", "-1", "1e400", "1E-400", "NaN", "sNaN", "-Infinity", "inf", "1/3", "1,2,3", "--1", "+"),
    *(".", "999999999999999", "-999999999999999", "0.000000000001", "9" * 10_000, "<script>alert(1)</script>", "65%"),
    *("\x00", "\ud800", "２０２５", "２，０９０．４９", "١٢٣", "½", "2020", "2025", "geometric", "range", "weighted"),
    *("about", "debt_ratio", "increase", "'; DROP TABLE", None, True, False, [], {}, [[[]]], {"a": {}}, {"": ""}),
    *(-1, 0, 1, 2020, 2025, 10**400, 1.5, 1e308, float("nan"), float("inf")),
]


def broken(node: Any, chance: random.Random) -> Any:
    """Return a copy of a request in which about one place is replaced, removed or added."""
    if isinstance(node, dict):
        changed = {key: broken(value, chance) if chance.random() < 0.6 else value for key, value in node.items()}
        if changed and chance.random() < 0.15:
            del changed[chance.choice(list(changed))]
        if chance.random() < 0.04:
            changed[str(chance.choice(HOSTILE))[:50]] = chance.choice(HOSTILE)
        return changed
    if isinstance(node, list):
        return [broken(value, chance) for value in node]
    return chance.choice(HOSTILE) if chance.random() < 0.15 else node


def requests(count: int, seed: int) -> list[str]:
    """Return `count` requests broken in different ways, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    seeds = [{"version": 1, "action": case["action"], "input": case["input"]} for case in read_cases()]
    made = []
    for _ in range(count):
        text = json.dumps(broken(chance.choice(seeds), chance))
        if chance.random() < 0.1:
            at = chance.randrange(len(text))
            text = (
                text[:at] + chance.choice(["", "[", "}", '"', "\\", "9", "{" * 50]) + text[at + chance.randrange(3) :]
            )
        made.append(text)
    return made


def assert_clean(answer: str, request: str) -> None:
    """Every number in the answer is a finite decimal in plain notation; no bare NaN or Infinity stands anywhere."""
    assert not BARE_NAN.search(answer), request
    for number in NUMBERS.findall(answer):
        assert PLAIN.fullmatch(number), request


def test_a_hundred_thousand_broken_requests_all_get_a_clean_answer() -> None:
    outcomes = {True: 0, False: 0}
    for request in requests(ROUNDS, seed=20210630):
        answer = handle(request)
        assert_clean(answer, request)
        outcomes['"ok":true' in answer] += 1
    assert min(outcomes.values()) > ROUNDS // 20, "the fuzz must reach both the answers and the refusals"


def test_broken_requests_are_answered_with_valid_json_of_the_documented_shape() -> None:
    for request in requests(3_000, seed=7):
        answer = json.loads(handle(request))
        assert answer["version"] == 1
        assert set(answer) == {"version", "ok", "result" if answer["ok"] else "errors"}
        for error in answer.get("errors", []):
            assert set(error) == {"field", "code", "message"}
            assert error["message"]


def test_a_hostile_value_in_any_field_of_any_action_is_refused_beside_its_field_or_accepted() -> None:
    for name, action in ACTIONS.items():
        for field in action.schema.fields or {}:
            for value in HOSTILE:
                request = json.dumps({"version": 1, "action": name, "input": {field: value}})
                answer = handle(request)
                assert_clean(answer, request)
                places = {
                    error["field"].partition("[")[0].split(".")[0] for error in json.loads(answer).get("errors", [])
                }
                assert places <= {"input"}
