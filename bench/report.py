"""Rows of the benchmark, printed and written to bench/RESULTS.md with the machine that they hold for."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "altair", "vl-convert-python", "pandas", "playwright")


@dataclass(frozen=True)
class Row:
    """A measured quantity: its median, its spread (lowest–highest) and how many times it was measured."""

    name: str
    unit: str
    samples: Sequence[float]
    aim: str = ""

    @property
    def median(self) -> float:
        """The middle of the samples."""
        return statistics.median(self.samples)

    def cells(self) -> list[str]:
        """The row as it is printed."""
        spread = f"{min(self.samples):.3g}–{max(self.samples):.3g}" if len(self.samples) > 1 else ""
        return [self.name, f"{self.median:.3g} {self.unit}", spread, str(len(self.samples)), self.aim]


def as_markdown(rows: Iterable[Row], plot: str = "") -> str:
    """Return the rows as a Markdown table below a line about the machine; `plot` is the file of the plot above it."""
    head = ["Measured", "Median", "Lowest–highest", "Runs", "Aim"]
    table = [head, ["---"] * len(head), *(row.cells() for row in rows)]
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    picture = f"![Ratios beside their aims]({plot})\n\n" if plot else ""
    return f"# Benchmark\n\n`make bench` writes this file. {machine()}\n\n{picture}{lines}\n"


def machine() -> str:
    """Say what the numbers were measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    day = datetime.now().astimezone().date().isoformat()
    load = os.getloadavg()[0]
    return (
        f"{day}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores (load {load:.1f}), "
        f"Python {platform.python_version()}, {packages}. Trust the ratios more than the seconds."
    )
