"""The text as received, and the published reading of it: corrections applied, full-width figures folded.

A source line is never edited in place. Whatever differs between source.txt and the site is either a row of
corrections.csv or the folding of full-width figures below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plan_model.errors import PlanDataError, Problem
from plan_model.shapes.plan import Correction

PAGE_BREAK = "⏎"
_SPACES = " \u3000\x0c\r"  # not the tab: a leading or trailing tab is an empty table cell
_FULL_WIDTH = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ％＋"
_FOLDING = str.maketrans(_FULL_WIDTH, "".join(chr(ord(char) - 0xFEE0) for char in _FULL_WIDTH))


@dataclass(frozen=True)
class SourceLine:
    """A line of the source: its number, its published reading, and whether the next line continues it."""

    number: int
    text: str
    continues: bool = False


def fold_width(text: str) -> str:
    """Full-width digits, Latin letters, % and + become half-width; nothing else changes."""
    return text.translate(_FOLDING)


def without_spaces(text: str) -> str:
    """The text with all white space removed: the form in which source and site are compared."""
    return "".join(text.split())


def published_lines(source: str, corrections: Iterable[Correction], file: str) -> list[SourceLine]:
    """Return the non-empty source lines as they are published.

    `corrections` name their line; `file` is the corrections file, for error messages.
    Raises PlanDataError listing every correction whose raw text is not on its line.
    """
    raw_lines = source.split("\n")
    texts = dict(enumerate(raw_lines, start=1))
    continued: set[int] = set()
    problems: list[Problem] = []
    for correction in corrections:
        if not _apply(correction, texts, continued):
            problems.append(_unmatched(correction, raw_lines, file))
    if problems:
        raise PlanDataError(problems)
    return [
        SourceLine(number, fold_width(text).strip(_SPACES), number in continued)
        for number, text in texts.items()
        if text.strip()
    ]


def _apply(correction: Correction, texts: dict[int, str], continued: set[int]) -> bool:
    """Apply one correction; tell whether its raw text was found."""
    line = correction.source_line
    text = texts.get(line, "")
    if correction.kind == "page_break":
        end, _, start = correction.raw.partition(PAGE_BREAK)
        following = next((texts[n] for n in range(line + 1, len(texts) + 1) if texts[n].strip()), "")
        continued.add(line)
        return text.rstrip().endswith(end) and following.strip().startswith(start)
    if correction.raw not in text:
        return False
    texts[line] = text.replace(correction.raw, correction.published, 1)
    return True


def _unmatched(correction: Correction, raw_lines: list[str], file: str) -> Problem:
    line = correction.source_line
    there = raw_lines[line - 1] if 0 < line <= len(raw_lines) else "(no such line)"
    return Problem(
        file,
        correction.row,
        f"raw text {correction.raw!r} is not on source line {line}",
        f"a piece of {there.strip()[:40]!r}",
        "copy the raw text from source.txt, or mend source_line",
    )
