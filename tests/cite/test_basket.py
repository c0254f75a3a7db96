"""The meeting basket: kept, reordered, exported; works where storage is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from plan_model.ids.locator import full_locator
from plan_model.shapes.collection import Collection
from tests.cite.conftest import spot_of

pytestmark = pytest.mark.browser

IDS = ["zj-1.1-p1-s2", "qz-3.1.1-p2", "qz-t2-r3"]


@pytest.fixture
def basket(reader: Page, site_url: str) -> Page:
    reader.goto(f"{site_url}basket.html")
    reader.locator("#basket-ids").fill("\n".join(IDS))
    reader.locator("#basket-add").click()
    expect(reader.locator("#basket-list > li")).to_have_count(len(IDS))
    return reader


def listed(page: Page) -> list[str | None]:
    return [item.get_attribute("data-id") for item in page.locator("#basket-list > li").all()]


def exported(page: Page, kind: str) -> Path:
    with page.expect_download() as saving:
        page.locator(f"[data-export={kind}]").click()
    return Path(saving.value.path())


def test_chosen_provisions_are_kept_with_place_and_wording(basket: Page, collection: Collection) -> None:
    basket.reload()
    assert listed(basket) == IDS
    for item, identifier in zip(basket.locator("#basket-list > li").all(), IDS, strict=True):
        assert item.locator("a").text_content() == full_locator(collection, identifier)
        assert item.locator("p").text_content() == collection.texts[identifier]


def test_provisions_are_reordered_by_keyboard(basket: Page) -> None:
    down = basket.get_by_role("button", name="下移").first
    down.focus()
    basket.keyboard.press("Enter")
    assert listed(basket) == [IDS[1], IDS[0], IDS[2]]
    basket.keyboard.press("Enter")  # the focus has moved along with the provision
    assert listed(basket) == [IDS[1], IDS[2], IDS[0]]


def test_a_provision_is_removed(basket: Page) -> None:
    basket.get_by_role("button", name="移除").nth(1).click()
    assert listed(basket) == [IDS[0], IDS[2]]


def test_the_ids_file_holds_one_id_a_line(basket: Page) -> None:
    assert exported(basket, "ids").read_text(encoding="utf-8") == "".join(f"{one}\n" for one in IDS)


def test_markdown_quotes_every_provision_with_its_address(basket: Page, site_url: str, collection: Collection) -> None:
    text = exported(basket, "markdown").read_text(encoding="utf-8")
    assert f"> {collection.texts[IDS[1]]}\n" in text
    assert f"({site_url}m/zj-1.1-p1.html#s2)" in text


def test_csv_opens_in_a_spreadsheet_with_one_row_each(basket: Page, site_url: str, collection: Collection) -> None:
    text = exported(basket, "csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["编号"] for row in rows] == IDS
    assert [row["原文"] for row in rows] == [collection.texts[one] for one in IDS]
    assert rows[1]["地址"] == f"{site_url}m/qz-3.1.1-p2.html"


def test_the_word_file_opens_with_every_wording(basket: Page, collection: Collection) -> None:
    document = docx.Document(str(exported(basket, "docx")))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    for identifier in IDS:
        assert collection.texts[identifier] in paragraphs
    assert paragraphs[1] == f"1. {full_locator(collection, IDS[0])}"


def test_what_is_no_id_is_passed_over_and_an_unknown_id_is_said_to_be_so(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}basket.html")
    reader.locator("#basket-ids").fill("<script>alert(1)</script>\nqz-99-p1\n=1+1\n" + "a" * 5000)
    reader.locator("#basket-add").click()
    expect(reader.locator("#basket-list li")).to_have_count(1)
    assert listed(reader) == ["qz-99-p1"]
    expect(reader.locator("#basket-list")).to_contain_text("没有这个编号")
    assert exported(reader, "ids").read_text(encoding="utf-8") == ""


def test_without_storage_the_basket_travels_in_the_address(reader: Page, site_url: str, collection: Collection) -> None:
    reader.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})")
    reader.goto(f"{site_url}zj/1.html")
    for identifier in ("zj-1.1-p1-s2", "zj-1.1-p1-s1"):
        reader.mouse.move(0, 0)
        reader.mouse.move(*spot_of(reader, identifier))
        expect(reader.locator(f"[id='{identifier}']")).to_contain_class("has-menu")
        reader.locator(".cite-menu [data-act=add]").click()
    reader.locator(".cite-menu [data-act=basket]").click()
    reader.wait_for_url(f"{site_url}basket.html#ids=zj-1.1-p1-s2,zj-1.1-p1-s1")
    assert listed(reader) == ["zj-1.1-p1-s2", "zj-1.1-p1-s1"]
    expect(reader.locator("#basket-notice")).to_contain_text("离开本页前请导出")
