"""Every case a planner wrote holds."""

import pytest

from target_calculator.interface import handle

from .cases import Case, mismatches, read_cases, request_of

ALL = read_cases()


def test_there_are_enough_cases_and_their_names_are_unique() -> None:
    names = [case["name"] for case in ALL]
    assert len(set(names)) == len(names) >= 120


@pytest.mark.parametrize("case", ALL, ids=[case["name"] for case in ALL])
def test_case_gives_what_the_planner_expects(case: Case) -> None:
    assert mismatches(case, handle(request_of(case))) == []


def test_a_wrong_expectation_is_noticed() -> None:
    case = {
        "action": "convert",
        "input": {"value": "1", "unit": "亿元", "to_unit": "万元"},
        "expect": {"result.value": "1"},
    }
    assert mismatches(case, handle(request_of(case))) == ["result.value: expected '1', got '10000'"]
