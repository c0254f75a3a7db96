"""The shape of site.yml: what this site is, whichever plans it publishes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from plan_model.shapes.indicators import Slug
from plan_model.shapes.plan import Language, PlanKey, ProvisionId, Strict

RelationKind = Literal["implements", "succeeds", "parallel"]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\n]+$")]


class HeadlineTarget(Strict):
    """A target that the home page shows first."""

    indicator: Slug
    scope: Slug


class RelationWords(Strict):
    """How pages speak of two plans that stand in one relation.

    `first` and `second` name each side; `{label}`, `{place}`, `{years}` in them stand for what its plan.yml says.
    `meaning` says in a sentence what the relation is.
    """

    first: Line
    second: Line
    meaning: Line


_WORDS: dict[RelationKind, RelationWords] = {
    "implements": RelationWords(first="{label}", second="{label}", meaning="后一份规划落实前一份规划。"),
    "succeeds": RelationWords(first="上一期", second="本期", meaning="后一份规划接续前一份规划。"),
    "parallel": RelationWords(first="{place}", second="{place}", meaning="双方并列，互不隶属。"),
}


class SiteInfo(Strict):
    """site.yml: title, front matter, the order of the plans, what the home page shows first, words for relations.

    `plans` names those that come first; the others follow by date of issue. `headline_table` is the table whose targets
    the home page draws. What is named here and belongs to a plan that has no folder is passed over.
    """

    title: Line = "规划"
    description: str = ""
    copyright: str = ""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("zh",)
    plans: tuple[PlanKey, ...] = ()
    headline_targets: tuple[HeadlineTarget, ...] = ()
    headline_table: ProvisionId | None = None
    relations: dict[RelationKind, RelationWords] = Field(default={})

    def words(self, kind: RelationKind) -> RelationWords:
        """The words for a relation: those of site.yml, or the neutral ones."""
        return self.relations.get(kind, _WORDS[kind])
