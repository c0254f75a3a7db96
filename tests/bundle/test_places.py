"""A bundle wherever it lies: beside other bundles on one computer, on a web server of the intranet, as one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from scripts.ensure_browsers import find_chromium
from tests.bundle.readers import ChromiumReader, Reader, wait_for
from tests.conftest import CHROMIUM_FLAGS
from tests.quiet_server import served
from tests.runtime.sites import replace_base64_digit

pytestmark = pytest.mark.browser

SUMMARY = "document.getElementById('calculator-summary').textContent"
LISTED = "[...document.querySelectorAll('#basket-list > li')].map((item) => item.dataset.id)"
READY = "document.readyState === 'complete'"
MEASURE = "qz-3.1.1-p1"
UNTRUE = ("解压", "已损坏", "缺少文件", "不完整")


def put_into_basket(reader: Reader, site: Path) -> None:
    reader.open(site / f"m/{MEASURE}.html")
    reader.evaluate("void document.querySelector('[data-measure-act=basket]').click()")
    wait_for(reader, "document.querySelector('.cite-status').textContent.includes('会议篮，共 1 条')")


def basket_of(reader: Reader, site: Path) -> list[str]:
    reader.open(site / "basket.html")
    wait_for(reader, f"{READY} && document.getElementById('basket-notice').textContent")
    return list(reader.evaluate(LISTED))


def test_a_basket_belongs_to_its_bundle(reader: Reader, bundle: Path, meeting: Path, site: Path) -> None:
    put_into_basket(reader, bundle / "site")
    assert basket_of(reader, bundle / "site") == [MEASURE]
    assert basket_of(reader, meeting / "site") == []
    assert basket_of(reader, site) == []
    # From page to page, and after other bundles were open.
    reader.open(bundle / "site/zj/1.html")
    assert basket_of(reader, bundle / "site") == [MEASURE]


def test_a_basket_survives_the_bundles_move(reader: Reader, bundle: Path, tmp_path: Path) -> None:
    put_into_basket(reader, bundle / "site")
    moved = tmp_path / "别处" / "site"
    moved.parent.mkdir()
    moved.symlink_to(bundle / "site", target_is_directory=True)
    assert basket_of(reader, moved) == [MEASURE]


def test_a_palette_belongs_to_its_bundle(context: BrowserContext, bundle: Path, meeting: Path) -> None:
    reader = ChromiumReader(context)
    reader.open(bundle / "site/index.html")
    before = reader.evaluate("document.body.dataset.mdColorScheme")
    reader.evaluate("void document.getElementById('palette-toggle').click()")
    reader.open(bundle / "site/basket.html")
    assert reader.evaluate("document.body.dataset.mdColorScheme") != before
    reader.open(meeting / "site/index.html")
    assert reader.evaluate("document.body.dataset.mdColorScheme") == before


def test_nothing_is_kept_under_a_name_that_bundles_share(context: BrowserContext, bundle: Path) -> None:
    reader = ChromiumReader(context)
    put_into_basket(reader, bundle / "site")
    reader.evaluate("void document.getElementById('palette-toggle').click()")
    reader.open(bundle / "site/calculator.html")
    wait_for(reader, SUMMARY)
    reader.evaluate("void document.getElementById('calculator-save').click()")
    name = reader.evaluate("document.querySelector('meta[name=bundle]').content")
    kept = reader.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert sorted(kept) == [f"meeting-basket {name}", f"palette {name}"]


def test_what_a_site_kept_under_its_former_name_is_taken_over(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}about.html")
    page.evaluate("localStorage.setItem('meeting-basket', 'qz-3.1.1-p1'); localStorage.setItem('palette', 'slate')")
    page.goto(f"{site_url}basket.html")
    expect(page.locator("#basket-list > li")).to_have_count(1)
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["meeting-basket /", "palette /"]


@pytest.fixture(scope="module")
def intranet(playwright: Playwright) -> Iterator[Browser]:
    """A browser that knows a server of the intranet by its name, over plain http: no secure context."""
    rules = "--host-resolver-rules=MAP plan.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*CHROMIUM_FLAGS, rules])
    yield browser
    browser.close()


@pytest.fixture
def colleague(intranet: Browser) -> Iterator[Page]:
    """A reader on the intranet; the test fails when the page logs an error or asks another host for anything."""
    problems: list[str] = []
    with intranet.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        allowed = ("http://plan.test:", "blob:", "data:")
        page.on("request", lambda asked: problems.append(asked.url) if not asked.url.startswith(allowed) else None)
        yield page
    assert problems == []


def named(address: str) -> str:
    return f"http://plan.test:{urlsplit(address).port}/"


def calculate(page: Page) -> None:
    """Let the calculator answer a question that no result was prepared for."""
    expect(page.locator("#calculator-summary")).to_contain_text("13.86%")
    page.locator("#calculator-value").fill("5000")
    expect(page.locator("#calculator-summary")).to_contain_text("2025年目标达到5000亿元", timeout=60_000)
    said = page.locator("body").inner_text()
    assert [word for word in UNTRUE if word in said] == []


def test_an_intranet_server_hands_out_the_unpacked_bundle(colleague: Page, bundle: Path) -> None:
    with served(bundle) as address:
        colleague.goto(f"{named(address)}{quote('打开.html')}")
        colleague.wait_for_url("**/site/index.html")
        assert colleague.evaluate("[isSecureContext, typeof crypto.subtle, navigator.clipboard]") == [
            False,
            "undefined",
            None,
        ]
        root = f"{named(address)}site/"
        colleague.goto(f"{root}m/{MEASURE}.html")
        colleague.locator("[data-measure-act=basket]").click()
        colleague.locator("[data-measure-act=copy]").first.click()
        expect(colleague.locator(".cite-status")).to_contain_text("已复制")
        colleague.goto(f"{root}basket.html")
        expect(colleague.locator("#basket-list > li")).to_have_count(1)
        colleague.goto(f"{root}qz/3.html")
        colleague.keyboard.press("/")
        colleague.keyboard.type("综合立体交通体系")
        expect(colleague.locator(".search-hit").first).to_contain_text("综合立体交通体系")
        colleague.goto(f"{root}calculator.html")
        calculate(colleague)
        assert colleague.evaluate("PlanCalculator.state") == "ready"
        colleague.goto(f"{root}indicators/total-assets.html")
        colleague.locator(".chart__button").first.click()
        expect(colleague.locator(".chart__drawing--interactive svg").first).to_be_visible()


def test_an_intranet_server_hands_out_the_single_file(colleague: Page, calculating_file: Path) -> None:
    with served(calculating_file.parent) as address:
        colleague.goto(f"{named(address)}{quote(calculating_file.name)}")
        calculate(colleague)


def test_damage_is_still_told_where_nothing_can_be_hashed(intranet: Browser, bundle: Path, tmp_path: Path) -> None:
    copied = tmp_path / "site"
    copied.mkdir()
    for path in (bundle / "site").iterdir():
        (copied / path.name).symlink_to(path)
    (copied / "assets").unlink()
    (copied / "assets").mkdir()
    for path in (bundle / "site/assets").iterdir():
        (copied / "assets" / path.name).symlink_to(path)
    runtime = copied / "assets/runtime"
    runtime.unlink()
    (runtime / "file").mkdir(parents=True)
    for path in (bundle / "site/assets/runtime").rglob("*.js"):
        (runtime / path.relative_to(bundle / "site/assets/runtime")).write_bytes(path.read_bytes())
    (wasm,) = (runtime / "file").glob("wasm.*.js")
    replace_base64_digit(wasm)
    with served(copied) as address, intranet.new_context() as context:
        page = context.new_page()
        page.goto(f"{named(address)}calculator.html")
        page.locator("#calculator-value").fill("5000")
        expect(page.locator("article")).to_contain_text("在传输中损坏")
        expect(page.locator("article")).not_to_contain_text("解压")
