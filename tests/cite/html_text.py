"""The text of every element that has an id, read from a page as a browser would read it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CELLS = {"td", "th"}


class ElementTexts(HTMLParser):
    """Collects text by id; `repeated` are ids that stand more than once; cells are set apart by a line feed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.repeated: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identifier = dict(attrs).get("id")
        if identifier in self.texts:
            self.repeated.append(str(identifier))
        if identifier:
            self.texts[identifier] = ""
        if tag not in _VOID:
            self._open.append((tag, identifier))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in _CELLS:
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        for _, identifier in self._open:
            if identifier:
                self.texts[identifier] += data


def read_page(path: Path) -> ElementTexts:
    """Return the texts by id of a page."""
    parser = ElementTexts()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser
