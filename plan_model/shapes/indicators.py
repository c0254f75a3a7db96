"""The shapes of indicators: definitions (indicators.yml), scopes (scopes.yml) and printed values (values.csv)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints

from plan_model.shapes.plan import PlanKey, ProvisionId, Strict

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Years = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{4})?)?$")]
# How a value is bounded; what is measured is its aspect, so `新增 15 家左右` is an increment bounded by `about`.
Form = Literal[
    "point", "at_least", "more_than", "at_most", "less_than", "range", "about", "relative", "not_given"
]  # fmt: skip
# What a table prints in a cell that holds no figure.
NOT_GIVEN = frozenset({"/", "／", "-", "－", "–", "—", "——", "…", "……"})
Bound = Literal["", "about", "at_least", "more_than", "at_most", "less_than"]
ValueKind = Literal["", "baseline", "historical", "target"]
# What is measured: a level (a state at a date, or what one year brought), a share of a whole, what a period brought
# in all or in a year on average, what it added to a stock, or growth.
Aspect = Literal[
    "level", "share", "period_total", "yearly_average", "increment", "total_growth", "annual_growth", "change"
]  # fmt: skip
LEVELS: tuple[Aspect, ...] = ("level", "share")
FLOWS: tuple[Aspect, ...] = ("period_total", "yearly_average", "increment")
Better = Literal["higher", "lower", "neither"]


class Indicator(Strict):
    """A named quantity: what it is, in which unit, and which way is better."""

    id: Slug
    name: str
    name_en: str
    unit: str
    group: str
    better: Better
    definition: str
    formula: str = ""


class Scope(Strict):
    """The set of enterprises that a value speaks of: a canonical id and the labels that the plan prints.

    `short_name` is for places as narrow as a chart's label. `may_be` names scopes of the same plan that may be the same
    set under another label, where the plan does not say so.
    """

    id: Slug
    plan: PlanKey
    name: str
    short_name: str = ""
    labels: tuple[str, ...] = ()
    may_be: tuple[Slug, ...] = ()
    note: str = ""


class IndicatorValue(Strict):
    """One printed value; `row` is its line in the plan's values.csv, all numbers are in `unit`.

    `value_high` is the upper end of a range and nothing else, `aspiration` what a target strives for beyond its bound.
    A cell such as `/` has the form `not_given`: no number, no kind, no attribute.
    """

    row: int
    indicator_id: Slug
    scope: Slug
    year: Years
    value: Decimal | None
    value_high: Decimal | None
    aspiration: Decimal | None
    unit: str
    kind: ValueKind
    form: Form
    qualifier: Bound
    aspect: Aspect
    attribute: Literal["", "预期性", "约束性"]
    printed: str
    provision_id: ProvisionId
    note: str

    @property
    def is_given(self) -> bool:
        """Whether the plan prints a value here, and not a sign that stands for none."""
        return self.form != "not_given"

    @property
    def is_level(self) -> bool:
        """Whether it says how much there is, not how much was added or by how much it grew."""
        return self.aspect in LEVELS


class IndicatorList(Strict):
    """indicators.yml."""

    indicators: tuple[Indicator, ...]


class ScopeList(Strict):
    """scopes.yml."""

    scopes: tuple[Scope, ...]
