"""What every reader of documents gives: blocks in the order of the text, or one sentence why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

# A file larger than this is no plan; what is inside a container may not be larger either.
LARGEST_FILE = 64 * 2**20
LARGEST_PART = 96 * 2**20


class UnreadableDocumentError(Exception):
    """A file that cannot be read as a document; says where, what is wrong, what was expected and what to do."""

    def __init__(self, what: str, expected: str, fix: str, line: int = 1) -> None:
        self.line = line
        super().__init__(f"{what}; expected {expected}; {fix}")


@dataclass(frozen=True)
class Grid:
    """A table: its rows of cells, covered cells empty, and how many rows its file marks as header (None: not said)."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int | None = None


@dataclass(frozen=True)
class DocumentBlock:
    """A paragraph, heading or table of a document.

    `number` is what the container writes before the text (automatic numbering); `level` the outline level of its style
    (1 is the highest); `bold` says that all of it is bold; `in_box` that it stands in a frame, quotation or one-cell
    table; `contents` that it belongs to a contents list. `place` is where the original has it (`line 12`, `page 3`).
    """

    text: str
    place: str
    number: str = ""
    level: int | None = None
    bold: bool = False
    in_box: bool = False
    contents: bool = False
    grid: Grid | None = None


@dataclass(frozen=True)
class Document:
    """A document as read: its blocks, what the reader has to say of it, and whether a block is a wrapped line only."""

    format: str
    blocks: tuple[DocumentBlock, ...]
    remarks: tuple[tuple[str, str], ...] = field(default=())  # place, what
    lines_only: bool = False


def tidy(text: str) -> str:
    """Text on one line: tabs and line ends are spaces, runs of spaces one; nothing else changes."""
    return " ".join(text.replace("\u3000", " ").split())
