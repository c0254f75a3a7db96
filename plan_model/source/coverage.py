"""Proves that the published text is the source text: every non-space character is on a page or in corrections.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plan_model.errors import Problem
from plan_model.shapes.plan import Plan
from plan_model.source.source_text import PAGE_BREAK, SourceLine, published_lines, without_spaces


@dataclass(frozen=True)
class Coverage:
    """How a source's non-space characters are accounted for; `faults` is empty when it is 100 %."""

    plan: str
    source_characters: int
    in_provisions: int
    in_corrections: int
    faults: tuple[Problem, ...]

    @property
    def share(self) -> float:
        """The accounted share of the source, 1.0 when complete."""
        return (self.in_provisions + self.in_corrections) / self.source_characters


def measure_coverage(plan: Plan, source: str) -> Coverage:
    """Compare a plan's provisions with its source, character by character and in order."""
    name = f"plans/{plan.key}"
    lines = published_lines(source, plan.corrections, f"{name}/corrections.csv")
    expected = without_spaces("".join(line.text for line in lines))
    published = without_spaces("".join(piece for chapter in plan.chapters for piece in chapter.pieces()))
    matched = _common_prefix(expected, published)
    total = len(without_spaces(source))
    removed = total - len(expected) + _added(plan)
    faults = () if matched == len(expected) == len(published) else (_fault(name, lines, published, matched),)
    kept = matched - _added(plan)
    return Coverage(plan.key, total, kept, removed, faults)


def _added(plan: Plan) -> int:
    """Count the characters that corrections restore: they are on the page but not in the source."""
    grown = (
        len(without_spaces(correction.published)) - len(without_spaces(correction.raw.replace(PAGE_BREAK, "")))
        for correction in plan.corrections
    )
    return sum(max(0, count) for count in grown)


def _common_prefix(left: str, right: str) -> int:
    if left == right:
        return len(left)
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _fault(name: str, lines: Sequence[SourceLine], published: str, at: int) -> Problem:
    expected = [(char, line.number) for line in lines for char in without_spaces(line.text)]
    line = expected[at][1] if at < len(expected) else expected[-1][1]
    wanted = "".join(char for char, _ in expected[at : at + 20]) or "the end of the text"
    there = published[at : at + 20] or "the end of the text"
    return Problem(
        f"{name}/source.txt",
        line,
        f"the chapters read {there!r} here",
        repr(wanted),
        "run `python -m scripts.import_plan`, or account for the difference in corrections.csv",
    )
