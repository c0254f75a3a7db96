"""Copying over plain http and on phones, and the way round where an app saves no files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from plan_model.shapes.collection import Collection
from scripts.ensure_browsers import find_chromium
from tests.conftest import CHROMIUM_FLAGS
from tests.phone.conftest import IPHONE

pytestmark = pytest.mark.browser

WECHAT = (
    f"{IPHONE.replace('Version/17.5', '').replace('Safari/604.1', '')}MicroMessenger/8.0.49(0x18003129) NetType/WIFI"
)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 700}, "is_mobile": True, "has_touch": True}
REFUSED = "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
SENTENCE = "zj-1.1-p1-s2"


@pytest.fixture(scope="module")
def plain_http(playwright: Playwright, site_url: str) -> Iterator[tuple[Browser, str]]:
    """A browser that knows a server of the intranet by its name, as an insecure context, and its address."""
    rules = "--host-resolver-rules=MAP plan.test 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*CHROMIUM_FLAGS, rules])
    yield browser, f"http://plan.test:{urlsplit(site_url).port}/"
    browser.close()


@pytest.fixture
def intranet(plain_http: tuple[Browser, str]) -> Iterator[tuple[Page, str]]:
    browser, address = plain_http
    with browser.new_context(**PHONE, user_agent=IPHONE) as context:
        yield context.new_page(), address


@pytest.fixture
def wechat(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(**PHONE, user_agent=WECHAT, accept_downloads=True) as context:
        yield context


def pasted(page: Page) -> str:
    """Return what the clipboard holds, by pasting it as a person does."""
    page.evaluate(
        "() => { const area = document.createElement('textarea'); area.id = 'pasted';"
        " (document.querySelector('dialog[open]') ?? document.body).append(area); area.focus(); }"
    )
    page.keyboard.press("Control+V")
    value = page.locator("#pasted").input_value()
    page.evaluate("document.getElementById('pasted').remove()")
    return value


def open_menu(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(f"[id='{SENTENCE}']").tap()
    expect(page.locator(".cite-menu")).to_be_visible()


def test_a_sentence_is_copied_over_plain_http(intranet: tuple[Page, str], collection: Collection) -> None:
    page, address = intranet
    open_menu(page, f"{address}zj/1.html")
    assert page.evaluate("[isSecureContext, navigator.clipboard]") == [False, None]
    page.locator(".cite-menu [data-act=link]").tap()
    expect(page.locator(".cite-status")).to_have_text("已复制链接")
    expect(page.locator(".cite-menu")).to_be_visible()
    assert pasted(page) == f"{address}zj/1.html#{SENTENCE}"
    page.locator(f"[id='{SENTENCE}']").tap()
    page.locator(".cite-menu [data-act=quote]").tap()
    expect(page.locator(".cite-status")).to_have_text("已复制原文和出处")
    assert pasted(page).startswith(collection.texts[SENTENCE])


def test_the_calculators_link_and_the_explorers_citations_are_copied_over_plain_http(
    intranet: tuple[Page, str],
) -> None:
    page, address = intranet
    page.goto(f"{address}calculator.html#v=1&s=return-on-equity.qz-urban")
    expect(page.locator("#calculator-summary")).to_contain_text("净资产收益率")
    page.get_by_role("button", name="复制链接").tap()
    expect(page.locator("#calculator-action-message")).to_contain_text("链接已复制")
    assert pasted(page) == f"{address}calculator.html#v=1&s=return-on-equity.qz-urban"
    page.goto(f"{address}explore.html#entity=lanke-mountain")
    page.locator("[data-download=citations]").tap()
    expect(page.locator("#explore-status")).to_contain_text("已复制")
    assert "烂柯山" in pasted(page)


@pytest.mark.parametrize("touched", [True, False])
def test_where_nothing_copies_the_text_is_shown_selected_with_what_really_helps(
    browser: Browser, site_url: str, touched: bool
) -> None:
    given: dict[str, Any] = {**PHONE, "user_agent": IPHONE} if touched else {}
    with browser.new_context(**given) as context:
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.goto(f"{site_url}calculator.html")
        page.get_by_role("button", name="复制链接").click()
        dialog = page.get_by_role("dialog").filter(has=page.locator("textarea"))
        expect(dialog.locator("textarea")).to_be_focused()
        assert page.evaluate("getSelection().toString() || document.activeElement.value").endswith(
            "calculator.html#v=1&s=total-assets.qz-city"
        )
        said = dialog.inner_text()
        assert ("长按" in said, "Ctrl" in said) == (touched, not touched)
        expect(page.locator("#calculator-action-message")).not_to_contain_text("已复制")


@pytest.mark.parametrize("kind", ["docx", "markdown", "csv", "ids"])
def test_in_wechat_the_basket_is_shown_and_can_be_copied(
    wechat: BrowserContext, site_url: str, collection: Collection, kind: str
) -> None:
    page = wechat.new_page()
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    page.goto(f"{site_url}basket.html#ids={SENTENCE}")
    expect(page.locator("#basket-list li")).to_have_count(1)
    page.locator(f"[data-export={kind}]").tap()
    dialog = page.locator("dialog[open]")
    words = dialog.locator("textarea").input_value()
    assert (SENTENCE if kind == "ids" else collection.texts[SENTENCE]) in words
    expect(dialog).to_contain_text("在浏览器打开")
    expect(dialog.locator(".share-address")).to_have_text(f"{site_url}basket.html#ids={SENTENCE}")
    dialog.get_by_role("button", name="复制文字").tap()
    expect(dialog.get_by_role("button", name="已复制")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("已导出")
    expect(page.locator("body")).not_to_contain_text("已下载")
    assert saved == []
    box = dialog.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["viewport"]["width"]


@pytest.mark.parametrize(
    ("path", "button", "shown"),
    [
        ("calculator.html", "#calculator-csv", "textarea"),
        ("calculator.html", "#calculator-export", "textarea"),
        ("calculator.html", "#calculator-svg", "img"),
        ("calculator.html", "#calculator-png", "img"),
        ("explore.html#entity=lanke-mountain", "[data-download=csv]", "textarea"),
        ("explore.html#entity=lanke-mountain", "[data-download=json]", "textarea"),
        ("explore.html#entity=lanke-mountain", "[data-download=ids]", "textarea"),
        ("data.html", "a[href='data/indicators.csv']", ".share-address"),
        ("indicators/total-assets.html", "a[href$='total-assets.csv']", ".share-address"),
    ],
)
def test_in_wechat_every_file_has_a_way_round(
    wechat: BrowserContext, site_url: str, path: str, button: str, shown: str
) -> None:
    page = wechat.new_page()
    saved: list[str] = []
    page.on("download", lambda download: saved.append(download.suggested_filename))
    page.goto(site_url + path)
    page.locator(button).first.click()
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(shown)).to_be_visible()
    expect(dialog.locator(".share-address")).to_contain_text(site_url)
    if shown == "img":
        assert page.evaluate("document.querySelector('dialog img').naturalWidth") > 100
    expect(page.locator("body")).not_to_contain_text("已导出")
    assert saved == []


def test_elsewhere_a_file_is_saved_and_said_to_be(browser: Browser, site_url: str) -> None:
    with browser.new_context(**PHONE, user_agent=IPHONE) as context:
        page = context.new_page()
        page.goto(f"{site_url}basket.html#ids={SENTENCE}")
        with page.expect_download() as saving:
            page.locator("[data-export=ids]").tap()
        assert saving.value.path().read_text() == f"{SENTENCE}\n"
        expect(page.locator(".cite-status")).to_contain_text("已导出")
