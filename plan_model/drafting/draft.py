"""Drafts a plan from a document: its source text, its layout, proposed corrections, and everything to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plan_model.documents.block import Document
from plan_model.drafting.contents import contents_lines, entry_of
from plan_model.drafting.corrections import Proposal, propose
from plan_model.drafting.front import Front, read_front
from plan_model.drafting.guards import guard
from plan_model.drafting.layout import (
    announced_headings,
    disagreements,
    is_wrapped,
    paragraph_starts,
    unnumbered_headings,
)
from plan_model.drafting.lines import DraftLine, draft_lines, source_text
from plan_model.shapes.plan import Correction, Language, Layout, PlanInfo, Provision, TableInfo
from plan_model.source.doubts import Doubt
from plan_model.source.outline import read_structure
from plan_model.source.source_text import SourceLine, published_lines

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_CHINESE = 0.1
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年?")
_MOST_HEADER_ROWS = 3
# Stands in plan.yml for a date that the document does not give, until an editor writes it; so does its year.
UNKNOWN_DATE = date(1900, 1, 1)


@dataclass(frozen=True)
class Draft:
    """A plan as drafted from a document: what goes into its folder, how it reads, and the doubts, in order."""

    key: str
    lines: tuple[DraftLine, ...]
    front: Front
    layout: Layout
    corrections: tuple[Proposal, ...]
    tables: dict[str, TableInfo]
    chapters: tuple[Provision, ...]
    doubts: tuple[Doubt, ...]
    language: Language = "zh"

    @property
    def source(self) -> str:
        """The text of source.txt."""
        return source_text(self.lines)


def draft_plan(key: str, document: Document) -> Draft:
    """Return the draft of plan `key`; raises PlanDataError where a proposed correction does not fit its line."""
    lines = draft_lines(document)
    contents = contents_lines(lines)
    in_contents = frozenset(line.number for line, _ in contents)
    front = read_front(lines, in_contents)
    wrapped = is_wrapped(document, lines)
    listed = [line for line, _ in contents]
    proposals = propose(lines, listed, front.title_line, wrapped=wrapped, lines_only=document.lines_only)
    doubts = _remarks(document, lines)
    skipped = in_contents | {front.title_line, *range(front.notice[0], front.notice[1] + 1)}
    doubts += disagreements(lines, skipped)
    removed = {one.source_line for one in proposals if one.kind in {"contents_list", "page_number"}}
    kept = [line for line in lines if line.number not in removed]
    layout = Layout(
        hard_wrapped=wrapped,
        notice=front.notice,
        title_line=front.title_line,
        paragraph_starts=paragraph_starts(kept, front) if wrapped else (),
        headings={
            **(announced_headings(lines, contents, skipped) if document.format in {"text", "pdf"} else {}),
            **unnumbered_headings(document, lines, skipped, doubts),
        },
    )
    return _read(key, _Parts(lines, contents, front, layout, proposals), doubts)


def review_draft(info: PlanInfo, corrections: Sequence[Correction], document: Document) -> Draft:
    """Return how a drafted plan reads after an editor's work on plan.yml and corrections.csv.

    Doubts at lines that the editor has settled are remarks. Raises PlanDataError for a correction that does not fit.
    """
    lines, layout = draft_lines(document), info.layout
    listed = {one.source_line for one in corrections if one.kind == "contents_list"}
    contents = [(line, entry_of(line.text)) for line in lines if line.number in listed]
    front = replace(
        read_front(lines, frozenset(listed)), title_line=layout.title_line, notice=layout.notice, certain=True
    )
    proposals = [Proposal(**one.model_dump(exclude={"row"})) for one in corrections]
    published = published_lines(source_text(lines), corrections, f"plans/{info.key}/corrections.csv")
    structure = read_structure(info.key, published, layout, info.tables, info.language)
    skipped = frozenset({*listed, layout.title_line, *range(layout.notice[0], layout.notice[1] + 1), *layout.plain})
    found = [
        *_remarks(document, lines),
        *disagreements(lines, skipped),
        *structure.doubts,
        *guard(lines, contents, front, structure.chapters),
    ]
    found += _missing_facts(info)
    settled = [replace(one, weight="remark") if one.line in layout.settled else one for one in found]
    return Draft(
        info.key,
        tuple(lines),
        front,
        layout,
        tuple(proposals),
        dict(info.tables),
        structure.chapters,
        _ordered(settled),
        info.language,
    )


def _remarks(document: Document, lines: Sequence[DraftLine]) -> list[Doubt]:
    return [
        Doubt(_line_at(lines, place), what, "read so", "see the original", "remark") for place, what in document.remarks
    ]


def _missing_facts(info: PlanInfo) -> list[Doubt]:
    """What the draft left open in plan.yml because the document does not say it."""
    unknown = {"issued": info.issued == UNKNOWN_DATE, "first_year": info.first_year == UNKNOWN_DATE.year}
    return [
        Doubt(0, f"`{name}` was not found in the document", "left open", f"write `{name}` into plan.yml")
        for name, is_unknown in unknown.items()
        if is_unknown
    ]


def _ordered(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(dict.fromkeys(doubts), key=lambda doubt: (doubt.weight != "structure", doubt.line)))


@dataclass(frozen=True)
class _Parts:
    """What was found in a document before its structure is read."""

    lines: list[DraftLine]
    contents: list[tuple[DraftLine, str]]
    front: Front
    layout: Layout
    proposals: list[Proposal]


def _read(key: str, parts: _Parts, doubts: Sequence[Doubt]) -> Draft:
    """Read the structure twice: what belongs where and which rows are headers is seen in the first reading."""
    rows = [Correction(row=number, **vars(one)) for number, one in enumerate(parts.proposals, start=2)]
    published = published_lines(source_text(parts.lines), rows, f"plans/{key}/corrections.csv")
    language = language_of(published)
    bare = read_structure(key, published, parts.layout, language=language)
    layout = parts.layout.model_copy(update={"belongs_to": _owners(bare.chapters, parts.layout, parts.lines)})
    tables = _tables(bare.chapters, parts.lines)
    structure = read_structure(key, published, layout, tables, language)
    guarded = guard(parts.lines, parts.contents, parts.front, structure.chapters)
    found = [*doubts, *structure.doubts, *guarded, *(_owned(line, owner) for line, owner in layout.belongs_to.items())]
    return Draft(
        key,
        tuple(parts.lines),
        parts.front,
        layout,
        tuple(parts.proposals),
        tables,
        structure.chapters,
        _ordered(found),
        language,
    )


def language_of(lines: Sequence[SourceLine]) -> Language:
    """Return the language of a text: Chinese where a good part of its characters is."""
    text = "".join(line.text for line in lines)
    return "zh" if len(_IDEOGRAPH.findall(text)) > _CHINESE * len(text) else "en"


def _owned(line: int, owner: str) -> Doubt:
    settle = "correct `belongs_to` in plan.yml where it belongs elsewhere"
    return Doubt(
        line, "a paragraph stands after the last part of its kind", f"read as text of {owner}", settle, "remark"
    )


def _line_at(lines: Sequence[DraftLine], place: str) -> int:
    return next((line.number for line in lines if line.block.place == place), 1)


def _owners(chapters: Sequence[Provision], layout: Layout, lines: Sequence[DraftLine]) -> dict[int, str]:
    """Paragraphs whose owner their place alone does not tell, by their line.

    Of the last part, where every other part is one paragraph: it sums up what is above it. And the first paragraph
    after a box, where the original shows the box's end.
    """
    owners: dict[int, str] = {}
    boxed = {line.number for line in lines if line.block.in_box}
    for part in (part for chapter in chapters for part in chapter.walk()):
        members = [child for child in part.children if child.kind in {"section", "item"} and not is_box(child)]
        kinds = [[child.kind for child in member.children] for member in members]
        alone = all(own == ["paragraph"] for own in kinds[:-1])
        if layout.hard_wrapped and len(members) > 2 and alone and kinds[-1] == ["paragraph"] * 2:
            owners[members[-1].children[-1].source_lines[0]] = part.id
        for box in filter(is_box, part.children):
            after = [one.source_lines[0] for one in box.walk() if one.source_lines[0] not in boxed]
            if box.source_lines[0] in boxed and after:
                owners[after[0]] = part.id
    return owners


def is_box(part: Provision) -> bool:
    """Tell whether a part is a box (专栏), which has a name of its own in the plan."""
    return re.fullmatch(r"[a-z]+-b\d+", part.id) is not None


def _tables(chapters: Sequence[Provision], lines: Sequence[DraftLine]) -> dict[str, TableInfo]:
    """How many rows of each table are its header: as the file says, else up to the first row with a figure."""
    by_line = {line.number: line for line in lines}
    found: dict[str, TableInfo] = {}
    for chapter in chapters:
        for table in (part for part in chapter.walk() if part.kind == "table"):
            name = table.id.rpartition("-")[2]
            grid = (*table.header, *table.rows)
            own = by_line.get(table.source_lines[1])
            said = own.block.grid.header_rows if own and own.block.grid else None
            found[name] = TableInfo(header_rows=said or _header_rows(grid))
    return found


def _header_rows(grid: Sequence[Sequence[str]]) -> int:
    if len(grid) < 2:
        return 0 if not grid else min(1, len(grid) - 1)
    has_gap = any(not cell for cell in grid[0])
    count = 1
    while has_gap and count < min(_MOST_HEADER_ROWS, len(grid) - 1) and _is_head(grid[count]):
        count += 1
    return count


def _is_head(row: Sequence[str]) -> bool:
    """Tell whether a row goes on with a header: its first cell is covered, and it has no figure but years."""
    return not row[0] and not any(_FIGURE.search(_YEAR.sub("", cell)) for cell in row)
