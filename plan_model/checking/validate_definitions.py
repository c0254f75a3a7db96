"""Checks on what indicators and scopes say of one another: formulas and sets that may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plan_model.errors import Problem
from plan_model.shapes.collection import Collection

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_FORMULA = re.compile(rf"(?:1 - )?{_NAME} / {_NAME}|{_NAME}(?: \+ {_NAME})+")


def definition_problems(collection: Collection) -> Iterator[Problem]:
    """Yield what is wrong with formulas (indicators.yml) and with sets that may be the same (scopes.yml)."""
    for indicator in collection.indicators.values():
        for what in _formula_faults(collection, indicator.formula):
            expected = "`a / b`, `1 - a / b` or `a + b`, of ids in this file"
            yield Problem("indicators.yml", 1, f"the formula of {indicator.id} {what}", expected, "correct the formula")
    for scope in collection.scopes.values():
        for name in scope.may_be:
            other = collection.scopes.get(name)
            if other is None or other.plan != scope.plan or other.id == scope.id:
                what = f"{scope.id} may be {name!r}"
                yield Problem("scopes.yml", 1, what, "the id of another scope of the same plan", "correct may_be")


def _formula_faults(collection: Collection, formula: str) -> Iterator[str]:
    if formula and not _FORMULA.fullmatch(formula):
        yield f"is {formula!r}"
        return
    for part in re.findall(_NAME, formula.removeprefix("1 - ")):
        if part not in collection.indicators:
            yield f"names {part!r}, which is no indicator"
