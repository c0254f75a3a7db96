"""No plan's folder is laid over another page or folder of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.errors import PlanDataError
from plan_model.files.load import load_info, plan_folders, plan_keys
from scripts.pages.taken_names import key_problems, taken_names
from scripts.register_ids import register
from tests.plan_model.trees import base_tree


def test_every_name_at_the_root_of_the_site_is_a_plans_or_taken(site: Path) -> None:
    names = {path.name.partition(".")[0] for path in site.iterdir()}
    # MkDocs' own, which no page leads to and which are no folders.
    assert names - set(plan_keys()) - taken_names() == {"404", "sitemap"}


@pytest.mark.parametrize("key", ["assets", "check", "compare", "data", "embed", "en", "entities", "glossary", "themes"])
def test_a_key_that_the_site_needs_is_refused_before_its_ids_are_frozen(tmp_path: Path, key: str) -> None:
    data = base_tree(tmp_path)
    folder = (data / "plans/qz").rename(data / "plans" / key)
    info = folder / "plan.yml"
    info.write_text(info.read_text(encoding="utf-8").replace("key: qz", f"key: {key}"), encoding="utf-8")
    with pytest.raises(PlanDataError, match=f"^plan_data/plans/{key}/plan.yml:1: the key {key} is the name of a page"):
        register(data, keys=[key])


def test_a_device_of_windows_is_no_key() -> None:
    assert [problem.what for problem in key_problems(["con", "qz"])] == ["the key con is a device's name on Windows"]


@pytest.mark.parametrize("key", ["qz-b", "q", "QZ", "qz1", "quzhoucity"])
def test_a_key_that_would_make_ids_ambiguous_is_refused(tmp_path: Path, key: str) -> None:
    """An id ends its key at the first hyphen: `qz-b` would have the ids of `qz`."""
    data = base_tree(tmp_path)
    (data / "plans/qz").rename(data / "plans" / key)
    info = data / "plans" / key / "plan.yml"
    info.write_text(info.read_text(encoding="utf-8").replace("key: qz", f"key: '{key}'"), encoding="utf-8")
    assert key in plan_folders(data)
    with pytest.raises(PlanDataError, match=r"plan\.yml:1: field key is"):
        load_info(key, data)
