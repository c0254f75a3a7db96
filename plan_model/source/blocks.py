"""Puts lines together to blocks: headings, paragraphs and table rows, each with the mark that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_model.shapes.plan import Layout
from plan_model.source.doubts import Doubt
from plan_model.source.marks import BOX, GOAL, TABLE, Mark, mark_of
from plan_model.source.ranks import Sequel, Sequences, ends_open
from plan_model.source.source_text import SourceLine

_DECIMALS = ("1.1", "1.1.1", "1.1.1.1")
_UNIT = re.compile(r"\s*(?:[万亿元个家项%％‰倍吨户人年月日千百公平立米度])")
_LONGEST_CAPTION = 60
_WORDS = ("Part", "Chapter", "Section", "Module", "Annex", "A-1.1")
_LONGEST_TITLE = 150


@dataclass
class Block:
    """A stretch of source lines that forms one heading, paragraph or table row."""

    text: str
    first: int
    last: int
    mark: Mark | None = None
    is_row: bool = False
    in_box: bool = False
    before_row: bool = False  # the next block is a table's row
    takes_next: bool = False  # a goal that is a heading alone: the next paragraph is its text


def read_blocks(lines: Iterable[SourceLine], layout: Layout, doubts: list[Doubt]) -> list[Block]:
    """Return the blocks of a plan, wrapped lines and paragraphs cut by page breaks joined; add to `doubts`."""
    return _Reader(list(lines), layout, doubts).read()


class _Reader:
    def __init__(self, lines: list[SourceLine], layout: Layout, doubts: list[Doubt]) -> None:
        self.lines = lines
        self.layout = layout
        self.doubts = doubts
        self.outer = Sequences()
        self.inner: Sequences | None = None  # the numbering in the box that is open
        self.rows = _rows(lines)

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        continues = False
        for index, line in enumerate(self.lines):
            before = blocks[-1] if blocks else None
            block = self._start(index, continues, before)
            if block is None and before is not None:
                blocks[-1] = self._joined(before, line)
            else:
                blocks.append(block or Block(line.text, line.number, line.number))
            continues = line.continues
        for block, following in pairwise(blocks):
            block.before_row = following.is_row
        _give_goals_their_text(blocks)
        return blocks

    def _joined(self, block: Block, line: SourceLine) -> Block:
        text = join(block.text, line.text)
        mark = block.mark and block.mark._replace(rest=join(block.mark.rest, line.text))
        return Block(text, block.first, line.number, mark, block.is_row, block.in_box)

    def _start(self, index: int, continued: bool, before: Block | None) -> Block | None:
        """The block that begins with a line; None where the line goes on with the block before it."""
        line = self.lines[index]
        block = Block(line.text, line.number, line.number)
        if index in self.rows:
            block.is_row = True
            return None if continued and before and before.is_row else block
        if continued and before:
            return None
        mark = self._mark(index, before)
        if mark:
            block.mark, block.in_box = mark, self.inner is not None and mark.kind != BOX
            return block
        if self._starts_text(line, before):
            block.in_box = self.inner is not None
            return block
        return None

    def _starts_text(self, line: SourceLine, before: Block | None) -> bool:
        """Tell whether a line without a mark begins a block."""
        if before is None or before.is_row or not self.layout.hard_wrapped:
            return True
        return line.number in (*self.layout.paragraph_starts, self.layout.title_line, *self.layout.plain)

    def _mark(self, index: int, before: Block | None) -> Mark | None:
        """The mark of a line that heads a part; what it is instead is a doubt."""
        line = self.lines[index]
        first, last = self.layout.notice
        if first <= line.number <= last or line.number == self.layout.title_line or line.number in self.layout.plain:
            return None
        kind = self.layout.headings.get(line.number)
        mark = mark_of(line.text, heading=kind is not None)
        if mark is None:
            return Mark(kind, "", None, line.text) if kind else None
        if mark.kind == TABLE:
            return mark if self._has_rows(index) else None
        return self._numbered(mark, line, before, is_heading=kind is not None)

    def _has_rows(self, index: int) -> bool:
        """Tell whether a table's caption is one: its rows follow, at most a note on its unit between."""
        return len(self.lines[index].text) <= _LONGEST_CAPTION and bool({index + 1, index + 2} & self.rows)

    def _numbered(self, mark: Mark, line: SourceLine, before: Block | None, *, is_heading: bool) -> Mark | None:
        sequences, sequel = self._sequence(mark)
        if not is_heading and self._is_text(mark, sequel, before):
            return None
        if mark.kind == BOX:
            self.inner = Sequences()
        elif sequences is self.outer and mark.kind != GOAL:
            self.inner = None
        if not sequel.fits:
            self._doubt_number(mark, sequel, line)
        sequences.take(mark)
        return mark

    def _sequence(self, mark: Mark) -> tuple[Sequences, Sequel]:
        """Whose numbering a mark goes on with: that of the box that is open, or that of the plan."""
        outer = self.outer.judge(mark)
        if self.inner is None or mark.kind == BOX:
            return self.outer, outer
        inner = self.inner.judge(mark)
        goes_on = outer.fits and outer.before > 0 and not (inner.fits and inner.before > 0)
        is_first = mark.value == 1 and not (mark.kind.startswith("第") or outer.before)
        return (self.outer, outer) if goes_on and not is_first else (self.inner, inner)

    def _is_text(self, mark: Mark, sequel: Sequel, before: Block | None) -> bool:
        """Tell whether a line only looks numbered: a decimal number, or a wrapped line that begins like a mark."""
        is_open = self.layout.hard_wrapped and before is not None and ends_open(before.text)
        if mark.kind in _WORDS:  # Part A describes …
            return is_open or mark.rest.endswith(".") or mark.rest[:1].islower() or len(mark.rest) > _LONGEST_TITLE
        if mark.kind in _DECIMALS:
            return is_open or not sequel.fits or bool(_UNIT.match(mark.rest))
        return is_open and not sequel.fits

    def _doubt_number(self, mark: Mark, sequel: Sequel, line: SourceLine) -> None:
        said = (
            f"{mark.number.strip()} follows number {sequel.before}"
            if sequel.before
            else f"{mark.number.strip()} comes first"
        )
        what = f"a {sequel.what} in the numbering: {said}"
        settle = "correct the number in corrections.csv, or list the line under `plain` (text) in plan.yml"
        self.doubts.append(Doubt(line.number, what, "read as a heading", settle, "remark"))


def _give_goals_their_text(blocks: Sequence[Block]) -> None:
    """Where goals stand as headings of their own (——…。 and below it the text), each takes the paragraph after it."""
    for index, block in enumerate(blocks):
        if block.mark is None or block.mark.kind != GOAL or "。" in block.mark.rest.rstrip("。"):
            continue
        after = [*blocks[index + 1 : index + 3], None, None]
        is_followed = after[0] is not None and after[0].mark is None and not after[0].is_row
        goes_on = after[1] is not None and after[1].mark is not None and after[1].mark.kind == GOAL
        went_on = index > 1 and blocks[index - 2].takes_next
        block.takes_next = is_followed and (goes_on or went_on)


def _rows(lines: Sequence[SourceLine]) -> set[int]:
    """The indices of the lines that are rows of a table: cells parted by tabs, beside another row or a caption."""
    tabbed = {index for index, line in enumerate(lines) if "\t" in line.text}
    return {index for index in tabbed if {index - 1, index + 1} & tabbed or _is_caption(lines, index - 1)}


def _is_caption(lines: Sequence[SourceLine], index: int) -> bool:
    mark = mark_of(lines[index].text) if index >= 0 else None
    return mark is not None and mark.kind == TABLE


def join(before: str, after: str) -> str:
    """Join two lines; a space stands between Latin words, and between a figure and a Chinese word."""
    left, right = before[-1:], after[:1]
    figure_then_word = left.isdigit() and _is_ideograph(right)
    word_then_figure = _is_ideograph(left) and right.isdigit()
    latin = right.isascii() and right.isalnum() and left.isascii() and (left.isalpha() or left in ",;:.)")
    return before + (" " if figure_then_word or word_then_figure or latin else "") + after


def _is_ideograph(char: str) -> bool:
    return "一" <= char <= "鿿"
