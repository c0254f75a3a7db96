"""Editorial rows that lead nowhere: the build says which row of which file."""

from dataclasses import replace

from plan_model.checking.validate_editorial import editorial_problems
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial_data import EditorialData


def told(collection: Collection, editorial: EditorialData) -> list[str]:
    return [str(problem) for problem in editorial_problems(replace(collection, editorial=editorial))]


def test_the_real_data_have_no_fault(collection: Collection) -> None:
    assert told(collection, collection.editorial) == []


def test_an_unknown_theme_names_its_row(collection: Collection) -> None:
    editorial = collection.editorial
    tag = editorial.tags["qz"][20]
    changed = tag.model_copy(update={"themes": ("no-such-theme",)})
    tags = {**editorial.tags, "qz": tuple(changed if one is tag else one for one in editorial.tags["qz"])}
    (message,) = told(collection, replace(editorial, tags=tags))
    assert message.startswith(f"plan_data/plans/qz/tags.csv:{tag.row}: unknown theme 'no-such-theme'")


def test_a_crosswalk_to_a_missing_id_names_its_row(collection: Collection) -> None:
    editorial = collection.editorial
    (relation,) = editorial.relations
    pair = next(pair for pair in relation.pairs if not pair.is_gap)
    changed = pair.model_copy(update={"b_id": "qz-9.9-p1-s1"})
    pairs = tuple(changed if one is pair else one for one in relation.pairs)
    (message,) = told(collection, replace(editorial, relations=(relation.model_copy(update={"pairs": pairs}),)))
    assert message.startswith(f"plan_data/relations/zj--qz.csv:{pair.row}: unknown provision id 'qz-9.9-p1-s1'")
