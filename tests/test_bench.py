"""The benchmark's picture says of every ratio whether its aim is reached; one command measures everything."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench
from bench import __main__ as command
from bench.plot import COLOURS, ratio_plot
from bench.report import Row


@pytest.mark.parametrize(
    ("aim", "state"),
    [
        ("≤ 2", "reached"),
        ("≤ 1.9", "missed"),
        ("≥ 2", "reached"),
        ("≥ 2.1", "missed"),
        ("> 2", "missed"),
        ("", "no aim"),
    ],
)
def test_a_ratio_has_the_colour_of_its_state(aim: str, state: str) -> None:
    svg = ratio_plot([Row("ours ÷ theirs", "×", [1, 2, 3], aim)])
    assert "ours ÷ theirs" in svg
    # The key shows every colour; the ratio's own is there more often.
    assert max(COLOURS, key=lambda name: svg.count(COLOURS[name])) == state


def test_seconds_and_sizes_are_not_in_the_picture() -> None:
    ratio, seconds = Row("ours ÷ theirs", "×", [1]), Row("the build", "s", [1])
    assert "the build" not in ratio_plot([ratio, seconds])
    assert ratio_plot([seconds]) == ""


def test_every_measuring_module_is_a_part_of_the_one_command() -> None:
    sources = Path(bench.__path__[0]).glob("*.py")
    modules = {path.stem for path in sources if "\ndef measure(" in path.read_text(encoding="utf-8")}
    assert modules
    assert modules - vars(command).keys() == set()
    assert len(command.PARTS) == len(modules)
