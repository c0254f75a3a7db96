"""Runs of words that two texts share are found whatever their spaces, punctuation and width, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_model.checking.shared_runs import SharedRun, comparable, shared_runs

LETTERS = st.text("甲乙丙丁", max_size=14)
RUN = "推进国有企业深化改革"


def runs(first: str, second: str, shortest: int = 8) -> set[str]:
    return {found.run for found in shared_runs({"a": first}, {"b": second}, shortest)}


@pytest.mark.parametrize(
    "second",
    ["要推进国有企业深化改革。", "推进 国有企业，深化改革", "推进“国有企业”、深化改革", "推进国有企业\u3000深化改革"],
)
def test_a_run_is_found_whatever_stands_between_its_characters(second: str) -> None:
    assert runs(RUN, second) == {RUN}


def test_width_and_case_make_no_difference() -> None:
    assert runs("信用评级达到ＡＡ＋的企业６家", "信用评级达到 aa+ 的企业 6 家") == {"信用评级达到aa的企业6家"}


def test_eight_characters_are_enough_and_seven_are_not() -> None:
    assert runs("甲乙丙丁戊己庚辛", "子甲乙丙丁戊己庚辛丑") == {"甲乙丙丁戊己庚辛"}
    assert runs("甲乙丙丁戊己庚", "子甲乙丙丁戊己庚丑") == set()


def test_words_of_an_alphabet_count_as_words() -> None:
    assert runs("state capital operations", "State-capital operations") == set()
    long = "one two three four five six seven eight"
    assert runs(f"start {long} end", f"other {long}, else") == {long}


def test_a_run_names_both_passages_and_goes_as_far_as_it_can() -> None:
    found = list(shared_runs({"a": "甲" + RUN + "乙", "c": "别的"}, {"b": "丙" + RUN + "丁", "d": RUN[:5]}))
    assert found == [SharedRun("a", "b", RUN)]


def test_runs_at_two_places_are_told_each_once() -> None:
    one, two = "甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未"
    assert runs(one + "一" + two, two + "二" + one + "三" + one) == {one, two}


@given(LETTERS, LETTERS, st.integers(1, 4))
def test_what_is_found_is_all_that_is_shared(first: str, second: str, shortest: int) -> None:
    found = runs(first, second, shortest)
    assert all(run in first and run in second and len(run) >= shortest for run in found)
    pieces = {first[start:end] for start in range(len(first)) for end in range(start + shortest, len(first) + 1)}
    assert all(any(piece in run for run in found) for piece in pieces if piece in second)


@given(st.text(max_size=30))
def test_making_comparable_twice_changes_nothing_more(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)
