"""The JSON door: versions, actions, errors with field paths, batches, the same answer every time."""

import json
from typing import Any

import pytest

from target_calculator.interface import MAX_BATCH, handle

CONVERT = {"action": "convert", "input": {"value": "1", "unit": "亿元", "to_unit": "万元"}}
PATH = {
    "direction": "increase",
    "baseline": "100",
    "base_year": 2020,
    "form": "point",
    "value": "200",
    "target_year": 2025,
    "unit": "亿元",
}


def ask(action: str, given: object, version: object = 1) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(handle(json.dumps({"version": version, "action": action, "input": given})))
    return answer


def codes(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["field"], error["code"]) for error in answer["errors"]]


@pytest.mark.parametrize(
    ("request_text", "error"),
    [
        ("", "bad_json"),
        ("{", "bad_json"),
        ("[]", "bad_request"),
        ('"x"', "bad_request"),
        ("[" * 500, "bad_json"),
        ("[" * 100_000, "bad_request"),
        ("9" * 300_000, "bad_request"),
        ("{}", "unknown_version"),
        ('{"version": 2, "action": "path", "input": {}}', "unknown_version"),
        ('{"version": 1, "action": "paths", "input": {}}', "unknown_action"),
        ('{"version": 1, "action": ["path"], "input": {}}', "unknown_action"),
        ('{"version": 1, "action": "path", "input": []}', "required"),
        ('{"version": 1, "action": "path", "input": "x"}', "wrong_type"),
    ],
)
def test_a_request_that_is_none_is_answered_with_an_error(request_text: str, error: str) -> None:
    assert json.loads(handle(request_text))["errors"][0]["code"] == error


def test_a_request_that_is_not_text_is_answered_with_an_error() -> None:
    assert json.loads(handle(None))["errors"][0]["code"] == "bad_request"  # type: ignore[arg-type]


def test_a_json_number_is_read_by_its_literal() -> None:
    text = '{"version": 1, "action": "convert", "input": {"value": 0.1000000000001, "unit": "%", "to_unit": "%"}}'
    assert codes(json.loads(handle(text))) == [("input.value", "out_of_range")]
    assert json.loads(handle(text.replace("0000000001", "")))["result"]["result"]["value"] == "0.1"


def test_the_same_request_gives_the_same_bytes_with_sorted_keys() -> None:
    first = handle(json.dumps({"version": 1, "action": "path", "input": PATH}))
    second = handle(json.dumps({"input": dict(reversed(PATH.items())), "action": "path", "version": 1}))
    assert first == second
    assert first.isascii()
    assert json.dumps(json.loads(first), sort_keys=True, separators=(",", ":")) == first


def test_a_batch_answers_each_request_on_its_own() -> None:
    bad = {"action": "convert", "input": {"value": "x", "unit": "亿元", "to_unit": "万元"}}
    answers = ask("batch", [CONVERT, bad, {"action": "batch", "input": []}, 3])["result"]["answers"]
    assert [answer["ok"] for answer in answers] == [True, False, False, False]


@pytest.mark.parametrize("given", [None, {}, [CONVERT] * (MAX_BATCH + 1)])
def test_a_batch_that_is_no_list_or_too_long_is_refused(given: object) -> None:
    assert codes(ask("batch", given)) == [("input", "bad_batch")]


def test_extreme_combinations_leave_the_range_with_a_message() -> None:
    given = {**PATH, "form": "annual_growth_at_least", "value": "999999999999999", "base_year": 1950}
    assert codes(ask("path", given)) == [("input", "out_of_range")]


def test_a_result_too_large_to_show_says_so() -> None:
    given = {"find": "target", "baseline": "999999999999999", "annual_growth": "900", "years": 9}
    assert ask("growth", given)["result"]["result"]["code"] == "too_large"


@pytest.mark.parametrize(
    ("action", "given", "expected"),
    [
        ("path", {**PATH, "indicator": "x" * 101}, ("input.indicator", "too_long")),
        ("path", {**PATH, "indicator": "\u202e"}, ("input.indicator", "bad_text")),
        ("path", {**PATH, "indicator": 1.5}, None),
        ("path", {**PATH, "indicator": True}, ("input.indicator", "wrong_type")),
        ("path", {**PATH, "weights": "1"}, ("input.weights", "wrong_type")),
        ("path", {**PATH, "weights": ["1"] * 101}, ("input.weights", "too_many")),
        ("path", {**PATH, "weights": ["1", "x"]}, ("input.weights[1]", "not_a_number")),
        ("path", {**PATH, "method": "weighted", "weights": ["0"] * 5}, ("input.weights", "bad_weights")),
        ("path", {**PATH, "fixed": {"soon": "1"}}, ("input.fixed.soon", "not_a_number")),
        ("path", {**PATH, "decimals": "2.5"}, ("input.decimals", "out_of_range")),
        ("path", {**PATH, "base_year": 1900, "target_year": 2100}, ("input.target_year", "year_order")),
        ("path", {**PATH, "form": "about", "tolerance": "-1"}, ("input.tolerance", "negative")),
        ("path", {**PATH, "form": "annual_growth_at_least", "value": "-100"}, ("input.value", "out_of_range")),
        ("path", {**PATH, "value": None}, ("input.value", "required")),
        ("progress", {**PATH, "observed": {}}, ("input.observed", "required")),
        ("progress", {**PATH, "observed": {"": "1"}}, ("input.observed.", "required")),
        ("path", {**PATH, "fixed": {"2022": "1", "２０２２": "2"}}, ("input.fixed.２０２２", "duplicate")),
        ("progress", {**PATH, "observed": {"2020": "1"}}, ("input.observed.2020", "out_of_range")),
        ("identities", {"mode": "follow", "given": {"assets": "1"}}, ("input.changed", "required")),
        ("identities", {"mode": "solve", "given": {"assets": "1"}, "want": "assets"}, ("input.want", "already_given")),
        ("judge", {"printed": "1%", "formula": "annual_growth", "inputs": {}}, ("input.years", "required")),
        ("judge", {"printed": "x", "formula": "sum", "inputs": {"a": "1"}}, ("input.printed", "not_a_number")),
    ],
)
def test_a_bad_field_gets_a_message_at_its_path(action: str, given: object, expected: tuple[str, str] | None) -> None:
    answer = ask(action, given)
    assert (codes(answer) if not answer["ok"] else []) == ([] if expected is None else [expected])


def test_progress_against_a_missing_benchmark_says_what_to_enter() -> None:
    answer = ask("progress", {**PATH, "form": "relative", "observed": {"2021": "110"}})
    assert answer["result"]["undefined"]["code"] == "no_benchmark"


def test_growth_without_years_is_missing_them() -> None:
    for find in ("target", "baseline", "annual_growth"):
        assert ask("growth", {"find": find, "baseline": "1", "target": "2"})["result"]["result"]["code"] == "missing"


def test_nothing_follows_from_one_amount() -> None:
    answer = ask("identities", {"mode": "solve", "given": {"assets": "1"}})
    assert answer["result"]["summary"] == "给定的数推不出其他指标。"


def test_every_readme_example_is_answered() -> None:
    from pathlib import Path

    import target_calculator

    readme = Path(target_calculator.__file__).with_name("README.md").read_text(encoding="utf-8")
    examples = [line for line in readme.splitlines() if line.startswith('{"version"')]
    assert len(examples) >= 8
    for example in examples:
        assert json.loads(handle(example))["ok"], example
