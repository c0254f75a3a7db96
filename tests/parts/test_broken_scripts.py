"""A script that is missing, does not parse or throws leaves a sentence in the part concerned, never a dead control."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.building.steps import SITE

pytestmark = pytest.mark.browser

# One page of each kind that loads scripts of its own.
PAGES = ("index.html", "qz/3.html", "m/qz-3.1.1-p2.html", "basket.html", "explore.html", "calculator.html",
         "indicators/total-assets.html", "404.html")  # fmt: skip
FAULTS = {"syntax": "var = ;", "exception": 'throw new Error("broken")', "missing": None}
# Where the sentence stands, and what must not be left standing there.
SENTENCES = {
    "boot": ("#page-notice", "脚本没有运行", "[data-toggle=__drawer], #palette-toggle, .js-only"),
    "shell": ("#page-notice", "脚本没有运行", "[data-toggle=__drawer], #palette-toggle, .js-only"),
    "cite": (".part-notice[data-part=cite]", "没有", ".js-only, .cite-menu"),
    "explore": (".part-notice[data-part=explore]", "筛选没有载入", ".explore-panel, .explore-toolbar"),
    "charts": (".part-notice[data-part=charts]", "交互图表没有载入", ".chart__button"),
    "glossary": (".part-notice[data-part=glossary]", "浮动说明没有载入", "#term-explanation"),
    "calculator": (".part-notice[data-part=calculator]", "没有载入", "#calculator, .mini-calculator-fields"),
    "page": (".part-notice[data-part=page]", "个别功能可能不能用", ".nothing"),
}


def static_scripts() -> Iterator[tuple[str, str]]:
    """Yield every script that the pages load by themselves, once, with a page that does."""
    seen = set()
    for page in PAGES:
        for script in re.findall(r'<script src="([^"]+\.js)"', (SITE / page).read_text("utf-8")):
            path = re.sub(r"^(\.\./|/)+", "", script)
            if path not in seen:
                seen.add(path)
                yield page, path


def part_of(path: str) -> str:
    """`assets/javascripts/cite/menu.js`, `assets/cite/qz.js` → `cite`; `assets/javascripts/shell.js` → `shell`."""
    part = re.sub(r"^assets/(javascripts/)?", "", path).split("/")[0].removesuffix(".js")
    return {"runtime": "calculator", "arrival": "page", "share": "page"}.get(part, part)


def broken(page: Page, pattern: str, fault: str) -> None:
    """Let a script of the pages come broken."""
    text = FAULTS[fault]

    def answer(route: Route) -> None:
        if text is None:
            route.fulfill(status=404, content_type="text/html", body="<p>nothing here")
        else:
            route.fulfill(content_type="text/javascript", body=text)

    page.route(f"**/{pattern}", answer)


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Page]:
    assert site.is_dir()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def assert_says(page: Page, path: str) -> None:
    """Assert that the part of a script says that it did not come, and offers nothing that does not work."""
    if part_of(path) == "search":
        expect(page.locator("#search-query")).to_be_disabled()
        expect(page.locator("#search-query")).to_have_attribute("placeholder", re.compile("检索没有载入"))
        return
    place, words, controls = SENTENCES[part_of(path)]
    expect(page.locator(place).first, path).to_contain_text(words)
    expect(page.locator(place).first, path).to_be_visible()
    assert page.locator(controls).locator("visible=true").count() == 0, path


@pytest.mark.parametrize("fault", FAULTS)
def test_every_script_of_a_page_that_breaks_leaves_its_sentence(reader: Page, site_url: str, fault: str) -> None:
    scripts = list(static_scripts())
    assert {part_of(path) for _, path in scripts} == {*SENTENCES, "search"}
    for name, path in scripts:
        broken(reader, path, fault)
        reader.goto(site_url + name)
        assert_says(reader, path)
        reader.unroute_all()


def test_whole_pages_say_nothing_of_the_kind(reader: Page, site_url: str) -> None:
    for name in PAGES:
        reader.goto(site_url + name)
        expect(reader.locator("html")).to_have_class("js")
        assert reader.locator(".part-notice, .notice:text('脚本没有运行')").locator("visible=true").count() == 0, name


def put_in_search(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}qz/3.html")
    page.keyboard.press("/")
    page.keyboard.type("zcfzl")


def turn_to_term(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}qz/3.html")
    page.locator("a.term").first.hover()


def ask_for_chart(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}indicators/total-assets.html")
    page.locator(".chart__button").first.click()


def show_qr(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}m/qz-3.1.1-p2.html")
    page.locator("[data-measure-act=qr]").click()


def export_word(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}basket.html")
    page.fill("#basket-ids", "qz-3.1.1-p2")
    page.click("#basket-add")
    page.click("[data-export=docx]")


# What scripts load once a reader asks: the script, the asking, and where which sentence then stands.
Asked = tuple[str, Callable[[Page, str], object], str, str]
ASKED: list[Asked] = [
    ("assets/javascripts/search/match.js", put_in_search, "#search-status", "检索数据没有载入"),
    ("assets/search/plans.js", put_in_search, "#search-status", "检索数据没有载入"),
    ("assets/search/zj.js", put_in_search, "#search-status", "检索数据没有载入"),
    ("assets/search/pinyin.js", put_in_search, "#search-status", "拼音检索没有载入"),
    ("assets/javascripts/search/pinyin.js", put_in_search, "#search-status", "拼音检索没有载入"),
    ("assets/glossary/terms.js", turn_to_term, "#term-explanation", "说明没有载入"),
    ("assets/vega/vega.js", ask_for_chart, ".chart__reading", "交互图表没有载入"),
    ("assets/cite/qrcode.js", show_qr, ".cite-status", "二维码没有生成"),
    ("assets/cite/fflate.js", export_word, ".cite-status", "没有导出"),
    ("assets/javascripts/cite/docx.js", export_word, ".cite-status", "没有导出"),
    ("assets/explore/zj.js", lambda page, site: page.goto(f"{site}explore.html"), ".part-notice", "筛选没有载入"),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("asked", ASKED, ids=[path for path, *_ in ASKED])
def test_a_payload_that_breaks_leaves_its_sentence(reader: Page, site_url: str, asked: Asked, fault: str) -> None:
    path, ask, place, words = asked
    broken(reader, path, fault)
    ask(reader, site_url)
    expect(reader.locator(place).first).to_contain_text(words)
    expect(reader.locator(place).first).to_be_visible()


def test_without_its_data_the_explorer_lists_every_provision(reader: Page, site_url: str) -> None:
    broken(reader, "assets/explore/qz.js", "missing")
    reader.goto(f"{site_url}explore.html")
    expect(reader.locator(".part-notice")).to_be_visible()
    assert reader.locator(".explore-row").count() == reader.locator(".explore-row >> visible=true").count() > 100
    assert reader.locator("#explore-panel").is_hidden()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_what_breaks_later_is_said_where_it_broke(reader: Page, site_url: str, site: Path, scheme: str) -> None:
    address = site_url if scheme == "http" else f"{site.as_uri()}/"
    count = "ExploreFacets.counts"
    faulty = "((own) => (...given) => { if (window.breaks) throw Error(); return own(...given); })"
    breaks = f"{count} = {faulty}({count}); void 0;"
    if scheme == "http":
        source = (site / "assets/javascripts/explore/facets.js").read_text("utf-8")
        reader.route("**/facets.js", lambda route: route.fulfill(content_type="text/javascript", body=source + breaks))
    reader.goto(f"{address}explore.html")
    expect(reader.locator("#explore-panel")).to_be_visible()
    reader.evaluate(f"void (window.breaks = true); {'' if scheme == 'http' else breaks}")
    reader.locator("#explore-panel .facet summary").first.click()
    reader.locator("#explore-panel input[type=checkbox]").first.click()
    part = "explore" if scheme == "http" else "page"  # over file:// browsers keep to themselves which script it was
    expect(reader.locator(f".part-notice[data-part={part}]")).to_contain_text("请刷新页面再试")
    expect(reader.locator("#explore-panel")).to_be_visible()


def test_what_breaks_in_a_promise_is_said_too(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}qz/3.html")
    source = "PlanFeedback.copy = async () => { throw new Error('broken'); };"
    reader.route("**/cite/qr.js", lambda route: route.fulfill(content_type="text/javascript", body=source))
    reader.reload()
    reader.evaluate("PlanFeedback.copy().catch((error) => { window.trace = error.stack; })")
    assert "/assets/javascripts/cite/qr.js" in reader.evaluate("window.trace")
    reader.evaluate("void PlanFeedback.copy()")
    expect(reader.locator(".part-notice[data-part=cite]")).to_be_visible()


def test_the_errors_of_others_are_not_said(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}index.html")
    reader.evaluate("setTimeout(() => { throw new Error('of an extension'); })")
    reader.evaluate("dispatchEvent(new ErrorEvent('error', {message: 'ResizeObserver loop limit exceeded'}))")
    reader.evaluate("dispatchEvent(new ErrorEvent('error', {message: 'Script error.', filename: ''}))")
    reader.wait_for_timeout(200)
    assert reader.locator(".part-notice").count() == 0
