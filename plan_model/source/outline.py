"""Reads a plan's own numbering out of its lines: chapters, sections, items, goals, boxes, tables, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plan_model.shapes.plan import Kind, Language, Layout, Provision, TableInfo
from plan_model.source.blocks import Block, read_blocks
from plan_model.source.doubts import Doubt
from plan_model.source.marks import ANNEX, BOX, GOAL, TABLE, Mark
from plan_model.source.ranks import rank_kinds
from plan_model.source.source_text import SourceLine

# Where words are parted by spaces, the space after a sentence belongs to it.
_SENTENCES: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[^。！？]*[。！？]+[”’）》〕]*|[^。！？]+$"),
    "en": re.compile(r".+?(?:[.!?]+[”’\"')\]]*\s+(?=[A-Z“‘\"(])|$)", re.DOTALL),
}
_DEPTHS: tuple[Kind, ...] = ("chapter", "section", "item")
# A first sentence longer than this is no heading; Latin letters take less room than Chinese characters.
LONGEST_HEADING = 60
_LONGEST_LATIN = 150
_LONGEST_CAPTION_NOTE = 30


@dataclass
class _Node:
    """A provision while it is being put together."""

    id: str
    kind: Kind
    number: str
    heading: str
    first: int
    last: int
    order: int = 0
    sentences: list[str] = field(default_factory=list)
    grid: list[list[str]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    header_rows: int = 0
    paragraphs: int = 0
    parts: set[str] = field(default_factory=set)

    def freeze(self) -> Provision:
        children = tuple(child.freeze() for child in self.children)
        return Provision(
            id=self.id,
            kind=self.kind,
            number=self.number,
            heading=self.heading,
            source_lines=(self.first, max([self.last, *(child.source_lines[1] for child in children)])),
            sentences={f"s{index}": text for index, text in enumerate(self.sentences, start=1)},
            header=tuple(tuple(row) for row in self.grid[: self.header_rows]),
            rows=tuple(tuple(row) for row in self.grid[self.header_rows :]),
            children=children,
        )


@dataclass(frozen=True)
class Structure:
    """A plan's chapters as read from its lines, with what the reading is not sure of, in the order of the text."""

    chapters: tuple[Provision, ...]
    doubts: tuple[Doubt, ...]


def split_sentences(text: str, language: Language = "zh") -> list[str]:
    """Cut a paragraph after each full stop and the quotes or brackets that close there; nothing is lost."""
    return [match.group() for match in _SENTENCES[language].finditer(text)]


def split_heading(text: str) -> tuple[str, str]:
    """Cut a heading from the text that shares its line: it ends at the first full stop, and a long one is none."""
    head, stop, rest = text.partition("。")
    longest = LONGEST_HEADING if re.search(r"[一-鿿]", head) else _LONGEST_LATIN
    if len(head) > longest or head.endswith(("；", ";")):
        return "", text
    return head + stop, rest


def read_outline(
    key: str,
    lines: Iterable[SourceLine],
    layout: Layout,
    tables: Mapping[str, TableInfo] | None = None,
    language: Language = "zh",
) -> tuple[Provision, ...]:
    """Return the chapters of plan `key`: the notice, the preface (headed by the plan's title), then its parts.

    Ids mirror the numbering: `zj-3.1.2` is chapter 三, section （一）, item 2; dash-led goals count as items, and a
    heading without a number is `h1`. `tables` says of each (`t1`) how many rows are its header.
    """
    return read_structure(key, lines, layout, tables, language).chapters


def read_structure(
    key: str,
    lines: Iterable[SourceLine],
    layout: Layout,
    tables: Mapping[str, TableInfo] | None = None,
    language: Language = "zh",
) -> Structure:
    """Return what `read_outline` does, with the doubts of the reading."""
    doubts: list[Doubt] = []
    blocks = read_blocks(lines, layout, doubts)
    builder = _Builder(key, layout, tables or {}, _outer_kinds(blocks))
    builder.language = language
    for block in blocks:
        builder.add(block)
    chapters = tuple(node.freeze() for node in builder.chapters)
    return Structure(chapters, tuple(sorted([*doubts, *builder.doubts], key=lambda doubt: doubt.line)))


def _outer_kinds(blocks: Sequence[Block]) -> list[str]:
    return rank_kinds(block.mark for block in blocks if block.mark and not block.in_box)


class _Builder:
    """Places each block under the chapter, section or item it belongs to."""

    def __init__(self, key: str, layout: Layout, tables: Mapping[str, TableInfo], kinds: Sequence[str]) -> None:
        self.key = key
        self.layout = layout
        self.table_infos = tables
        self.orders = {kind: order for order, kind in enumerate(kinds)}
        self.chapters: list[_Node] = []
        self.open: list[_Node] = []
        self.box: list[_Node] = []  # the box that is open, and the parts open in it
        self.box_orders: dict[str, int] = {}
        self.goal: _Node | None = None  # a goal that waits for the paragraph below it
        self.names = {"t": 0, "b": 0}
        self.doubts: list[Doubt] = []
        self.language: Language = "zh"

    def add(self, block: Block) -> None:
        """Place the next block."""
        first, last = self.layout.notice
        if block.first == self.layout.title_line:
            self._chapter("preface", "", block.text, block)
        elif first <= block.first <= last or not self.chapters:
            self._notice(block)
        elif block.is_row:
            self._table_row(block)
        elif block.mark:
            self._part(block.mark, block)
        elif self.goal:
            self._write(self.goal, block.text, block)
            self.goal = None
        else:
            self._paragraph(block.text, block)

    @property
    def _parent(self) -> _Node:
        return (self.box or self.open)[-1]

    def _notice(self, block: Block) -> None:
        if not self.chapters:
            if not self.layout.title_line or block.first < self.layout.title_line:
                self._chapter("notice", "", "", block)
            else:
                self._chapter("preface", "", "", block)
        self._paragraph(block.text, block)

    def _part(self, mark: Mark, block: Block) -> None:
        if not block.in_box:
            self.box = []
        if mark.kind == TABLE:
            self._named("t", "table", mark, block)
        elif mark.kind == BOX:
            self.box, self.box_orders = [self._named("b", "item", mark, block)], {}
        elif mark.kind == GOAL:
            self._goal(mark, block)
        elif self.box:
            self._open(self.box, self.box_orders.setdefault(mark.kind, len(self.box_orders)), mark, block, keep=1)
        else:
            self._open(self.open, self.orders[mark.kind], mark, block)

    def _open(self, stack: list[_Node], order: int, mark: Mark, block: Block, keep: int = 0) -> None:
        """Open a part below the nearest one of a higher kind; a run-in heading ends at its first full stop."""
        while len(stack) > keep and (stack[-1].order >= order or stack[-1].id == f"{self.key}-notice"):
            stack.pop()
        if stack and not keep and stack[-1].id == f"{self.key}-preface":
            stack.pop()
        heading, rest = split_heading(mark.rest) if not mark.kind.startswith("h") else (mark.rest, "")
        if stack:
            identifier = self._part_id(stack[-1], mark)
            kind = _DEPTHS[min(len(stack) + (2 if keep else 0), 2)]
            node = self._place(stack[-1], _Node(identifier, kind, mark.number, heading, block.first, block.last))
            node.order = order
            stack.append(node)
        else:
            self._chapter(self._chapter_name(mark), mark.number, heading, block)
            stack[-1].order = order
        if rest:
            self._paragraph(rest, block)

    def _goal(self, mark: Mark, block: Block) -> None:
        """A goal is one paragraph: what follows belongs to the part around it."""
        parent = self._parent
        heading, rest = split_heading(mark.rest)
        node = self._place(
            parent, _Node(self._part_id(parent, mark), "item", mark.number, heading, block.first, block.last)
        )
        if rest:
            self._write(node, rest, block)
        self.goal = node if block.takes_next else None

    def _named(self, letter: str, kind: Kind, mark: Mark, block: Block) -> _Node:
        """Open a table or box, which are counted through the whole plan."""
        self.names[letter] += 1
        name = f"{letter}{self.names[letter]}"
        node = self._place(
            self._parent, _Node(f"{self.key}-{name}", kind, mark.number, mark.rest, block.first, block.last)
        )
        node.header_rows = self.table_infos.get(name, TableInfo()).header_rows
        return node

    def _chapter_name(self, mark: Mark) -> str:
        """The name of a chapter in its id: its number's value, `a1` of an annex, `h1` where it has no number."""
        taken = {chapter.id.removeprefix(f"{self.key}-") for chapter in self.chapters}
        return _free_name(mark, taken)

    def _part_id(self, parent: _Node, mark: Mark) -> str:
        name = _free_name(mark, parent.parts)
        parent.parts.add(name)
        return f"{parent.id}.{name}"

    def _chapter(self, name: str, number: str, heading: str, block: Block) -> None:
        node = _Node(f"{self.key}-{name}", "chapter", number, heading, block.first, block.last, order=-1)
        self.chapters.append(node)
        self.open[:] = [node]
        self.box = []

    @staticmethod
    def _place(parent: _Node, node: _Node) -> _Node:
        parent.children.append(node)
        return node

    def _paragraph(self, text: str, block: Block) -> None:
        owner = self.layout.belongs_to.get(block.first)
        if owner:
            self.box = []
        while owner and len(self.open) > 1 and self.open[-1].id != owner:
            self.open.pop()
        parent = self._parent
        table = parent.children[-1] if parent.children else None
        if block.before_row and table and _awaits_rows(table) and len(text) <= _LONGEST_CAPTION_NOTE:
            table.heading, table.last = f"{table.heading} {text}".strip(), block.last  # 单位：亿元
        else:
            self._write(parent, text, block)

    def _write(self, parent: _Node, text: str, block: Block) -> None:
        parent.paragraphs += 1
        node = self._place(
            parent, _Node(f"{parent.id}-p{parent.paragraphs}", "paragraph", "", "", block.first, block.last)
        )
        node.sentences = split_sentences(text, self.language)

    def _table_row(self, block: Block) -> None:
        last = self._parent.children[-1] if self._parent.children else None
        if last is None or last.kind != "table":
            last = self._named("t", "table", Mark(TABLE, "", None, ""), block)
            what, settle = "a table without a caption (表 1 …)", "see that its rows and its header are whole"
            self.doubts.append(Doubt(block.first, what, f"read as the table {last.id}", settle, "remark"))
        last.grid.append([cell.strip() for cell in block.text.split("\t")])
        last.last = block.last


def _awaits_rows(node: _Node) -> bool:
    return node.kind == "table" and not node.grid


def _free_name(mark: Mark, taken: set[str]) -> str:
    """The name of a part among its siblings: its printed number, or where that is taken or missing, the next one."""
    letter = "h" if mark.kind.startswith("h") or not (mark.value or mark.kind in {GOAL, ANNEX}) else ""
    letter = "a" if mark.kind in {ANNEX, "Annex"} else letter
    if mark.value and not letter and str(mark.value) not in taken:
        return str(mark.value)
    if mark.value and letter == "a" and f"a{mark.value}" not in taken:
        return f"a{mark.value}"
    numbers = [int(name.removeprefix(letter)) for name in taken if name.removeprefix(letter).isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
