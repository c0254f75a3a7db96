"""The menu of a sentence: every entry, by mouse, touch and keyboard, without moving the page."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from plan_model.ids.locator import locator
from plan_model.shapes.collection import Collection
from tests.cite.conftest import clipboard, spot_of
from tests.cite.qr_reader import read_code

SENTENCE = "zj-1.1-p1-s2"
CHAPTER = "zj/1.html"
QUIET = 4  # white modules around a QR code
TITLE = "《浙江省国资国企改革发展“十四五”规划》"

pytestmark = pytest.mark.browser


def open_menu(page: Page, address: str, identifier: str) -> None:
    page.goto(address)
    page.mouse.move(*spot_of(page, identifier))
    expect(page.locator(".cite-menu")).to_be_visible()


def press(page: Page, act: str, said: str) -> None:
    page.locator(f".cite-menu [data-act={act}]").click()
    expect(page.locator(".cite-status")).to_contain_text(said)


@pytest.fixture
def menu(reader: Page, site_url: str) -> Page:
    open_menu(reader, f"{site_url}{CHAPTER}", SENTENCE)
    return reader


def test_copy_link_gives_the_address_of_the_sentence(menu: Page, site_url: str) -> None:
    press(menu, "link", "已复制链接")
    assert clipboard(menu) == f"{site_url}{CHAPTER}#{SENTENCE}"


def test_copy_quote_gives_text_plan_and_date(menu: Page, collection: Collection) -> None:
    press(menu, "quote", "已复制原文")
    text, source = clipboard(menu).split("\n")
    assert text == collection.texts[SENTENCE]
    assert source == f"——{TITLE}（浙江省人民政府办公厅，2021年6月9日印发）{locator(collection, SENTENCE)}"


def test_copy_quote_names_the_document_number_where_it_is_known(reader: Page, site_url: str) -> None:
    open_menu(reader, f"{site_url}m/qz-3.1.1-p2.html", "s1")
    press(reader, "quote", "已复制原文")
    assert "衢发改发〔2021〕29号，2021年6月30日印发）三（一）1 第2段第1句" in clipboard(reader)


def test_gbt_citation_has_the_parts_in_order(menu: Page, site_url: str) -> None:
    press(menu, "gbt", "国标")
    today = datetime.now().astimezone().date().isoformat()
    assert clipboard(menu) == (
        "浙江省人民政府办公厅. 浙江省国资国企改革发展“十四五”规划: 一（一）第1段第2句[EB/OL]. "
        f"(2021-06-09)[{today}]. {site_url}{CHAPTER}#{SENTENCE}."
    )


def test_plain_citation_names_source_and_address(menu: Page, site_url: str) -> None:
    press(menu, "plain", "文本")
    expected = f"{TITLE}（浙江省人民政府办公厅，2021年6月9日印发）一（一）第1段第2句。{site_url}{CHAPTER}#{SENTENCE}"
    assert clipboard(menu) == expected


def test_markdown_citation_is_a_quotation_with_a_link(menu: Page, site_url: str, collection: Collection) -> None:
    press(menu, "markdown", "Markdown")
    lines = clipboard(menu).split("\n")
    assert lines[0] == f"> {collection.texts[SENTENCE]}"
    assert lines[2].endswith(f"]({site_url}{CHAPTER}#{SENTENCE})")


def test_html_citation_is_a_blockquote_with_its_source(menu: Page, site_url: str, collection: Collection) -> None:
    press(menu, "html", "HTML")
    address = f"{site_url}{CHAPTER}#{SENTENCE}"
    assert clipboard(menu).startswith(f'<blockquote cite="{address}"><p>{collection.texts[SENTENCE]}</p>')
    assert f'<a href="{address}">' in clipboard(menu)


def test_own_page_opens_at_the_sentence(menu: Page, site_url: str, collection: Collection) -> None:
    menu.locator(".cite-menu [data-act=page]").click()
    menu.wait_for_url(f"{site_url}m/zj-1.1-p1.html#s2")
    assert menu.locator("#s2").text_content() == collection.texts[SENTENCE]


def test_counterpart_opens_in_the_other_plan(menu: Page, site_url: str, collection: Collection) -> None:
    links = menu.locator(".cite-menu [data-act=counterpart]")
    answers = [pair.b_id for pair in collection.editorial.crosswalk if pair.a_id == "zj-1.1-p1"]
    assert links.count() == len(answers) > 0
    links.first.click()
    menu.wait_for_url(re.compile(rf"{re.escape(site_url)}m/qz-.*"))


def test_qr_code_is_the_one_of_the_address(menu: Page, site_url: str) -> None:
    menu.locator(".cite-menu [data-act=qr]").click()
    path = menu.locator(".cite-dialog svg path").nth(1)
    expect(path).to_be_attached()
    corners = re.findall(r"M(\d+) (\d+)h", path.get_attribute("d") or "")
    assert read_code({(int(y) - QUIET, int(x) - QUIET) for x, y in corners}) == f"{site_url}{CHAPTER}#{SENTENCE}"


@pytest.mark.parametrize(("label", "name"), [("下载 SVG", f"{SENTENCE}.svg"), ("下载 PNG", f"{SENTENCE}.png")])
def test_qr_code_can_be_saved(menu: Page, label: str, name: str) -> None:
    menu.locator(".cite-menu [data-act=qr]").click()
    with menu.expect_download() as saving:
        menu.get_by_role("button", name=label).click()
    assert saving.value.suggested_filename == name
    content = saving.value.path().read_bytes()
    assert content.startswith(b"\x89PNG" if name.endswith("png") else b"<svg")


def test_added_sentences_stand_in_the_basket(menu: Page, site_url: str, collection: Collection) -> None:
    press(menu, "add", "已加入会议篮，共 1 条")
    press(menu, "add", "已在会议篮")
    menu.locator(".cite-menu [data-act=basket]").click()
    expect(menu.locator("#basket-list li > p")).to_have_text(collection.texts[SENTENCE])


def test_a_table_row_has_the_menu_too(reader: Page, site_url: str, collection: Collection) -> None:
    reader.goto(f"{site_url}qz/2.html")
    reader.locator("[id='qz-t2-r3'] td").last.hover()
    press(reader, "quote", "已复制原文")
    assert clipboard(reader).split("\n")[0] == collection.texts["qz-t2-r3"]


def test_the_paragraph_mark_has_the_menu_of_the_whole_paragraph(
    reader: Page, site_url: str, collection: Collection
) -> None:
    reader.goto(f"{site_url}{CHAPTER}")
    reader.locator("[id='zj-1.1-p1'] .provision-link").hover()
    expect(reader.locator(".cite-menu")).to_be_visible()
    press(reader, "quote", "已复制原文")
    assert clipboard(reader).split("\n")[0] == collection.texts["zj-1.1-p1"]
    press(reader, "link", "已复制链接")
    assert clipboard(reader) == f"{site_url}{CHAPTER}#zj-1.1-p1"


def test_nothing_moves_when_the_menu_opens(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}{CHAPTER}")
    reader.wait_for_load_state("networkidle")
    reader.evaluate(
        "window.moved = 0;"
        "new PerformanceObserver((list) => list.getEntries().forEach((entry) => moved += entry.value))"
        ".observe({type: 'layout-shift'})"
    )
    spot = spot_of(reader, SENTENCE)
    before = reader.locator("article").bounding_box()
    reader.mouse.move(*spot)
    expect(reader.locator(".cite-menu")).to_be_visible()
    assert reader.locator("article").bounding_box() == before
    assert reader.evaluate("moved") == 0


@pytest.mark.parametrize("block", ["start", "center", "end"])
def test_the_menu_is_in_view_and_not_under_the_header(reader: Page, site_url: str, block: str) -> None:
    reader.goto(f"{site_url}{CHAPTER}")
    spot = reader.evaluate(
        "([id, block]) => { const element = document.getElementById(id);"
        " element.scrollIntoView({block, behavior: 'instant'});"
        " const line = element.getClientRects()[0]; return [line.left + 8, line.top + line.height / 2] }",
        ["zj-1.3-p1-s2", block],
    )
    reader.mouse.move(*spot)
    expect(reader.locator(".cite-menu")).to_be_visible()
    box, header = reader.locator(".cite-menu").bounding_box(), reader.locator(".md-header").bounding_box()
    assert box
    assert header
    assert box["y"] >= header["y"] + header["height"]
    assert box["y"] + box["height"] <= 800


def test_keyboard_reaches_sentences_menu_and_back(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}{CHAPTER}")
    reader.locator("[id='zj-1.1-p1'] .provision-link").focus()
    reader.keyboard.press("Tab")
    expect(reader.locator("[id='zj-1.1-p1-s1']")).to_be_focused()
    expect(reader.locator(".cite-menu")).to_be_visible()
    reader.keyboard.press("ArrowRight")
    expect(reader.locator(f"[id='{SENTENCE}']")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(".cite-menu [data-act=link]")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(".cite-status")).to_contain_text("已复制链接")
    assert clipboard(reader).endswith(f"#{SENTENCE}")
    reader.keyboard.press("Escape")
    expect(reader.locator(f"[id='{SENTENCE}']")).to_be_focused()
    expect(reader.locator(".cite-menu")).to_be_hidden()


def test_the_menu_goes_when_the_mouse_leaves(menu: Page) -> None:
    press(menu, "link", "已复制链接")
    menu.mouse.move(1270, 790)
    expect(menu.locator(".cite-menu")).to_be_hidden()


def test_a_tap_opens_the_menu_and_a_tap_beside_closes_it(touch_reader: Page, site_url: str) -> None:
    touch_reader.goto(f"{site_url}{CHAPTER}")
    touch_reader.touchscreen.tap(*spot_of(touch_reader, SENTENCE))
    menu = touch_reader.locator(".cite-menu")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    touch_reader.touchscreen.tap(195, 90)
    expect(menu).to_be_hidden()


def test_a_long_press_opens_the_menu(touch_reader: Page, site_url: str) -> None:
    touch_reader.goto(f"{site_url}{CHAPTER}")
    sentence = touch_reader.locator(f"[id='{SENTENCE}']")
    sentence.scroll_into_view_if_needed()
    sentence.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(touch_reader.locator(".cite-menu")).to_be_visible()


def test_refused_clipboard_shows_the_text_selected(reader: Page, site_url: str) -> None:
    reader.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
        "document.execCommand = () => false"
    )
    open_menu(reader, f"{site_url}{CHAPTER}", SENTENCE)
    reader.locator(".cite-menu [data-act=link]").click()
    expect(reader.locator(".cite-dialog textarea")).to_be_focused()
    selected = reader.evaluate(
        "(() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd) })()"
    )
    assert selected == f"{site_url}{CHAPTER}#{SENTENCE}"


def test_without_scripts_plain_links_remain(browser: object, site_url: str) -> None:
    from playwright.sync_api import Browser

    assert isinstance(browser, Browser)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}{CHAPTER}#{SENTENCE}")
    assert page.locator("[id='zj-1.1-p1'] .provision-link").get_attribute("href") == "../m/zj-1.1-p1.html"
    page.locator("[id='zj-1.1-p1'] .provision-link").click()
    assert page.locator("#s2").is_visible()
    assert not page.locator(".js-only").first.is_visible()
    context.close()
