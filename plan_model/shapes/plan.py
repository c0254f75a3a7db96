"""The shapes of the plan data, as pydantic checks them; what every other module passes around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

# Ids become file names and addresses: no slash, no empty part, no character that a system reads in its own way.
ProvisionId = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,8}-[a-z0-9]+(\.[a-z0-9]+)*(-[a-z0-9]+)*$", max_length=60)
]
PlanKey = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,8}$")]
Kind = Literal["chapter", "section", "item", "paragraph", "table"]
CorrectionKind = Literal[
    "decimal_point", "item_point", "page_break", "page_number", "spacing", "markup", "contents_list",
    "table_header", "typo_noted",
]  # fmt: skip


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
    """Where a plan's text was received from, as far as is known."""

    file: Literal["source.txt"]
    sha256: str
    citation: str


class Layout(Strict):
    """What the source's layout does not say by itself, so that importing needs no guess."""

    hard_wrapped: bool
    notice: tuple[int, int]
    title_line: int
    paragraph_starts: tuple[int, ...] = ()
    belongs_to: dict[int, ProvisionId] = {}


class PlanInfo(Strict):
    """plan.yml: who issued the plan, when, for which years, and how its source is laid out."""

    key: PlanKey
    title: str
    short_title: str
    issuers: tuple[str, ...]
    document_number: str
    issued: date
    first_year: int
    last_year: int
    place: str
    source: SourceNotice
    layout: Layout


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
