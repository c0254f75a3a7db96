"""What a reader is told when the bundle is incomplete, damaged, or opened in an old browser; reading goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.bundle.readers import ChromiumReader, FirefoxReader, Reader, wait_for
from tests.runtime.marionette import Firefox
from tests.runtime.sites import cut_in_half, replace_base64_digit

pytestmark = pytest.mark.browser

NOTICE_SHOWN = "getComputedStyle(document.querySelector('.unpack-first')).display !== 'none'"
# Results that were made with the site, on an indicator's page and below the calculator.
RESULT = "document.querySelector('article').innerText.includes('13.86%')"
Damage = Callable[[Path], None]


@pytest.fixture
def copied(bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundle, tmp_path / "拷贝"))


def test_the_opening_page_alone_asks_to_unpack_first(lenient_reader: Reader, bundle: Path, tmp_path: Path) -> None:
    shutil.copy(bundle / "打开.html", tmp_path)
    lenient_reader.open(tmp_path / "打开.html")
    assert lenient_reader.evaluate(NOTICE_SHOWN)
    assert "请先解压" in lenient_reader.evaluate("document.body.innerText")
    assert lenient_reader.evaluate("decodeURIComponent(location.href).endsWith('打开.html')")


def test_a_page_alone_asks_to_unpack_first(lenient_reader: Reader, bundle: Path, tmp_path: Path) -> None:
    shutil.copy(bundle / "site/qz/3.html", tmp_path)
    lenient_reader.open(tmp_path / "3.html")
    assert lenient_reader.evaluate(NOTICE_SHOWN)
    assert "请先解压" in lenient_reader.evaluate("document.body.innerText")


def payload(bundle: Path, name: str) -> Path:
    (path,) = (bundle / "site/assets/runtime/file").glob(f"{name}.*.js")
    return path


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [(Path.unlink, "缺少文件"), (cut_in_half, "损坏"), (replace_base64_digit, "损坏")],
    ids=["missing", "truncated", "tampered"],
)
def test_a_damaged_payload_is_named_and_results_made_before_remain(
    lenient_reader: Reader, copied: Path, damage: Damage, sentence: str
) -> None:
    damage(payload(copied, "wasm"))
    lenient_reader.open(copied / "site/calculator.html")
    wait_for(lenient_reader, f"document.querySelector('article').innerText.includes({sentence!r})")
    assert lenient_reader.evaluate(RESULT)
    lenient_reader.open(copied / "site/indicators/total-assets.html")
    assert lenient_reader.evaluate(RESULT)


@pytest.mark.parametrize("feature", ["WebAssembly", "Worker", "DecompressionStream"])
def test_an_old_chromium_reads_on_and_is_told_what_is_missing(
    context: BrowserContext, bundle: Path, feature: str
) -> None:
    context.add_init_script(f"delete globalThis.{feature}")
    reader = ChromiumReader(context)
    reader.open(bundle / "site/calculator.html")
    wait_for(reader, "document.querySelector('article').innerText.includes('浏览器')")
    reads_on(reader, bundle)


def test_a_firefox_without_webassembly_reads_on(firefox: Firefox, bundle: Path) -> None:
    reader = FirefoxReader(firefox)
    reader.prefer("javascript.options.wasm", value=False)
    try:
        reader.open(bundle / "site/calculator.html")
        wait_for(reader, "document.querySelector('article').innerText.includes('WebAssembly')")
        reads_on(reader, bundle)
    finally:
        reader.prefer("javascript.options.wasm", value=True)


def reads_on(reader: Reader, bundle: Path) -> None:
    """Assert that results, drawings, tables and text are there without the calculator, and that nothing went wrong."""
    assert reader.evaluate(RESULT)
    reader.open(bundle / "site/indicators/total-assets.html")
    assert reader.evaluate(RESULT)
    assert reader.evaluate("document.querySelector('figure.chart svg').getBoundingClientRect().width > 200")
    assert reader.evaluate("document.querySelectorAll('table tbody tr').length > 3")
    assert reader.problems() == []


def test_without_scripts_the_opening_page_still_leads_home(browser: Browser, bundle: Path) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        page = context.new_page()
        page.goto((bundle / "打开.html").as_uri())
        page.wait_for_url("**/site/index.html")
        page.get_by_role("link", name="衢州市国资国企").first.click()
        assert "发文机关" in page.inner_text("article")


def test_print_shows_ids_in_the_margin_and_neither_frame_nor_notice(context: BrowserContext, bundle: Path) -> None:
    reader = ChromiumReader(context)
    reader.page.emulate_media(media="print")
    reader.open(bundle / "site/qz/3.html")
    label = "getComputedStyle(document.getElementById('qz-3.1.1-p1'), '::before').content"
    assert reader.evaluate(label) == '"qz-3.1.1-p1"'
    for hidden in (".md-header", ".md-footer", ".unpack-first"):
        assert reader.evaluate(f"getComputedStyle(document.querySelector('{hidden}')).display") == "none"


def test_the_calculator_prints_its_current_result_and_no_form(context: BrowserContext, bundle: Path) -> None:
    reader = ChromiumReader(context)
    reader.open(bundle / "site/calculator.html", "#v=1&s=total-assets.qz-city")
    wait_for(reader, "window.PlanCalculator?.state === 'ready'", 60)
    reader.page.emulate_media(media="print")
    assert "13.86%" in wait_for(reader, "document.getElementById('calculator-summary').innerText")
    assert reader.evaluate("document.querySelector('.calculator-form').checkVisibility()") is False


def test_the_readers_notice_an_error_and_a_request(lenient_reader: Reader, tmp_path: Path) -> None:
    page = '<!doctype html><img src="http://127.0.0.1:41999/a.png" alt=""><script>unknown()</script>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    lenient_reader.open(tmp_path / "page.html")
    found = "\n".join(lenient_reader.problems())
    assert "127.0.0.1:41999" in found
    assert "unknown" in found
