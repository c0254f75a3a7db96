"""A fault in what editors add is told with its file and row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from plan_model.checking.completeness import completeness_problems
from plan_model.checking.validate_editorial import editorial_problems
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import GlossarySource
from plan_model.shapes.editorial_data import EditorialData


def told(collection: Collection, **changed: object) -> str:
    editorial: EditorialData = replace(collection.editorial, **changed)  # type: ignore[arg-type]
    return "\n".join(str(problem) for problem in editorial_problems(replace(collection, editorial=editorial)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"wording": "没有印出的字"}, "'没有印出的字' is no wording of"),
        ({"sentence_id": "qz-9.9-p1-s1"}, "unknown sentence id 'qz-9.9-p1-s1'"),
        ({"entity_id": "nobody"}, "unknown entity 'nobody'"),
    ],
)
def test_a_mention_that_does_not_hold_is_named_with_its_row(
    collection: Collection, change: dict[str, str], complaint: str
) -> None:
    first, *rest = collection.editorial.mentions["qz"]
    mentions = {**collection.editorial.mentions, "qz": (first.model_copy(update=change), *rest)}
    assert f"plans/qz/mentions.csv:{first.row}: {complaint}" in told(collection, mentions=mentions)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"a_id": "qz-1.1-p1"}, "a_id is 'qz-1.1-p1'; expected an id of the plan zj"),
        ({"relation": "no_counterpart"}, "relation no_counterpart with the ids"),
        ({"b_id": ""}, "with the ids"),
    ],
)
def test_a_crosswalk_row_that_does_not_hold_is_named_with_its_row(
    collection: Collection, change: dict[str, str], complaint: str
) -> None:
    (relation,) = collection.editorial.relations
    first, *rest = relation.pairs
    pairs = (first.model_copy(update=change), *rest)
    message = told(collection, relations=(relation.model_copy(update={"pairs": pairs}),))
    assert message.startswith(f"plan_data/relations/zj--qz.csv:{first.row}: ")
    assert complaint in message


def test_an_untagged_paragraph_is_named(collection: Collection) -> None:
    first, *rest = collection.editorial.tags["zj"]
    editorial = replace(collection.editorial, tags={**collection.editorial.tags, "zj": tuple(rest)})
    (problem,) = completeness_problems(replace(collection, editorial=editorial))
    assert str(problem).startswith(f"plan_data/plans/zj/tags.csv:1: {first.provision_id} has no role;")


def test_a_source_that_nobody_knows_is_named(collection: Collection) -> None:
    first, *rest = collection.editorial.glossary
    message = told(collection, glossary=(first.model_copy(update={"sources": ("nowhere",)}), *rest))
    assert f"term {first.id} names the unknown source 'nowhere'" in message


def test_a_source_without_date_and_address_is_refused() -> None:
    with pytest.raises(ValidationError, match="needs its date or its address"):
        GlossarySource(id="rumour", title="书", publisher="社", consulted="text")
