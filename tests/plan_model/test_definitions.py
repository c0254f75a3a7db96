"""A formula or a scope that points nowhere is told with its file, before anything is computed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_model.checking.validate_definitions import definition_problems
from plan_model.shapes.collection import Collection


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("net-assets / nobody", "names 'nobody', which is no indicator"),
        ("net-assets * total-assets", "is 'net-assets * total-assets'"),
        ("1 - net-assets", "is '1 - net-assets'"),
        ("net-assets - total-assets", "is 'net-assets - total-assets'"),
    ],
)
def test_a_formula_that_cannot_be_followed_is_named(collection: Collection, formula: str, told: str) -> None:
    name = "debt-to-asset-ratio"
    changed = collection.indicators[name].model_copy(update={"formula": formula})
    problems = list(definition_problems(replace(collection, indicators={**collection.indicators, name: changed})))
    assert len(problems) == 1
    assert f"the formula of {name} {told}" in str(problems[0])


@pytest.mark.parametrize("other", ["nobody", "zj-all", "qz-municipal"])
def test_a_scope_may_only_be_another_of_its_plan(collection: Collection, other: str) -> None:
    changed = collection.scopes["qz-municipal"].model_copy(update={"may_be": (other,)})
    problems = list(definition_problems(replace(collection, scopes={**collection.scopes, "qz-municipal": changed})))
    assert [f"qz-municipal may be {other!r}" in str(problem) for problem in problems] == [True]


def test_the_plans_own_definitions_hold(collection: Collection) -> None:
    assert list(definition_problems(collection)) == []
