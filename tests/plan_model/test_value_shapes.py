"""What the recorded values say is measured, on the plans' own data and in every chart made of them."""

from __future__ import annotations

import pytest

from macros.charts.panels import panels
from plan_model.checking.value_wording import bound_fault, yearly_fault
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import FLOWS, Form, IndicatorValue
from tests.charts.data import value

WORDINGS: tuple[tuple[str, Form], ...] = (
    ("70%以上", "at_least"), ("不低于 300 亿元", "at_least"), ("不少于 5 家", "at_least"), ("≥5%", "at_least"),
    ("至少 5 家", "at_least"), ("超 600 亿元", "more_than"), ("超过 230家", "more_than"), ("500余家", "more_than"),
    ("1.7 万余份", "more_than"), ("30多家", "more_than"), ("高于 5%", "more_than"), (">5%", "more_than"),
    ("5%以下", "at_most"), ("不超过 5%", "at_most"), ("不高于5%", "at_most"), ("控制在 3 家以内", "at_most"),
    ("<65%", "less_than"), ("低于5%", "less_than"), ("不足 5 家", "less_than"), ("约 80%", "about"),
    ("35%左右", "about"), ("近30家", "about"), ("4000", "point"), ("新增 AAA 级企业 1 家", "point"),
    ("达到 71 家", "point"), ("均达到 6%", "point"),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "form"), WORDINGS)
def test_the_form_is_what_the_wording_says_and_no_other(printed: str, form: Form) -> None:
    assert bound_fault(value(printed, "5", form=form)) is None
    for other in ("at_least", "more_than", "at_most", "less_than", "about"):
        if form not in ("point", other):
            assert bound_fault(value(printed, "5", form=other)) is not None, other
    assert (bound_fault(value(printed, "5", form="point")) is None) == (form == "point")


@pytest.mark.parametrize(
    ("text", "aspect", "right"),
    [
        ("全省国有企业年均缴纳税金超过 500 亿元。", "level", False),
        ("全省国有企业年均缴纳税金超过 500 亿元。", "period_total", False),
        ("全省国有企业年均缴纳税金超过 500 亿元。", "yearly_average", True),
        ("年均增幅大于零，缴纳税金超过 500 亿元。", "period_total", True),
    ],
)
def test_a_figure_a_year_is_recorded_as_one(text: str, aspect: str, right: bool) -> None:
    recorded = value("超过 500 亿元", "500", form="more_than", aspect=aspect, unit="亿元")
    assert (yearly_fault(recorded, text) is None) == right


def test_the_yearly_average_of_the_province_is_no_sum_of_five_years(collection: Collection) -> None:
    (tax,) = collection.values_by_indicator["annual-tax-paid"]
    assert (tax.aspect, tax.unit, tax.form) == ("yearly_average", "亿元/年", "more_than")
    assert collection.indicators["annual-tax-paid"].unit == "亿元/年"


def of(collection: Collection, indicator: str) -> list[IndicatorValue]:
    return list(collection.values_by_indicator[indicator])


def test_states_have_no_period(collection: Collection) -> None:
    states = [*of(collection, "party-organisations-under-sasac"), *of(collection, "government-industry-fund-size")]
    assert [
        (state.value, state.aspect, state.year) for state in states if (state.aspect, state.year) != ("level", "")
    ] == []
    assert sorted(int(state.value or 0) for state in states) == [6, 12, 23, 50, 52]


def test_the_doubt_about_whose_return_on_equity_is_meant_stands_in_both_rows(collection: Collection) -> None:
    for indicator in ("return-on-equity", "cost-expense-profit-ratio"):
        (note,) = [one.note for one in of(collection, indicator) if one.scope == "zj-provincial"]
        assert "也可能指全省国有企业" in note


def test_no_chart_draws_flows_and_states_in_one_plane(collection: Collection) -> None:
    for indicator in collection.indicators:
        for scope in {one.scope for one in of(collection, indicator)}:
            flows = {one.value for one in of(collection, indicator) if one.aspect in FLOWS and one.scope == scope}
            for panel in panels(collection, indicator, [scope]):
                blocks = [mark for mark in panel.marks if mark.kind in ("block", "about_block")]
                dots = [mark for mark in panel.marks if mark.kind in ("dot", "about_dot", "undated")]
                assert not (blocks and dots), (indicator, scope)
                assert bool(panel.measure) or not blocks, (indicator, scope)
            assert len(panels(collection, indicator, [scope])) >= (
                2 if flows and _has_levels(collection, indicator, scope) else 0
            )


def _has_levels(collection: Collection, indicator: str, scope: str) -> bool:
    return any(one.is_level and one.value is not None for one in of(collection, indicator) if one.scope == scope)


def test_value_high_is_the_upper_end_of_a_range_and_nothing_else(collection: Collection) -> None:
    assert {one.form for one in collection.all_values if one.value_high is not None} == {"range"}
    assert [str(one.aspiration) for one in collection.all_values if one.aspiration is not None] == ["2.5"]


def test_no_count_on_a_page_includes_cells_or_wordings_without_a_number(collection: Collection) -> None:
    numbers = [one for one in collection.all_values if one.value is not None]
    targets = {key: [one for one in values if one.kind == "target"] for key, values in collection.values.items()}
    assert len(numbers) == 218
    assert {key: sum(one.value is not None for one in ones) for key, ones in targets.items()} == {"zj": 14, "qz": 41}
