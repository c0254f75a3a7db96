"""Whether a value is recorded as its wording says: its bound, and whether it is a figure a year."""

from __future__ import annotations

import re

from plan_model.shapes.indicators import Form, IndicatorValue
from plan_model.source.source_text import without_spaces

Fault = tuple[str, str, str]
# Words that say how a number is bounded, by the form they call for; 余 and 多 add something to the number.
BOUND_WORDS: dict[Form, re.Pattern[str]] = {
    "at_least": re.compile(r"以上|不低于|不少于|不小于|至少|≥|≧"),
    "more_than": re.compile(
        r"超(?!声|市|级|高|大)|(?<!不)高于|(?<!不)大于|(?<!不)多于|突破|[>＞]|余|[0-9十百千万亿]多"
    ),
    "at_most": re.compile(r"以下|以内|不超过|不高于|不大于|不多于|至多|≤|≦"),
    "less_than": re.compile(r"(?<!不)低于|(?<!不)小于|(?<!不)少于|不足|不到|[<＜]"),
    "about": re.compile(r"左右|约(?!束)|上下|大致|近(?=[\s0-9一二三四五六七八九十百千万亿])"),
}
_NEGATED = {"more_than": re.compile("不超")}
_CLAUSE_ENDS = re.compile("[，、；。：,;:]")
_YEARLY = re.compile("年均|平均每年")
_FIGURES_A_YEAR = ("yearly_average", "annual_growth")


def bound_fault(value: IndicatorValue) -> Fault | None:
    """What is wrong where a wording bounds its number and the form says otherwise; a range is bounded already."""
    said = [form for form, words in BOUND_WORDS.items() if words.search(_without_negations(form, value.printed))]
    if not said or value.form in said or value.form == "range":
        return None
    what = f"the form {value.form} for {value.printed!r}"
    return what, " or ".join(said), "correct the form, or copy the words of the number alone"


def _without_negations(form: Form, printed: str) -> str:
    return _NEGATED[form].sub("", printed) if form in _NEGATED else printed


def yearly_fault(value: IndicatorValue, text: str) -> Fault | None:
    """What is wrong where the clause says 年均 and the value is recorded as something else than a figure a year."""
    before, printed, _ = without_spaces(text).partition(without_spaces(value.printed))
    clause = _CLAUSE_ENDS.split(before)[-1] + printed
    if not printed or not _YEARLY.search(clause) or value.aspect in _FIGURES_A_YEAR:
        return None
    fix = "correct the aspect, and the unit of an amount (亿元/年)"
    return f"{value.aspect} for {clause!r}, which is a figure a year", " or ".join(_FIGURES_A_YEAR), fix
