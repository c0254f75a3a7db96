"""The one family of errors that plan data raises: every problem, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ParamSpec, Self, TypeVar

Result = TypeVar("Result")
Fallback = TypeVar("Fallback")
Arguments = ParamSpec("Arguments")
DATA_FOLDER = "plan_data"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file of plan data, told to the person who can mend it.

    `file` is the path below plan_data; it is told from the project's folder on, so that it can be opened as it is.
    """

    file: str
    line: int
    what: str
    expected: str
    fix: str

    def __str__(self) -> str:
        """`plan_data/file:line: what is wrong; what was expected; how to fix it`."""
        return f"{DATA_FOLDER}/{self.file}:{self.line}: {self.what}; expected {self.expected}; {self.fix}"


class PlanDataError(Exception):
    """Plan data that cannot be published, with all its problems at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Another process reads the error with its problems, not with their words alone."""
        return type(self), (self.problems,)


class Gathering:
    """Goes on past faults, so that a person sees every problem at once; leaving the `with` block raises them all."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __enter__(self) -> Self:
        """Nothing is wrong so far."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Raise PlanDataError with each problem once; an error of another kind goes first."""
        if isinstance(error, PlanDataError):
            self._problems.extend(error.problems)
        elif error is not None:
            return
        if self._problems:
            raise PlanDataError(dict.fromkeys(self._problems)) from None

    def note(self, problem: Problem) -> None:
        """Note a problem and go on."""
        self._problems.append(problem)

    def read(
        self,
        fallback: Fallback,
        function: Callable[Arguments, Result],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result | Fallback:
        """Return what the function reads; where it finds faults, note them and return the fallback."""
        try:
            return function(*args, **kwargs)
        except PlanDataError as error:
            self._problems.extend(error.problems)
            return fallback
