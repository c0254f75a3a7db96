"""The drawing in the README is that of the imports."""

from __future__ import annotations

import re

from scripts.building.steps import ROOT
from tests.site.architecture import drawing, imports, without_detours


def test_the_readme_draws_the_rooms_and_imports_that_there_are() -> None:
    (drawn,) = re.findall(r"```mermaid\n(.*?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert drawn == drawing(), "run `python -m tests.site.architecture` and put what it prints into the README"


def test_an_arrow_is_left_out_only_where_a_longer_way_leads() -> None:
    assert without_detours({("a", "b"), ("b", "c"), ("a", "c")}) == {("a", "b"), ("b", "c")}
    assert without_detours({("a", "b"), ("a", "c")}) == {("a", "b"), ("a", "c")}


def test_the_packages_are_imported_one_way() -> None:
    order = ("target_calculator", "plan_model", "macros", "scripts")
    packages = {(a.partition(".")[0], b.partition(".")[0]) for a, b in imports()}
    assert all(order.index(b) <= order.index(a) for a, b in packages)
