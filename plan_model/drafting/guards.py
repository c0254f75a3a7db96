"""What coverage of characters does not show: headings the contents list lacks, long ones, numbers left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from plan_model.drafting.contents import plain
from plan_model.drafting.front import Front
from plan_model.drafting.lines import DraftLine
from plan_model.shapes.plan import Provision
from plan_model.source.doubts import Doubt
from plan_model.source.marks import mark_of
from plan_model.source.outline import LONGEST_HEADING

_YEAR_OR_WORD = re.compile(r"(?:(?:19|20)\d{2}年?|[^\d]*)")
_DEPTHS = ("chapter", "section")


def guard(
    lines: Sequence[DraftLine],
    contents: Sequence[tuple[DraftLine, str]],
    front: Front,
    chapters: Sequence[Provision],
) -> list[Doubt]:
    """Return what is to be looked at in a reading."""
    found = [*_front(front), *_contents(contents, chapters), *_headings(chapters), *_left_over(lines, chapters),
             *_tabs(lines, chapters), *_tables(chapters), *_characters(lines), *_nothing(chapters, lines)]  # fmt: skip
    return sorted(found, key=lambda doubt: doubt.line)


def _front(front: Front) -> Iterator[Doubt]:
    if not front.certain:
        settle = "write the line of the title into `title_line`, and what stands before it into `notice` in plan.yml"
        yield Doubt(front.title_line, "no title was recognised", "the first line is read as the title", settle)
    elif front.notice[0]:
        what = f"text stands before the title (lines {front.notice[0]} to {front.notice[1]})"
        settle = "see that it is the notice; else correct `notice` in plan.yml"
        yield Doubt(front.notice[0], what, "read as the notice", settle, "remark")


def _walk(chapters: Iterable[Provision]) -> Iterator[Provision]:
    for chapter in chapters:
        yield from chapter.walk()


def _contents(contents: Sequence[tuple[DraftLine, str]], chapters: Sequence[Provision]) -> Iterator[Doubt]:
    """Entries without a heading, and headings of the levels that the list has without an entry."""
    entries = {plain(entry): line for line, entry in contents if plain(entry)}
    if not entries:
        return
    parts = [part for part in _walk(chapters) if part.kind not in {"paragraph", "table"} and part.heading]
    headings = {plain(part.number + part.heading): part for part in parts}
    without_number = {plain(part.heading): part for part in parts}
    for entry, line in entries.items():
        mark = mark_of(line.text)
        if (
            entry not in headings
            and entry not in without_number
            and plain(mark.rest if mark else "") not in without_number
        ):
            what = f"the contents list has {line.text[:40]!r}, and no heading reads so"
            yield Doubt(
                line.number,
                what,
                "left as it is",
                "correct the heading or its level, or the list's row in corrections.csv",
            )
    listed = {plain(entry) for _, entry in contents}
    kinds = {part.kind for name, part in headings.items() if name in listed} - {"item"}
    for name, part in headings.items():
        if (
            part.kind in kinds
            and name not in listed
            and plain(part.heading) not in listed
            and not part.id.endswith("-preface")
        ):
            what = f"the contents list does not have the heading {part.number + part.heading[:40]!r}"
            yield Doubt(
                part.source_lines[0],
                what,
                f"read as {part.id}",
                "see that it is a heading; else list the line under `plain`",
            )


def _headings(chapters: Sequence[Provision]) -> Iterator[Doubt]:
    for part in _walk(chapters):
        if part.kind in {"paragraph", "table"}:
            continue
        if len(part.heading.rstrip("。")) > LONGEST_HEADING and re.search(r"[一-鿿]", part.heading):
            settle = "split the line, or list it under `plain` in plan.yml"
            yield Doubt(
                part.source_lines[0], f"a heading of {len(part.heading)} characters", f"read as {part.id}", settle
            )
        elif part.number and not part.heading:
            settle = "nothing needs doing where it is a member of a list"
            yield Doubt(
                part.source_lines[0],
                f"{part.number.strip()} has no heading of its own",
                f"read as {part.id}",
                settle,
                "remark",
            )


def _left_over(lines: Sequence[DraftLine], chapters: Sequence[Provision]) -> Iterator[Doubt]:
    """Lines that begin with a number and are within a paragraph."""
    by_line = {line.number: line for line in lines}
    for part in _walk(chapters):
        if part.kind != "paragraph" or part.id.partition("-")[2].startswith("notice"):
            continue
        first, last = part.source_lines
        for number in range(first, last + 1):
            mark = mark_of(by_line[number].text) if number in by_line else None
            is_own = number == first and not part.text.startswith(by_line[number].text[:6])
            if mark and mark.kind != "第条" and not is_own and "\t" not in by_line[number].raw:
                what = f"the line begins with {mark.number.strip()}"
                settle = "see that it is text; to make it a heading, correct its number in corrections.csv"
                yield Doubt(number, what, f"read as text of {part.id}", settle, "remark")


def _tabs(lines: Sequence[DraftLine], chapters: Sequence[Provision]) -> Iterator[Doubt]:
    within = {number for part in _walk(chapters) if part.kind == "paragraph"
              for number in range(part.source_lines[0], part.source_lines[1] + 1)}  # fmt: skip
    for line in lines:
        if "\t" in line.raw.strip() and line.number in within:
            yield Doubt(
                line.number, "a tab in a line of text", "read as text", "set a caption before it if it is a table's row"
            )


def _tables(chapters: Sequence[Provision]) -> Iterator[Doubt]:
    for table in (part for part in _walk(chapters) if part.kind == "table"):
        if len(table.header) == 1 and table.rows and not any(re.search(r"\d", cell) for cell in table.rows[0]):
            what = f"the table {table.id} has one header row, and no figure in the row after it"
            settle = f"set `header_rows` of {table.id.partition('-')[2]} in plan.yml"
            yield Doubt(table.source_lines[0], what, "read as one header row", settle, "remark")
        if not table.rows:
            yield Doubt(
                table.source_lines[0], f"the table {table.id} has no rows", "read as a heading", "see the original"
            )


def _characters(lines: Sequence[DraftLine]) -> Iterator[Doubt]:
    for line in lines:
        odd = sorted({char for char in line.raw if _is_odd(char)})
        if odd:
            names = ", ".join(f"U+{ord(char):04X}" for char in odd)
            settle = "compare with the original and correct it in corrections.csv"
            yield Doubt(line.number, f"characters that are not text: {names}", "left as they are", settle)


def _is_odd(char: str) -> bool:
    """Tell whether a character stands for nothing printed, or for another (a radical in place of a word)."""
    return char == "\ufffd" or "\u2e80" <= char <= "\u2fdf" or unicodedata.category(char) in {"Co", "Cn", "Cs"}


def _nothing(chapters: Sequence[Provision], lines: Sequence[DraftLine]) -> Iterator[Doubt]:
    if not any(part.kind in _DEPTHS and part.number for part in _walk(chapters)):
        settle = "list the headings under `headings` in plan.yml, or see that the file is the plan"
        yield Doubt(1, f"no numbered heading was found in {len(lines)} lines", "read as one text", settle)
