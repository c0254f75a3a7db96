"""Numbers in Chinese wordings: every way of writing them is read as what it says, and nothing is read into them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_model.derived.printed_figures import number_as_printed
from plan_model.source.chinese_quantities import multiplier_of, read_numeral, read_quantities, states

NUMERALS = {
    "零": 0, "十": 10, "十五": 15, "二十": 20, "一百零五": 105, "一百五": 150, "一千零十五": 1015,
    "两千三百万": 23_000_000, "三万五": 35_000, "一万零五": 10_005, "四十万五千": 405_000,
    "1.5万亿": 1_500_000_000_000, "3万5千": 35_000, "1亿2000万": 120_000_000, "二〇二五": 2025,
    "三点五": Fraction(7, 2), "贰拾": 20, "2,090.49": Fraction("2090.49"),
}  # fmt: skip
# wording, recorded value, unit
STATED = (
    ("2,090.49 亿元", "2090.49", "亿元"), ("2，090.49", "2090.49", "亿元"), ("２，０９０．４９", "2090.49", "亿元"),
    ("亏损1.2亿元", "-1.2", "亿元"), ("亏损1.2亿元", "1.2", "亿元"), ("−1.2", "-1.2", "亿元"),
    ("－1.2亿元", "-1.2", "亿元"), ("（1.2）", "-1.2", "亿元"), ("利润总额-1.2亿元", "-1.2", "亿元"),
    ("同比下降 3.5%", "-3.5", "%"), ("三分之一", "33.33", "%"), ("三分之二以上", "66.7", "%"),
    ("四分之一", "25", "%"), ("两倍", "2", "倍"), ("增长1.5倍", "150", "%"), ("翻一番", "100", "%"),
    ("翻一番", "2", "倍"), ("翻两番", "300", "%"), ("实现翻番", "100", "%"), ("零", "0", "家"), ("过半", "50", "%"),
    ("一半以上", "50", "%"), ("一倍半", "1.5", "倍"), ("一成", "10", "%"), ("两成半", "25", "%"),
    ("百分之三十五", "35", "%"), ("百分之3.5", "3.5", "%"), ("千分之五", "5", "‰"), ("千分之五", "0.5", "%"),
    ("5‰", "0.5", "%"), ("2个千分点", "0.2", "个百分点"), ("2 千分点", "2", "个千分点"),
    ("提升 18 个百分点", "18", "个百分点"), ("十五亿元", "15", "亿元"), ("十五亿元", "150000", "万元"),
    ("3万户", "3", "万户"), ("3万户", "30000", "户"), ("三千二百家", "3200", "家"), ("1.7 万余份", "1.7", "万份"),
    ("1—2 家", "1", "家"), ("3—5亿元", "3", "亿元"), ("20万—30万吨", "20", "万吨"), ("-0.5—0.5%", "-0.5", "%"),
    ("年均超过 500 亿元", "500", "亿元/年"), ("新增 AAA 级企业 1 家", "1", "家"), ("5千瓦", "5", "千瓦"),
)  # fmt: skip
NOT_STATED = (
    ("1.2亿元", "-1.2", "亿元"), ("−1.2亿元", "1.2", "亿元"), ("200 亿元", "200", "万元"), ("200 亿元", "200", "家"),
    ("提升 18 个百分点", "18", "%"), ("三分之一", "33", "%"), ("1-2家", "-2", "家"), ("几十家", "10", "家"),
    ("数百家", "100", "家"), ("翻一番", "300", "%"), ("10%", "10", "个百分点"), ("1，20", "120", "家"),
)  # fmt: skip


@pytest.mark.parametrize("text", NUMERALS)
def test_a_numeral_is_the_number_it_writes(text: str) -> None:
    assert read_numeral(text) == NUMERALS[text]


@pytest.mark.parametrize("text", ["万", "百", "千亿", "二三十", "十十", "十百", "五六百", ""])
def test_what_writes_no_one_number_is_none(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(("printed", "value", "unit"), STATED)
def test_a_wording_states_the_value_that_a_person_reads(printed: str, value: str, unit: str) -> None:
    assert number_as_printed(printed, Decimal(value), unit) == Decimal(value)


@pytest.mark.parametrize(("printed", "value", "unit"), NOT_STATED)
def test_a_wording_states_no_other_sign_unit_or_number(printed: str, value: str, unit: str) -> None:
    assert number_as_printed(printed, Decimal(value), unit) is None


def test_decimals_are_those_that_are_printed() -> None:
    assert str(number_as_printed("179.90%", Decimal("179.9"), "%")) == "179.90"
    assert str(number_as_printed("亏损1.20亿元", Decimal("-1.2"), "亿元")) == "-1.20"


def test_quantities_come_in_order_with_their_places() -> None:
    wording = "不低于2.2%，力争2.5%"
    found = read_quantities(wording)
    assert [wording[one.start : one.end] for one in found] == ["2.2", "2.5"]


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("万亿元", (10**12, "元")),
        ("户", (1, "户")),
        ("个百分点", (1, "个百分点")),
        ("百分点", (1, "百分点")),
        ("%", (1, "%")),
    ],
)
def test_a_unit_is_a_multiplier_and_what_it_multiplies(unit: str, parts: tuple[int, str]) -> None:
    assert multiplier_of(unit) == parts


def in_numerals(number: int) -> str:
    """A number below 10**12 as it is written in full; another way than the reading goes."""
    for power, sign in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            head, rest = divmod(number, power)
            return in_numerals(head) + sign + (("零" if rest < power // 10 else "") + in_numerals(rest) if rest else "")
    text = ""
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += "零一二三四五六七八九"[digit] + sign
        elif text and number and not text.endswith("零"):
            text += "零"
    return text or "零"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_number_written_in_numerals_is_read_back(number: int) -> None:
    assert read_numeral(in_numerals(number)) == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["亿元", "万户", "%", "家"]))
def test_every_number_in_digits_is_read_back_with_separators_and_sign(number: Decimal, unit: str) -> None:
    for comma, minus in ((",", "-"), ("，", "−")):
        printed = f"{number:,}".replace(",", comma).replace("-", minus) + unit
        assert number_as_printed(printed, number, unit) == number


@given(st.text(max_size=30))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in read_quantities(text):
        assert 0 <= one.start < one.end <= len(text)
        states(one, Decimal(1), "家")


@given(st.text(alphabet="零一两十百千万亿分之半成倍翻番点0123456789,，.-−%（）", max_size=16))
def test_any_mixture_of_numerals_is_read_without_an_error(text: str) -> None:
    for one in read_quantities(text):
        states(one, Decimal("33.3"), "%")


def test_two_digits_in_a_row_are_written_by_place() -> None:
    assert read_numeral("二五") == 25
    assert read_numeral("一〇") == 10
    assert read_numeral("0点一十") is None
