"""A plan's own target is told in the plan's own words; the reader's own target in words of its form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from target_calculator.interface import handle

PLAN = {
    "indicator": "资产总额", "unit": "亿元", "direction": "increase", "form": "annual_growth", "baseline": "100",
    "base_year": 2020, "target_year": 2025, "value": "6",
    "wording": {"printed": "年均增幅均达到 6%", "value": "6", "target_year": 2025},
}  # fmt: skip


def result(action: str, **given: Any) -> dict[str, Any]:
    request = {key: value for key, value in {**PLAN, **given}.items() if value is not None}
    answer = json.loads(handle(json.dumps({"version": 1, "action": action, "input": request})))
    assert answer["ok"], answer
    found: dict[str, Any] = answer["result"]
    return found


def test_the_plans_wording_is_quoted_as_long_as_its_numbers_stand() -> None:
    assert result("path")["target_text"] == "“年均增幅均达到 6%”"
    assert "2025年目标“年均增幅均达到 6%”：" in result("path")["summary"]


@pytest.mark.parametrize(("name", "changed"), [("value", "7"), ("target_year", 2026), ("aspiration", "8")])
def test_a_number_that_the_reader_changes_ends_the_quotation(name: str, changed: object) -> None:
    text = result("path", **{name: changed})["target_text"]
    assert "“" not in text
    assert text.startswith("年均增长")


def test_a_growth_to_be_reached_is_no_floor() -> None:
    own = result("path", wording=None)
    assert own["target_text"] == "年均增长6%"
    assert result("path", wording=None, form="annual_growth_at_least")["target_text"] == "年均增长不低于6%"


def test_progress_and_judgement_quote_the_plan_too() -> None:
    assert "“年均增幅均达到 6%”" in result("progress", observed={"2021": "105"})["summary"]
    target = {"base_year": None, "target_year": None, "years": 5, "actual": "140"}
    summary = result("target", **target, wording={"printed": "达到 6%", "value": "6"})["summary"]
    assert summary.startswith("已完成：目标为“达到 6%”，")


def test_growth_to_be_reached_is_met_by_more_where_more_is_better() -> None:
    target = {"base_year": None, "target_year": None, "wording": None, "years": 1}
    met = {
        (direction, actual): result("target", **target, direction=direction, actual=actual)["met"]
        for direction in ("increase", "decrease", "neutral")
        for actual in ("105", "106", "107")
    }
    assert [met["increase", actual] for actual in ("105", "106", "107")] == [False, True, True]
    assert [met["decrease", actual] for actual in ("105", "106", "107")] == [True, True, False]
    assert [met["neutral", actual] for actual in ("105", "106", "107")] == [False, True, False]


def test_a_ceiling_that_is_kept_asks_for_nothing() -> None:
    kept = result("path", form="less_than", unit="%", direction="decrease", baseline="55.60", value="65", wording=None)
    assert kept["summary"].endswith("基期值在上限以内，距上限还有9.40个百分点。")
    assert "提高" not in kept["summary"]


def test_a_floor_that_is_met_is_said_to_be_met_and_no_more() -> None:
    met = result("path", form="at_least", unit="%", baseline="3", value="2", wording=None)
    assert met["summary"].endswith("：基期值已符合目标。")


def test_a_round_number_is_taken_at_its_face_and_said_to_be() -> None:
    about = result("path", form="about", unit="家", baseline="10", value="15", wording=None)
    assert "15家左右：按所写的约数推算，需" in about["summary"]


def test_what_is_asked_is_the_end_of_the_sentence_whatever_stands_before_it() -> None:
    odd = {"printed": "确保：达到6%", "value": "6", "target_year": 2025}
    found = result("path", wording=odd, indicator="甲：乙")
    assert found["summary"] == f"甲：乙2020年为100亿元，2025年目标“确保：达到6%”：{found['asks']}。"


def test_a_wish_beyond_the_bound_is_asked_for_too() -> None:
    wish = {"form": "at_least", "unit": "%", "baseline": "1.64", "value": "2.2", "aspiration": "2.5", "wording": None}
    asked = (
        "需平均每年提高0.11个百分点，5年共提高0.56个百分点；到力争值需平均每年提高0.17个百分点，5年共提高0.86个百分点"
    )
    assert result("path", **wish)["asks"] == asked
    span = result("path", **{**wish, "form": "range", "baseline": "1", "aspiration": None, "value_high": "2.5"})
    assert "力争" not in span["summary"]
