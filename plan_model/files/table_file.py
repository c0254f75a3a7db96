"""CSV files checked against a Table Schema, which is read off the pydantic model of a row, by Frictionless if need be.

So a column's name, type, pattern and allowed values are said once, in the model; the published data package
carries the same schema.
"""

from __future__ import annotations

import csv
import io
import re
import types
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.yaml_file import read_text, sentence
from plan_model.shapes.plan import Strict

RowT = TypeVar("RowT", bound=Strict)
_TYPES = {int: "integer", Decimal: "number", bool: "boolean"}
_ANYTHING = re.compile(r".*", re.DOTALL)
# The plainest way of writing a value; an empty cell states none, which the model may refuse.
_WRITINGS = {
    "integer": re.compile(r"(-?[0-9]{1,15})?"),
    "number": re.compile(r"(-?[0-9]{1,15}(\.[0-9]{1,15})?)?"),
    "boolean": re.compile(r"[01]?"),
}
_FIXES = {
    "extra-cell": "quote cells that hold a comma",
    "missing-cell": "give every column a cell, an empty one where nothing is stated",
    "blank-row": "remove the empty row",
    "type-error": "write a plain value, without unit or separators",
    "constraint-error": "use an allowed value, or extend the model in plan_model/shapes",
    "primary-key": "remove the repeated row",
}
_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"')


def table_schema(model: type[Strict], key: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the Table Schema of a CSV whose rows are `model`; `key` names the columns no two rows may share."""
    fields = [_field(name, info) for name, info in model.model_fields.items() if name != "row"]
    return {"fields": fields, **({"primaryKey": list(key)} if key else {})}


def read_records(path: Path, name: str, model: type[RowT], key: tuple[str, ...] = ()) -> tuple[RowT, ...]:
    """Return the rows of a CSV file as `model`, each with its line number when the model has a field `row`.

    Raises PlanDataError with every fault of the file: its encoding, its header, its cells, repeated keys.
    """
    text = read_text(path, name)
    descriptor = table_schema(model, key)
    columns = [field["name"] for field in descriptor["fields"]]
    if problem := _header_problem(name, next(csv.reader([text.partition("\n")[0]])), columns):
        raise PlanDataError([problem])
    with suppress(PlanDataError, csv.Error):  # Frictionless says it in the words of the schema
        if _is_plain(text, descriptor):
            return _records(text, name, model)
    _refuse_faults(text, name, descriptor)
    return _records(text, name, model)


def _is_plain(text: str, descriptor: dict[str, Any]) -> bool:
    """Whether a table needs no second look: each cell is written as its type asks, in full rows with keys of their own.

    What else the schema asks, the model asks too. Frictionless, which knows every other way of writing a value, takes
    three times as long as all other reading, so it judges the tables that are not plain.
    """
    writings = [_WRITINGS.get(field["type"], _ANYTHING) for field in descriptor["fields"]]
    header, *rows = csv.reader(io.StringIO(text))
    places = [header.index(column) for column in descriptor.get("primaryKey", ())]
    keys = {tuple(row[place] for place in places) for row in rows if len(row) == len(header)}
    return (not places or len(keys) == len(rows)) and all(
        len(row) == len(header) and any(row) and all(map(re.Pattern.fullmatch, writings, row)) for row in rows
    )


def _refuse_faults(text: str, name: str, descriptor: dict[str, Any]) -> None:
    """Raise PlanDataError with everything in which Frictionless finds that a table breaks its schema."""
    from frictionless import Resource, Schema  # noqa: PLC0415  loads slowly, and a plain table needs none

    report = Resource(data=text.encode(), format="csv", schema=Schema.from_descriptor(descriptor)).validate()
    errors = report.flatten(["rowNumber", "fieldName", "type", "note", "cells"])
    columns = [field["name"] for field in descriptor["fields"]]
    if errors:
        raise PlanDataError(_problem(name, error, columns) for error in sorted(errors, key=lambda error: error[0] or 1))


def _records(text: str, name: str, model: type[RowT]) -> tuple[RowT, ...]:
    with Gathering() as gathering:
        rows = [
            gathering.read(None, _record, name, line, row, model)
            for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2)
        ]
    return tuple(row for row in rows if row is not None)


def _record(name: str, line: int, row: dict[str, str], model: type[RowT]) -> RowT:
    """Return a row as `model`; raises PlanDataError with what the Table Schema cannot express."""
    number = {"row": line} if "row" in model.model_fields else {}
    try:
        return model.model_validate(_cells(row, model) | number)
    except ValidationError as error:
        raise PlanDataError(
            Problem(
                name, line, f"column {fault['loc'][0]} holds {fault['input']!r}", sentence(fault["msg"]), "correct it"
            )
            for fault in error.errors()
        ) from None


def _cells(row: dict[str, str], model: type[Strict]) -> dict[str, Any]:
    """Empty cells of optional columns become None."""
    return {name: None if text == "" and _allows_none(model.model_fields[name]) else text for name, text in row.items()}


def _allows_none(info: FieldInfo) -> bool:
    return type(None) in get_args(info.annotation)


def _field(name: str, info: FieldInfo) -> dict[str, Any]:
    options = [option for option in _options(info.annotation) if option is not type(None)]
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(options[0], "string")}
    field |= {key: text for key in ("title", "description") if (text := getattr(info, key))}
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


def _header_problem(name: str, header: list[str], columns: list[str]) -> Problem | None:
    """What is wrong with a table's first line; its cells say nothing as long as that is not mended."""
    if header == columns:
        return None
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in columns]
    what = [f"the column {column!r} is missing" for column in missing]
    what += [f"the column {column!r} is unknown" for column in extra]
    return Problem(
        name, 1, ", ".join(what) or "the columns are in another order", ",".join(columns), "mend the header line"
    )


def _problem(name: str, error: list[Any], columns: list[str]) -> Problem:
    line, column, kind, note, cells = error
    if column in columns and len(cells or ()) == len(columns):
        what = f"column {column} holds {cells[columns.index(column)]!r}"
    else:
        what = f"{kind.replace('-', ' ')} in {','.join(map(str, cells or ()))[:80]!r}"
    return Problem(name, line or 1, what, _expected(note), _FIXES.get(kind, "mend the row"))


def _expected(note: str) -> str:
    """Say Frictionless's note as what was expected."""
    if match := _CONSTRAINT.search(note):
        rule, value = match.groups()
        return {"required": "a value", "enum": f"one of {value}"}.get(rule, f"{rule} {value}")
    return re.sub(r'type is "(\w+)/.*"', r"a value of type \1", note) or "one cell a column"
