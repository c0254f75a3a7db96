"""Built pages as a reader gets them: which element carries an id, and what text it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import html

from plan_model.shapes.plan import Provision

_HEADINGS = {"h1", "h2", "h3"}


def parse(page: Path) -> html.HtmlElement:
    """Return a page's root element."""
    return html.fromstring(page.read_text(encoding="utf-8"))


def elements_by_id(root: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """Return the elements that carry an id; an id that stands twice is no page of ours."""
    found: dict[str, html.HtmlElement] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and (identifier := element.get("id")):
            assert identifier not in found, f"the id {identifier} stands twice"
            found[identifier] = element
    return found


def shown_text(element: html.HtmlElement) -> str:
    """Return the text that an element shows, a heading's permalink sign left out."""
    hidden = element.xpath(".//a[@class='headerlink']") if element.tag in _HEADINGS else []
    text: str = element.text_content()
    return text.removesuffix("".join(sign.text_content() for sign in hidden)) if hidden else text


def cells(row: html.HtmlElement) -> list[str]:
    """Return the texts of a table row's cells."""
    return [cell.text_content() for cell in row if cell.tag in {"th", "td"}]


def faults_of(provision: Provision, elements: dict[str, html.HtmlElement]) -> Iterator[str]:
    """Yield how a page departs from a provision's printed wording: heading, sentences, table cells."""
    for identifier, expected, shown in _pairs(provision, elements):
        if expected != shown:
            yield f"{identifier}: {shown!r} instead of {expected!r}"


def _pairs(provision: Provision, elements: dict[str, html.HtmlElement]) -> Iterator[tuple[str, object, object]]:
    own = elements.get(provision.id)
    if own is None:
        yield provision.id, "an element", None
    elif provision.kind == "paragraph":
        yield provision.id, provision.text, shown_text(own)
        yield from (_sentence(identifier, text, elements) for identifier, text in provision.sentence_ids())
    elif provision.kind == "table":
        yield provision.id, f"{provision.number} {provision.heading}", own.findtext("caption")
        header = [cells(row) for row in own.find("thead")]
        yield provision.id, [[cell for cell in row if cell] for row in provision.header], header
        for index, printed in enumerate(provision.rows, start=1):
            row = elements.get(f"{provision.id}-r{index}")
            yield f"{provision.id}-r{index}", [cell for cell in printed if cell], None if row is None else cells(row)
    elif provision.heading:
        yield provision.id, provision.number + provision.heading, shown_text(own)


def _sentence(identifier: str, text: str, elements: dict[str, html.HtmlElement]) -> tuple[str, str, str | None]:
    element = elements.get(identifier)
    return identifier, text, None if element is None else shown_text(element)
