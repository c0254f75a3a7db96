"""Every field of free text, filled with what browsers and spreadsheets would run, comes out as text."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from plan_model.publication import prepare
from plan_model.shapes.plan import Strict
from tests.quiet_server import served
from tests.site.test_requests import faults_of_pages

Field = tuple[str, str]
# Fields that admit nothing hostile: a fixed pattern or list, or a file that only a program writes (registry.csv).
CLOSED = {
    ("PlanInfo", "key"), ("SourceNotice", "file"), ("SourceNotice", "sha256"), ("SourceNotice", "original"),
    ("Provision", "id"),
    ("Provision", "kind"), ("Provision", "number"),
    ("Correction", "kind"), ("Indicator", "id"), ("Indicator", "better"), ("Indicator", "formula"), ("Scope", "id"),
    ("Scope", "plan"), ("IndicatorValue", "indicator_id"), ("IndicatorValue", "scope"), ("IndicatorValue", "year"),
    ("IndicatorValue", "kind"), ("IndicatorValue", "form"), ("IndicatorValue", "qualifier"),
    ("IndicatorValue", "aspect"), ("IndicatorValue", "attribute"), ("IndicatorValue", "provision_id"), ("Theme", "id"),
    ("Tag", "provision_id"), ("Tag", "role"), ("Tag", "themes"), ("Entity", "entity_id"), ("Entity", "kind"),
    ("Mention", "sentence_id"), ("Mention", "entity_id"), ("Project", "entity_id"), ("Project", "sentence_id"),
    ("CrosswalkPair", "a_id"), ("CrosswalkPair", "b_id"), ("CrosswalkPair", "relation"),
    ("SiteInfo", "languages"), ("SiteInfo", "plans"), ("SiteInfo", "headline_table"), ("HeadlineTarget", "indicator"),
    ("HeadlineTarget", "scope"), ("PlanInfo", "language"), ("PlanInfo", "status"), ("PlanInfo", "depth"),
    ("TableInfo", "role"), ("TableInfo", "label_columns"), ("PlanRelation", "a"),
    ("PlanRelation", "b"), ("PlanRelation", "kind"),
    ("GlossaryTerm", "id"), ("GlossaryTerm", "basis"), ("GlossaryTerm", "sources"),
    ("GlossarySource", "id"), ("GlossarySource", "date"), ("GlossarySource", "address"),
    ("GlossarySource", "consulted"),
}  # fmt: skip
DATA_BLOCKS = {"application/json", "application/ld+json"}  # browsers do not run them
ACTIVE = ("<", "{{", "{%")


def texts(value: object, field: Field = ("", "")) -> Iterator[tuple[Field, str]]:
    """Every text inside plan data, with the record and the field in which it stands."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (type(value).__name__, name))
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from texts(getattr(value, part.name), field)
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item, field)


def test_every_field_is_hostile_or_cannot_be(project: Path) -> None:
    found = list(texts(prepare(project / "plan_data").collection))
    hostile = {field for field, text in found if any(sign in text for sign in ACTIVE)}
    assert {field for field, _ in found} - hostile == CLOSED


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, html.HtmlElement]:
    site = project / "site"
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_no_page_holds_anything_that_runs(pages: dict[str, html.HtmlElement]) -> None:
    assert len(pages) > 20
    for name, root in pages.items():
        programs = [script for script in root.iter("script") if script.get("type") not in DATA_BLOCKS]
        assert [script.text for script in programs if script.text or not script.get("src")] == [], name
        assert root.xpath("//@*[starts-with(name(), 'on')] | //@style | //base | //iframe | //object") == [], name
        addresses = [str(address).strip().lower() for address in root.xpath("//@href | //@src | //@action")]
        assert [a for a in addresses if a.startswith(("javascript:", "vbscript:", "data:text"))] == [], name
        assert root.xpath("//img[@src='x']") == [], name


@pytest.mark.parametrize(
    ("page", "wording"),
    [
        ("indicators/listed-companies.html", "<b>家</b> {{ 7*7 }}"),
        ("entities/qz-office.html", "<img src=x onerror=alert(1)> 市国资委"),
        ("glossary.html", "<b>给</b>"),
        ("compare.html", "=cmd|'/C calc'!A0 两处"),
    ],
)
def test_the_worst_wordings_are_shown_to_the_letter(
    pages: dict[str, html.HtmlElement], page: str, wording: str
) -> None:
    assert wording in pages[page].body.text_content()


def test_no_cell_of_a_download_is_a_formula(project: Path) -> None:
    files = [file.read_bytes().decode("utf-8-sig") for file in sorted((project / "site").rglob("*.csv"))]
    cells = [cell for text in files for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    begin = {cell[0] for cell in cells if cell}
    assert begin.isdisjoint("=+@\t\r")
    assert not [cell for cell in cells if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]
    assert any("=cmd|" in cell for cell in cells)
    assert any("@SUM(1)" in cell for cell in cells)


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with served(project / "site") as address:
        yield address


@pytest.mark.browser
def test_a_browser_meets_no_dialog_no_error_and_no_breach_of_the_policy(
    browser: Browser, address: str, pages: dict[str, html.HtmlElement]
) -> None:
    faults = faults_of_pages(browser, address, list(pages))
    # The calculator's runtime and charts are not part of this site.
    missing = ("assets/runtime/", "assets/vega/", "404")
    assert {
        name: seen for name, seen in faults.items() if any(not any(part in text for part in missing) for text in seen)
    } == {}
