"""What the styles of a DOCX say of a paragraph: outline level, numbering, bold, hidden, contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plan_model.documents.docx_numbering import W, is_on, value, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_BODY_LEVEL = 9

UNNUMBERED: tuple[str | None, str | None, str] = (None, None, "")  # a style that numbers nothing


class Styles:
    """The paragraph and character styles of a document, each with those it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.iter(f"{W}style") if root is not None else ()
        self._styles = {value(style, "styleId") or "": style for style in styles}
        self._default = next((name for name, style in self._styles.items() if _is_default(style)), None)

    def _chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """A style, then those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        name = style or self._default
        while name and name in self._styles and name not in seen:
            seen.add(name)
            yield name, self._styles[name]
            name = value(self._styles[name].find(f"{W}basedOn"))

    def outline_level(self, style: str | None, properties: Element | None) -> int | None:
        """Return the outline level (1 is the highest) of a paragraph, its own or its style's; None of body text."""
        own = value(properties.find(f"{W}outlineLvl")) if properties is not None else None
        if own is not None:
            return _level(own)
        for _, element in self._chain(style):
            level = value(element.find(f"{W}pPr/{W}outlineLvl"))
            if level is not None:
                return _level(level)
            if match := _HEADING.fullmatch(value(element.find(f"{W}name")) or ""):
                return int(match[1])
        return None

    def numbering(self, style: str | None) -> tuple[str | None, str | None, str]:
        """Return the list that a style numbers its paragraphs by, the level if it says one, and whose style it is."""
        for name, element in self._chain(style):
            numbering = element.find(f"{W}pPr/{W}numPr")
            if numbering is not None and (number := value(numbering.find(f"{W}numId"))) is not None:
                return number, value(numbering.find(f"{W}ilvl")), style or name
        return UNNUMBERED

    def is_contents(self, style: str | None) -> bool:
        """Tell whether a style is that of a line in the contents list."""
        return any(_CONTENTS.fullmatch(value(element.find(f"{W}name")) or name) for name, element in self._chain(style))

    def has(self, run: Element | None, style: str | None, switch: str) -> bool:
        """Tell whether a switch (b, vanish) is on for a run: by itself, its character style, or the paragraph's."""
        if run is not None:
            own = run.find(f"{W}{switch}")
            if own is not None:
                return is_on(own)
            character = value(run.find(f"{W}rStyle"))
            for _, element in self._chain(character) if character else ():
                if (found := element.find(f"{W}rPr/{W}{switch}")) is not None:
                    return is_on(found)
        for _, element in self._chain(style):
            if (found := element.find(f"{W}rPr/{W}{switch}")) is not None:
                return is_on(found)
        return False


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}


def _level(text: str) -> int | None:
    level = whole(text, _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else None
