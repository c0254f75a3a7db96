"""How figures of every form are judged against what others imply: bounds, ranges, aspirations, round numbers, sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plan_model.derived.figures import arithmetic_unit, claim_of, given_of, normalised
from plan_model.derived.recomputation import make_checks, recomputed_text
from plan_model.derived.relations import Relation, Rule
from plan_model.derived.verdicts import judge_value
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Indicator, IndicatorValue
from target_calculator.precision import Verdict, recompute

NOTHING = {"value": None, "value_high": None, "aspiration": None}


def printed(wording: str, number: str | None, unit: str = "%", form: str = "point", **more: Any) -> IndicatorValue:
    """A value of any indicator, printed as `wording`."""
    given = {"row": 2, "indicator_id": "any", "scope": "any", "year": "2025", "kind": "target", "qualifier": ""}
    told = {"aspect": "level", "attribute": "", "provision_id": "xx-1.1-p1-s1", "note": ""}
    numbers = {**NOTHING, "value": number}
    return IndicatorValue.model_validate(
        {**given, **told, **numbers, "unit": unit, "form": form, "printed": wording, **more}
    )


def amount(wording: str, form: str = "point") -> IndicatorValue:
    digits = "".join(letter for letter in wording if letter.isdigit() or letter == ".")
    return printed(wording, digits, "亿元", form)


def judged(
    value: IndicatorValue, rule: Rule, inputs: dict[str, IndicatorValue], formula: str = "", years: int = 0
) -> Verdict:
    relation = Relation(rule, formula or rule, inputs, years=years)
    given = {name: given_of(level) for name, level in inputs.items()}
    return judge_value(value, relation, recompute(arithmetic_unit(value.unit), relation.formula, given, years))


def of_ratio(value: IndicatorValue, numerator: str, denominator: str) -> Verdict:
    return judged(value, "ratio", {"numerator": amount(numerator), "denominator": amount(denominator)})


CEILING = printed("<65%", "65", form="less_than")
CEILING_WITH_WISH = printed("不高于65%，力争60%", "65", form="at_most", aspiration="60")
FLOOR = printed("不低于2.2%，力争2.5%", "2.2", form="at_least", aspiration="2.5")
RANGE = printed("20%—25%", "20", form="range", value_high="25")


@pytest.mark.parametrize(
    ("value", "numerator", "verdict", "words"),
    [
        (CEILING, "60", "within_bound", "推算值为60.00%，低于上限65%"),
        (CEILING, "70", "outside_bound", "推算值为70.00%，高于上限65%"),
        (CEILING, "65", "bound_within_rounding", "等于上限65%；界限在依据的进位误差之内"),
        (CEILING_WITH_WISH, "58", "reaches_aspiration", "低于上限65%，达到力争值60%"),
        (CEILING_WITH_WISH, "62", "short_of_aspiration", "低于上限65%，高于力争值60%，差2.00个百分点"),
        (FLOOR, "3", "reaches_aspiration", "高于下限2.2%，达到力争值2.5%"),
        (FLOOR, "2.40", "short_of_aspiration", "高于下限2.2%，低于力争值2.5%，差0.100个百分点"),
        (FLOOR, "2.0", "outside_bound", "低于下限2.2%"),
        (RANGE, "22", "within_bound", "推算值为22.00%，在区间20—25%之内"),
        (RANGE, "30", "outside_bound", "不在区间20—25%之内"),
    ],
)
def test_a_bound_is_judged_by_side_and_aspiration(
    value: IndicatorValue, numerator: str, verdict: str, words: str
) -> None:
    found = of_ratio(value, numerator, "100.00")
    assert found.verdict == verdict
    assert words in found.reason


def test_a_number_that_meets_a_floor_exactly_keeps_it_and_an_open_one_does_not() -> None:
    three = printed("3", "3", "家")
    for form, verdict in (("at_least", "within_bound"), ("more_than", "outside_bound"), ("at_most", "within_bound")):
        value = printed("3 家", "3", "家", form)
        assert judged(value, "sum", {"one": three}).verdict == verdict, form


def test_a_round_number_is_not_judged_but_by_equality() -> None:
    about = printed("15 家左右", "15", "家", "about", aspect="increment")
    ends = {"minuend": printed("36", "36", "家"), "subtrahend": printed("21", "21", "家")}
    assert judged(about, "difference", ends).verdict == "exact"
    found = judged(about, "difference", {**ends, "minuend": printed("38", "38", "家")})
    assert found.verdict == "about"
    assert "推算值为17家" in found.reason
    point = printed("17 家", "17", "家", aspect="increment")
    near = {**ends, "minuend": printed("约 37", "37", "家", "about")}
    assert judged(point, "difference", near).verdict == "about"


def test_inputs_that_are_bounds_can_only_be_reconciled() -> None:
    at_least = amount("不低于40亿元", "at_least")
    whole = amount("100亿元")
    met = printed("60%", "60")
    parts = {"numerator": at_least, "denominator": whole}
    assert judged(met, "one_minus_ratio", parts).verdict == "compatible"
    more = printed("70%", "70")
    assert judged(more, "one_minus_ratio", parts).verdict == "disagrees"
    open_ended = judged(met, "ratio", {**parts, "denominator": amount("不低于100亿元", "at_least")})
    assert open_ended.verdict == "compatible"


def test_printed_parts_are_the_least_a_sum_can_be() -> None:
    parts = {"one": printed("3", "3", "家"), "two": printed("15", "15", "家")}
    verdicts = {
        number: judged(printed(number, number, "家"), "printed_parts", parts, "sum") for number in ("18", "20", "17")
    }
    assert [verdict.verdict for verdict in verdicts.values()] == [
        "equals_printed_parts", "above_printed_parts", "disagrees",
    ]  # fmt: skip
    assert "印刷值多2家" in verdicts["20"].reason


def test_a_yearly_average_is_compared_with_the_total_over_the_years() -> None:
    floor = printed("年均超过 500 亿元", "500", "亿元/年", "more_than", aspect="yearly_average")
    assert judged(floor, "mean", {"total": amount("2600亿元")}, years=5).verdict == "within_bound"
    assert judged(floor, "mean", {"total": amount("2400亿元")}, years=5).verdict == "outside_bound"


def test_points_of_a_percentage_are_the_difference_of_percentages() -> None:
    change = printed("提升 18 个百分点", "18", "个百分点", aspect="change")
    ends = {"minuend": printed("65%", "65"), "subtrahend": printed("47%", "47")}
    assert judged(change, "difference", ends).verdict == "exact"


def test_growth_from_nothing_has_no_verdict() -> None:
    ends = {"baseline": printed("0", "0", "家"), "target": printed("1", "1", "家")}
    assert not isinstance(judged(printed("10%", "10"), "total_growth", ends).verdict, str)


def test_what_a_value_claims_follows_its_form() -> None:
    infinity = Decimal("Infinity")
    assert claim_of(CEILING) == (-infinity, Decimal(65), True)
    assert claim_of(FLOOR) == (Decimal("2.2"), infinity, False)
    assert claim_of(RANGE) == (Decimal(20), Decimal(25), False)
    assert claim_of(printed("2.50%", "2.50")) == (Decimal("2.495"), Decimal("2.505"), False)


INDICATOR = Indicator(id="any", name="", name_en="", unit="亿元", group="", better="higher", definition="")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (printed("1.2 万亿元", "1.2", "万亿元"), "亿元", (Decimal(12000), "亿元")),
        (printed("1.7 万余份", "1.7", "万份"), "份", (Decimal(17000), "份")),
        (printed("6%", "6", "%", aspect="annual_growth"), "亿元", (Decimal(6), "%")),
        (printed("18 个百分点", "18", "个百分点", aspect="change"), "%", (Decimal(18), "个百分点")),
        (printed("3 户", "3", "户"), "家", (Decimal(3), "户")),
        (printed("/", None, "万亿元", "not_given", kind=""), "亿元", (None, "亿元")),
    ],
)
def test_numbers_are_put_into_the_indicators_unit(
    value: IndicatorValue, unit: str, expected: tuple[Decimal | None, str]
) -> None:
    assert normalised(value.value, value, INDICATOR.model_copy(update={"unit": unit})) == expected


def test_figures_of_different_kinds_are_not_computed_together(collection: Collection) -> None:
    """A ratio whose parts are recorded in money and in numbers of things has no verdict, and stops nothing."""
    changed = {
        key: tuple(
            value.model_copy(update={"unit": "家"})
            if (value.indicator_id, value.provision_id) == ("net-assets", "qz-t2-r2") and value.aspect == "level"
            else value
            for value in rows
        )
        for key, rows in collection.recorded.items()
    }
    checks = make_checks(replace(collection, recorded=changed))
    undefined = [check.rule for check in checks if not isinstance(check.verdict.verdict, str)]
    assert "one_minus_ratio" in undefined
    assert [recomputed_text(check) for check in checks if not isinstance(check.verdict.verdict, str)] == [""] * len(
        undefined
    )
