"""Numbers as Word writes them in automatic numbering: the formats of ECMA-376, part 1, 17.18.59."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def format_number(number: int, name: str) -> str | None:
    """Return a number as the format `name` writes it; None for a format that is not known."""
    write = _FORMATS.get(name)
    return write(number) if write else None


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counted(number: int, digits: str, units: str, zero: str, *, bare: bool) -> str:
    """A numeral with its powers of ten; `bare` writes 十 and 百 without a leading 一."""
    if number == 0:
        return zero
    text, gap = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += zero if gap else ""
        gap = False
        silent = digit == 1 and power and (bare or (power == 1 and not text))
        text += ("" if silent else digits[digit]) + units[power]
    return text


def _thousand(number: int) -> str:
    return _counted(number, _DIGITS, "\0十百千万", "零", bare=False).replace("\0", "")


def _counting(number: int) -> str:
    return _thousand(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    return _counted(number, _DIGITS, "\0十百千万", "", bare=True).replace("\0", "")


def _legal(number: int) -> str:
    digits = _LEGAL
    text = _counted(number, digits, "\0拾佰仟万", "零", bare=False).replace("\0", "")
    return "壹" + text if text.startswith("拾") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    count, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (count + 1)


def _from(first: int, count: int) -> Callable[[int], str]:
    """One character a number, from code point `first`; beyond the last, the figures."""
    return lambda number: chr(first + number - 1) if 1 <= number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _circled(number: int) -> str:
    if number <= 20:
        return _from(0x2460, 20)(number)
    return _from(0x3251, 15)(number - 20) if number <= 35 else _from(0x32B1, 15)(number - 35)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "ordinal": _ordinal,
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": lambda number: _legal(number).translate(str.maketrans("贰叁陆万", "貳參陸萬")),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _thousand,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital2": _digital,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _from(0x3280, 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "none": lambda _: "",
}
