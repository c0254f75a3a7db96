"""Which address is given out: the canonical one where the site knows it; over file:// what there is, said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from plan_model.publication import Publication
from scripts.pages.embed import embed_files
from scripts.pages.provision import measure_pages
from tests.cite.conftest import clipboard, spot_of

PUBLIC = "https://example.org/plans/"


def test_a_known_public_address_stands_in_citations_and_embeds(publication: Publication) -> None:
    page = next(page for page in measure_pages(publication, PUBLIC) if page.path == "m/zj-1.1-p1.md")
    assert f"{PUBLIC}m/zj-1.1-p1.html" in page.body
    assert f"{PUBLIC}embed/zj-1.1-p1.html" in page.body
    described = embed_files(publication, PUBLIC)["embed/zj-1.1-p1.json"]
    assert f'src=\\"{PUBLIC}embed/zj-1.1-p1.html\\"' in described


@pytest.mark.browser
def test_the_canonical_address_is_what_is_copied(reader: Page, site: Path, site_url: str) -> None:
    body = (site / "zj/1.html").read_text(encoding="utf-8")
    canonical = f'<link rel="canonical" href="{PUBLIC}zj/1.html"></head>'

    def answer(route: Route) -> None:
        route.fulfill(body=body.replace("</head>", canonical, 1), content_type="text/html; charset=utf-8")

    reader.route(f"{site_url}zj/1.html", answer)
    reader.goto(f"{site_url}zj/1.html")
    reader.mouse.move(*spot_of(reader, "zj-1.1-p1-s2"))
    reader.locator(".cite-menu [data-act=link]").click()
    expect(reader.locator(".cite-status")).to_contain_text("已复制链接")
    assert clipboard(reader) == f"{PUBLIC}zj/1.html#zj-1.1-p1-s2"


@pytest.mark.browser
def test_over_file_the_menu_works_and_says_why_there_is_no_code(page: Page, site: Path) -> None:
    page.goto((site / "zj/1.html").as_uri())
    page.mouse.move(*spot_of(page, "zj-1.1-p1-s2"))
    menu = page.locator(".cite-menu")
    expect(menu).to_be_visible()
    menu.locator("[data-act=qr]").click()
    expect(page.locator(".cite-dialog")).to_contain_text("没有公开地址")
    page.get_by_role("button", name="关闭", exact=True).click()
    menu.locator("[data-act=add]").click()
    expect(page.locator(".cite-status")).to_contain_text("会议篮，共 1 条")
    menu.locator("[data-act=page]").click()
    expect(page.locator("#s2")).to_contain_class("is-target")


@pytest.mark.browser
def test_over_file_the_basket_packs_a_word_file(page: Page, site: Path) -> None:
    page.goto((site / "basket.html").as_uri() + "#ids=zj-1.1-p1-s2")
    with page.expect_download() as saving:
        page.locator("[data-export=docx]").click()
    assert Path(saving.value.path()).read_bytes().startswith(b"PK")
