"""Reads Markdown as editors write it: headings, bold, block quotes, lists, pipe tables; numbers stay as typed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plan_model.documents.block import Document, DocumentBlock, Grid, tidy
from plan_model.documents.text import decode, read_bytes
from plan_model.source.blocks import join
from plan_model.source.marks import mark_of

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t　]+(.*?))?[ \t#]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ALIGNMENT = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ALERT = re.compile(r"\[!([A-Z]+)\][ \t]*")
_HARD_BREAK = re.compile(r"(?:  +|\\|[.．·…]{2,}[ \t]*\d{1,4})$")  # or the page number in a contents list
_LIST_KINDS = {"1.1", "1.1.1", "1.1.1.1"}  # decimal numbers, which also begin a wrapped line


@dataclass
class _Paragraph:
    lines: list[str] = field(default_factory=list)
    first: int = 0
    in_box: bool = False
    contents: bool = False


def read_markdown(path: Path) -> Document:
    """Return the blocks of a Markdown file; what is left out of it (front matter, pictures) is told."""
    reader = _Reader()
    blocks = tuple(reader.read(decode(read_bytes(path)).split("\n")))
    return Document("markdown", tuple(block for block in blocks if block.text or block.grid), tuple(reader.remarks))


class _Reader:
    def __init__(self) -> None:
        self.remarks: list[tuple[str, str]] = []
        self.open = _Paragraph()
        self.rows: list[str] = []
        self.rows_first = 0
        self.in_details = False

    def read(self, lines: list[str]) -> Iterator[DocumentBlock]:
        start = self._front_matter(lines)
        for number, line in enumerate(lines[start:], start=start + 1):
            yield from self._line(number, line)
        yield from self._close()

    def _front_matter(self, lines: list[str]) -> int:
        if not lines or lines[0].strip() != "---":
            return 0
        end = next((n for n, line in enumerate(lines[1:60], start=1) if line.strip() in {"---", "..."}), None)
        if end is None or not all(re.match(r"[\w-]+:|\s|#|-\s|$", line) for line in lines[1:end]):
            return 0
        self.remarks.append(("line 1", "the front matter is left out"))
        return end + 1

    def _line(self, number: int, line: str) -> Iterator[DocumentBlock]:
        quote, in_box = line, False
        while match := _QUOTE.match(quote):
            quote, in_box = quote[match.end() :], True
        quote = _ALERT.sub("", quote) if in_box else quote
        self._details(line)
        stripped = quote.strip(" \t\u3000")
        if "|" in stripped and (stripped.startswith("|") or self.rows):
            yield from self._close_paragraph()
            self.rows_first = self.rows_first if self.rows else number
            self.rows.append(stripped)
            return
        yield from self._close_rows()
        heading = _HEADING.fullmatch(quote)
        if not stripped or _RULE.fullmatch(quote) or heading:
            yield from self._close_paragraph()
            if heading:
                text, _ = self._inline(heading[2] or "", number)
                level = len(heading[1])
                yield DocumentBlock(tidy(text), f"line {number}", level=level, in_box=in_box)
            return
        yield from self._text(number, quote, in_box=in_box)

    def _details(self, line: str) -> None:
        """Contents lists are often folded away (<details>)."""
        if "<details" in line:
            self.in_details = True
        if "</details" in line:
            self.in_details = False

    def _text(self, number: int, line: str, *, in_box: bool) -> Iterator[DocumentBlock]:
        bullet = _BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        if self.open.lines and (bullet or in_box != self.open.in_box or self._begins(text)):
            yield from self._close_paragraph()
        if not self.open.lines:
            self.open = _Paragraph([], number, in_box, self.in_details)
        self.open.lines.append(text)
        if _HARD_BREAK.search(line):
            yield from self._close_paragraph()

    @staticmethod
    def _begins(text: str) -> bool:
        """Tell whether a line begins a block of its own without a blank line before it."""
        mark = mark_of(_STRONG.sub(r"\2", text.strip()))
        return mark is not None and mark.kind not in _LIST_KINDS

    def _close(self) -> Iterator[DocumentBlock]:
        yield from self._close_rows()
        yield from self._close_paragraph()

    def _close_paragraph(self) -> Iterator[DocumentBlock]:
        if not self.open.lines:
            return
        paragraph, self.open = self.open, _Paragraph()
        joined = ""
        for line in paragraph.lines:
            joined = join(joined, line.strip(" \t\u3000\\")) if joined else line.strip(" \t\u3000\\")
        text, bold = self._inline(joined, paragraph.first)
        place = f"line {paragraph.first}"
        yield DocumentBlock(tidy(text), place, bold=bold, in_box=paragraph.in_box, contents=paragraph.contents)

    def _close_rows(self) -> Iterator[DocumentBlock]:
        if not self.rows:
            return
        rows, self.rows = self.rows, []
        place, header = f"line {self.rows_first}", None
        grid: list[tuple[str, ...]] = []
        for index, row in enumerate(rows):
            if _ALIGNMENT.fullmatch(row):
                header = header or index or None
                continue
            cells = re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))
            grid.append(tuple(tidy(self._inline(cell.strip(), self.rows_first)[0]) for cell in cells))
        if header is None or len(grid) < 1:
            for index, row in enumerate(rows):
                yield DocumentBlock(tidy(row), f"line {self.rows_first + index}")
            return
        width = max(len(row) for row in grid)
        whole = tuple((*row, *[""] * (width - len(row))) for row in grid)
        yield DocumentBlock("", place, grid=Grid(whole, header))

    def _inline(self, text: str, number: int) -> tuple[str, bool]:
        """The text without its marks, and whether all of it is bold."""
        for image in _IMAGE.findall(text):
            self.remarks.append((f"line {number}", f"a picture is left out: {image[:60]!r}"))
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        text = html.unescape(_TAG.sub(lambda tag: " " if tag.group().startswith("<br") else "", text))
        bold = bool(re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1", text.strip()))
        text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text))
        return _ESCAPE.sub(r"\1", text), bold
