"""The built pages say what the plans say: every id, every sentence, every cell, in order and to the letter."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plan_model.shapes.collection import Collection
from plan_model.source.source_text import without_spaces
from tests.site.reading import elements_by_id, faults_of, parse, shown_text

Pages = dict[str, html.HtmlElement]


@pytest.fixture(scope="module")
def provisions(site: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((site / "data/provisions.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def pages(site: Path, provisions: list[dict[str, Any]]) -> Pages:
    """Every page that the published addresses lead to."""
    return {name: parse(site / name) for name in {address(provision)[0] for provision in provisions}}


@pytest.fixture(scope="module")
def elements(pages: Pages) -> dict[str, dict[str, html.HtmlElement]]:
    return {name: elements_by_id(root) for name, root in pages.items()}


def address(provision: dict[str, Any]) -> tuple[str, str]:
    page, _, anchor = provision["url"].partition("#")
    return page, anchor


def test_every_published_address_leads_to_the_provision(
    provisions: list[dict[str, Any]], elements: dict[str, dict[str, html.HtmlElement]]
) -> None:
    for provision in provisions:
        page, anchor = address(provision)
        assert anchor in {"", provision["id"]}
        assert not anchor or anchor in elements[page], provision["id"]
        for identifier, _ in provision["sentences"]:
            assert identifier in elements[page], identifier


def test_every_heading_sentence_and_cell_is_shown_to_the_letter(
    collection: Collection, elements: dict[str, dict[str, html.HtmlElement]]
) -> None:
    faults = [
        fault
        for place in collection.places.values()
        for fault in faults_of(place.provision, elements[place.chapter.replace("-", "/") + ".html"])
    ]
    assert faults == []


@pytest.mark.parametrize("key", ["zj", "qz"])
def test_the_chapter_pages_in_order_hold_the_whole_text_in_order(
    collection: Collection, pages: Pages, key: str
) -> None:
    plan = collection.plans[key]
    parts = [
        piece
        for chapter in plan.chapters
        for piece in printed_pieces(pages[chapter.id.replace("-", "/") + ".html"], chapter.heading)
    ]
    published = "".join(piece for chapter in plan.chapters for piece in chapter.pieces())
    assert without_spaces("".join(parts)) == without_spaces(published)


def printed_pieces(root: html.HtmlElement, chapter_heading: str) -> list[str]:
    """What a page shows of the plan, in the order of the page: headings, paragraphs, tables."""
    text = "self::h1|self::h2|self::h3|self::p[@class='provision']"
    table = "self::caption|self::tr[ancestor::table[@class='plan-table']]"
    found = root.xpath(f"//article//*[{text}|{table}]")
    return [shown_text(part) for part in found if part.tag != "h1" or chapter_heading]


def test_every_sentence_has_a_place_on_its_paragraphs_own_page(site: Path, provisions: list[dict[str, Any]]) -> None:
    for provision in provisions:
        if provision["kind"] == "paragraph":
            own = elements_by_id(parse(site / "m" / f"{provision['id']}.html"))
            for identifier, text in provision["sentences"]:
                assert shown_text(own[identifier.rpartition("-")[2]]) == text, identifier


def test_no_id_stands_twice_on_any_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        elements_by_id(parse(page))


def test_every_figure_of_the_text_leads_to_its_indicator(site: Path, pages: Pages) -> None:
    links = [(name, link) for name, root in pages.items() for link in root.xpath("//article//a[@class='figure']")]
    assert len(links) >= 200
    for name, link in links:
        target = (site / name).parent / link.get("href")
        assert target.is_file(), (name, link.get("href"))
        assert target.parent.name == "indicators"


def test_every_printed_value_stands_on_its_indicators_page(site: Path, collection: Collection) -> None:
    for indicator, values in collection.values_by_indicator.items():
        text = parse(site / "indicators" / f"{indicator}.html").text_content()
        assert [value.printed for value in values if value.printed not in text] == []


def test_every_check_stands_on_the_check_page(site: Path) -> None:
    """So does every figure that no other implies."""
    checks, underived = (
        list(csv.DictReader((site / "data" / name).read_text(encoding="utf-8-sig").splitlines()))
        for name in ("checks.csv", "underived.csv")
    )
    rows = parse(site / "check.html").xpath("//table[@class='data-table']/tbody/tr")
    assert len(checks) >= 90
    assert len(underived) >= 90
    assert len(rows) == len(checks) + len(underived)
