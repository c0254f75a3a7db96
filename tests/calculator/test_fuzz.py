"""A hundred thousand broken and hostile requests: always an answer, never an exception, never NaN."""

import json
import random
import time
from typing import Any

from target_calculator.interface import ACTIONS, handle
from tests.calculator.cases import read_cases

ROUNDS = 100_000
HOSTILE: list[Any] = [
    "", " ", "0", "-0", "00", "-1", "1e400", "1E-400", "NaN", "sNaN", "-Infinity", "inf", "1/3", "١٢٣", "½", "1,2,3", "--1", "+", ".",
    "999999999999999", "-999999999999999", "0.000000000001", "9" * 10_000, "<script>alert(1)</script>", "'; DROP TABLE", "\x00",
    "\ud800", "２０２５", "65%", "２，０９０．４９", None, True, False, [], {}, [[[]]], {"a": {}}, -1, 0, 1, 10**400, 1.5, 1e308,
    float("nan"), float("inf"), 2020, 2025, "2020", "2025", "geometric", "range", "weighted", "about", "debt_ratio", "increase",
]  # fmt: skip


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
            text = text[:at] + chance.choice(["", "[", "}", '"', "\\", "9", "{" * 50]) + text[at + chance.randrange(3) :]
        made.append(text)
    return made


def test_a_hundred_thousand_broken_requests_all_get_a_clean_answer() -> None:
    start = time.perf_counter()
    outcomes = {True: 0, False: 0}
    for request in requests(ROUNDS, seed=20210630):
        answer = handle(request)
        assert "NaN" not in answer.replace('\\u201cNaN', "").replace("sNaN", "") or "not_a_number" in answer, request
        assert "Infinity" not in answer or "not_a_number" in answer or "unknown" in answer, request
        outcomes['"ok":true' in answer] += 1
    assert min(outcomes.values()) > ROUNDS // 20, "the fuzz must reach both the answers and the refusals"
    assert time.perf_counter() - start < 60


def test_broken_requests_are_answered_with_valid_json_of_the_documented_shape() -> None:
    for request in requests(3_000, seed=7):
        answer = json.loads(handle(request), parse_constant=lambda name: (_ for _ in ()).throw(AssertionError(name)))
        assert answer["version"] == 1
        assert ("result" in answer) is answer["ok"] is not ("errors" in answer)


def test_hostile_values_in_every_field_of_every_action_are_answered() -> None:
    for name, action in ACTIONS.items():
        for field in action.schema.fields or {}:
            for value in HOSTILE:
                answer = json.loads(handle(json.dumps({"version": 1, "action": name, "input": {field: value}})))
                assert answer["ok"] or not answer["ok"]
                assert "version" in answer
