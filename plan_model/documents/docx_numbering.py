"""The automatic numbering of a DOCX (word/numbering.xml), counted as Word does and written out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plan_model.documents.block import UnreadableDocumentError
from plan_model.documents.docx_formats import format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_DASHES = re.compile(r"[—―─]+")


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how its number is written, after which level it begins again."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    gap: str = " "


@dataclass
class _Number:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute in Word's namespace; None where the element is missing."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as <w:b/> is on."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


def whole(text: str | None, default: int) -> int:
    """Return an attribute as a whole number; the default where it is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


class Numbering:
    """Gives the printed number of each paragraph in turn; the counting goes on from call to call."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._numbers: dict[str, _Number] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            identifier = value(abstract, "abstractNumId") or ""
            self._abstract[identifier] = dict(_level(level) for level in abstract.iter(f"{W}lvl"))
            if style := value(abstract.find(f"{W}styleLink")):
                by_style[style] = identifier
            if style := value(abstract.find(f"{W}numStyleLink")):
                linked[identifier] = style
        for number in root.iter(f"{W}num"):
            one = _Number(value(number.find(f"{W}abstractNumId")) or "")
            one.abstract = by_style.get(linked.get(one.abstract, ""), one.abstract)
            for override in number.iter(f"{W}lvlOverride"):
                self._override(one, override)
            self._numbers[value(number, "numId") or ""] = one

    @staticmethod
    def _override(number: _Number, override: Element) -> None:
        index = whole(value(override, "ilvl"), 0)
        start = override.find(f"{W}startOverride")
        if start is not None:
            number.starts[index] = whole(value(start), 1)
        level = override.find(f"{W}lvl")
        if level is not None:
            number.levels[index] = _level(level)[1]

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level of a list that a paragraph style stands for; the first where none is tied to it."""
        levels = self._levels(number)
        return next((index for index, level in levels.items() if level.style == style), 0)

    def _levels(self, number: str) -> Mapping[int, Level]:
        one = self._numbers.get(number)
        return {**self._abstract.get(one.abstract, {}), **one.levels} if one else {}

    def next(self, number: str, index: int) -> str:
        """Count the next paragraph of a list and return its printed number with the space behind it.

        Raises UnreadableDocumentError for a number format that is not known.
        """
        levels = self._levels(number)
        level = levels.get(index)
        if level is None:
            return ""
        counts = self._count(number, index, levels)
        if level.format == "bullet":
            return level.text if _DASHES.fullmatch(level.text) else ""

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, Level())
            return _write(counts.get(at, other.start), "decimal" if level.legal else other.format)

        text = _PLACEHOLDER.sub(written, level.text)
        return text + level.gap if text else ""

    def _count(self, number: str, index: int, levels: Mapping[int, Level]) -> dict[int, int]:
        one = self._numbers[number]
        counts = self._counts.setdefault(one.abstract, {})
        if index in one.starts and (number, index) not in self._started:
            self._started.add((number, index))
            counts[index] = one.starts[index]
        else:
            counts[index] = counts[index] + 1 if index in counts else levels[index].start
        for deeper in [at for at in counts if at > index]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and index < restart):
                del counts[deeper]
        for higher in range(index):
            counts.setdefault(higher, levels[higher].start if higher in levels else 1)
        return counts


def _level(element: Element) -> tuple[int, Level]:
    gap = {"nothing": ""}.get(value(element.find(f"{W}suff")) or "tab", " ")
    restart = element.find(f"{W}lvlRestart")
    level = Level(
        start=whole(value(element.find(f"{W}start")), 1),
        format=_format(element),
        text=value(element.find(f"{W}lvlText")) or "",
        restart=None if restart is None else whole(value(restart), 0),
        legal=is_on(element.find(f"{W}isLgl")),
        style=value(element.find(f"{W}pStyle")) or "",
        gap=gap,
    )
    return whole(value(element, "ilvl"), 0), level


def _format(element: Element) -> str:
    """The format of a level, also where a newer one stands beside its substitute (mc:AlternateContent)."""
    formats = [value(one) or "decimal" for one in element.iter(f"{W}numFmt")]
    return next((name for name in formats if name != "custom"), "decimal")


def _write(number: int, name: str) -> str:
    written = format_number(number, name)
    if written is None:
        what = f"the automatic numbering uses the number format {name!r}, which is not known here"
        fix = "turn the automatic numbers into typed ones in Word or WPS, then save again"
        raise UnreadableDocumentError(what, "a format of Chinese or Western numbers", fix)
    return written
