"""Each printed form becomes the shape that says the same."""

from decimal import Decimal

from macros.charts.marks import UNLIMITED, Mark, Span, span_of
from macros.charts.panels import Panel, describe_values, panels
from plan_model.files.load import load_info
from plan_model.shapes.indicators import IndicatorValue
from tests.charts.data import baseline, collection_of, value


def panel(*values: IndicatorValue) -> Panel:
    (only,) = panels(collection_of(*values), "measure", ["qz-city"])
    return only


def marks(*values: IndicatorValue) -> dict[str, Mark]:
    """The last mark of each kind."""
    return {mark.kind: mark for mark in panel(*values).marks}


def test_strict_ceiling_is_a_limit_whose_allowed_side_is_below() -> None:
    drawn = marks(baseline("55.60%", "55.60"), value("<65%", "65", form="less_than"))
    assert (drawn["limit"].y, drawn["limit"].label) == (Decimal(65), "<65%")
    assert (drawn["allowed"].y, drawn["allowed"].y2) == (Decimal(65), -UNLIMITED)
    assert "course" not in drawn


def test_floor_with_aspiration_is_a_band_and_an_open_side_above() -> None:
    wording = "不低于2.2%，力争2.5%"
    drawn = marks(baseline("1.64%", "1.64"), value(wording, "2.2", hoped="2.5", form="at_least"))
    assert (drawn["band"].y, drawn["band"].y2, drawn["band"].label) == (Decimal("2.2"), Decimal("2.5"), wording)
    assert drawn["limit"].y == Decimal("2.2")
    assert drawn["allowed"].y2 == UNLIMITED


def test_range_has_no_open_side() -> None:
    drawn = marks(value("2%—3%", "2", high="3", form="range"))
    assert (drawn["band"].y, drawn["band"].y2) == (Decimal(2), Decimal(3))
    assert "allowed" not in drawn
    assert "dot" not in drawn


def test_point_target_is_a_dot_at_the_end_of_a_course_from_the_baseline() -> None:
    drawn = marks(baseline("20.24%", "20.24"), value("22.50%", "22.50"))
    assert (drawn["course"].x, drawn["course"].y) == (2020, Decimal("20.24"))
    assert (drawn["course"].x2, drawn["course"].y2) == (2025, Decimal("22.50"))
    assert drawn["dot"].label == "22.50%"


def test_an_increment_has_a_plane_of_its_own_beside_the_stock() -> None:
    new = value("4 家", "4", aspect="increment", year="2021-2025", unit="家")
    past = value("新增 19 家", "19", aspect="increment", kind="historical", year="2016-2020", unit="家")
    stock, added = panels(collection_of(past, baseline("8 家", "8", unit="家"), new), "measure", ["qz-city"])
    assert [mark.kind for mark in stock.marks] == ["dot"]
    assert [(mark.kind, mark.y, mark.y2) for mark in added.marks] == [
        ("block", Decimal(0), Decimal(19)),
        ("block", Decimal(0), Decimal(4)),
    ]
    assert added.marks[1].x > 2020
    assert (stock.heading, added.heading) == ("全市国企", "全市国企 · 新增量")


def test_an_increment_that_is_a_range_ends_in_a_band() -> None:
    drawn = marks(value("新增 1—2 家", "1", high="2", form="range", aspect="increment", year="2021-2025", unit="家"))
    assert (drawn["block"].y, drawn["block"].y2) == (Decimal(0), Decimal(1))
    assert (drawn["band"].y, drawn["band"].y2, drawn["band"].label) == (Decimal(1), Decimal(2), "新增 1—2 家")


def test_rough_increment_is_no_plain_block() -> None:
    drawn = marks(value("15 家左右", "15", form="about", aspect="increment", year="2021-2025", unit="家"))
    assert set(drawn) == {"about_block"}


def test_growth_rule_rises_from_the_baseline_and_is_open_above() -> None:
    rule = {"form": "at_least", "aspect": "annual_growth", "year": "2021-2025"}
    drawn = panel(baseline("100 亿元", "100", unit="亿元"), value("年均增幅不低于 6%", "6", **rule)).marks
    path = [(int(mark.x), mark.y) for mark in drawn if mark.kind == "bound_path"]
    assert path[0] == (2020, Decimal(100))
    assert path[1] == (2021, Decimal(106))
    assert path[-1] == (2025, Decimal("133.82255776"))
    assert {mark.y2 for mark in drawn if mark.kind == "bound_path"} == {UNLIMITED}


def test_growth_that_is_to_be_reached_has_no_open_side() -> None:
    rule = {"aspect": "annual_growth", "year": "2021-2025"}
    drawn = panel(baseline("100 亿元", "100", unit="亿元"), value("年均增幅均达到 6%", "6", **rule)).marks
    assert [mark.y2 for mark in drawn if mark.kind == "growth_path"][:2] == [Decimal(100), Decimal(106)]
    assert "bound_path" not in {mark.kind for mark in drawn}


def test_target_without_a_number_is_a_note_and_no_mark() -> None:
    words = "年均增幅不低于全省经济增长水平"
    drawn = panel(
        baseline("20.2", "20.2"), value(words, None, form="relative", aspect="annual_growth", year="2021-2025")
    )
    assert drawn.notes == (f"2021—2025年：{words}（未给出数值）",)
    assert [mark.kind for mark in drawn.marks] == ["dot"]


def test_amount_of_a_period_is_as_wide_as_the_period() -> None:
    amount = value(
        "超 600 亿元", "600", form="more_than", kind="historical", aspect="period_total", year="2016-2020", unit="亿元"
    )
    drawn = marks(amount)
    assert (drawn["block"].x, drawn["block"].x2, drawn["block"].y2) == (2015.6, 2020.4, Decimal(600))
    assert drawn["allowed"].y2 == UNLIMITED
    assert drawn["block"].past


def test_a_yearly_average_is_no_sum_of_its_period() -> None:
    average = {"form": "more_than", "kind": "historical", "aspect": "yearly_average", "year": "2016-2020"}
    drawn = marks(value("超过 500 亿元", "500", unit="亿元/年", **average))
    assert (drawn["limit"].y, drawn["allowed"].y2) == (Decimal(500), UNLIMITED)
    assert "block" not in drawn


def test_growth_over_a_period_is_a_span_where_nothing_else_is_printed() -> None:
    growth = value("412.53%", "412.53", kind="historical", year="2015-2020", aspect="total_growth")
    only = panel(growth)
    assert only.axis == "资产负债率增长率（%）"
    assert [(mark.kind, mark.y) for mark in only.marks] == [("span", Decimal("412.53"))]


def test_growth_that_restates_levels_is_left_out() -> None:
    growth = value("91.34%", "91.34", year="2020-2025", aspect="total_growth")
    assert "span" not in marks(baseline("2090.49", "2090.49"), value("4000", "4000"), growth)


def test_value_without_a_year_crosses_all_years_and_says_so() -> None:
    line = marks(value("77%", "77", kind="historical", year=""))["undated"]
    assert line.label == "77%（年份未写明）"
    assert line.x < 2015
    assert line.x2 > 2025


def test_empty_cells_are_not_drawn() -> None:
    assert panels(collection_of(value("/", None, form="not_given", kind="")), "measure", ["qz-city"]) == []


def test_wordings_of_one_value_share_a_mark() -> None:
    prose = value("达到 4000 亿元", "4000", unit="亿元", provision_id="qz-2.3.1-p1-s1")
    only = panel(prose, value("4000", "4000", unit="亿元"))
    assert [mark.label for mark in only.marks] == ["4000"]
    assert "4000；达到 4000 亿元" in only.marks[0].tip


def test_values_of_other_units_are_converted_to_the_first() -> None:
    drawn = panel(baseline("1.6 万亿元", "1.6", unit="万亿元"), value("20000 亿元", "20000", unit="亿元"))
    assert drawn.unit == "万亿元"
    assert drawn.marks[-1].y == Decimal(2)


def test_description_names_every_scope_year_and_wording() -> None:
    values = (baseline("55.60%", "55.60"), value("<65%", "65", form="less_than"), value("25%", "25", scope="qz-urban"))
    words = describe_values(collection_of(*values), "measure", ["qz-city", "qz-urban"])
    assert words == "全市国企：2020年基期 55.60%，2025年目标 <65%。市区国企：2025年目标 25%。"


def test_a_chart_spans_the_plan_as_long_a_time_before_it_and_every_year_of_its_values() -> None:
    info = load_info("qz")
    later = info.model_copy(update={"first_year": 2026, "last_year": 2030})
    assert span_of([info], [baseline("1", "1")]) == Span(2015, 2020, 2025)
    assert span_of([later], [baseline("1", "1", year="2025")]) == Span(2020, 2025, 2030)
    assert span_of([info], [value("2", "2", year="2035"), baseline("1", "1", year="2010")]) == Span(2010, 2020, 2035)
    assert span_of([info], []) == Span(2015, 2020, 2025)
    assert span_of([info, later], [value("2", "2", year="")]) == Span(2010, 2020, 2030)
