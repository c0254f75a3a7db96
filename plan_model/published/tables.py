"""The published tables: one row model each, from which the CSV files and their Table Schemas are made."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from plan_model.derived.printed_figures import printed_figure
from plan_model.derived.recomputation import Check
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import OptionalProvisionId, Relation
from plan_model.shapes.indicators import Aspect, Form, IndicatorValue, Slug, ValueKind, Years
from plan_model.shapes.plan import CorrectionKind, PlanKey, ProvisionId, Strict
from target_calculator.quantity import Undefined, format_number

_RECOMPUTED_DECIMALS = 4
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class IndicatorRow(Strict):
    """A row of the published indicators.csv: one printed value, or a cell that gives none."""

    indicator_id: Slug
    name: str
    name_en: str
    group: str
    unit: str
    plan: PlanKey
    scope: Slug
    year: Years
    value: Decimal | None
    value_high: Decimal | None
    aspiration: Decimal | None
    kind: ValueKind
    form: Form
    attribute: Literal["", "预期性", "约束性"]
    printed: str
    provision_id: ProvisionId
    note: str
    qualifier: str
    aspect: Aspect


class CheckRow(Strict):
    """A row of the published checks.csv: a printed figure and its recomputation."""

    check_id: str
    plan: PlanKey
    scope: Slug
    indicator_id: Slug
    formula: str
    inputs: str
    printed: str
    recomputed: str
    verdict: str
    provision_id: ProvisionId


class CrosswalkRow(Strict):
    """A row of the published crosswalk.csv: how a city provision answers a provincial one, or that none does."""

    provincial_id: OptionalProvisionId
    city_id: OptionalProvisionId
    relation: Relation
    reason: str


class CorrectionRow(Strict):
    """A row of the published corrections.csv: a difference between the source and the site."""

    plan: PlanKey
    provision_id: str
    raw: str
    published: str
    kind: CorrectionKind
    reason: str
    source_line: int


def indicator_rows(collection: Collection, values: Iterable[IndicatorValue]) -> Iterator[IndicatorRow]:
    """Yield the published form of printed values."""
    for value in values:
        indicator = collection.indicators[value.indicator_id]
        yield IndicatorRow(
            **value.model_dump(exclude={"row"}),
            name=indicator.name,
            name_en=indicator.name_en,
            group=indicator.group,
            plan=collection.scopes[value.scope].plan,
        )


def check_rows(collection: Collection, checks: Iterable[Check]) -> Iterator[CheckRow]:
    """Yield the published form of the checks."""
    for check in checks:
        recomputed, verdict = check.verdict.recomputed, check.verdict.verdict
        yield CheckRow(
            check_id=check.check_id,
            plan=collection.scopes[check.value.scope].plan,
            scope=check.value.scope,
            indicator_id=check.value.indicator_id,
            formula=check.formula,
            inputs="; ".join(f"{name}={printed_figure(level)}" for name, level in check.inputs.items()),
            printed=check.value.printed,
            recomputed="" if isinstance(recomputed, Undefined) else format_number(recomputed, _RECOMPUTED_DECIMALS),
            verdict="undefined" if isinstance(verdict, Undefined) else verdict,
            provision_id=check.value.provision_id,
        )


def correction_rows(collection: Collection) -> Iterator[CorrectionRow]:
    """Yield every plan's corrections with the innermost provision that each stands in, if any."""
    for plan in collection.plans.values():
        for correction in plan.corrections:
            around = [
                provision.id
                for provision in plan.provisions()
                if provision.source_lines[0] <= correction.source_line <= provision.source_lines[1]
            ]
            yield CorrectionRow(
                plan=plan.key,
                provision_id=around[-1] if around else "",
                **correction.model_dump(exclude={"row"}),
            )


def crosswalk_rows(collection: Collection) -> Iterator[CrosswalkRow]:
    """Yield the published form of the crosswalk."""
    for pair in collection.editorial.crosswalk:
        yield CrosswalkRow(**pair.model_dump(exclude={"row"}))


def to_csv(rows: Iterable[Strict], model: type[Strict]) -> str:
    """Return rows as CSV with a header; a cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    lines = [tuple(model.model_fields), *([_cell(cell) for cell in row.model_dump().values()] for row in rows)]
    return "".join(map(_line, lines))


def _line(cells: Iterable[str]) -> str:
    """One row; written with both line-end characters, so that a cell holding either is quoted."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text) else text
