"""Numbers as the plans print them."""

from __future__ import annotations

import re
from decimal import Decimal

from plan_model.shapes.indicators import IndicatorValue
from plan_model.source.chinese_quantities import read_quantities, states
from plan_model.source.source_text import fold_width

# A number after such a word may be recorded as negative: 亏损1.2亿元 is a profit of -1.2.
_LESS = re.compile("亏|负|下降|降低|减少|缩减|压减|压降|核减|回落|下跌")
_BARE = re.compile(r"[-−－]?[0-9][0-9,，.]*")


def number_as_printed(printed: str, number: Decimal, unit: str) -> Decimal | None:
    """Return a recorded number with the decimals and the sign that a wording prints; None where it prints another."""
    for quantity in read_quantities(printed):
        if states(quantity, number, unit):
            written = Decimal(quantity.written or number)
            return written if written == number else number
        if number < 0 and _LESS.search(printed) and states(quantity, -number, unit):
            written = Decimal(quantity.written or -number)
            return -written if written == -number else number
    return None


def printed_figure(value: IndicatorValue) -> str:
    """Return a value's number as printed, in plain digits with its unit: `154.00%`, `2090.49亿元`, `-1.2亿元`."""
    number = Decimal(0) if value.value is None else value.value
    exact = number_as_printed(value.printed, number, value.unit)
    return format(number if exact is None else exact, "f") + value.unit


def wording_with_unit(value: IndicatorValue) -> str:
    """Return a value as printed; a bare number gets the unit that a table prints in a column of its own."""
    return value.printed + value.unit if _BARE.fullmatch(fold_width(value.printed)) else value.printed
