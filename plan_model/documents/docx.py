"""Reads a DOCX with the standard library alone: text, automatic numbers, outline levels, tables, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from plan_model.documents.block import Document, DocumentBlock, Grid, UnreadableDocumentError, tidy
from plan_model.documents.docx_numbering import Numbering, W, is_on, value, whole
from plan_model.documents.docx_package import Package
from plan_model.documents.docx_styles import Styles

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_REVISIONS = {W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")}
_SKIPPED = {W + name for name in ("pPr", "rPr", "instrText", "delText", "rt", "tblPr", "tblGrid", "txbxContent")}
_SKIPPED.add(_FALLBACK)
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag")}
_LONGEST_LIST = 12


@dataclass
class _Text:
    """What the runs of a paragraph say: the text, its hidden part, the notes it refers to, and whether all is bold."""

    text: str = ""
    hidden: str = ""
    notes: tuple[str, ...] = ()
    bold: bool = True


def read_docx(path: Path) -> Document:
    """Return the blocks of a DOCX.

    Raises UnreadableDocumentError for a file that is no DOCX, is too large, encrypted, unsafe, or has revisions that
    nobody has accepted or rejected.
    """
    package = Package(path)
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.body = package.part("document", required=True)
        self.styles = Styles(package.part("styles"))
        self.numbering = Numbering(package.part("numbering"))
        self.notes = {**_notes(package.part("footnotes"), "footnote"), **_notes(package.part("endnotes"), "endnote")}
        self.note_count = 0
        self.paragraphs = 0
        self.remarks: list[tuple[str, str]] = []

    def read(self) -> Document:
        """Read the document part from beginning to end."""
        if self.body is None or (body := self.body.find(f"{W}body")) is None:
            raise UnreadableDocumentError("the document has no text", "a DOCX of Word or WPS", "save it again as .docx")
        self._refuse_revisions(body)
        blocks = tuple(block for block in self._blocks(body) if block.text or block.grid)
        return Document("docx", blocks, tuple(self.remarks))

    def _refuse_revisions(self, body: Element) -> None:
        paragraphs = [
            number
            for number, paragraph in enumerate(body.iter(f"{W}p"), start=1)
            if any(element.tag in _REVISIONS for element in paragraph.iter())
        ]
        if paragraphs:
            shown = ", ".join(str(number) for number in paragraphs[:_LONGEST_LIST])
            what = f"{len(paragraphs)} paragraphs hold revisions that nobody has decided on (paragraphs {shown})"
            fix = "accept or reject all changes in Word or WPS, then save again"
            raise UnreadableDocumentError(what, "a text without tracked changes", fix, paragraphs[0])

    def _blocks(self, parent: Element) -> Iterator[DocumentBlock]:
        """The paragraphs and tables below an element, in order."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in _WRAPPERS:
                is_contents = any(
                    "Table of Contents" in (value(one) or "") for one in element.iter(f"{W}docPartGallery")
                )
                for block in self._blocks(element):
                    yield replace(block, contents=block.contents or is_contents)

    def _paragraph(self, paragraph: Element) -> Iterator[DocumentBlock]:
        self.paragraphs += 1
        place = f"paragraph {self.paragraphs}"
        properties = paragraph.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        read = _Text()
        self._runs(paragraph, style, read)
        if read.hidden.strip():
            self.remarks.append((place, f"hidden text is left out: {tidy(read.hidden)[:60]!r}"))
        text = tidy(read.text)
        number = self._number(properties, style) if text else ""
        level = self.styles.outline_level(style, properties)
        contents = self.styles.is_contents(style)
        bold = bool(text) and read.bold
        yield DocumentBlock(text, place, number, level, bold=bold, contents=contents)
        for name in read.notes:
            yield from self._note(name, place)
        for box in _boxes(paragraph):
            for block in self._blocks(box):
                yield replace(block, in_box=True)

    def _note(self, name: str, place: str) -> Iterator[DocumentBlock]:
        """A footnote or endnote, as a paragraph behind the one that refers to it, with its printed number."""
        element = self.notes.get(name)
        if element is None:
            return
        read = _Text()
        for paragraph in element.iter(f"{W}p"):
            self._runs(paragraph, None, read)
        yield DocumentBlock(f"［{name_of_note(name, self.notes)}］{tidy(read.text)}", place)

    def _number(self, properties: Element | None, style: str | None) -> str:
        """The automatic number of a paragraph, its own or that of its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        number = value(own.find(f"{W}numId")) if own is not None else None
        level = value(own.find(f"{W}ilvl")) if own is not None else None
        if number is None:
            number, style_level, owner = self.styles.numbering(style)
            if number is None:
                return ""
            level = level or style_level or str(self.numbering.level_of_style(number, owner))
        return "" if number == "0" else self.numbering.next(number, whole(level, 0))

    def _runs(self, element: Element, style: str | None, read: _Text) -> None:
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == f"{W}r":
                self._run(child, style, read)
            else:
                self._runs(child, style, read)

    def _run(self, run: Element, style: str | None, read: _Text) -> None:
        properties = run.find(f"{W}rPr")
        text = "".join(self._pieces(run, read))
        if self.styles.has(properties, style, "vanish"):
            read.hidden += text
            return
        if text.strip() and not self.styles.has(properties, style, "b"):
            read.bold = False
        read.text += text

    def _pieces(self, run: Element, read: _Text) -> Iterator[str]:
        for element in run:
            if element.tag in _SKIPPED:
                continue
            name = element.tag.removeprefix(W)
            if name in {"footnoteReference", "endnoteReference"}:
                key = f"{name.removesuffix('Reference')}:{value(element, 'id')}"
                read.notes = (*read.notes, key)
                yield f"［{name_of_note(key, self.notes)}］"
            elif name == "t" or element.tag == _MATH_TEXT:
                yield element.text or ""
            elif name == "sym":
                yield self._symbol(element)
            elif name in {"tab", "br", "cr", "ptab"}:
                yield "" if value(element, "type") in {"page", "column"} else "\t"
            elif name == "noBreakHyphen":
                yield "-"
            else:
                yield from self._pieces(element, read)

    def _symbol(self, element: Element) -> str:
        char = chr(int(value(element, "char") or "FFFD", 16) & 0xFFFF)
        self.remarks.append(
            (f"paragraph {self.paragraphs}", f"a symbol of the font {value(element, 'font')!r}: {char!r}")
        )
        return char

    def _table(self, table: Element) -> Iterator[DocumentBlock]:
        rows = list(_rows(table))
        cells = [[*_cells(row)] for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:
            for block in self._blocks(cells[0][0]):
                yield replace(block, in_box=True)
            return
        place = f"paragraph {self.paragraphs + 1}"
        grid = [self._row(row, own) for row, own in zip(rows, cells, strict=True)]
        width = max((len(row) for row in grid), default=0)
        header = 0
        for row in rows:
            if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
                break
            header += 1
        whole_rows = tuple((*row, *[""] * (width - len(row))) for row in grid)
        if any(any(row) for row in whole_rows):
            yield DocumentBlock("", place, grid=Grid(whole_rows, header or None))

    def _row(self, row: Element, cells: list[Element]) -> list[str]:
        """The cells of a row on the table's grid: what a merged cell covers is empty."""
        texts = [""] * whole(value(row.find(f"{W}trPr/{W}gridBefore")), 0)
        for cell in cells:
            properties = cell.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            covered = merge is not None and value(merge) != "restart"
            text = " ".join(_cell_texts(self._blocks(cell)))
            span = whole(value(properties.find(f"{W}gridSpan")), 1) if properties is not None else 1
            texts += ["" if covered else text, *[""] * (min(span, 256) - 1)]
        return texts


def _cell_texts(blocks: Iterator[DocumentBlock]) -> Iterator[str]:
    for block in blocks:
        if block.grid:
            yield from (cell for row in block.grid.rows for cell in row if cell)
        elif block.text:
            yield block.number + block.text


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _cells(element)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph; the second copy that Word keeps for older readers is passed over."""
    for element in paragraph:
        if element.tag == f"{W}txbxContent":
            yield element
        elif element.tag != _FALLBACK:
            yield from _boxes(element)


def _notes(part: Element | None, name: str) -> dict[str, Element]:
    """The notes of a part by `footnote:2`; separators are none."""
    if part is None:
        return {}
    found = (note for note in part.iter(f"{W}{name}") if value(note, "type") in {None, "normal"})
    return {f"{name}:{value(note, 'id')}": note for note in found}


def name_of_note(key: str, notes: dict[str, Element]) -> int:
    """Return the printed number of a note: its place among the notes of its kind."""
    kind = key.partition(":")[0]
    own = [one for one in notes if one.startswith(f"{kind}:")]
    return own.index(key) + 1 if key in own else 0
