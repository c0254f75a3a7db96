"""Numbers as the plans print them."""

from __future__ import annotations

import re
from decimal import Decimal

from plan_model.shapes.indicators import IndicatorValue
from plan_model.source.source_text import fold_width

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def printed_numbers(wording: str) -> list[str]:
    """Return the numbers in a printed wording as written, decimals kept; 零 is 0."""
    return _NUMBER.findall(fold_width(wording).replace("零", "0"))


def printed_figure(value: IndicatorValue) -> str:
    """Return a value's number as printed, with its unit: `154.00%`, `2090.49亿元`."""
    return next(text for text in printed_numbers(value.printed) if Decimal(text) == value.value) + value.unit


def wording_with_unit(value: IndicatorValue) -> str:
    """Return a value as printed; a bare number gets the unit that a table prints in a column of its own."""
    return printed_figure(value) if printed_numbers(value.printed) == [value.printed] else value.printed
