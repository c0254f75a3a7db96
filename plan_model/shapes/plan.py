"""The shapes of the plan data, as pydantic checks them; what every other module passes around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

# Ids become file names and addresses: no slash, no empty part, no character that a system reads in its own way.
ProvisionId = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,8}-[a-z0-9]+(\.[a-z0-9]+)*(-[a-z0-9]+)*$", max_length=60)
]
PlanKey = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,8}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
TableName = Annotated[str, StringConstraints(pattern=r"^t[1-9][0-9]*$")]
Kind = Literal["chapter", "section", "item", "paragraph", "table"]
Language = Literal["zh", "en"]
Depth = Literal["values", "tags", "mentions", "table_cells"]
TableRole = Literal["targets", "history", "tasks", "other"]
LabelColumn = Literal["group", "name", "unit", "number"]
DerivedAspect = Literal["total_growth", "annual_growth", "change"]
CorrectionKind = Literal[
    "decimal_point", "item_point", "page_break", "page_number", "spacing", "markup", "contents_list",
    "table_header", "typo_noted",
]  # fmt: skip


def plan_of(identifier: str) -> str:
    """Return the key of the plan that an id belongs to."""
    return identifier.partition("-")[0]


class Strict(BaseModel):
    """A record that refuses fields it does not know and never changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Correction(Strict):
    """One difference between source.txt and the published text; `row` is its line in corrections.csv."""

    row: int
    source_line: int
    raw: str
    published: str
    kind: CorrectionKind
    reason: str


class Provision(Strict):
    """An addressable unit of a plan: chapter, section, item, paragraph or table, with what it holds."""

    id: ProvisionId
    kind: Kind
    number: str = ""
    heading: str = ""
    source_lines: tuple[int, int]
    sentences: dict[str, str] = {}
    header: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield this provision, then everything inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def sentence_ids(self) -> Iterator[tuple[str, str]]:
        """The permanent id and the text of each sentence, or of each row of a table."""
        for key, text in self.sentences.items():
            yield f"{self.id}-{key}", text
        for index, row in enumerate(self.rows, start=1):
            yield f"{self.id}-r{index}", " ".join(cell for cell in row if cell)

    def linked_pieces(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is printed under each id of this provision alone: its heading and header cells, sentences, rows."""
        yield self.id, (self.heading, *(cell for row in self.header for cell in row))
        for key, text in self.sentences.items():
            yield f"{self.id}-{key}", (text,)
        for index, row in enumerate(self.rows, start=1):
            yield f"{self.id}-r{index}", row

    def pieces(self) -> Iterator[str]:
        """Every printed piece of text inside, in the order of the source."""
        yield self.number
        yield self.heading
        yield from self.sentences.values()
        for row in (*self.header, *self.rows):
            yield from row
        for child in self.children:
            yield from child.pieces()

    @property
    def text(self) -> str:
        """The wording of this provision alone: a paragraph's sentences, or a heading."""
        return "".join(self.sentences.values()) or self.heading


class SourceNotice(Strict):
    """Where a plan's text was received from, as far as is known, and the file that it was read from (original/)."""

    file: Literal["source.txt"]
    sha256: Sha256
    original: Annotated[str, StringConstraints(pattern=r"^(original/[\w.-]+)?$")] = ""
    original_sha256: Sha256 | None = None
    citation: str


class Layout(Strict):
    """What the source's layout does not say by itself, so that importing needs no guess.

    `headings` gives the lines that head a part without a number, each with the kind of number of its peers (`一、`), or
    `h1`, `h2` … where none has one; `plain` the lines that begin like numbered ones and are text; `settled` the lines
    at which an editor has looked and found that a doubt is none.
    """

    hard_wrapped: bool
    notice: tuple[int, int]
    title_line: int
    paragraph_starts: tuple[int, ...] = ()
    belongs_to: dict[int, ProvisionId] = {}
    headings: dict[int, str] = {}
    plain: tuple[int, ...] = ()
    settled: tuple[int, ...] = ()


class TableInfo(Strict):
    """How one of the plan's tables is to be read: what it is for, and which rows and columns are labels.

    `label_columns` says what each of the first columns holds; the rest are figures. `formulas` gives the plan's own
    wording of a derived column by its aspect (`annual_growth: 年均增长率`).
    """

    role: TableRole = "other"
    header_rows: Annotated[int, Field(ge=0)] = 1
    label_columns: Annotated[tuple[LabelColumn, ...], Field(min_length=1)] = ("name",)
    formulas: dict[DerivedAspect, str] = {}


class PlanInfo(Strict):
    """plan.yml: who issued the plan, when, for which years, how its source is laid out and how far it is edited.

    `label` is the short word for the issuer's level (省, 市). `depth` names what the editors claim to have done in
    full; checks ask for nothing else to be complete. `own_pages` says whether each paragraph has a page of its own and
    the plan takes part in the pages that speak of all plans; without it, it stands by itself, as cheap as its chapters.
    A plan is a `draft`, absent from the site, until it is `accepted`.
    """

    key: PlanKey
    title: str
    short_title: str
    issuers: tuple[str, ...]
    document_number: str
    issued: date
    first_year: int
    last_year: int
    place: str
    label: str = ""
    language: Language = "zh"
    status: Literal["draft", "accepted"] = "draft"
    depth: tuple[Depth, ...] = ()
    own_pages: bool = True
    source: SourceNotice
    layout: Layout
    tables: dict[TableName, TableInfo] = {}

    def table(self, identifier: str) -> TableInfo:
        """Return how a table is to be read, by its id (`xx-t1`); one of which plan.yml says nothing has no roles."""
        return self.tables.get(identifier.rpartition("-")[2], TableInfo())


class Plan(Strict):
    """One plan: its front matter, its chapters in order, and the corrections made to its source."""

    info: PlanInfo
    chapters: tuple[Provision, ...]
    corrections: tuple[Correction, ...]

    @property
    def key(self) -> str:
        """The plan's key, the first part of all its ids."""
        return self.info.key

    def provisions(self) -> Iterator[Provision]:
        """Every provision of the plan down to the paragraph, in the order of the text."""
        for chapter in self.chapters:
            yield from chapter.walk()
