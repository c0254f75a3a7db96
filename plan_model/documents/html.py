"""Reads HTML pages: headings, paragraphs, lists with their numbers, tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html

from plan_model.documents.block import Document, DocumentBlock, Grid, UnreadableDocumentError, tidy
from plan_model.documents.docx_formats import format_number
from plan_model.documents.text import decode, read_bytes
from plan_model.source.blocks import join

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
           "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
           "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul"}  # fmt: skip
_SKIPPED = {
    "head",
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "svg",
    "select",
    "button",
    "iframe",
    "object",
    "input",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SPLIT = "\n"
_LARGEST_SPAN = 200
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CJK_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|simp-chinese|trad-chinese)", re.IGNORECASE)


def read_html(path: Path) -> Document:
    """Return the blocks of an HTML page; raises UnreadableDocumentError for what is none."""
    text = _XML_DECLARATION.sub("", _decoded(read_bytes(path)))
    try:
        root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(no_network=True, remove_comments=True))
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        what = f"the file is no HTML page ({error})"
        raise UnreadableDocumentError(what, "HTML", "save the page again from the browser") from error
    reader = _Reader()
    try:
        blocks = tuple(block for block in reader.blocks(root) if block.text or block.grid)
    except RecursionError as error:
        raise UnreadableDocumentError("the page nests its parts too deeply", "HTML", "save its text as .txt") from error
    return Document("html", blocks, tuple(reader.remarks))


def _decoded(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    name = found[1].decode().lower() if found else ""
    name = "gb18030" if name in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else name
    if name and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return decode(data.decode(name).encode())
        except (UnicodeDecodeError, LookupError):
            pass  # the page says one encoding and has another
    return decode(data)


class _Reader:
    def __init__(self) -> None:
        self.remarks: list[tuple[str, str]] = []

    def blocks(self, element: Any) -> Iterator[DocumentBlock]:
        """The blocks below an element, in order."""
        if self._is_left_out(element):
            return
        tag = _tag(element)
        if tag == "table":
            yield from self._table(element)
            return
        place = f"line {element.sourceline or 1}"
        level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else None
        number = _item_number(element) if tag == "li" else ""
        text, bold = "", []
        for piece in self._pieces(element):
            if isinstance(piece, tuple):
                text += piece[0]
                if piece[0].strip():
                    bold.append(piece[1])
                continue
            yield from self._paragraphs(text, place, number, level, all_bold=all(bold))
            number = number if not tidy(text) else ""
            text, bold = "", []
            for block in self.blocks(piece):
                boxed = block.in_box or tag == "blockquote"
                with_number = number if block.text and not block.number else ""
                number = "" if with_number else number
                yield replace(block, in_box=boxed, number=with_number + block.number, level=block.level or level)
        for block in self._paragraphs(text, place, number, level, all_bold=all(bold)):
            yield replace(block, in_box=tag == "blockquote")

    def _is_left_out(self, element: Any) -> bool:
        tag = _tag(element)
        if tag in _SKIPPED or not tag:
            return True
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
            if text := tidy(element.text_content()):
                self.remarks.append((f"line {element.sourceline or 1}", f"hidden text is left out: {text[:60]!r}"))
            return True
        return False

    def _pieces(self, element: Any, *, bold: bool = False) -> Iterator[Any]:
        """Text with whether it is bold, and the blocks inside, in order."""
        own = bold or _tag(element) in {"b", "strong"} or bool(_BOLD.search(element.get("style") or ""))
        if element.text:
            yield _collapsed(element.text), own
        for child in element:
            tag = _tag(child)
            if tag == "br":
                yield _SPLIT, own
            elif tag in _BLOCKS:
                yield child
            elif tag and not self._is_left_out(child):
                yield from self._pieces(child, bold=own)
            if child.tail:
                yield _collapsed(child.tail), own

    def _paragraphs(
        self, text: str, place: str, number: str, level: int | None, *, all_bold: bool
    ) -> Iterator[DocumentBlock]:
        """The paragraphs of a run of text: a <br> begins one where an indent or the end of a sentence says so."""
        parts: list[str] = []
        for line in text.split(_SPLIT):
            if parts and tidy(line) and not _is_apart(parts[-1], line):
                parts[-1] = join(parts[-1].rstrip(), line.strip())
            else:
                parts.append(line)
        for part in parts:
            if tidy(part):
                yield DocumentBlock(tidy(part), place, number, level, bold=all_bold)
                number = ""

    def _table(self, table: Any) -> Iterator[DocumentBlock]:
        for caption in table.iterchildren("caption"):
            yield from self.blocks(caption)
        rows = [row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if _tag(cell) in {"td", "th"}] for row in rows]
        if sum(len(own) for own in cells) == 1:
            one = next(own[0] for own in cells if own)
            for child in self.blocks(one):
                yield replace(child, in_box=True)
            return
        grid, header = self._grid(cells)
        marked = sum(1 for row in rows if _tag(row.getparent()) == "thead") or header
        if any(any(row) for row in grid):
            yield DocumentBlock("", f"line {table.sourceline or 1}", grid=Grid(grid, marked or None))

    def _grid(self, rows: list[list[Any]]) -> tuple[tuple[tuple[str, ...], ...], int]:
        taken: dict[tuple[int, int], str] = {}
        header = 0
        for y, cells in enumerate(rows):
            header += header == y and bool(cells) and all(_tag(cell) == "th" for cell in cells)
            x = 0
            for cell in cells:
                while (y, x) in taken:
                    x += 1
                width, height = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
                text = " ".join(self._cell_text(cell))
                taken |= {(y + dy, x + dx): "" for dy in range(height) for dx in range(width)}
                taken[y, x] = text
                x += width
        width = max((x for _, x in taken), default=-1) + 1
        return tuple(tuple(taken.get((y, x), "") for x in range(width)) for y in range(len(rows))), header

    def _cell_text(self, cell: Any) -> Iterator[str]:
        for block in self.blocks(cell):
            if block.grid:
                yield from (text for row in block.grid.rows for text in row if text)
            else:
                yield block.number + block.text


def _tag(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _is_apart(before: str, line: str) -> bool:
    indented = line.startswith(("\u3000", "\u00a0", " \u3000", " \u00a0"))
    return not tidy(before) or indented or before.rstrip().endswith(tuple("。！？；：.!?;:"))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), _LARGEST_SPAN)) if re.fullmatch(r"\d{1,5}", text) else 1


def _item_number(item: Any) -> str:
    """The number that a browser writes before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or _tag(parent) != "ol" or "list-style-type: none" in (parent.get("style") or ""):
        return ""
    value = _whole(parent.get("start"), 1) - 1
    for one in parent.iterchildren("li"):
        value = _whole(one.get("value"), value + 1)
        if one is item:
            break
    if _CJK_LIST.search(parent.get("style") or ""):
        return f"{format_number(value, 'chineseCountingThousand')}、"
    written = format_number(value, _FORMATS.get(parent.get("type") or "1", "decimal")) if value > 0 else str(value)
    return f"{written}. "


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default
