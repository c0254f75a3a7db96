"""The lines of a draft's source.txt, each with the block of the document that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plan_model.documents.block import Document, DocumentBlock
from plan_model.source.source_text import fold_width


@dataclass(frozen=True)
class DraftLine:
    """A line of source.txt: its number, its text, and the block (a table: one of its rows) that it comes from."""

    number: int
    raw: str
    block: DocumentBlock

    @property
    def text(self) -> str:
        """The text as it is read: full-width figures folded, no bold marks, no space around it."""
        return fold_width(self.raw).replace("**", "").strip(" \u3000\x0c\r\ufeff")


def draft_lines(document: Document) -> list[DraftLine]:
    """Return the lines of source.txt: those of a text file as they are, else one a block and one a table's row."""
    texts: list[tuple[str, DocumentBlock]] = []
    for block in document.blocks:
        if block.grid:
            texts += [("\t".join(row), block) for row in block.grid.rows]
        elif document.lines_only:
            texts.append((block.text, block))
        else:
            texts.append((block.number + block.text, block))
    if not document.lines_only and document.blocks:
        texts.append(("", document.blocks[-1]))  # the file ends with a line end
    return [DraftLine(number, text, block) for number, (text, block) in enumerate(texts, start=1)]


def source_text(lines: Sequence[DraftLine]) -> str:
    """Return source.txt; a text file is kept as it is, its encoding and line ends apart."""
    return "\n".join(line.raw for line in lines)
