"""The shapes of what editors add by reading: how plans relate, provision by provision, and the glossary of terms."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from plan_model.shapes.indicators import Slug
from plan_model.shapes.plan import PlanKey, ProvisionId, Strict
from plan_model.shapes.site import RelationKind

NO_COUNTERPART = "no_counterpart"
ENOUGH_SOURCES = 2  # public texts that must say the same before general knowledge counts as confirmed
Relation = Literal["same_wording", "adapted", "partial", "more_specific", "parallel", "no_counterpart"]
Judgement = Literal["term", "look_back", "heading", "other_task"]
Basis = Literal["plan", "general"]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Empty on the side that has no counterpart.
OptionalProvisionId = Annotated[
    str, StringConstraints(pattern=r"^([a-z]{2,8}-[a-z0-9]+(\.[a-z0-9]+)*(-[a-z0-9]+)*)?$", max_length=60)
]


class CrosswalkPair(Strict):
    """How a provision of plan b answers one of plan a, or that either has no counterpart.

    `row` is its line in relations/<a>--<b>.csv; the id on the side that has no counterpart is empty.
    """

    row: int
    a_id: OptionalProvisionId
    b_id: OptionalProvisionId
    relation: Relation
    reason: Text

    @property
    def is_gap(self) -> bool:
        """Whether exactly one side is given, so that the row names a provision without counterpart."""
        return bool(self.a_id) != bool(self.b_id)

    @property
    def is_consistent(self) -> bool:
        """Whether the relation says what the ids say: a gap has one id, every other relation has two."""
        if self.relation == NO_COUNTERPART:
            return self.is_gap
        return bool(self.a_id and self.b_id)


class SharedWording(Strict):
    """A run of words that passages of two plans share and that makes them no pair; `row` is its line.

    `judged` says why not: a term or set phrase, one side looks back, a heading whose contents are paired, or another
    task in the same words.
    """

    row: int
    first_id: ProvisionId
    second_id: ProvisionId
    run: Text
    judged: Judgement
    why: Text


class RelationInfo(Strict):
    """relations/<a>--<b>.yml: in which relation plan b stands to plan a."""

    kind: RelationKind


class PlanRelation(Strict):
    """How plan `b` implements, succeeds or stands beside plan `a`, with the pairs that editors found.

    `judged` is None where nobody judges the wording that the two plans share and no pair covers.
    """

    a: PlanKey
    b: PlanKey
    kind: RelationKind
    pairs: tuple[CrosswalkPair, ...] = ()
    judged: tuple[SharedWording, ...] | None = None

    @property
    def name(self) -> str:
        """The name of its files and pages: `xx--yy`."""
        return f"{self.a}--{self.b}"

    @property
    def file(self) -> str:
        """The name of the file that holds its pairs."""
        return f"relations/{self.name}.csv"

    @property
    def judged_file(self) -> str:
        """The name of the file that judges shared wording."""
        return f"relations/{self.name}.shared_wording.csv"


class GlossarySource(Strict):
    """A public text in which explanations were looked up: who published it, when, and where it can be read.

    `consulted` says how: the text itself in a stored copy, as another text quotes it, or not at all (known to editors).
    """

    id: Slug
    title: Text
    publisher: Text
    date: Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    address: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s<>\"']+)?$")] = ""
    consulted: Literal["text", "quoted", "no"]

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.date or self.address):
            raise ValueError("a source needs its date or its address")
        return self


class GlossaryTerm(Strict):
    """A term of the field in our own words; `basis` says whether the plan itself or general knowledge explains it.

    `sources` are the ids of the public texts that say the same.
    """

    id: Slug
    term: Text
    aliases: tuple[Text, ...] = ()
    explanation: Text
    basis: Basis
    sources: tuple[Slug, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every printed form of the term, as the plans print it."""
        return (self.term, *self.aliases)


class Glossary(Strict):
    """glossary.yml: the public texts that were looked up, and all terms, grouped by subject."""

    sources: tuple[GlossarySource, ...] = ()
    terms: tuple[GlossaryTerm, ...]
