"""Time from a reader's input on the calculator page to the chart that answers it, in Chromium.

Run: python -m bench.calculator_input
"""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import sync_playwright

from bench.report import Row
from bench.web_server import web_server
from scripts.building.steps import SITE
from scripts.ensure_browsers import find_chromium

MOVES = 100
# Moves the target's slider step by step; each time waits for the chart's next change and notes the milliseconds.
MOVE_AND_TIME = """async (moves) => {
  const slider = document.querySelector(".calculator input[type=range][id*=value]")
    ?? document.querySelectorAll(".calculator input[type=range]")[1];
  const chart = document.querySelector(".calculator-chart-box");
  const times = [];
  for (let move = 0; move < moves; move += 1) {
    const changed = new Promise((done) => {
      const observer = new MutationObserver(() => { observer.disconnect(); done(performance.now()); });
      observer.observe(chart, { childList: true, subtree: true, attributes: true });
    });
    const began = performance.now();
    slider.value = String(Number(slider.min) + (Number(slider.max) - Number(slider.min)) * (0.2 + move / (2 * moves)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    times.push((await changed) - began);
  }
  return times;
}"""


def measure() -> list[Row]:
    """Return the times of all moves and their 95th percentile, in milliseconds."""
    with web_server(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}calculator.html")
        page.wait_for_selector("#calculator[data-engine=ready]", timeout=60_000)
        times: list[float] = page.evaluate(MOVE_AND_TIME, MOVES)
        browser.close()
    p95 = statistics.quantiles(times, n=20)[-1]
    return [Row("Input to chart, every move", "ms", times), Row("Input to chart, p95", "ms", [p95], "≤ 50 ms")]


def main() -> int:
    """Print the medians."""
    for row in measure():
        print(f"{row.name}: {row.median:.1f} {row.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
