"""Median time of one recalculation: a `path` request through the calculator's JSON interface.

Run: python -m bench.recalculation [rounds]
"""

import json
import statistics
import sys
import time

from target_calculator.interface import handle

REQUEST = json.dumps(
    {
        "version": 1,
        "action": "path",
        "input": {
            "indicator": "营业收入",
            "unit": "亿元",
            "direction": "increase",
            "baseline": "78.74",
            "base_year": 2020,
            "form": "point",
            "value": "200",
            "target_year": 2025,
        },
    }
)


def measure(rounds: int) -> list[float]:
    """Return the milliseconds of each of `rounds` recalculations, after ten that are not counted."""
    for _ in range(10):
        handle(REQUEST)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        handle(REQUEST)
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Print the median and the 95th percentile."""
    times = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    percentile = statistics.quantiles(times, n=20)[-1]
    print(f"path recalculation: median {statistics.median(times):.3f} ms, p95 {percentile:.3f} ms, {len(times)} rounds")


if __name__ == "__main__":
    main()
