"""Reads a plan's own numbering out of its lines: chapters, sections, items, goals, tables, paragraphs, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plan_model.shapes.plan import Kind, Language, Layout, Provision, TableInfo
from plan_model.source.source_text import SourceLine

_NUMERALS = "一二三四五六七八九十"
_GOAL = re.compile(r"(—{2,3})(.+)", re.DOTALL)


@dataclass(frozen=True)
class _Marks:
    """How a language numbers the parts of a plan, ends its sentences and joins its lines.

    Where words are parted by spaces, the space after a mark or a sentence belongs to it.
    """

    chapter: re.Pattern[str]
    section: re.Pattern[str]
    item: re.Pattern[str]
    table: re.Pattern[str]
    sentence: re.Pattern[str]
    spaced: bool


_MARKS: dict[Language, _Marks] = {
    "zh": _Marks(
        chapter=re.compile(rf"([{_NUMERALS}]+、)(.+)", re.DOTALL),
        section=re.compile(rf"([（(][{_NUMERALS}]+[）)])\s*(.+)", re.DOTALL),
        item=re.compile(r"(\d{1,2}\.)(?!\d)\s*(.+)", re.DOTALL),
        table=re.compile(r"(表\s*\d+)\s*(.+)", re.DOTALL),
        sentence=re.compile(r"[^。！？]*[。！？]+[”’）》〕]*|[^。！？]+$"),
        spaced=False,
    ),
    "en": _Marks(
        chapter=re.compile(r"(Chapter \d+[.:]?\s+)(.+)", re.DOTALL),
        section=re.compile(r"(\d+\.\d+\.?\s+)(.+)", re.DOTALL),
        item=re.compile(r"(\([a-z]\)\s+)(.+)", re.DOTALL),
        table=re.compile(r"(Table \d+[.:]?)\s+(.+)", re.DOTALL),
        sentence=re.compile(r".+?(?:[.!?]+[”’\"')\]]*\s+(?=[A-Z“‘\"(])|$)", re.DOTALL),
        spaced=True,
    ),
}
_DEPTH = {"chapter": 1, "section": 2, "item": 3}


@dataclass
class Block:
    """A stretch of source lines that forms one heading, paragraph or table row."""

    text: str
    first: int
    last: int


@dataclass
class _Node:
    """A provision while it is being put together."""

    id: str
    kind: Kind
    number: str
    heading: str
    first: int
    last: int
    sentences: list[str] = field(default_factory=list)
    grid: list[list[str]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    header_rows: int = 0
    paragraphs: int = 0
    sections: int = 0

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


def split_sentences(text: str, language: Language = "zh") -> list[str]:
    """Cut a paragraph after each full stop and the quotes or brackets that close there; nothing is lost."""
    return [match.group() for match in _MARKS[language].sentence.finditer(text)]


def read_outline(
    key: str,
    lines: Iterable[SourceLine],
    layout: Layout,
    tables: Mapping[str, TableInfo] | None = None,
    language: Language = "zh",
) -> tuple[Provision, ...]:
    """Return the chapters of plan `key`: the notice, the preface (headed by the plan's title), then 一、二、…

    Ids mirror the numbering: `zj-3.1.2` is chapter 三, section （一）, item 2; dash-led goals count as items.
    `tables` says of each (`t1`) how many rows are its header.
    """
    builder = _Builder(key, layout, tables or {}, language)
    for block in _blocks(lines, layout, _MARKS[language]):
        builder.add(block)
    return tuple(node.freeze() for node in builder.chapters)


def _blocks(lines: Iterable[SourceLine], layout: Layout, marks: _Marks) -> Iterator[Block]:
    """Join wrapped lines and paragraphs cut by page breaks; a new block starts where the plan starts one."""
    block: Block | None = None
    continues = False
    for line in lines:
        if block is not None and not _starts_block(line, layout, marks, continued=continues):
            block = Block(_join(block.text, line.text, marks), block.first, line.number)
        else:
            if block is not None:
                yield block
            block = Block(line.text, line.number, line.number)
        continues = line.continues
    if block is not None:
        yield block


def _starts_block(line: SourceLine, layout: Layout, marks: _Marks, *, continued: bool) -> bool:
    if line.number in (*layout.paragraph_starts, layout.title_line):
        return True
    if not layout.hard_wrapped:
        return not continued
    return any(pattern.match(line.text) for pattern in (marks.chapter, marks.section, marks.item, _GOAL))


def _join(before: str, after: str, marks: _Marks) -> str:
    """Join two lines: with a space where words are parted so, else only between a figure and a Chinese word."""
    if marks.spaced:
        return f"{before.rstrip()} {after}"
    figure_then_word = before[-1:].isdigit() and _is_ideograph(after[:1])
    word_then_figure = _is_ideograph(before[-1:]) and after[:1].isdigit()
    return before + (" " if figure_then_word or word_then_figure else "") + after


def _is_ideograph(char: str) -> bool:
    return "一" <= char <= "鿿"


class _Builder:
    """Places each block under the chapter, section or item it belongs to."""

    def __init__(self, key: str, layout: Layout, tables: Mapping[str, TableInfo], language: Language) -> None:
        marks = _MARKS[language]
        self.language = language
        self.key = key
        self.layout = layout
        self.table_infos = tables
        self.chapters: list[_Node] = []
        self.open: list[_Node] = []
        self.tables = 0
        self.openers = (
            (marks.chapter, self._open_chapter),
            (marks.section, self._open_section),
            (_GOAL, self._open_goal),
            (marks.item, self._open_item),
            (marks.table, self._open_table),
        )

    def add(self, block: Block) -> None:
        first, last = self.layout.notice
        if block.first == self.layout.title_line:
            self._chapter("preface", "", block.text, block)
        elif first <= block.first <= last:
            self._notice(block)
        elif "\t" in block.text:
            self._table_row(block)
        elif not self._numbered(block):
            self._paragraph(block.text, block)

    def _notice(self, block: Block) -> None:
        if not self.chapters:
            self._chapter("notice", "", "", block)
        self._paragraph(block.text, block)

    def _numbered(self, block: Block) -> bool:
        """Open the chapter, section, item, goal or table that the block begins; tell whether it begins one."""
        for pattern, place in self.openers:
            if match := pattern.fullmatch(block.text):
                place(match[1], match[2], block)
                return True
        return False

    def _open_chapter(self, number: str, heading: str, block: Block) -> None:
        count = sum(1 for chapter in self.chapters if chapter.number)
        self._chapter(str(count + 1), number, heading, block)

    def _open_section(self, number: str, text: str, block: Block) -> None:
        self._part("section", number, text, block, run_in=self.layout.hard_wrapped)

    def _open_item(self, number: str, text: str, block: Block) -> None:
        self._part("item", number, text, block, run_in=self.layout.hard_wrapped)

    def _open_goal(self, number: str, text: str, block: Block) -> None:
        self._part("item", number, text, block, run_in=True)
        self.open.pop()  # a goal is one paragraph: what follows belongs to the section

    def _open_table(self, number: str, heading: str, block: Block) -> None:
        self.tables += 1
        name = f"t{self.tables}"
        node = self._place(f"{self.key}-{name}", "table", number, heading, block)
        node.header_rows = self.table_infos.get(name, TableInfo()).header_rows

    def _chapter(self, name: str, number: str, heading: str, block: Block) -> None:
        node = _Node(f"{self.key}-{name}", "chapter", number, heading, block.first, block.last)
        self.chapters.append(node)
        self.open = [node]

    def _part(self, kind: Kind, number: str, text: str, block: Block, *, run_in: bool) -> None:
        """Open a section or item; a run-in heading ends at its first full stop, the rest is its paragraph."""
        self.open = self.open[: _DEPTH[kind] - 1]
        parent = self.open[-1]
        parent.sections += 1
        heading, rest = text, ""
        if run_in:
            head, stop, rest = text.partition("。")
            heading = head + stop
        node = self._place(f"{parent.id}.{parent.sections}", kind, number, heading, block)
        self.open.append(node)
        if rest:
            self._paragraph(rest, block)

    def _place(self, identifier: str, kind: Kind, number: str, heading: str, block: Block) -> _Node:
        node = _Node(identifier, kind, number, heading, block.first, block.last)
        self.open[-1].children.append(node)
        return node

    def _paragraph(self, text: str, block: Block) -> None:
        owner = self.layout.belongs_to.get(block.first)
        while owner and self.open[-1].id != owner:
            self.open.pop()
        parent = self.open[-1]
        parent.paragraphs += 1
        node = self._place(f"{parent.id}-p{parent.paragraphs}", "paragraph", "", "", block)
        node.sentences = split_sentences(text, self.language)

    def _table_row(self, block: Block) -> None:
        table = self.open[-1].children[-1]
        table.grid.append([cell.strip() for cell in block.text.split("\t")])
        table.last = block.last
