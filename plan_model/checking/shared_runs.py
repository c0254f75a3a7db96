"""Runs of words that stand in passages of two plans, found whatever their spaces, punctuation and width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SHORTEST = 8
_NO_LETTER = re.compile(r"[\W_]+")
# A space parts words of an alphabet; Chinese is written without, and its spaces are the typesetter's.
_CUT_WORD = re.compile(r"[a-z]{2}")
_IDLE_SPACE = re.compile(r"(?<![a-z]) | (?![a-z])")


@dataclass(frozen=True)
class SharedRun:
    """A longest run that two passages share, as `comparable` writes it."""

    first_id: str
    second_id: str
    run: str


def comparable(text: str) -> str:
    """Return the letters and digits of a text in one width and case, words of an alphabet parted by one space."""
    plain = _NO_LETTER.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    return _IDLE_SPACE.sub("", plain.strip())


def shared_runs(first: Mapping[str, str], second: Mapping[str, str], shortest: int = SHORTEST) -> Iterator[SharedRun]:
    """Yield every run of `shortest` or more characters that a passage of `first` shares with one of `second`.

    Both hold passages by id. A run without Chinese characters counts by its whole words. A run inside a longer one of
    the same two passages is left out.
    """
    places: dict[str, list[tuple[str, int]]] = {}
    for identifier, text in second.items():
        for start, piece in _pieces(comparable(text), shortest):
            places.setdefault(piece, []).append((identifier, start))
    for identifier, text in first.items():
        letters = comparable(text)
        for other, runs in _runs(letters, places, shortest).items():
            for run in _longest(run for run in runs if _size(run) >= shortest):
                yield SharedRun(identifier, other, run)


def _pieces(letters: str, size: int) -> Iterator[tuple[int, str]]:
    for start in range(len(letters) - size + 1):
        yield start, letters[start : start + size]


def _runs(letters: str, places: Mapping[str, list[tuple[str, int]]], size: int) -> dict[str, list[str]]:
    """The runs shared with each other passage: pieces that follow one another on both sides are one run."""
    starts: dict[tuple[str, int], list[int]] = {}
    for start, piece in _pieces(letters, size):
        for other, there in places.get(piece, ()):
            starts.setdefault((other, there - start), []).append(start)
    runs: dict[str, list[str]] = {}
    for (other, _), found in starts.items():
        for first, last in _stretches(found):
            runs.setdefault(other, []).append(_whole_words(letters, first, last + size))
    return runs


def _whole_words(letters: str, start: int, end: int) -> str:
    """The letters from `start` to `end`, without the pieces of words that are cut there."""
    while start < end and _CUT_WORD.fullmatch(letters, max(start - 1, 0), start + 1):
        start += 1
    while start < end and _CUT_WORD.fullmatch(letters, end - 1, end + 1):
        end -= 1
    return letters[start:end].strip()


def _stretches(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of consecutive numbers; `numbers` rise."""
    first = numbers[0]
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        if following != number + 1:
            yield first, number
            first = following if following is not None else number


def _longest(runs: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for run in sorted(runs, key=len, reverse=True):
        if not any(run in longer for longer in kept):
            kept.append(run)
    return kept


def _size(run: str) -> int:
    return len(run.split()) if run.isascii() else len(run.replace(" ", ""))
