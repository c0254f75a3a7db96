"""What site.yml and the relations say: the order of the plans, and how pages call the sides of a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.errors import PlanDataError
from plan_model.files.load import load_collection, plan_keys
from plan_model.publication import prepare
from tests.plan_model.trees import base_tree

SITE, RELATION = "site.yml", "relations/zj--qz.yml"


def replace(data: Path, name: str, old: str, new: str) -> Path:
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new), encoding="utf-8")
    return data


def sides(data: Path) -> tuple[str, str]:
    collection = load_collection(data)
    (relation,) = collection.editorial.relations
    return collection.side_names(relation)


def test_plans_named_in_site_yml_come_first_and_the_others_by_date(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    assert plan_keys(data) == ["zj", "qz"]
    assert plan_keys(replace(data, SITE, "[zj, qz]", "[qz]")) == ["qz", "zj"]
    assert plan_keys(replace(data, SITE, "[qz]", "[xx]")) == ["zj", "qz"]


def test_the_sides_of_a_relation_have_the_labels_of_their_plans(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    assert sides(data) == ("省", "市")
    assert sides(replace(data, RELATION, "implements", "parallel")) == ("浙江省", "衢州市")
    assert sides(replace(data, RELATION, "parallel", "succeeds")) == ("上一期", "本期")


def test_sides_that_would_have_one_name_have_their_titles(tmp_path: Path) -> None:
    data = replace(base_tree(tmp_path), "plans/zj/plan.yml", "label: 省", "label: 市")
    assert sides(data) == ("省规划", "市规划")


def test_the_words_of_site_yml_name_the_sides(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    with (data / SITE).open("a", encoding="utf-8") as file:
        file.write('relations:\n  implements: {first: "{place}（{years}）", second: 本规划, meaning: 落实。}\n')
    assert sides(data) == ("浙江省（2021—2025年）", "本规划")


def test_a_relation_of_a_plan_that_is_not_there_is_refused(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    for path in list((data / "relations").iterdir()):
        path.rename(path.with_name(path.name.replace("qz", "xx")))
    with pytest.raises(
        PlanDataError, match=r"^plan_data/relations/zj--xx\.yml:1: there is no plan 'xx'; expected <key>--<key>"
    ):
        load_collection(data)


def test_pairs_of_plans_whose_relation_is_not_declared_are_refused(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    (data / RELATION).unlink()
    with pytest.raises(PlanDataError, match=r"^plan_data/relations/zj--qz\.yml:1: the file is missing"):
        load_collection(data)


def test_only_what_a_plan_says_to_be_complete_is_asked_for(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    for name in ("tags.csv", "values.csv"):
        path = data / "plans/qz" / name
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    with pytest.raises(PlanDataError) as caught:
        prepare(data)
    told = str(caught.value)
    assert "has no role" in told
    assert "is recorded 0 times" in told
    replace(data, "plans/qz/plan.yml", "depth: [values, tags, mentions, table_cells]", "depth: [mentions]")
    assert prepare(data).collection.editorial.tag_of
