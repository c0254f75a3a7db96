"""Quantities in Chinese wordings: digits, numerals, fractions, multiples, signs, and the unit that follows.

A wording is read for the quantities it holds; whether 一 in 统一 is one of them is for the caller to know. What names
no number (几十, 数百) is not read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from plan_model.source.source_text import fold_width

DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
DIGITS |= {char: index for index, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
# Units after which the reading stops looking, longest first; a percentage point is no per cent.
RATES = {"个百分点": Fraction(1, 100), "百分点": Fraction(1, 100), "个千分点": Fraction(1, 1000),
         "千分点": Fraction(1, 1000), "个基点": Fraction(1, 10**4), "基点": Fraction(1, 10**4), "%": Fraction(1, 100),
         "‰": Fraction(1, 1000), "倍": Fraction(1), "成": Fraction(1, 10)}  # fmt: skip

_ARABIC = r"[0-9]{1,3}(?:[,，\u2009\u202f][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_NUMERAL = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_POWER = "(?:[十百千万亿拾佰仟](?!分))"
_PLAIN = rf"(?:{_ARABIC}|(?:[{_NUMERAL}]|{_POWER})+)(?:点[{_NUMERAL}]+)?(?:\s?{_POWER}+(?:{_ARABIC}|[{_NUMERAL}]*))*"
_SIGN = "[-−－﹣﹘]"
_TOKEN = re.compile(
    rf"(?P<of>百分之|千分之|万分之)\s*(?P<part>{_PLAIN})"
    rf"|(?P<whole>[{_NUMERAL}十百千]+)分之(?P<share>[{_NUMERAL}十百千]+)"
    rf"|翻(?P<doublings>[{_NUMERAL}十]*|[0-9]+)番"
    rf"|(?P<half>一半|过半|半数|半(?=年|天|月|个))"
    rf"|(?P<vague>[几数])?(?P<sign>{_SIGN})?\s?(?P<number>{_PLAIN})(?P<more>\s*[余多]?)(?P<and_half>[个倍成年]半)?"
)
_UNITS = re.compile(r"\s*(?:余|多)?\s*([%‰]|[^\W\d_]{0,4})")
_JOINS = re.compile(r"\s*[-－—–~～至到]+\s*")
_OF = {"百分之": "%", "千分之": "‰", "万分之": "个基点"}
_MULTIPLIERS = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
_BRACKETED = re.compile(r"\s*[（(](.*)[）)]\s*", re.DOTALL)
_BETWEEN = 4  # characters of a unit, at most, between the two ends of a range


class ChineseQuantity(NamedTuple):
    """A number as written: `number` before its multiplier, `factor` of the multiplier (万 is 10000), `rest` after it.

    `written` is the number in plain digits with its decimals, empty where it is not written in digits. `start` and
    `end` are offsets into the wording. `alternatives` are other numbers that the words may stand for (翻一番: 2倍, or
    100% more).
    """

    number: Fraction
    factor: int
    rest: str
    written: str
    start: int
    end: int
    alternatives: tuple[tuple[Fraction, str], ...] = ()


def read_numeral(text: str) -> Fraction | None:
    """Return the number that digits, Chinese numerals or both write: 十五, 二〇二五, 3万5千, 三点五.

    Myriads belong to it: 3万 is 30000. None where the text names no number.
    """
    text = re.sub(r"[,，\s\u2009\u202f]", "", fold_width(text))
    whole, point, decimals = text.partition("点")
    if point:
        left = read_numeral(whole)
        if left is None or not decimals or any(char not in DIGITS for char in decimals):
            return None  # 零点一十 is no number
        return left + Fraction(int(_positional(decimals)), 10 ** len(decimals))
    if len(text) > 1 and all(char in DIGITS for char in text):
        return Fraction(int(_positional(text)))
    return None if not text else _composed(re.findall(r"[0-9]+(?:\.[0-9]+)?|.", text))


def _positional(text: str) -> str:
    return "".join(str(DIGITS[char]) for char in text)


def _composed(tokens: list[str]) -> Fraction | None:
    """Numerals with powers: hundreds gather in a section, and 万 and 亿 raise what stands before them."""
    total = section = Fraction(0)
    digit: Fraction | None = None
    last, after_zero = 0, False
    for index, token in enumerate(tokens):
        if token in MYRIADS:
            if digit is None and not section and not total:
                return None
            section += digit or 0
            total, section = _raised(total, section, MYRIADS[token])
            digit, last, after_zero = None, MYRIADS[token], False
        elif token in TENS:
            if digit is None and (TENS[token] > 10 or (index and not after_zero and last < 100)):
                return None
            section += (digit or 1) * TENS[token]  # 十五, 一千零十五
            digit, last, after_zero = None, TENS[token], False
        elif token in DIGITS or token[0].isdigit():
            value = Fraction(DIGITS[token]) if token in DIGITS else Fraction(token)
            if digit:
                return None
            digit, after_zero = value, after_zero or value == 0
        else:
            return None
    if digit is None:
        return total + section
    colloquial = last >= 100 and not after_zero and tokens[-1] in DIGITS  # 三万五, 一百五
    return total + section + (digit * last / 10 if colloquial else digit)


def _raised(total: Fraction, section: Fraction, myriad: int) -> tuple[Fraction, Fraction]:
    """亿 also raises what 万 has already raised, as in 1.5万亿."""
    if myriad == MYRIADS["亿"]:
        return (total + section) * myriad, Fraction(0)
    return total + section * myriad, Fraction(0)


def read_quantities(wording: str) -> tuple[ChineseQuantity, ...]:
    """Return the quantities of a wording, in its order; a wording all in brackets is negative, as in accounts."""
    text = fold_width(wording).replace("．", ".")
    if match := _BRACKETED.fullmatch(text):
        return tuple(_negative(one, match.start(1)) for one in read_quantities(match[1]))
    return tuple(_with_shared_units(list(_read(text)), text))


def _with_shared_units(found: list[ChineseQuantity], text: str) -> list[ChineseQuantity]:
    """In 3—5亿元 and 20万—30万吨 the first number shares what the second one counts."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if not first.rest and _JOINS.fullmatch(text, first.end, second.start):
            found[index] = first._replace(factor=second.factor if first.factor == 1 else first.factor, rest=second.rest)
    return found


def _negative(one: ChineseQuantity, offset: int) -> ChineseQuantity:
    written = one.written and f"-{one.written}"
    return one._replace(number=-one.number, written=written, start=one.start + offset, end=one.end + offset)


def _read(text: str) -> Iterator[ChineseQuantity]:
    previous = -_BETWEEN - 1
    for match in _TOKEN.finditer(text):
        found = _quantity(match, text, previous)
        if found:
            previous = found.end
            yield found


def _quantity(match: re.Match[str], text: str, previous: int) -> ChineseQuantity | None:
    start, end = match.span()
    if match["of"]:
        return _made(read_numeral(match["part"]), _OF[match["of"]], start, end, match["part"])
    if match["whole"]:
        whole, share = read_numeral(match["whole"]), read_numeral(match["share"])
        return _made(share / whole, "倍", start, end) if whole and share is not None else None
    if match["doublings"] is not None:
        times = read_numeral(match["doublings"] or "一")
        return _doubled(int(times), start, end) if times is not None and 0 < times < 20 else None
    if match["half"]:
        return _made(Fraction(1, 2), "倍", start, end)
    return _counted(match, text, previous)


def _made(number: Fraction | None, rest: str, start: int, end: int, written: str = "") -> ChineseQuantity | None:
    digits = written if re.fullmatch(r"[0-9]+(\.[0-9]+)?", written) else ""
    return None if number is None else ChineseQuantity(number, 1, rest, digits, start, end)


def _doubled(times: int, start: int, end: int) -> ChineseQuantity:
    """翻一番 is twice the level, or growth by 100%."""
    multiple = Fraction(2**times)
    return ChineseQuantity(multiple, 1, "倍", "", start, end, ((multiple - 1, "倍"),))


def _counted(match: re.Match[str], text: str, previous: int) -> ChineseQuantity | None:
    """A number with what follows it; a dash after another number is no sign but joins the two ends of a range."""
    if match["vague"]:
        return None
    written = match["number"].strip()
    plain = re.sub(r"[,，\u2009\u202f]", "", re.split(rf"\s?{_POWER}", written)[0])
    digits = plain if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else ""
    whole = read_numeral(written)
    if whole is None:
        return None
    factor = next((value for end, value in _MULTIPLIERS if written.endswith(end)), 1)
    number = whole / factor + (Fraction(1, 2) if match["and_half"] else 0)
    negative = bool(match["sign"]) and not 0 <= match.start("sign") - previous <= _BETWEEN
    unit = _UNITS.match(text, match.end("more"))
    rest = match["and_half"][0] if match["and_half"] else unit[1] if unit else ""
    if digits and Fraction(digits) != number:
        digits = ""
    sign = -1 if negative else 1
    return ChineseQuantity(
        sign * number, factor, rest, f"-{digits}" if negative and digits else digits, match.start(), match.end()
    )


def multiplier_of(unit: str) -> tuple[int, str]:
    """Return a unit's multiplier and what it multiplies: 万亿元 is 10**12 and 元, 户 is 1 and 户."""
    match = re.match(r"[十百千万亿]*(?=[^十百千万亿])", unit)
    prefix = match[0] if match and not unit.startswith(("百分", "千分")) else ""
    value = read_numeral("一" + prefix) if prefix else Fraction(1)
    return (1, unit) if value is None else (int(value), unit[len(prefix) :])


def states(quantity: ChineseQuantity, value: Decimal, unit: str) -> bool:
    """Whether a quantity states `value` in `unit`: 十五亿元 states 15 亿元 and 150000 万元, 三分之一 states 33.3 %.

    A bare number states itself in whatever unit its table's column says; a number with another unit does not.
    """
    found = [(quantity.number * quantity.factor, quantity.rest), *quantity.alternatives]
    return any(_equals(number, rest, Fraction(value), value, unit.removesuffix("/年")) for number, rest in found)


def _equals(number: Fraction, rest: str, wanted: Fraction, value: Decimal, unit: str) -> bool:
    if not rest:
        return number == wanted or number == wanted * multiplier_of(unit)[0]
    rate = next((name for name in RATES if rest.startswith(name)), None)
    if unit in RATES and rate:
        exact = number * RATES[rate] / RATES[unit]
        return _counts_points(unit) == _counts_points(rate) and (exact == wanted or _rounds_to(exact, value))
    multiplier, counted = multiplier_of(unit)
    return rest.startswith(counted) and number == wanted * multiplier


def _counts_points(unit: str) -> bool:
    return unit.endswith("点")


def _rounds_to(exact: Fraction, value: Decimal) -> bool:
    """Whether a number that no decimal writes out is recorded rounded, with one decimal at least."""
    ends = 10**12 % exact.denominator == 0
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return not ends and decimals > 0 and round(exact * 10**decimals) == Fraction(value) * 10**decimals
