"""Names marked in a text, and the addresses of pages that compare plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.entities import marked
from plan_model.ids.addresses import comparison_page
from plan_model.shapes.collection import Collection


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        (["市国资", "市国资公司"], "<mark>市国资公司</mark>、<mark>市国资</mark>委和&lt;省&gt;"),
        (["市国资公司", "市国资"], "<mark>市国资公司</mark>、<mark>市国资</mark>委和&lt;省&gt;"),
        (["国资", "市国"], "市<mark>国资</mark>公司、市<mark>国资</mark>委和&lt;省&gt;"),
        (["<省>"], "市国资公司、市国资委和<mark>&lt;省&gt;</mark>"),
        (["没有"], "市国资公司、市国资委和&lt;省&gt;"),
    ],
)
def test_longer_names_are_marked_first_and_none_within_another(wordings: list[str], expected: str) -> None:
    assert marked("市国资公司、市国资委和<省>", wordings) == expected


@pytest.mark.parametrize("other", [("aa", "bb"), ("zz", "zzz")])
def test_the_first_relation_has_the_known_address_and_every_other_its_own(
    collection: Collection, other: tuple[str, str]
) -> None:
    first = collection.editorial.relations[0]
    second = first.model_copy(update={"a": other[0], "b": other[1]})
    both = replace(collection, editorial=replace(collection.editorial, relations=(first, second)))
    assert comparison_page(both, first) == "compare.html"
    assert comparison_page(both, second) == f"compare/{other[0]}--{other[1]}.html"
