"""The calculator page in a real browser, ready to be used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from plan_model.derived.scenarios import Scenario, make_scenarios
from plan_model.shapes.collection import Collection

from .driver import CalculatorPage


@pytest.fixture(scope="session")
def scenarios(collection: Collection) -> dict[str, Scenario]:
    return {scenario.id: scenario for scenario in make_scenarios(collection)}


@pytest.fixture(scope="session")
def opened(browser: Browser, site_url: str) -> Iterator[CalculatorPage]:
    """One page that many tests share, because Python takes a second to start."""
    context = browser.new_context()
    driver = CalculatorPage(context.new_page(), f"{site_url}calculator.html")
    driver.open()
    yield driver
    context.close()


@pytest.fixture
def calculator(opened: CalculatorPage) -> Iterator[CalculatorPage]:
    """The shared page, back at the plan's figures; an error in the console fails the test."""
    opened.faults.clear()
    opened.start_over()
    yield opened
    assert opened.faults == []


@pytest.fixture
def fresh(page: Page, site_url: str) -> Iterator[CalculatorPage]:
    """A page of its own, just opened."""
    driver = CalculatorPage(page, f"{site_url}calculator.html")
    driver.open()
    yield driver
    assert driver.faults == []
