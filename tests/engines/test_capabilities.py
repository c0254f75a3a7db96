"""What works in which browser: the built site in every engine, over http and from files.

Below a floor a part keeps the form that it has without scripts, and a sentence says why. `python -m tests.engines`
writes docs/developer/browsers.md from these tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plan_model.derived.scenarios import make_scenarios
from plan_model.shapes.collection import Collection
from target_calculator.interface import VERSION, handle
from tests.engines import IPHONE, OLD_CHROMIUM, EnginePage, opened

pytestmark = pytest.mark.browser

READERS: dict[str, tuple[str, str | None]] = {
    **{name: (name, None) for name in OLD_CHROMIUM},
    "chromium": ("chromium", None),
    "chromium as iPhone": ("chromium", IPHONE),
    "firefox": ("firefox", None),
    "webkit": ("webkit", None),
    "webkit as iPhone": ("webkit", IPHONE),
}
READS_ONLY = {"chromium-78", "chromium-86"}
CANNOT_CALCULATE = {*READS_ONLY, "chromium-92"}
OLD = "浏览器版本过旧"
SHOWN = "(function (where) { var one = document.querySelector(where); return one && one.getClientRects().length > 0; })"
VISIBLE = """(function (where) {
  return [].filter.call(document.querySelectorAll(where), function (one) { return one.getClientRects().length; });
})"""
WORDS = f"""{VISIBLE}("main .notice").map(function (one) {{ return one.innerText.trim(); }})"""
ROWS = f"{VISIBLE}('.explore-row')"


@dataclass
class Reader:
    """One browser at the built site; `old` has no scripts to count on, `calculates` is what the calculator asks for."""

    name: str
    page: EnginePage
    places: tuple[str, str]

    @property
    def old(self) -> bool:
        return self.name in READS_ONLY

    @property
    def calculates(self) -> bool:
        return self.name not in CANNOT_CALCULATE

    def shown(self, selector: str) -> bool:
        """Return whether the first element of a selector takes room on the page."""
        return bool(self.page.run(f"{SHOWN}({json.dumps(selector)})"))

    def wait_shown(self, selector: str) -> None:
        self.page.wait(f"{SHOWN}({json.dumps(selector)})")

    def click(self, selector: str) -> None:
        self.page.run(f"document.querySelector({json.dumps(selector)}).click()")

    def type(self, selector: str, text: str) -> None:
        """Put text into a field as if it had been typed and left."""
        self.page.run(f"""(function (field) {{
            field.value = {json.dumps(text)};
            field.dispatchEvent(new Event("input", {{bubbles: true}}));
            field.dispatchEvent(new Event("change", {{bubbles: true}}));
        }})(document.querySelector({json.dumps(selector)}))""")

    def sees_why(self, words: str) -> None:
        """Assert that one sentence on the page, and no other, says why something is not there."""
        said = self.page.run(WORDS)
        assert len(said) == 1, said
        assert words in said[0]


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest, site: Path, site_url: str) -> Iterator[Reader]:
    engine, user_agent = READERS[request.param]
    with opened(engine, user_agent) as page:
        yield Reader(request.param, page, (site_url, f"{site.as_uri()}/"))


Note = Callable[[bool], None]


@pytest.fixture
def note(record_property: Callable[[str, object], None], reader: Reader) -> Note:
    """Take down for the table whether a part works in this browser or says why not."""

    def note(works: bool) -> None:
        record_property("version", reader.page.version())
        record_property("works", works)

    return note


def test_reading(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}qz/3.html")
        assert "紧紧围绕服务城市运营能级提升" in reader.page.run("document.querySelector('#qz-3-p1').innerText")
        assert reader.shown("#qz-3-p1")
        reader.page.run("void (location.hash = '#qz-3.1')")
        reader.page.wait("document.querySelector(':target') && document.querySelector(':target').id === 'qz-3.1'")
        if reader.old:
            reader.sees_why(OLD)
        else:
            assert reader.page.run(WORDS) == []
    note(True)


def test_search(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}index.html")
        if reader.old:
            reader.sees_why(OLD)
            assert not reader.shown("#search-query")
            continue
        reader.page.run("document.querySelector('#search-query').focus()")
        reader.type("#search-query", "基础设施建设")
        reader.wait_shown(".search-hit mark")
        assert "基础设施建设" in reader.page.run("document.querySelector('.search-hit').textContent")
    note(not reader.old)


def test_sentence_menu(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}qz/3.html")
        if reader.old:
            address = reader.page.run("document.querySelector('#qz-3-p1 .provision-link').href")
            assert address == f"{place}m/qz-3-p1.html"
            continue
        reader.page.wait("document.documentElement.classList.contains('js')")
        reader.click("#qz-3-p1-s1")
        reader.wait_shown(".cite-menu [data-act=add]")
    note(not reader.old)


def test_basket(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}basket.html")
        if reader.old:
            assert reader.page.run("document.querySelector('article').innerText").count("会议篮需要脚本") == 1
            assert not reader.shown("#basket-ids")
            continue
        reader.wait_shown("#basket-ids")
        reader.type("#basket-ids", "qz-3-p1")
        reader.click("#basket-add")
        reader.page.wait("document.querySelectorAll('#basket-list > li[data-id=qz-3-p1]').length === 1")
        reader.page.wait("document.querySelector('#basket-list > li').innerText.includes('紧紧围绕服务城市')")
    note(not reader.old)


def test_explorer(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}explore.html")
        if reader.old:
            assert not reader.shown("#explore-panel")
            assert not reader.page.run("document.querySelector('#explore-status').innerText")
            assert reader.page.run(f"{ROWS}.length") == reader.page.run(
                "document.querySelectorAll('.explore-row').length"
            )
            continue
        reader.page.wait("document.querySelector('#explore-status').innerText.indexOf('条') > 0")
        reader.type("#explore-text", "紧紧围绕服务城市运营能级提升")
        reader.page.wait(f"{ROWS}.length < 5")
        assert reader.page.run(f"{ROWS}.some(function (row) {{ return row.dataset.id.indexOf('qz-3-p1') === 0; }})")
        assert "条" in reader.page.run("document.querySelector('#explore-status').innerText")
    note(not reader.old)


def test_charts(reader: Reader, note: Note) -> None:
    for place in reader.places:
        reader.page.open(f"{place}indicators/total-assets.html")
        assert reader.shown(".chart__drawing svg")
        if reader.old:
            assert not reader.shown(".chart__button")
            continue
        reader.wait_shown(".chart__button")
        reader.click(".chart__button")
        reader.wait_shown(".chart__drawing--interactive svg")
    note(not reader.old)


def test_calculator(reader: Reader, note: Note, collection: Collection) -> None:
    plan = next(one.request for one in make_scenarios(collection) if one.id == "total-assets.qz-city")
    for place in reader.places:
        reader.page.open("about:blank")
        reader.page.open(f"{place}calculator.html#v=1&s=total-assets.qz-city")
        if not reader.calculates:
            assert not reader.shown("#calculator")
            assert reader.shown(".calculator-static table")
            reader.sees_why(OLD if reader.old else "Chrome 98")
            continue
        reader.wait_shown("#calculator-summary")
        asked = {"version": VERSION, "action": "path", "input": {**plan, "value": "4321"}}
        expected = json.dumps(json.loads(handle(json.dumps(asked)))["result"]["summary"])
        reader.type("#calculator-value", "4321")
        reader.page.wait(f"document.querySelector('#calculator-summary').innerText.trim() === {expected}", seconds=60)
        assert reader.page.run("[PlanCalculator.fromSnapshot, PlanCalculator.state]") == [True, "ready"]
    note(reader.calculates)
