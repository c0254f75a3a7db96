"""Reads a PDF with two engines, pdfplumber for the layout and PDFium to read every figure a second time.

A PDF knows neither paragraphs nor headings: lines are joined by their places, running heads and page numbers are left
out and told, tables are found by their rules.
"""

from __future__ import annotations

import logging
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from plan_model.documents.block import LARGEST_FILE, Document, DocumentBlock, Grid, UnreadableDocumentError, tidy
from plan_model.source.blocks import join
from plan_model.source.marks import mark_of

Progress = Callable[[int, int], None]
_DIGIT = re.compile(r"[0-9０-９]")
_PAGE_NUMBER = re.compile(r"[\s\-—–－·第]*(?:\d{1,4}|[ivxlc]{1,6})[\s\-—–－·页]*(?:[/共]\s*\d{1,4}\s*页?)?")
_FIRST = re.compile(r"[“‘（《(]*(?:(?:[A-Za-z0-9.,%+/-]+[，。、；：！？”’）》％)]*)+|.[，。、；：！？”’）》％)]*)")
_BORDER = re.compile(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9][一-鿿]")
_APART = re.compile(r"[一-鿿] [A-Za-z0-9]|[A-Za-z0-9] [一-鿿]")
_SAME_EDGE = 3.0  # points within which two left edges are one
_SENTENCE_END = tuple("。！？；：!?;:")
_OFTEN = 3
_EDGE_LINES = 2
_MOST_PAGES = 3000
_FEW = 8  # characters: a page with fewer is a picture
_LONGEST_HEADING = 60
_LARGER = 0.8  # points by which a heading's letters are larger than those of the text
_SAVE = "ask the issuer for the .docx, or recognise the text and save it as .docx"


@dataclass(frozen=True)
class _Line:
    """A line of a page: its text, its box in points, the size of its letters, and whether all of it is bold."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    blank: bool  # it ends with a blank


@dataclass(frozen=True)
class _Table:
    """A table of a page: its rows of cells, each with its left edge, and where it begins."""

    rows: tuple[tuple[tuple[float, str], ...], ...]
    page: int
    top: float


_Piece = _Line | _Table


def read_pdf(path: Path, progress: Progress | None = None) -> Document:
    """Return the blocks of a PDF; `progress` is told after each page how many of how many are read.

    Raises UnreadableDocumentError for a scan, for fonts that do not say their characters, for a page on which the two
    engines read different figures, and for a file that is damaged, encrypted or too large.
    """
    if path.stat().st_size > LARGEST_FILE:
        what = f"the file has more than {LARGEST_FILE // 2**20} MB"
        raise UnreadableDocumentError(what, "the text of a plan", "save it without its pictures")
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts whose characters it reads all the same
    try:
        pieces = _pieces(path, progress)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # on damaged files the engines raise whatever they run into
        words = tidy(str(error)) or type(error).__name__
        what = (
            "the file is encrypted" if "assword" in words + repr(error) else f"the file is no whole PDF ({words[:80]})"
        )
        raise UnreadableDocumentError(what, "a PDF without a password", "save it again as PDF, or as .docx") from error
    lines = [piece for piece in pieces if isinstance(piece, _Line)]
    heads = _running_heads(lines)
    kept = [piece for piece in pieces if not (isinstance(piece, _Line) and piece in heads)]
    left_out = Counter(re.sub(r"\d+", "#", line.text) for line in heads)
    remarks = [
        ("page 1", f"{count} running heads or page numbers are left out: {text[:40]!r}")
        for text, count in left_out.items()
    ]
    return Document("pdf", tuple(_blocks(kept)), tuple(remarks))


def _pieces(path: Path, progress: Progress | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    empty: list[int] = []
    data = path.read_bytes()
    with closing(pypdfium2.PdfDocument(data)) as second, pdfplumber.open(BytesIO(data)) as pdf:
        count = len(pdf.pages)
        if count > _MOST_PAGES:
            raise UnreadableDocumentError(f"the file has {count} pages", f"at most {_MOST_PAGES}", "split it")
        for number, page in enumerate(pdf.pages, start=1):
            _refuse_other_figures(page, second_reading(second, number), number)
            found = list(_page(page, number))
            if sum(len(char["text"].strip()) for char in page.chars) < _FEW and page.images:
                empty.append(number)
            pieces += found
            page.close()
            if progress:
                progress(number, count)
    if empty:
        shown = ", ".join(map(str, empty[:12]))
        raise UnreadableDocumentError(
            f"{len(empty)} of {count} pages are pictures (pages {shown})", "a PDF with text", _SAVE
        )
    return pieces


def second_reading(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return the text of a page as PDFium reads it."""
    return str(document[number - 1].get_textpage().get_text_range())


def _refuse_other_figures(page: Any, second: str, number: int) -> None:
    """Raise where the two engines do not read the same digits on a page, or the fonts do not say the characters."""
    first = "".join(char["text"] for char in page.chars)
    if "(cid:" in first:
        what = f"the fonts of page {number} do not say which characters they show"
        raise UnreadableDocumentError(what, "a PDF with text", _SAVE, number)
    ours, theirs = (Counter(_DIGIT.findall(text)) for text in (first, second))
    if ours != theirs:
        digits = ", ".join(f"{digit}: {ours[digit]} and {theirs[digit]}" for digit in sorted(ours | theirs)
                           if ours[digit] != theirs[digit])  # fmt: skip
        what = f"two programs read different figures on page {number} ({digits})"
        raise UnreadableDocumentError(what, "the same figures from both", _SAVE, number)


def _page(page: Any, number: int) -> Iterator[_Piece]:
    """The lines and tables of a page, from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    boxes = [table.bbox for table in tables]
    # Where a page has no blanks of its own, a gap between letters is one.
    has_blanks = any(char["text"] == " " for char in page.chars)
    options = {"keep_blank_chars": has_blanks, "x_tolerance_ratio": 1.0 if has_blanks else 0.3}
    rest = page.filter(lambda one: one["object_type"] != "char" or not any(_is_within(one, box) for box in boxes))
    pieces: list[_Piece] = [
        _line(line, number) for line in rest.extract_text_lines(strip=False, **options) if line["text"].strip()
    ]
    for table in tables:
        rows = tuple(
            tuple((box[0], _cell(text)) for box, text in zip(row.cells, texts, strict=False) if box)
            for row, texts in zip(table.rows, table.extract(**options), strict=True)
        )
        if any(text for row in rows for _, text in row):
            pieces.append(_Table(rows, number, table.bbox[1]))
    yield from sorted(pieces, key=lambda piece: piece.top)


def _is_within(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _line(line: dict[str, Any], number: int) -> _Line:
    chars = [char for char in line["chars"] if char["text"].strip()] or line["chars"]
    size = statistics.median(char["size"] for char in chars)
    bold = all(re.search(r"bold|black|heavy|simhei", char["fontname"], re.IGNORECASE) for char in chars)
    blank = line["text"].endswith(" ")
    return _Line(
        tidy(line["text"]), number, chars[0]["x0"], chars[-1]["x1"], line["top"], line["bottom"], size, bold, blank
    )


def _cell(text: str | None) -> str:
    """The text of a cell: its lines joined, with a blank between Latin words alone, since figures break too."""
    joined = ""
    for part in (text or "").split("\n"):
        is_word = joined[-1:].isascii() and joined[-1:].isalpha() and part[:1].isascii() and part[:1].isalpha()
        joined += (" " if is_word else "") + part.strip()
    return tidy(joined)


def _running_heads(lines: Sequence[_Line]) -> set[_Line]:
    """Page numbers, and lines at the edges of pages that come again on most of them."""
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [line for own in pages.values() for line in dict.fromkeys([*own[:_EDGE_LINES], *own[-_EDGE_LINES:]])]
    often = Counter((re.sub(r"\d+", "#", line.text), round(line.top / 5)) for line in edges)
    least = max(_OFTEN, len(pages) // 3)
    repeated = {line for line in edges if often[re.sub(r"\d+", "#", line.text), round(line.top / 5)] >= least}
    outer = {line for own in pages.values() for line in (own[0], own[-1]) if own}
    numbers = {line for line in outer if _PAGE_NUMBER.fullmatch(line.text)}
    return repeated | (numbers if len(numbers) >= min(_OFTEN, len(pages)) else set())


def _blocks(pieces: Sequence[_Piece]) -> Iterator[DocumentBlock]:
    lines = [piece for piece in pieces if isinstance(piece, _Line)]
    body = statistics.mode(round(line.size, 1) for line in lines) if lines else 0.0
    sizes = sorted({round(line.size, 1) for line in lines if line.size > body + _LARGER}, reverse=True)
    right = _far(sorted(line.x1 for line in lines), 0.9)
    left = _far(sorted(line.x0 for line in lines if abs(line.size - body) < _LARGER), 0.3)
    gap = _gap(lines, right)
    within = [line.text for line in lines]
    # A blank at a line's end is lost: figures and words are apart there where they mostly are within the lines.
    apart = sum(len(_APART.findall(text)) for text in within) > sum(len(_BORDER.findall(text)) for text in within)
    open_lines: list[_Line] = []
    tables: list[_Table] = []
    for piece in pieces:
        if isinstance(piece, _Table):
            yield from _paragraph(open_lines, sizes, apart=apart)
            open_lines = []
            if tables and piece.page != tables[-1].page + 1:
                yield from _grid(tables)
                tables = []
            tables.append(piece)
            continue
        yield from _grid(tables)
        tables = []
        if open_lines and not _goes_on(open_lines, piece, (left, right, gap)):
            yield from _paragraph(open_lines, sizes, apart=apart)
            open_lines = []
        open_lines.append(piece)
    yield from _paragraph(open_lines, sizes, apart=apart)
    yield from _grid(tables)


def _grid(tables: Sequence[_Table]) -> Iterator[DocumentBlock]:
    """A table, joined over pages: its columns are the left edges of all its cells."""
    if not tables:
        return
    edges: list[float] = []
    for edge in sorted({edge for table in tables for row in table.rows for edge, _ in row}):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    rows: list[list[str]] = []
    for table in tables:
        for index, cells in enumerate(table.rows):
            row = [""] * len(edges)
            for edge, text in cells:
                at = max(at for at, one in enumerate(edges) if one <= edge)
                row[at] = f"{row[at]} {text}".strip()
            if index == 0 and rows and _is_rest(rows[-1], row):
                rows[-1] = [above + below for above, below in zip(rows[-1], row, strict=True)]
            else:
                rows.append(row)
    if len(edges) == 1:
        yield from (DocumentBlock(row[0], f"page {tables[0].page}", in_box=True) for row in rows)
        return
    pages = f"page {tables[0].page}" if len(tables) == 1 else f"pages {tables[0].page} to {tables[-1].page}"
    yield DocumentBlock("", pages, grid=Grid(tuple(map(tuple, rows))))


def _is_rest(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether the first row of a page is the rest of a row that the page's end has cut."""
    filled = [index for index, text in enumerate(row) if text]
    return 2 <= len(filled) < len(row) - 1 and all(above[index] for index in filled)


def _far(values: Sequence[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)] if values else 0.0


def _gap(lines: Sequence[_Line], right: float) -> float:
    """The distance from line to line within a paragraph: the usual one below lines that are full."""
    found = [
        round((after.top - line.top) * 2) / 2
        for line, after in pairwise(lines)
        if after.page == line.page and after.top > line.top and line.x1 > right - 2 * line.size
    ]
    return statistics.mode(found) if found else 0.0


def _goes_on(open_lines: Sequence[_Line], line: _Line, page: tuple[float, float, float]) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    left, right, gap = page
    before = open_lines[-1]
    is_full = before.x1 + _first_width(line) > right - before.size
    if abs(before.size - line.size) > _LARGER or before.bold != line.bold or not is_full:
        # A heading in larger letters may be broken anywhere.
        return False
    is_indented = line.x0 > left + 1.2 * line.size
    hangs = len(open_lines) > 1 and abs(line.x0 - before.x0) < line.size / 2
    if line.page != before.page:
        return not before.text.endswith(_SENTENCE_END) and not mark_of(line.text) and not is_indented
    is_near = line.top - before.top < 1.3 * gap if gap else True
    return is_near and (not is_indented or hangs)


def _joined(text: str, more: str) -> str:
    return text + more if _BORDER.fullmatch(text[-1:] + more[:1]) else join(text, more)


def _first_width(line: _Line) -> float:
    """How wide the beginning of a line is that could not be cut: a word or figure and the punctuation behind it."""
    match = _FIRST.match(line.text)
    return sum(line.size * (0.5 if char.isascii() else 1) for char in match.group()) if match else line.size


def _paragraph(lines: Sequence[_Line], sizes: Sequence[float], *, apart: bool) -> Iterator[DocumentBlock]:
    if not lines:
        return
    text = lines[0].text
    for before, line in pairwise(lines):
        is_border = bool(_BORDER.fullmatch(text[-1:] + line.text[:1]))
        text = f"{text} {line.text}" if before.blank or (is_border and apart) else _joined(text, line.text)
    size = round(lines[0].size, 1)
    level = sizes.index(size) + 1 if size in sizes and len(text) <= _LONGEST_HEADING else None
    pages = sorted({line.page for line in lines})
    place = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    yield DocumentBlock(text, place, level=min(level, 9) if level else None, bold=all(line.bold for line in lines))
