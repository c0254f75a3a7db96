"""Numbers as a reader types them and as a plan prints them: parsing, rounding, units, undefined values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from math import prod
from typing import NamedTuple, ParamSpec, TypeVar

# Far beyond the digits anybody prints, so that rounding for display is the only rounding a reader can see.
CONTEXT = Context(prec=50, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])

MAX_TEXT = 64
MAX_INTEGER_DIGITS = 15
MAX_DECIMALS = 12
ZERO = Decimal(0)
LARGEST_SHOWN = Decimal(10) ** 18

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％＜＞　−", "0123456789.,-+%<> -")
_DIGITS = frozenset("0123456789")
_POWERS = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
# Factor from a unit to the base unit of its kind; units convert only within one kind.
_UNITS = {
    "元": ("money", Decimal(1)),
    "万元": ("money", Decimal(10) ** 4),
    "亿元": ("money", Decimal(10) ** 8),
    "万亿元": ("money", Decimal(10) ** 12),
    "%": ("ratio", Decimal("0.01")),
    "家": ("count", Decimal(1)),
}
UNITS = tuple(_UNITS)

P = ParamSpec("P")
R = TypeVar("R")


class Undefined(NamedTuple):
    """A result that does not exist, with a code for programs and the reason in Chinese for the reader."""

    code: str
    reason: str


class CalculatorError(ValueError):
    """An input that cannot be used: a code for programs, a message (Chinese) for the person who typed it.

    `field` is the path of the input within the request, "" where the caller knows it.
    """

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(f"{field}：{message}" if field else message)
        self.code = code
        self.message = message
        self.field = field


class Quantity(NamedTuple):
    """A printed figure: its number, its unit ("" when none is printed) and how many decimals were printed."""

    number: Decimal
    unit: str
    decimals: int


def precise(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` in the calculator's own decimal context, whatever the caller's context is."""

    @wraps(function)
    def in_context(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(CONTEXT):
            return function(*args, **kwargs)

    return in_context


def parse_number(text: str) -> Decimal:
    """Return the number a reader typed, with as many decimals as were typed.

    Full-width digits and well-placed thousands separators are accepted; exponents, NaN, infinities and
    anything longer than 64 characters are not. Raises CalculatorError with a Chinese message.
    """
    if len(text) > MAX_TEXT:
        raise CalculatorError("too_long", f"内容过长（{len(text)}个字符），请只填写一个数字")
    plain = text.translate(_HALF_WIDTH).strip()
    if not plain:
        raise CalculatorError("empty", "请填写数字")
    sign = "-" if plain[0] == "-" else ""
    whole, point, fraction = plain[plain[0] in "+-" :].partition(".")
    whole = _without_separators(whole)
    if not whole or not _DIGITS.issuperset(whole + fraction) or (point and not fraction):
        raise CalculatorError("not_a_number", f"“{plain[:20]}”不是数字，请填写如 2090.49 的数字")
    if len(whole.lstrip("0")) > MAX_INTEGER_DIGITS or len(fraction) > MAX_DECIMALS:
        limits = f"整数最多{MAX_INTEGER_DIGITS}位、小数最多{MAX_DECIMALS}位"
        raise CalculatorError("out_of_range", f"数字超出可计算的范围（{limits}）")
    number = Decimal(f"{sign}{whole}{point}{fraction}")
    return number if number else abs(number)


def _without_separators(whole: str) -> str:
    """Remove thousands separators, which must part the digits into threes."""
    groups = whole.split(",")
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        raise CalculatorError("bad_separator", "千位分隔符位置不对，应为每三位一组，如 2,090.49")
    return "".join(groups)


def parse_quantity(text: str) -> Quantity:
    """Return a printed figure such as `17.84%`, `2090.49亿元` or `3家` with its unit and printed decimals."""
    plain = text.translate(_HALF_WIDTH).strip()
    unit = next((unit for unit in sorted(UNITS, key=len, reverse=True) if plain.endswith(unit)), "")
    number = parse_number(plain[: len(plain) - len(unit)])
    return Quantity(number, unit, decimals_of(number))


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a finite number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@precise
def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """Round for display the way the plans do: a half goes away from zero, and minus zero becomes zero."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def format_number(number: Decimal, decimals: int) -> str:
    """Return `number` rounded half up to `decimals`, in plain notation without separators."""
    return format(round_half_up(number, decimals), "f")


def kind_of(unit: str) -> str:
    """Return what a unit measures: money, ratio, count, or number for no unit; "other" for unknown units."""
    return _UNITS[unit][0] if unit in _UNITS else "other" if unit else "number"


def factor_of(unit: str) -> Decimal:
    """Return how many of what it counts a unit stands for: 10**8 元 for 亿元, 10**4 户 for 万户, 0.01 for %."""
    return _UNITS[unit][1] if unit in _UNITS else _multiplier_of(unit)[0]


def _multiplier_of(unit: str) -> tuple[Decimal, str]:
    """A unit's leading powers of ten multiplied, and what they count; a unit that is only a power counts itself."""
    counted = unit.lstrip("".join(_POWERS))
    if not counted or "分点" in unit:
        return Decimal(1), unit
    powers = unit.removesuffix(counted)
    return prod((Decimal(_POWERS[power]) for power in powers), start=Decimal(1)), counted


@precise
def convert(number: Decimal, unit: str, to_unit: str) -> Decimal | Undefined:
    """Convert between units that count the same: 万元 and 亿元, 户 and 万户; others never convert into each other."""
    if unit == to_unit:
        return number
    if _multiplier_of(unit)[1] != _multiplier_of(to_unit)[1]:
        return Undefined("different_units", f"{unit or '无单位'}与{to_unit or '无单位'}不是同类单位，不能换算")
    return number * factor_of(unit) / factor_of(to_unit)
