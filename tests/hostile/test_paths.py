"""Keys and ids become file names: what would leave the site's folder, or name no file, is refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from plan_model.errors import PlanDataError
from plan_model.ids.registry import PagePath
from plan_model.publication import prepare
from plan_model.shapes.editorial import OptionalProvisionId
from plan_model.shapes.indicators import Slug
from plan_model.shapes.plan import PlanKey, ProvisionId
from tests.plan_model.trees import base_tree

TRICKS = ["../x", "..", ".", "/etc/passwd", "qz/../../x", "qz-..", "qz-../x", "qz-1/../../x", "qz-1\\..\\x", "C:\\x",
          "qz-1\0", "qz-1\n", "con:", "~", "qz-1%2f", "qz-1?x", "qz-1#x", "QZ-1", "qz-１", "qz-1 ", " qz-1", "-",
          "a" * 300, "qz-" + "1" * 300, "file:///etc/passwd", "javascript:1", "qz-1\u202e", "\ufeffqz-1"]  # fmt: skip
NAMES = {"plan key": PlanKey, "provision id": ProvisionId, "crosswalk id": OptionalProvisionId, "slug": Slug}
# Each kind of file in which an id stands: the file, a piece of it, and what stands there instead.
PLACES = {
    "plan key": ("plans/qz/plan.yml", "key: qz", "key: '{}'"),
    "indicator": ("indicators.yml", "id: total-assets", "id: '{}'"),
    "scope": ("scopes.yml", "id: qz-city", "id: '{}'"),
    "theme": ("themes.yml", "id: scale", "id: '{}'"),
    "chapter": ("plans/qz/chapters/1.yml", "id: qz-1\n", "id: '{}'\n"),
    "entity": ("entities.csv", "qz-office", "{}"),
    "crosswalk": ("relations/zj--qz.csv", "zj-1-p1", "{}"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("trick", TRICKS)
def test_no_name_takes_a_path_trick(name: str, trick: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(NAMES[name]).validate_python(trick)


@pytest.mark.parametrize(
    "page", ["../x.html", "/x.html", "m/../x.html", "m/..html", "a/b/c.html", "m//x.html", ".html"]
)
def test_the_registry_names_no_page_outside_the_site(page: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(PagePath).validate_python(page)


@pytest.mark.parametrize("place", PLACES)
def test_a_path_in_a_file_is_told_with_file_and_line(place: str, tmp_path: Path) -> None:
    name, old, new = PLACES[place]
    data = base_tree(tmp_path)
    text = (data / name).read_text(encoding="utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new.format("../../etc/x"), 1), encoding="utf-8")
    with pytest.raises(PlanDataError) as caught:
        prepare(data)
    line = text[: text.index(old)].count("\n") + 1
    told = [problem for problem in caught.value.problems if (problem.file, problem.line) == (name, line)]
    assert any("../../etc/x" in problem.what and problem.expected and problem.fix for problem in told), caught.value


def test_a_plan_whose_key_names_another_folder_is_told(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    info = data / "plans/qz/plan.yml"
    info.write_text(info.read_text(encoding="utf-8").replace("key: qz", "key: zj"), encoding="utf-8")
    with pytest.raises(PlanDataError, match=r"plans/qz/plan\.yml:1: the key zj stands in the folder qz; expected"):
        prepare(data)


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "!!python/object:pathlib.Path {}",
        "!!python/module:os",
        "!include /etc/passwd",
    ],
)
def test_a_yaml_tag_makes_no_object_and_is_told_with_its_line(value: str, tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    (data / "glossary.yml").write_text(f"terms:\n  - id: x\n    term: {value}\n", encoding="utf-8")
    with pytest.raises(PlanDataError, match=r"glossary\.yml:3: broken YAML: could not determine a constructor"):
        prepare(data)


def test_aliases_that_multiply_do_not_fill_the_memory(tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (data / "glossary.yml").write_text("\n".join(["a0: &a0 [x]", *levels, "terms: *a11", ""]), encoding="utf-8")
    with pytest.raises(PlanDataError, match=r"glossary\.yml:2: the alias \*a0; expected every value written out"):
        prepare(data)


@pytest.mark.parametrize(
    "text",
    [
        "terms: \0",
        "terms: \x1b[2J",
        "[" * 999,
        "[" * 5000 + "]" * 5000,
        "a: 2021-13-45",
        "a: 0x",
        "terms: {? {? x}}",
        "{[]: x}",
    ],
)
def test_yaml_that_no_parser_likes_is_told(text: str, tmp_path: Path) -> None:
    data = base_tree(tmp_path)
    (data / "glossary.yml").write_text(text, encoding="utf-8")
    with pytest.raises(PlanDataError, match=r"^plan_data/glossary\.yml:[12]: .*; expected .*; "):
        prepare(data)
