"""Every published id leads to an element that holds exactly its text."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from plan_model.ids.locator import find_provision, full_locator
from plan_model.shapes.collection import Collection
from tests.cite.html_text import ElementTexts, read_page


@pytest.fixture(scope="session")
def provisions(site: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((site / "data/provisions.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def page_of(site: Path) -> Any:
    @functools.cache
    def read(path: str) -> ElementTexts:
        return read_page(site / path)

    return read


def _row(text: str) -> str:
    return " ".join(cell for cell in text.split("\n") if cell)


def _shown(provision: dict[str, Any], text: str) -> str:
    """What an element shows of a provision, without the frame around it: the permanent link, the table's rows."""
    if provision["kind"] == "table":
        return text.partition("\n")[0][: len(provision["number"] + provision["heading"]) + 1]
    return text.removesuffix("¶")


def _expected(provision: dict[str, Any]) -> str:
    if provision["kind"] == "paragraph":
        return str(provision["text"])
    if provision["kind"] == "table":
        return f"{provision['number']} {provision['heading']}"
    return provision["number"] + provision["heading"] or "印发通知"


def test_every_provision_is_an_anchor_with_exactly_its_text(provisions: list[dict[str, Any]], page_of: Any) -> None:
    for provision in provisions:
        path, _, anchor = provision["url"].partition("#")
        text = page_of(path).texts[anchor or provision["id"]]
        assert _shown(provision, text) == _expected(provision), provision["id"]


def test_every_sentence_and_row_is_an_anchor_with_exactly_its_text(
    provisions: list[dict[str, Any]], page_of: Any
) -> None:
    found = 0
    for provision in provisions:
        path = provision["url"].partition("#")[0]
        for identifier, expected in provision["sentences"]:
            text = page_of(path).texts[identifier]
            assert (_row(text) if provision["kind"] == "table" else text) == expected, identifier
            found += 1
    assert found > 500


def test_every_sentence_and_row_is_a_short_anchor_on_its_own_page(
    provisions: list[dict[str, Any]], page_of: Any
) -> None:
    for provision in provisions:
        for identifier, expected in provision["sentences"]:
            text = page_of(f"m/{provision['id']}.html").texts[identifier.removeprefix(f"{provision['id']}-")]
            assert (_row(text) if provision["kind"] == "table" else text) == expected, identifier


def test_every_embed_shows_exactly_the_sentences(provisions: list[dict[str, Any]], page_of: Any, site: Path) -> None:
    for provision in provisions:
        if provision["kind"] == "paragraph":
            texts = page_of(f"embed/{provision['id']}.html").texts
            assert "".join(texts.values()) == provision["text"]
            described = json.loads((site / f"embed/{provision['id']}.json").read_text(encoding="utf-8"))
            assert described["type"] == "rich"
            assert f"embed/{provision['id']}.html" in described["html"]


def test_ids_are_unique_on_every_page_of_the_plans(site: Path) -> None:
    pages = [*site.glob("zj/*.html"), *site.glob("qz/*.html"), *site.glob("m/*.html")]
    assert len(pages) > 200
    repeated = {page.name: read_page(page).repeated for page in pages}
    assert {name: ids for name, ids in repeated.items() if ids} == {}


def test_every_place_as_people_write_it_leads_back_to_its_id(collection: Collection) -> None:
    for identifier in collection.texts:
        assert find_provision(collection, full_locator(collection, identifier)) == identifier


@pytest.mark.parametrize(
    "tail", ["", "。", ".", "，请看", "&shareTo=weixin", "%E3%80%82", "?from=singlemessage", ")", " "]
)
@pytest.mark.parametrize(
    "written",
    [
        "zj-1.1-p1-s2",
        "https://plans.example.org/zj/1.html#zj-1.1-p1-s2",
        "https://plans.example.org/m/zj-1.1-p1.html#s2",
        "请看 https://plans.example.org/m/zj-1.1-p1.html?from=singlemessage&isappinstalled=0#s2",
    ],
)
def test_an_id_or_address_is_resolved_whatever_a_messenger_added(
    collection: Collection, written: str, tail: str
) -> None:
    assert find_provision(collection, written + tail) == "zj-1.1-p1-s2"


def test_an_address_of_what_is_not_there_resolves_to_nothing(collection: Collection) -> None:
    assert find_provision(collection, "https://plans.example.org/m/zj-1.1-p1.html#s99") is None
    assert find_provision(collection, "https://plans.example.org/m/zj-1.1-p1.html") == "zj-1.1-p1"
