"""The marks that number the parts of plans: 第一篇, 一、, （一）, 1., （1）, ①, ——, 专栏 1, 表 1, Part A, 1.2, (a).

A mark says what a line begins with. What level it stands for is another question, answered by the order in which the
kinds first appear in the plan (`ranks.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = "零〇一二三四五六七八九十百"
_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x3251 + n): n + 21 for n in range(15)}
_CIRCLED |= {chr(0x32B1 + n): n + 36 for n in range(15)}

GOAL, BOX, TABLE, ANNEX = "——", "专栏", "表", "附件"
# Kinds that head a division wherever they stand; they outrank a list that happened to come before them.
DIVISIONS = ("第篇", "第部分", "第章", "第节", "Part", "Chapter", "Section", "Module", "Annex", ANNEX)

# The kinds with their patterns: group 1 is what is printed as the number, `n` its value. A kind with a * behind its
# pattern is read only where another witness (a style, bold) says that the line is a heading.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("第篇", rf"(第\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})\s?[篇编])"),
    ("第部分", rf"(第\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})\s?部分)"),
    ("第章", rf"(第\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})\s?章)"),
    ("第节", rf"(第\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})\s?节)"),
    ("第条", rf"(第\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})\s?条)(?=\s)"),
    ("一、", rf"((?P<n>[{_NUMERAL}]+)、)"),
    ("（一）", rf"([（(]\s?(?P<n>[{_NUMERAL}]+)\s?[）)])"),
    ("1.1.1.1", r"((?P<n>\d{1,2}(?:[.．]\d{1,2}){3})[.．]?)(?![\d.．%‰])"),
    ("1.1.1", r"((?P<n>\d{1,2}(?:[.．]\d{1,2}){2})[.．]?)(?![\d.．%‰])"),
    ("1.1", r"((?P<n>\d{1,2}[.．]\d{1,2})[.．]?)(?![\d.．%‰])"),
    ("1.", r"((?P<n>\d{1,2})[.．])(?![\d])"),
    ("1、", r"((?P<n>\d{1,2})、)"),
    ("（1）", r"([（(]\s?(?P<n>\d{1,3})\s?[）)])"),
    ("1）", r"((?P<n>\d{1,2})[）)])"),
    ("①", rf"((?P<n>[{''.join(_CIRCLED)}]))"),
    (GOAL, r"([—―─]{2,3})"),
    (BOX, rf"(专栏\s?(?P<n>[{_NUMERAL}]+|\d{{1,3}})(?:[-—.]\d+)?\s?[:：]?)"),
    (TABLE, r"(表\s*(?P<n>\d{1,3})(?:[-—.]\d+)?)"),
    (ANNEX, rf"(附[件录表]\s?(?P<n>[{_NUMERAL}]+|\d{{1,2}})?(?=$|[\s:：])[:：]?)"),
    ("Part", r"((?:Part|PART)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})\b[.:]?)"),
    ("Chapter", r"((?:Chapter|CHAPTER)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})\b[.:]?)"),
    ("Section", r"((?:Section|SECTION)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})\b[.:]?)"),
    ("Annex", r"((?:Annex|ANNEX|Appendix|APPENDIX)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})\b[.:]?)"),
    ("Module", r"((?:Module|MODULE)\s+[A-Z]-(?P<n>\d{1,2})\b[.:]?)"),
    ("A-1.1", r"([A-Z]-\d{1,2}\.(?P<n>\d{1,2})\b:?)"),
    (TABLE, r"((?:Table|TABLE)\s+[A-Z]?-?(?P<n>\d{1,3})(?:[-.]\d+)*[.:]?)(?=\s)"),
    ("(a)", r"(\((?P<n>[a-z])\))"),
    ("1*", r"((?P<n>\d{1,2}))(?=[\s　])"),
)
_KINDS = tuple((kind, re.compile(rf"[\s　]*{pattern}[\s　]*(?P<rest>.*)", re.DOTALL)) for kind, pattern in _PATTERNS)
KINDS = tuple(dict.fromkeys(kind for kind, _ in _PATTERNS))
# Numbers in words or with a bare figure are set off from their heading by a space, which belongs to the printed number.
_SPACED = re.compile(r"\([a-z]\)|第.*|专栏.*|附.*|\d+(?:[.．]\d+)*|[A-Z].*")
_ENUMERATED = re.compile(rf"[{_NUMERAL}]是|第[{_NUMERAL}]+[，,]|其[{_NUMERAL}][，,]")


class Mark(NamedTuple):
    """What a line begins with: the kind of mark, the number as printed, its value (None of a dash), and the rest."""

    kind: str
    number: str
    value: int | None
    rest: str


def mark_of(text: str, *, heading: bool = False) -> Mark | None:
    """Return the mark that `text` begins with; `heading` says that another witness takes the line for a heading."""
    for kind, pattern in _KINDS:
        match = pattern.fullmatch(text)
        if not match or (kind.endswith("*") and not heading):
            continue
        printed = match.groupdict().get("n")
        value = value_of(printed, alphabetic=kind == "(a)") if printed else None
        return Mark(kind, _with_space(match, text), value, match["rest"].strip("\u3000 \t"))
    return None


def is_enumerated(text: str) -> bool:
    """Tell whether a paragraph begins as a member of a list within the text (一是, 第一，)."""
    return bool(_ENUMERATED.match(text))


def _with_space(match: re.Match[str], text: str) -> str:
    number = match[1]
    spaced = match["rest"] and text[match.end(1) : match.end(1) + 1].isspace() and _SPACED.fullmatch(number)
    return number + " " if spaced else number


def value_of(number: str, *, alphabetic: bool = False) -> int | None:
    """Return the value of a printed number (十二, 12, 1.12, ⑫, XII, L); of a decimal number that of its last part."""
    if number in _CIRCLED:
        return _CIRCLED[number]
    last = re.split(r"[.．]", number)[-1]
    if last.isdecimal():
        return int(last)
    if alphabetic or (len(last) == 1 and "A" <= last <= "H"):
        return ord(last.upper()) - ord("A") + 1
    if set(last) <= set(_ROMAN):
        values = [_ROMAN[char] for char in last]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return _chinese(last) if set(last) <= set(_NUMERAL) else ord(last[0]) - ord("A") + 1


def _chinese(number: str) -> int | None:
    """Return the value of a numeral below 1000 (二百一十, 十五, 二五); None where it is none."""
    if not set(number) & {"十", "百"}:
        return int("".join(str(_DIGITS[char]) for char in number))
    hundreds, has_hundred, rest = number.rpartition("百")
    tens, has_ten, ones = rest.rpartition("十")
    parts = [part.lstrip("零〇") for part in (hundreds, tens, ones)]
    if any(len(part) > 1 or part == "十" for part in parts):
        return None
    h, t, o = (_DIGITS.get(part, 0) for part in parts)
    return (h or 1) * 100 * bool(has_hundred) + (t or 1) * 10 * bool(has_ten) + o
