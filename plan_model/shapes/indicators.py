"""The shapes of indicators: definitions (indicators.yml), scopes (scopes.yml) and printed values (indicators.csv)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints

from plan_model.shapes.plan import PlanKey, ProvisionId, Strict

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Years = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{4})?)?$")]
Form = Literal[
    "point", "at_least", "more_than", "at_most", "less_than", "range", "about", "increment",
    "annual_growth_at_least", "share", "relative",
]  # fmt: skip
ValueKind = Literal["baseline", "historical", "target"]
Aspect = Literal["level", "total_growth", "annual_growth", "change"]
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

    `short_name` is for places as narrow as a chart's label.
    """

    id: Slug
    plan: PlanKey
    name: str
    short_name: str = ""
    labels: tuple[str, ...] = ()
    note: str = ""


class IndicatorValue(Strict):
    """One printed value; `row` is its line in the plan's indicators.csv, `value` is in `unit`."""

    row: int
    indicator_id: Slug
    scope: Slug
    year: Years
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    kind: ValueKind
    form: Form
    qualifier: Literal["", "about", "at_least", "more_than", "at_most", "less_than"]
    aspect: Aspect
    attribute: Literal["", "预期性", "约束性"]
    printed: str
    provision_id: ProvisionId
    note: str


class IndicatorList(Strict):
    """indicators.yml."""

    indicators: tuple[Indicator, ...]


class ScopeList(Strict):
    """scopes.yml."""

    scopes: tuple[Scope, ...]
