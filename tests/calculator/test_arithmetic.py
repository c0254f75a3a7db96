"""What is defined, what is not, and why: growth, paths, printed precision, identities, progress."""

from decimal import Decimal

import pytest

from target_calculator import growth, identities, precision
from target_calculator.identities import Known
from target_calculator.paths import BAD_FIXED, BAD_WEIGHTS, NOT_GEOMETRIC, decompose
from target_calculator.progress import assess_progress
from target_calculator.quantity import (
    CalculatorError,
    Undefined,
    convert,
    decimals_of,
    format_number,
    kind_of,
    parse_number,
    parse_quantity,
)
from target_calculator.targets import Target

ONE, TEN, HUNDRED = Decimal(1), Decimal(10), Decimal(100)


def code(value: object) -> str:
    assert isinstance(value, Undefined)
    assert value.reason
    return value.code


def test_a_half_rounds_away_from_zero_and_minus_zero_is_zero() -> None:
    shown = [format_number(Decimal(text), 2) for text in ("0.125", "-0.125", "2.675", "-0.001")]
    assert shown == ["0.13", "-0.13", "2.68", "0.00"]


def test_no_float_surprises() -> None:
    assert parse_number("0.1") + parse_number("0.2") == parse_number("0.3")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("9" * 10_000, "too_long"),
        ("", "empty"),
        ("1.", "not_a_number"),
        (".5", "not_a_number"),
        ("1,23", "bad_separator"),
    ],
)
def test_what_is_not_a_number_is_refused_with_a_code(typed: str, error: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        parse_number(typed)
    assert caught.value.code == error


def test_minus_zero_is_read_as_zero() -> None:
    assert str(parse_number("-0.0")) == "0.0"


def test_a_printed_figure_keeps_unit_and_decimals() -> None:
    assert parse_quantity("２.０２万亿元") == (Decimal("2.02"), "万亿元", 2)
    assert decimals_of(Decimal("1E+3")) == 0
    assert (kind_of("户"), kind_of("")) == ("other", "number")


def test_units_of_different_kinds_never_convert() -> None:
    assert code(convert(ONE, "%", "亿元")) == "different_units"
    assert code(convert(ONE, "户", "家")) == "different_units"


def test_missing_values_give_a_reason_in_every_growth_function() -> None:
    results = [
        growth.total_growth(None, ONE),
        growth.annual_growth(ONE, None, 5),
        growth.target_from_growth(None, ONE),
        growth.target_from_annual_growth(ONE, None, 5),
        growth.baseline_from_growth(None, ONE),
        growth.baseline_from_annual_growth(None, ONE, 5),
        growth.years_needed(ONE, None, ONE),
        growth.multiple(None, ONE),
        growth.change(ONE, None),
    ]
    assert {code(result) for result in results} == {"missing"}


def test_what_growth_cannot_do_is_named() -> None:
    assert code(growth.annual_growth(ONE, TEN, 0)) == "no_years"
    assert code(growth.baseline_from_growth(ONE, -ONE)) == "growth_too_low"
    assert code(growth.target_from_annual_growth(ONE, -ONE, 2)) == "growth_too_low"
    assert code(growth.baseline_from_annual_growth(ONE, -ONE, 2)) == "growth_too_low"
    assert code(growth.years_needed(TEN, ONE, -ONE)) == "growth_too_low"
    assert code(growth.years_needed(Decimal(0), ONE, ONE)) == "zero_baseline"
    assert code(growth.year_reached(2020, ONE, HUNDRED, Decimal("0.000001"))) == "too_far"
    assert code(growth.year_reached(2020, ONE, HUNDRED, -ONE / 2)) == "never_reached"


def test_a_target_already_reached_needs_no_years() -> None:
    assert growth.years_needed(TEN, TEN, -ONE) == 0


def test_a_path_that_cannot_be_is_explained() -> None:
    assert code(decompose(ONE, TEN, 2025, 2020, method="linear")) == "no_years"
    assert decompose(ONE, TEN, 2020, 2025, method="weighted", weights=[ONE]) is BAD_WEIGHTS
    assert decompose(ONE, TEN, 2020, 2021, method="weighted", weights=[Decimal(0)]) is BAD_WEIGHTS
    assert decompose(ONE, TEN, 2020, 2025, method="linear", fixed={2020: ONE}) is BAD_FIXED
    assert decompose(ONE, TEN, 2020, 2025, method="linear", fixed={2026: ONE}) is BAD_FIXED
    assert decompose(ONE, TEN, 2020, 2025, method="geometric", fixed={2022: Decimal(0)}) is NOT_GEOMETRIC


@pytest.mark.parametrize(
    ("printed", "formula", "inputs", "field"),
    [
        ("1%", "magic", {}, "formula"),
        ("x", "ratio", {"numerator": "1", "denominator": "2"}, "printed"),
        ("1%", "ratio", {"numerator": "x", "denominator": "2"}, "inputs.numerator"),
        ("1%", "ratio", {"numerator": "1"}, "inputs"),
        ("1%", "sum", {}, "inputs"),
        ("1亿元", "ratio", {"numerator": "1", "denominator": "2"}, "printed"),
        ("50%", "ratio", {"numerator": "1亿元", "denominator": "2家"}, "inputs"),
        ("3家", "equal", {"value": "3亿元"}, "inputs"),
    ],
)
def test_a_judgement_that_cannot_be_made_names_the_field(
    printed: str, formula: str, inputs: dict[str, str], field: str
) -> None:
    with pytest.raises(CalculatorError) as caught:
        precision.judge(printed, formula, inputs)
    assert caught.value.field == field


def test_growth_from_zero_has_no_verdict() -> None:
    verdict = precision.judge("10%", "total_growth", {"baseline": "0亿元", "target": "1亿元"})
    assert code(verdict.verdict) == "zero_baseline"


def test_a_denominator_that_may_be_zero_leaves_the_interval_open() -> None:
    verdict = precision.judge("90%", "ratio", {"numerator": "1亿元", "denominator": "0.0001亿元"})
    assert isinstance(verdict.interval, precision.Interval)
    verdict = precision.judge("90%", "ratio", {"numerator": "1亿元", "denominator": "0亿元"})
    assert code(verdict.verdict) == "zero_denominator"
    verdict = precision.judge("90%", "total_growth", {"baseline": "0.4亿元", "target": "-0.0亿元"})
    assert code(verdict.verdict) == "sign_change"


def test_all_verdicts_occur() -> None:
    def verdict(printed: str, numerator: str) -> object:
        return precision.judge(printed, "ratio", {"numerator": numerator, "denominator": "3.0亿元"}).verdict

    assert verdict("50.00%", "1.5亿元") == "exact"
    assert ["exact", *(verdict(text, "2.0亿元") for text in ("66.67%", "66.66%", "67.00%", "70.00%"))] == list(
        precision.VERDICTS
    )


def test_a_figure_repeated_unchanged_is_the_same_not_rounded() -> None:
    assert precision.judge("2090.49亿元", "equal", {"value": "2090.49亿元"}).verdict == "exact"
    assert precision.judge("2090.5亿元", "equal", {"value": "2090.49亿元"}).verdict == "rounded"
    assert precision.judge("18家", "sum", {"a": "3家", "b": "15家"}).verdict == "exact"


def test_a_yearly_average_is_the_total_over_the_years() -> None:
    assert precision.judge("520亿元", "mean", {"total": "0.26万亿元"}, years=5).verdict == "exact"


def test_an_input_that_is_a_bound_leaves_its_side_open() -> None:
    def at_least(number: str) -> precision.Given:
        return precision.Given(Decimal(number), precision.Interval(Decimal(number), Decimal("Infinity")), "亿元")

    point = precision.given_point(parse_quantity("100亿元"))
    found = precision.recompute("%", "one_minus_ratio", {"numerator": at_least("40"), "denominator": point})
    assert found.value == Decimal(60)
    assert isinstance(found.interval, precision.Interval)
    assert found.interval.low == Decimal("-Infinity")
    assert round(found.interval.high, 1) == Decimal("60.2")
    both = precision.recompute("%", "ratio", {"numerator": at_least("40"), "denominator": at_least("100")})
    assert code(both.interval) == "unlimited"


def test_counts_are_exact_and_amounts_are_intervals() -> None:
    assert precision.printed_interval(parse_quantity("3家")) == precision.Interval(Decimal(3), Decimal(3))
    assert precision.printed_interval(parse_quantity("17.84%")) == precision.Interval(
        Decimal("17.835"), Decimal("17.845")
    )


def known(relation: str = "", **values: str) -> dict[str, Known]:
    return {name: Known(Decimal(value), relation) for name, value in values.items()}


def only_reason(given: dict[str, Known]) -> str:
    (conflict,) = identities.solve(given).conflicts
    return conflict.reason


def test_impossible_and_contradictory_sets_are_named() -> None:
    assert "负债率不能为负" in only_reason(known(debt_ratio="-0.1"))
    assert "分母不大于零" in only_reason(known(net_assets="-5", net_profit="1"))
    assert "分母不大于零" in only_reason(known(net_assets="-5", net_profit="1", return_on_equity="0.1"))
    assert "不一致" in only_reason(known(net_assets="100", net_profit="5", return_on_equity="0.06"))


def test_a_stated_bound_is_compared_as_a_bound() -> None:
    amounts = known(assets="100", net_assets="40")
    limits = {
        "less_than": ("0.60", False),
        "at_most": ("0.60", True),
        "more_than": ("0.60", False),
        "at_least": ("0.60", True),
    }
    for relation, (value, holds) in limits.items():
        solution = identities.solve({**amounts, **known(relation, debt_ratio=value)})
        assert (not solution.conflicts) is holds, relation


def test_bounds_travel_through_the_identities() -> None:
    solution = identities.solve({**known(net_assets="100"), **known("at_least", return_on_equity="0.025")})
    assert solution.values["net_profit"] == (Decimal("2.500"), "at_least")
    solution = identities.solve({**known("at_most", assets="100"), **known("less_than", debt_ratio="0.6")})
    assert "方向相反" in solution.conflicts[0].reason
    solution = identities.solve({**known("at_least", net_profit="5"), **known("more_than", net_assets="100")})
    assert "方向相反" in solution.conflicts[0].reason
    solution = identities.solve({**known("at_least", net_assets="40"), **known("less_than", assets="100")})
    assert solution.values["debt_ratio"] == (Decimal("0.6"), "less_than")
    solution = identities.solve({**known(net_profit="-1"), **known("at_least", revenue="10")})
    assert "推不出界限" in solution.conflicts[0].reason


def test_holding_what_changes_or_what_is_unknown_is_a_conflict() -> None:
    base = {"assets": HUNDRED, "net_assets": Decimal(40)}
    solution = identities.follow(base, {"assets": Decimal(200)}, ["assets", "revenue"])
    assert [conflict.names for conflict in solution.conflicts] == [("revenue",), ("assets",)]


def progress(target: Target, observed: dict[int, str]) -> object:
    return assess_progress(target, 2020, 2025, {year: Decimal(value) for year, value in observed.items()})


def test_progress_needs_a_baseline_and_a_benchmark() -> None:
    assert code(progress(Target("point", TEN), {2021: "1"})) == "missing"
    assert code(progress(Target("relative", TEN, baseline=ONE, years=5), {2021: "1"})) == "no_benchmark"


def test_a_range_below_the_baseline_is_approached_from_above() -> None:
    target = Target("range", Decimal(40), value_high=Decimal(50), baseline=Decimal(70), years=5)
    result = assess_progress(target, 2020, 2025, {2025: Decimal(60)})
    assert result is not None
    assert not isinstance(result, Undefined)
    assert (result.goal, result.share_of_way) == (Decimal(50), Decimal("0.5"))
    assert code(result.growth_from_here) == "no_time_left"


def test_an_open_bound_equal_to_the_baseline_requires_no_measurable_change() -> None:
    target = Target("more_than", TEN, baseline=TEN, years=5)
    result = assess_progress(target, 2020, 2025, {2021: TEN})
    assert not isinstance(result, Undefined)
    assert code(result.pace.ratio) == code(result.anticipated.ratio) == "no_change_required"
    assert result.met is False


def test_a_loss_has_no_pace_but_an_anticipated_value() -> None:
    target = Target("point", Decimal(20), direction="increase", baseline=TEN, years=5)
    result = assess_progress(target, 2020, 2025, {2021: Decimal(-1)})
    assert not isinstance(result, Undefined)
    assert code(result.pace.band) == "sign_change"
    assert result.anticipated.band == "reverse"
