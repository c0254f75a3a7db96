"""Joins the articles of several pages into one page: anchors stay unique, links between them become anchors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from scripts.bundle.agenda import CALCULATOR
from scripts.bundle.references import is_external, resolve

# Attributes that name other elements of the page by id, several of them separated by spaces.
_NAMING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_URL = re.compile(r"url\(#([^)]+)\)")
_MEASURE = re.compile(r"m/([\w.-]+)\.html")


@dataclass(frozen=True)
class Part:
    """The article of one page of the site, by the page's path."""

    path: str
    article: HtmlElement

    @property
    def section(self) -> str:
        """The id of the part's section in the joined page: `qz/3.html` → `page-qz-3`."""
        return "page-" + self.path.removesuffix(".html").replace("/", "-")

    def ids(self) -> list[str]:
        """Every id inside."""
        return [str(one) for one in self.article.xpath(".//@id")]


@dataclass(frozen=True)
class _Joined:
    """Where things are in the joined page: by part its section and its ids' new names."""

    sections: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]

    def anchor_of(self, path: str, anchor: str) -> str | None:
        """Return the fragment that an address of the site has become; None when it was left out."""
        if path in self.sections:
            # `#v=1&s=…` is a state of the calculator, which reads it from the address itself.
            return self.names[path].get(anchor) or (anchor if "=" in anchor else self.sections[path])
        if not (measure := _MEASURE.fullmatch(path)):
            return None
        # A measure's own page is left out, for its text stands in its chapter or on the cover.
        here = f"{measure[1]}-{anchor}".rstrip("-")
        candidates = (here, f"measure-{here}")
        return next((name for part in self.names.values() for one in candidates if (name := part.get(one))), None)


def merge(parts: list[Part], address: str) -> str:
    """Return the HTML of the parts in order, a section each; changes the parts.

    A link to something left out becomes one to the public address, or plain text when that is not known.
    """
    joined = _Joined({part.path: part.section for part in parts}, _rename(parts))
    for part in parts:
        for link in part.article.xpath(".//a[@href]"):
            if not is_external(link.get("href")):
                _relink(link, *resolve(link.get("href"), part.path), joined, address)
    return "\n".join(_section(part) for part in parts)


def _rename(parts: list[Part]) -> dict[str, dict[str, str]]:
    """Make ids unique, with everything that names them inside a part; return by part what each id is now called.

    The calculator's ids stay, because its scripts know them.
    """
    counts = Counter(identifier for part in parts for identifier in set(part.ids()))
    names: dict[str, dict[str, str]] = {}
    for part in parts:
        keeps = part.path == CALCULATOR
        renamed = {one: one if keeps or counts[one] == 1 else f"{part.section}.{one}" for one in part.ids()}
        names[part.path] = renamed
        for element in part.article.iter():
            if isinstance(element.tag, str):
                _rename_in(element, renamed)
    return names


def _rename_in(element: HtmlElement, renamed: Mapping[str, str]) -> None:
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, renamed.get(value, value))
        elif name in _NAMING:
            element.set(name, " ".join(renamed.get(one, one) for one in value.split()))
        elif "url(#" in value:
            element.set(name, _URL.sub(lambda match: f"url(#{renamed.get(match[1], match[1])})", value))


def _relink(link: HtmlElement, path: str, anchor: str, joined: _Joined, address: str) -> None:
    """Point a link at its target in the joined page, else at the public address, else make it plain text."""
    for attribute in ("download", "rel", "target"):
        link.attrib.pop(attribute, None)
    here = joined.anchor_of(path, anchor)
    if here:
        link.set("href", f"#{here}")
    elif address:
        link.set("href", address + path + (f"#{anchor}" if anchor else ""))
        link.set("rel", "external")
    else:
        del link.attrib["href"]


def _section(part: Part) -> str:
    section = lxml.html.Element("section", {"id": part.section, "class": "md-typeset single-file__part"})
    section.text = part.article.text
    section.extend(list(part.article))
    return str(lxml.html.tostring(section, encoding="unicode"))
