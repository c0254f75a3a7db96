"""How figures are written for a reader: with unit, in percentage points, or undefined with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from target_calculator.quantity import LARGEST_SHOWN, Undefined, format_number, precise

POINTS = "个百分点"
TOO_LARGE = Undefined("too_large", "结果过大，无法显示")


def default_decimals(unit: str) -> int:
    """Return the decimals a unit is shown with unless asked otherwise: none for counts, else two."""
    return 0 if unit == "家" else 2


def change_unit(unit: str) -> str:
    """Return the unit of a change: percentage points for figures in per cent."""
    return POINTS if unit == "%" else unit


def figure(value: Decimal | Undefined, decimals: int, unit: str) -> dict[str, Any]:
    """Return a figure as the interface sends it: value, unit and text, or no value with code and reason."""
    if isinstance(value, Decimal) and abs(value) >= LARGEST_SHOWN:
        value = TOO_LARGE
    if isinstance(value, Undefined):
        return {"value": None, "unit": unit, "text": "—", "code": value.code, "reason": value.reason}
    shown = format_number(value, decimals)
    return {"value": shown, "unit": unit, "text": shown + unit}


@precise
def percent(fraction: Decimal | Undefined, decimals: int = 2) -> dict[str, Any]:
    """Return a fraction as a figure in per cent."""
    return figure(fraction if isinstance(fraction, Undefined) else fraction * 100, decimals, "%")


def plain(number: Decimal) -> str:
    """Return a number with the decimals it was given with."""
    return format(number, "f")


def bracketed(number: Decimal) -> str:
    """Return a number for use inside a formula, negative ones in brackets."""
    return f"（{plain(number)}）" if number < 0 else plain(number)


def formula(name: str, expression: str, substituted: str, result: str, source: str) -> dict[str, str]:
    """Return one entry of "show the formula": name, formula, numbers put in, result, source."""
    return {
        "name": name,
        "formula": expression,
        "substituted": substituted,
        "result": result,
        "source": source,
    }
