"""What each kind of correction may do to the text; a row that does more would change the wording under another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plan_model.errors import Problem
from plan_model.shapes.plan import Correction, CorrectionKind, Plan
from plan_model.source.source_text import PAGE_BREAK, fold_width, without_spaces

_MARKUP = re.compile(r"<[^>]*>|[*_#`~>|\\=-]")


def correction_problems(plan: Plan, name: str) -> Iterator[Problem]:
    """Yield a problem for each correction whose published text does more to the raw text than its kind says."""
    for correction in plan.corrections:
        holds, expected = RULES[correction.kind]
        if not holds(correction):
            what = f"a correction of kind {correction.kind} turns {correction.raw!r} into {correction.published!r}"
            yield Problem(name, correction.row, what, expected, "correct the published text, or name the right kind")


def _stays(correction: Correction) -> bool:
    return correction.published == correction.raw


def _is_left_out(correction: Correction) -> bool:
    return not correction.published


def _changes_spaces(correction: Correction) -> bool:
    return _letters(correction.published) == _letters(correction.raw)


def _gains_a_point(correction: Correction) -> bool:
    published, raw = _letters(correction.published), _letters(correction.raw)
    return published.count(".") == raw.count(".") + 1 and published.replace(".", "") == raw.replace(".", "")


def _joins_lines(correction: Correction) -> bool:
    return PAGE_BREAK in correction.raw and correction.published == correction.raw.replace(PAGE_BREAK, "")


def _loses_markup(correction: Correction) -> bool:
    return _MARKUP.sub("", correction.published) == _MARKUP.sub("", correction.raw)


def _letters(text: str) -> str:
    return without_spaces(fold_width(text))


Rule = tuple[Callable[[Correction], bool], str]
RULES: dict[CorrectionKind, Rule] = {
    "typo_noted": (_stays, "the same text, since it stays as printed"),
    "decimal_point": (_gains_a_point, "one point more and nothing else"),
    "item_point": (_gains_a_point, "one point more and nothing else"),
    "spacing": (_changes_spaces, "other spaces and nothing else"),
    "page_break": (_joins_lines, f"the text without its {PAGE_BREAK}"),
    "markup": (_loses_markup, "the text without its marks"),
    "page_number": (_is_left_out, "no text"),
    "contents_list": (_is_left_out, "no text"),
    "table_header": (_is_left_out, "no text"),
}
