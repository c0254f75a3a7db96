"""What stands before the text of a plan: the notice, the title, who issued it, its number and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plan_model.drafting.lines import DraftLine
from plan_model.source.chinese_quantities import DIGITS
from plan_model.source.marks import mark_of

_TITLE = re.compile(
    r"[^。！？；，：]{2,70}(?:规划|纲要|计划|方案|意见|建议|决定|行动|要点|Plan|PLAN|Strategy|STRATEGY|Programme)"
    r"(?:[（(][^（）()]{1,40}[）)])?"
)
_NOTICE = re.compile(r"关于印发(?P<what>.{4,80}?)的通知")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［（(](?:19|20)\d{2}[〕\]］）)]\s?\d{1,4}\s?号")
_DATE = re.compile(
    r"((?:19|20)\d{2}|[一二○〇零三四五六七八九]{4})\s?年\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
_YEARS = re.compile(r"((?:19|20)\d{2})\s?年?\s?[—–\-－～~至]+\s?((?:19|20)\d{2})")
# 第十个五年计划, or “十五” for short; the third began in 1966, and each after it when the one before it ended.
_FIVE_YEARS = re.compile(r"第(十?[一二三四五六七八九十])个五年|[“\"](十?[一二三四五六七八九十])五[”\"]")
_THIRD = 1966
_ISSUER = re.compile(r"[\u4e00-\u9fff（）、 ]{2,40}(?:委员会|人民政府|办公厅|办公室|局|厅|部|院|中央)")
_LEAD = 120


@dataclass(frozen=True)
class Front:
    """The lines before the text (0: there are none) and what they say; empty where they do not say it."""

    title_line: int
    notice: tuple[int, int]
    title: str = ""
    document_number: str = ""
    issued: date | None = None
    issuers: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    certain: bool = True


def read_front(lines: Sequence[DraftLine], contents: frozenset[int]) -> Front:
    """Return what stands before the text of a plan; `contents` are the numbers of the contents list's lines."""
    printed = [line for line in lines if line.text and line.number not in contents]
    lead = _lead(printed)
    title = _title(lead)
    if title is None:
        first = printed[0] if printed else None
        return Front(first.number if first else 1, (0, 0), first.text if first else "", certain=False)
    before = [line.number for line in printed if line.number < title.number]
    # A contents list between notice and title belongs to neither.
    notice = (before[0], before[-1]) if before else (0, 0)
    words = "\n".join(line.text for line in lead)
    return Front(
        title.number, notice, title.text, _first(_NUMBER, words), _date(words),
        _issuers([line.text for line in lead if line.number < title.number]), _years(title.text, words),
    )  # fmt: skip


def _lead(printed: Sequence[DraftLine]) -> list[DraftLine]:
    """The lines up to the first chapter: a numbered heading at the end of which nothing is listed in a notice."""
    end = next(
        (
            index
            for index, line in enumerate(printed[:_LEAD])
            if (mark := mark_of(line.text)) and mark.value == 1 and index
        ),
        min(len(printed), _LEAD),
    )
    return [*printed[:end]]


def _title(lead: Sequence[DraftLine]) -> DraftLine | None:
    """The title: what the notice says that it issues, else the first line that reads like one."""
    candidates = [line for line in lead if _TITLE.fullmatch(_bare(line.text)) and not _NOTICE.search(line.text)]
    joined = "".join(_bare(line.text) for line in lead).replace(" ", "")
    match = _NOTICE.search(joined)
    issued = [line for line in candidates if match and _bare(line.text).replace(" ", "") == match["what"].strip("《》")]
    outside = [line for line in candidates if not line.block.in_box]
    return next(iter([*issued, *outside, *candidates]), None)


def _bare(text: str) -> str:
    return text.strip("*《》 ")


def _first(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    return match.group() if match else ""


def _date(words: str) -> date | None:
    """The last date before the text, which is that of the notice."""
    for year, month, day in reversed(_DATE.findall(words)):
        number = year if year.isdecimal() else "".join(str(DIGITS.get(char, 0)) for char in year.replace("○", "〇"))
        try:
            return date(int(number), _small(month), _small(day))
        except ValueError:
            continue
    return None


def _small(text: str) -> int:
    """A month or day in figures or numerals (十二, 三十一)."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def _years(title: str, words: str) -> tuple[int, int] | None:
    match = _YEARS.search(title) or _YEARS.search(words)
    if match:
        return int(match[1]), int(match[2])
    named = _FIVE_YEARS.search(title)
    number = _small(named[1] or named[2]) if named else 0
    start = _THIRD + 5 * (number - 3)
    return (start, start + 4) if number >= 3 else None


def _issuers(before: Sequence[str]) -> tuple[str, ...]:
    """Who signed: the lines that are nothing but the name of an authority, each once."""
    names = [text for text in before if _ISSUER.fullmatch(text) and " " not in text and "关于" not in text]
    return tuple(dict.fromkeys(names))
