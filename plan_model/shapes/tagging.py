"""The shapes of the editorial tagging: themes.yml, tags.csv, entities.csv, mentions.csv and projects.csv."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from plan_model.shapes.indicators import Slug
from plan_model.shapes.plan import PlanKey, ProvisionId, Strict

Role = Literal["background", "principle", "goal", "measure", "safeguard"]
EntityKind = Literal[
    "company",
    "institution",
    "alliance",
    "place",
    "zone",
    "project",
    "platform",
    "service",
    "fund",
    "structure",
    "campaign",
]
ThemeName = Annotated[str, Field(min_length=2, max_length=14)]
Wording = Annotated[str, Field(min_length=1, max_length=60)]


def _split(cell: object) -> object:
    """A CSV cell's values, which stand apart by `;`; anything but text is left to pydantic."""
    return tuple(part for part in cell.split(";") if part) if isinstance(cell, str) else cell


class Theme(Strict):
    """A subject by which a reader compares the plans; `not_` says what belongs elsewhere."""

    id: Slug
    name: ThemeName
    definition: str
    not_: str = Field(default="", alias="not")


class ThemeList(Strict):
    """themes.yml: at most 24 themes, in the order in which the site shows them."""

    themes: Annotated[tuple[Theme, ...], Field(min_length=1, max_length=24)]


class Tag(Strict):
    """What a paragraph or table does in its plan (role) and what it is about (main theme first).

    `lead` is true when the first sentence is a run-in heading; `row` is the line in the plan's tags.csv.
    """

    row: int
    provision_id: ProvisionId
    role: Role
    themes: Annotated[tuple[Slug, ...], BeforeValidator(_split), Field(max_length=4)]
    lead: bool


class Entity(Strict):
    """A named thing with every wording by which the plans name it; `row` is its line in entities.csv.

    An alias that holds in one plan alone carries the plan's key: `qz:市国资委`. `place` names the city or
    county it belongs to as far as the plan or the name says so, several apart by `;`, else nothing.
    """

    row: int
    entity_id: Slug
    name: Wording
    kind: EntityKind
    place: Annotated[tuple[str, ...], BeforeValidator(_split)]
    aliases: Annotated[tuple[Wording, ...], BeforeValidator(_split), Field(min_length=1)]
    definition_note: str

    def wordings(self, plan: PlanKey) -> tuple[str, ...]:
        """The wordings by which one plan may name this entity."""
        split = [alias.rpartition(":") for alias in self.aliases]
        return tuple(wording for key, _, wording in split if key in ("", plan))


class Mention(Strict):
    """One wording in one sentence, heading or table row; `row` is its line in the plan's mentions.csv."""

    row: int
    sentence_id: ProvisionId
    entity_id: Slug
    wording: Wording


class Project(Strict):
    """A named project or platform, its kind in Chinese, and the sentence that says most about it.

    `place` is the entity's; `row` is the line in projects.csv.
    """

    row: int
    entity_id: Slug
    kind: Annotated[str, Field(min_length=2, max_length=8)]
    place: Annotated[tuple[str, ...], BeforeValidator(_split)]
    sentence_id: ProvisionId
