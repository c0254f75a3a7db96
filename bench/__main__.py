"""Measures build, growth, page weight, the calculator's start, memory and speed, the search, the bundle.

Writes bench/RESULTS.md, one table, and bench/ratios.svg, one plot of all ratios beside their aims.

    python -m bench [--without PART …]      (parts: see PARTS; RESULTS.md names those that were left out)

Exit codes: 0 done. An aim that is missed is shown, it is no error: the numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench import (
    build_time,
    bundle,
    calculator_input,
    calculator_start,
    growth,
    lighthouse,
    page_memory,
    page_weight,
    recalculation,
    search,
)
from bench.plot import PLOT, ratio_plot
from bench.report import RESULTS, Row, as_markdown

RUNS = 3
ROUNDS = 2000


def _recalculation_rows() -> list[Row]:
    return [Row("Recalculation through the JSON interface", "ms", recalculation.measure(ROUNDS))]


PARTS: tuple[tuple[str, Callable[[], list[Row]]], ...] = (
    ("build time", lambda: build_time.measure(RUNS)),
    ("growth", growth.measure),
    ("page weight", page_weight.measure),
    ("Lighthouse's marks", lighthouse.measure),
    ("the calculator's start", calculator_start.measure),
    ("input to chart", calculator_input.measure),
    ("memory", page_memory.measure),
    ("recalculation", _recalculation_rows),
    ("the search", search.measure),
    ("the offline bundle", lambda: bundle.measure(RUNS)),
)


def main() -> int:
    """Measure part by part, printing what is being measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="*", default=[], choices=[name for name, _ in PARTS], metavar="PART")
    left_out = parser.parse_args().without
    rows: list[Row] = []
    for name, measure in PARTS:
        if name not in left_out:
            print(f"Measuring {name} …", flush=True)
            rows += measure()
    plot = ratio_plot(rows)
    if plot:
        PLOT.write_text(plot, encoding="utf-8")
    text = as_markdown(rows, PLOT.name if plot else "") + (
        f"\nNot measured in this run: {', '.join(left_out)}.\n" if left_out else ""
    )
    RESULTS.write_text(text, encoding="utf-8")
    print(f"\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
