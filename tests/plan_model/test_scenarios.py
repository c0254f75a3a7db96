"""What the calculator is asked, of plans that print units, years, signs and forms as other plans do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plan_model.derived.scenarios import Scenario, make_scenarios
from plan_model.published.calculator_data import identity_bases, path_result, sliders
from plan_model.shapes.indicators import IndicatorValue
from tests.charts.data import baseline, collection_of, value


def scenarios(*values: IndicatorValue, unit: str = "亿元") -> list[Scenario]:
    return list(make_scenarios(collection_of(*values, unit=unit)))


def request(*values: IndicatorValue, unit: str = "亿元") -> dict[str, Any]:
    (only,) = scenarios(*values, unit=unit)
    return only.request


def test_a_target_in_another_unit_of_the_family_is_put_into_the_unit_of_its_baseline() -> None:
    only = scenarios(baseline("9800", "9800", unit="亿元"), value("达到 1.2 万亿元", "1.2", unit="万亿元"))[0]
    assert (only.request["unit"], only.request["value"]) == ("亿元", "12000")
    assert path_result(only)["change"]["text"] == "2200.00亿元"


def test_units_of_every_counted_thing_are_converted_and_others_are_not_mixed() -> None:
    homes = request(baseline("3万户", "3", unit="万户"), value("45000 户", "45000", unit="户"), unit="户")
    assert (homes["baseline"], homes["value"]) == ("3", "4.5")
    assert scenarios(baseline("3万户", "3", unit="万户"), value("45 亿元", "45", unit="亿元"), unit="户") == []
    points = value("提高 5 个百分点", "5", unit="个百分点", aspect="change", year="2021-2025")
    assert request(baseline("20%", "20"), points, unit="%")["form"] == "increment"


def test_each_target_is_computed_for_its_own_year() -> None:
    found = scenarios(
        baseline("100", "100", unit="亿元"),
        value("150", "150", unit="亿元", year="2023"),
        value("200", "200", unit="亿元"),
        value("400", "400", unit="亿元", year="2035"),
    )
    assert [(one.id, one.request["target_year"], one.request["value"]) for one in found] == [
        ("measure.qz-city", 2025, "200"),
        ("measure.qz-city.2023", 2023, "150"),
        ("measure.qz-city.2035", 2035, "400"),
    ]


def test_a_target_of_another_year_than_the_plan_s_last_keeps_it_and_the_plain_name() -> None:
    (only,) = scenarios(baseline("100", "100", unit="亿元"), value("400", "400", unit="亿元", year="2035"))
    assert (only.id, only.request["target_year"]) == ("measure.qz-city", 2035)


def test_growth_over_a_period_ends_with_it_and_a_target_without_a_year_asks_nothing() -> None:
    growth = value("年均增幅均达到 6%", "6", aspect="annual_growth", year="2021-2030")
    assert request(baseline("100", "100", unit="亿元"), growth)["target_year"] == 2030
    assert scenarios(baseline("100", "100", unit="亿元"), value("不低于 300", "300", unit="亿元", year="")) == []


@pytest.mark.parametrize("year", ["2016-2020", "", "2025", "2026"])
def test_no_target_starts_from_a_period_an_unknown_year_or_a_later_one(year: str) -> None:
    assert scenarios(baseline("100", "100", unit="亿元", year=year), value("200", "200", unit="亿元")) == []


def test_the_latest_baseline_before_a_target_is_its_start() -> None:
    early = baseline("80", "80", unit="亿元", year="2015")
    assert request(early, baseline("100", "100", unit="亿元"), value("200", "200", unit="亿元"))["base_year"] == 2020


@pytest.mark.parametrize(
    ("printed", "number"), [("亏损1.2亿元", "-1.2"), ("-1.2", "-1.2"), ("−1.2亿元", "-1.2"), ("（1.2）", "-1.2")]
)
def test_a_negative_baseline_is_computed_and_has_room_on_its_slider(printed: str, number: str) -> None:
    (only,) = scenarios(baseline(printed, number, unit="亿元"), value("3亿元", "3", unit="亿元"))
    assert only.request["baseline"] == number
    assert path_result(only)["change"]["value"] == "4.20"
    assert Decimal(sliders(only.request)["baseline"]["min"]) <= Decimal(number)


@pytest.mark.parametrize(
    ("printed", "number"), [("2,090.49", "2090.49"), ("2，090.49亿元", "2090.49"), ("十五亿元", "15")]
)
def test_a_baseline_with_separators_or_in_numerals_is_a_plain_number(printed: str, number: str) -> None:
    assert request(baseline(printed, number, unit="亿元"), value("3000", "3000", unit="亿元"))["baseline"] == number


def test_a_target_that_no_form_of_the_calculator_states_asks_nothing() -> None:
    base = baseline("100", "100", unit="亿元")
    ceiling = value("年均增幅不超过 6%", "6", form="at_most", aspect="annual_growth", year="2021-2025")
    assert scenarios(base, ceiling) == []
    added = value("新增 1—2 亿元", "1", high="2", form="range", aspect="increment", year="2021-2025", unit="亿元")
    assert scenarios(base, added) == []
    for words, qualifier in (("控制在平均水平以下", "at_most"), ("位于全国前列", "")):
        assert scenarios(base, value(words, None, form="relative", qualifier=qualifier)) == []


def test_a_ceiling_with_an_aspiration_below_it_is_asked_with_both() -> None:
    target = value("<65%，力争60%", "65", hoped="60", form="less_than")
    (only,) = scenarios(baseline("70%", "70"), target, unit="%")
    assert (only.request["value"], only.request["aspiration"]) == ("65", "60")
    result = path_result(only)
    assert (result["kind"], result["high"], result["aspiration"]["target"]["value"]) == ("requirement", None, "60.00")


SLIDERS = (
    ({"baseline": "2090.49", "value": "4000", "unit": "亿元", "form": "point"}, "value", ("0", "10000", "10")),
    ({"baseline": "2090.49", "value": "4000", "unit": "亿元", "form": "point"}, "baseline", ("0", "5000", "10")),
    ({"baseline": "1.64", "value": "2.2", "aspiration": "2.5", "unit": "%", "form": "at_least"}, "aspiration",
     ("0", "5", "0.01")),
    ({"baseline": "55.60", "value": "65", "unit": "%", "form": "less_than"}, "value", ("0", "100", "0.1")),
    ({"baseline": "55.60", "value": "154", "unit": "%", "form": "point"}, "value", ("0", "500", "0.1")),
    ({"baseline": "3", "value": "8", "unit": "家", "form": "point"}, "value", ("0", "20", "1")),
    ({"baseline": "0", "value": "0", "unit": "家", "form": "point"}, "value", ("0", "10", "1")),
    ({"baseline": "8", "value": "4", "unit": "家", "form": "increment"}, "value", ("0", "10", "1")),
    ({"baseline": "1", "value": "30", "unit": "亿元", "form": "annual_growth_at_least"}, "value", ("0", "100", "0.1")),
    ({"baseline": "100", "unit": "亿元", "form": "relative"}, "benchmark_growth", ("0", "20", "0.1")),
    ({"baseline": "-1.2", "value": "3", "unit": "亿元", "form": "point"}, "baseline", ("-5", "5", "0.01")),
    ({"baseline": "1", "value": "2", "unit": "家", "form": "point"}, "target_year", ("2021", "2035", "1")),
)  # fmt: skip


@pytest.mark.parametrize(("given", "name", "expected"), SLIDERS)
def test_a_slider_reaches_about_twice_as_far_in_steps_a_hand_can_hit(
    given: dict[str, object], name: str, expected: tuple[str, str, str]
) -> None:
    limits = sliders({"base_year": 2020, "target_year": 2025, **given})[name]
    assert (limits["min"], limits["max"], limits["step"]) == expected


def test_growth_and_increments_are_no_amounts_of_an_identity() -> None:
    growth = value("年均增幅均达到 6%", "6", aspect="annual_growth", year="2021-2025")
    assert identity_bases(scenarios(baseline("100", "100", unit="亿元"), growth)) == []
