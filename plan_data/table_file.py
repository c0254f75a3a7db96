"""CSV files checked by Frictionless against a Table Schema, which is read off the pydantic model of a row.

So a column's name, type, pattern and allowed values are said once, in the model; the published data package
carries the same schema.
"""

from __future__ import annotations

import csv
import io
import types
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from frictionless import Resource, Schema
from pydantic.fields import FieldInfo

from plan_data.errors import PlanDataError, Problem
from plan_data.model import Strict
from plan_data.yaml_file import read_text

RowT = TypeVar("RowT", bound=Strict)
_TYPES = {int: "integer", Decimal: "number", bool: "boolean"}
_FIXES = {
    "missing-label": "add the column to the header",
    "incorrect-label": "name and order the columns as the schema does",
    "extra-label": "remove the column",
    "extra-cell": "quote cells that hold a comma",
    "missing-cell": "give every column a cell, an empty one where nothing is stated",
    "blank-row": "remove the empty row",
    "type-error": "write a plain value, without unit or separators",
    "constraint-error": "use an allowed value, or extend the model in plan_data",
    "primary-key": "remove the repeated row",
}


def table_schema(model: type[Strict], key: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the Table Schema of a CSV whose rows are `model`; `key` names the columns no two rows may share."""
    fields = [_field(name, info) for name, info in model.model_fields.items() if name != "row"]
    return {"fields": fields, **({"primaryKey": list(key)} if key else {})}


def read_records(path: Path, name: str, model: type[RowT], key: tuple[str, ...] = ()) -> tuple[RowT, ...]:
    """Return the rows of a CSV file as `model`, each with its line number when the model has a field `row`.

    Raises PlanDataError with every fault of the file: its encoding, its header, its cells, repeated keys.
    """
    text = read_text(path, name)
    schema = Schema.from_descriptor(table_schema(model, key))
    report = Resource(data=text.encode(), format="csv", schema=schema).validate()
    problems = [_problem(name, error) for error in report.flatten(["rowNumber", "fieldName", "type", "note", "cells"])]
    if problems:
        raise PlanDataError(problems)
    numbered = "row" in model.model_fields
    return tuple(
        model.model_validate(_cells(row, model) | ({"row": line} if numbered else {}))
        for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2)
    )


def _cells(row: dict[str, str], model: type[Strict]) -> dict[str, Any]:
    """Empty cells of optional columns become None."""
    return {name: None if text == "" and _allows_none(model.model_fields[name]) else text for name, text in row.items()}


def _allows_none(info: FieldInfo) -> bool:
    return type(None) in get_args(info.annotation)


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    options = [option for option in _options(info.annotation) if option is not type(None)]
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(options[0], "string")}
    constraints: dict[str, Any] = {}
    if get_origin(options[0]) is Literal:
        allowed = [choice for choice in get_args(options[0]) if choice != ""]
        constraints["enum"] = allowed
        constraints["required"] = len(allowed) == len(get_args(options[0]))
    for rule in info.metadata:
        if pattern := getattr(rule, "pattern", None):
            constraints["pattern"] = pattern.strip("^$")
    if constraints:
        field["constraints"] = constraints
    return field


def _options(annotation: Any) -> tuple[Any, ...]:
    is_union = get_origin(annotation) in (Union, types.UnionType)
    return get_args(annotation) if is_union else (annotation,)


def _problem(name: str, error: list[Any]) -> Problem:
    line, column, kind, note, cells = error
    what = f"column {column}: {kind}" if column else str(kind)
    if cells:
        what += f" in {','.join(map(str, cells))[:80]!r}"
    return Problem(name, line or 1, what, note or "one cell a column", _FIXES.get(kind, "mend the row"))
