"""Measure pages and the guide: what they say, what they weigh, that axe finds nothing."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from macros.editorial_names import RELATIONS
from plan_model.ids.registry import text_digest
from plan_model.shapes.collection import Collection
from tests.cite.conftest import clipboard

MEASURE = "qz-2.3.1-p1"
MOST_BYTES = 60_000  # gzip, first view
FORMS = 4


def structured_data(site: Path, identifier: str) -> dict[str, object]:
    page = (site / f"m/{identifier}.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_every_paragraph_and_table_has_its_page(site: Path, collection: Collection) -> None:
    wanted = {one for one, place in collection.places.items() if place.provision.kind in {"paragraph", "table"}}
    assert {path.stem for path in (site / "m").glob("*.html")} == wanted


def test_structured_data_names_the_measure_and_its_plan(site: Path, collection: Collection) -> None:
    data = structured_data(site, MEASURE)
    assert data["@type"] == "Legislation"
    assert data["identifier"] == MEASURE
    assert data["text"] == collection.texts[MEASURE]
    whole = data["isPartOf"]
    assert isinstance(whole, dict)
    assert whole["legislationIdentifier"] == "衢发改发〔2021〕29号"
    assert whole["legislationDate"] == "2021-06-30"


def test_structured_data_leaves_out_a_document_number_that_is_not_known(site: Path) -> None:
    whole = structured_data(site, "zj-1.1-p1")["isPartOf"]
    assert isinstance(whole, dict)
    assert "legislationIdentifier" not in whole


def test_counterparts_are_told_with_relation_and_reason(site: Path, collection: Collection) -> None:
    told = 0
    for pair in collection.editorial.crosswalk:
        owner = collection.paragraph_of(pair.b_id) if pair.b_id else ""
        if owner and collection.places[owner].provision.kind == "paragraph":
            page = (site / f"m/{owner}.html").read_text(encoding="utf-8")
            assert RELATIONS[pair.relation] in page
            assert pair.reason in page
            told += 1
    assert told > 100


def test_the_digest_is_that_of_the_published_text(site: Path, collection: Collection) -> None:
    page = (site / f"m/{MEASURE}.html").read_text(encoding="utf-8")
    assert text_digest(collection.texts[MEASURE]) in page


@pytest.mark.browser
def test_the_first_view_weighs_less_than_60_kb(reader: Page, site: Path, site_url: str, collection: Collection) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    for identifier in (MEASURE, "qz-t2", max(collection.texts, key=lambda one: len(collection.texts[one]))):
        asked.clear()
        reader.goto(f"{site_url}m/{collection.paragraph_of(identifier)}.html", wait_until="networkidle")
        sizes = {url: len(gzip.compress((site / url.removeprefix(site_url)).read_bytes())) for url in asked}
        assert 10_000 < sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.browser
def test_citations_on_the_page_carry_its_address_and_the_day(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}m/{MEASURE}.html")
    assert reader.locator("[data-citation]").count() == FORMS
    for text in reader.locator("[data-citation]").all_text_contents():
        assert f"{site_url}m/{MEASURE}.html" in text
    assert re.search(r"\[\d{4}-\d{2}-\d{2}\]", reader.locator("[data-citation]").first.text_content() or "")
    reader.get_by_role("button", name="复制", exact=True).first.click()
    expect(reader.locator(".cite-status")).to_have_text("已复制")
    assert clipboard(reader) == reader.locator("[data-citation]").first.text_content()


@pytest.mark.browser
def test_the_page_draws_its_qr_code(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}m/{MEASURE}.html")
    reader.get_by_role("button", name="显示二维码").click()
    expect(reader.locator(".qr-place svg")).to_be_visible()


@pytest.mark.browser
def test_the_embed_shows_the_wording_in_a_frame(reader: Page, site_url: str, collection: Collection) -> None:
    reader.goto(f"{site_url}cite.html")
    reader.evaluate(
        "(source) => {"
        " const frame = document.createElement('iframe'); frame.src = source; document.body.append(frame) }",
        f"{site_url}embed/{MEASURE}.html",
    )
    expect(reader.frame_locator("iframe").locator("blockquote")).to_have_text(collection.texts[MEASURE])


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["zj/1.html#zj-1.1-p1-s2", f"m/{MEASURE}.html", "m/qz-t2.html", "cite.html", "basket.html"]
)
def test_axe_finds_nothing(reader: Page, site_url: str, path: str, scheme: str) -> None:
    reader.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    reader.goto(site_url + path)
    first = reader.locator(".sentence, .plan-table tbody td").first
    if first.count():
        first.hover()
        expect(reader.locator(".cite-menu")).to_be_visible()
    report = Axe().run(reader, options={"preload": False})
    assert report.violations_count == 0, report.generate_report()
