"""The one family of errors that plan data raises: every problem, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file, told to the person who can mend it."""

    file: str
    line: int
    what: str
    expected: str
    fix: str

    def __str__(self) -> str:
        """`file:line: what is wrong; what was expected; how to fix it`."""
        return f"{self.file}:{self.line}: {self.what}; expected {self.expected}; {self.fix}"


class PlanDataError(Exception):
    """Plan data that cannot be published, with all its problems at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
