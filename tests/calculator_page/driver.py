"""Drives the calculator page as a reader does."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from target_calculator.interface import VERSION, handle

START_TIMEOUT = 60_000


class CalculatorPage:
    """The open calculator page: fields by their names in a request, answers as the reader sees them."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)

    def open(self, fragment: str = "") -> None:
        """Load the page afresh and wait until Python runs."""
        self.page.goto("about:blank")
        self.page.goto(self.address + fragment)
        self.page.mouse.move(1, 1)
        self.page.wait_for_selector("#calculator[data-engine=ready]", timeout=START_TIMEOUT)

    def visit(self, fragment: str) -> None:
        """Change the address of the open page."""
        self.page.goto(self.address + fragment)

    def start_over(self) -> None:
        """Return to the plan's figures of the first scenario, by way of another."""
        self.visit("#v=1&s=net-assets.qz-city")
        self.expect_summary_contains("净资产")
        self.visit("#v=1&s=total-assets.qz-city")
        self.expect_summary_contains("资产总额2020年为2090.49亿元，2025年目标“4000亿元”")

    def type(self, name: str, text: str) -> None:
        """Type into a number field and leave it."""
        field = self.page.locator(f"#calculator-{name}")
        field.fill(text)
        field.press("Tab")

    def expect_message(self, name: str, part: str) -> None:
        """The message stands beside the field, and the field names it."""
        field = self.page.locator(f"#calculator-{name}")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(self.page.locator(f"#{field.get_attribute('aria-describedby')}")).to_contain_text(part)

    def expect_summary(self, request: dict[str, Any]) -> None:
        """The sentence is the one that Python gives for `request`."""
        expect(self.page.locator("#calculator-summary")).to_have_text(python_result("path", request)["summary"])

    def expect_summary_contains(self, part: str) -> None:
        expect(self.page.locator("#calculator-summary")).to_contain_text(part)

    def expect_link_message(self, part: str) -> None:
        expect(self.page.locator("#calculator-link-message")).to_contain_text(part)

    def call(self, request: str) -> str:
        """Put JSON text to the Python in the browser and return its JSON text."""
        answer: str = self.page.evaluate("request => PlanCalculator.callText(request)", request)
        return answer

    def wait_for_hash(self, part: str) -> None:
        """Wait until the address carries `part`."""
        self.page.wait_for_url(lambda address: part in address)


def python_result(action: str, given: dict[str, Any]) -> dict[str, Any]:
    """The answer of the Python that runs the tests."""
    answer = json.loads(handle(json.dumps({"version": VERSION, "action": action, "input": given})))
    assert answer["ok"], answer
    result: dict[str, Any] = answer["result"]
    return result
