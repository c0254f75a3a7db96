"""Sites of other plans in a browser: reading, search, basket, explorer, calculator and the bundle, each where it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plan_model.shapes.plan import Plan
from scripts.building.steps import RUNTIME, VEGA
from target_calculator.interface import VERSION, handle
from tests.calculator_page.driver import CalculatorPage
from tests.plans.sites import SITES, Built
from tests.quiet_server import served
from tests.site.projects import run

pytestmark = pytest.mark.browser


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest, sites: Callable[[str], Built], site: Path) -> Built:
    """A built site with the browser's parts, which no plan has a part in, taken from this project's build."""
    made = sites(request.param)
    for part in (RUNTIME, VEGA):
        shutil.copytree(part, made.site / "assets" / part.name, dirs_exist_ok=True)
    return made


@pytest.fixture
def address(built: Built) -> Iterator[str]:
    with served(built.site) as address:
        yield address


def paragraph_of(plan: Plan) -> tuple[str, str]:
    """The id and the text of a paragraph of the plan's last chapter that has one."""
    paragraphs = [one for one in plan.provisions() if one.kind == "paragraph" and one.text]
    return paragraphs[-1].id, paragraphs[-1].text


def test_a_reader_finds_what_is_there_and_nothing_else(built: Built, address: str, page: Page) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}index.html")
    expect(page.locator("h1").first).to_be_visible()
    for plan in built.publication.collection.plans.values():
        _read_and_search(page, address, plan)
        _collect(page, address, plan)
    if built.publication.collection.plans:
        _explore(page, address, built)
    if built.publication.scenarios:
        _calculate(page, address, built)
    assert faults == []


def _read_and_search(page: Page, address: str, plan: Plan) -> None:
    identifier, text = paragraph_of(plan)
    words = text.split("。")[0].split("，")[0].split(".")[0][:12].strip()
    page.goto(f"{address}{plan.key}/index.html")
    expect(page.locator("h1").first).to_contain_text(plan.info.title)
    page.keyboard.press("/")
    page.keyboard.type(words)
    hits = page.locator("#search-results [role=option]")
    expect(hits.first).to_be_visible()
    links: list[str] = hits.evaluate_all("all => all.map((one) => one.href)")
    assert any(f"#{identifier}" in link for link in links), (words, links)


def _collect(page: Page, address: str, plan: Plan) -> None:
    identifier, text = paragraph_of(plan)
    page.goto(f"{address}basket.html")
    page.locator("#basket-ids").fill(identifier)
    page.locator("#basket-add").click()
    expect(page.locator(f"#basket-list li[data-id='{identifier}']")).to_contain_text(text[:20])


def _explore(page: Page, address: str, built: Built) -> None:
    page.goto(f"{address}explore.html")
    expect(page.locator("#explore-status")).to_contain_text("条")
    for key in built.publication.collection.plans:
        expect(page.locator(f"#explore-panel input[name=plan][value={key}]")).to_have_count(1)


def _calculate(page: Page, address: str, built: Built) -> None:
    """Every target of the site is answered in the browser as it is here."""
    calculator = CalculatorPage(page, f"{address}calculator.html")
    calculator.open()
    expect(page.locator("#calculator-summary")).not_to_be_empty()
    for scenario in built.publication.scenarios:
        request = json.dumps({"version": VERSION, "action": "path", "input": scenario.request})
        assert json.loads(calculator.call(request)) == json.loads(handle(request)), scenario.id
    assert calculator.faults == []


def test_its_bundle_is_made_and_verified(built: Built) -> None:
    done = run(built.project, "scripts.build_bundle")
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((built.project / "dist").glob("*.zip"))
