"""Every generated page, before any generator sees it: well formed, linked to what is there, complete, free of slips."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plan_model.publication import Publication
from scripts.pages.generate import page_makers
from scripts.pages.page import Page

ROOT = Path(__file__).parents[2]
VOID = {"input", "br", "img", "hr", "meta", "link", "path", "line", "rect", "circle", "source", "wbr"}
HEADING = re.compile(r"^#+ .*\{:? ?#([\w.-]+)[ }]", re.M)
# What stands in a page when a value was taken for text.
SLIPS = re.compile(r"\bNone\b|\bNaN\b|Undefined\(|<function|<bound|\[\]|object at 0x|\bTrue\b|\bFalse\b")


class Nesting(HTMLParser):
    """Notes tags that are closed in another order than they were opened, and every id and address."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.addresses += [given["href"] or ""] if "href" in given else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@pytest.fixture(scope="module")
def pages(publication: Publication) -> dict[str, Page]:
    made = [page for make in page_makers(publication) for page in make()]
    assert len({page.path for page in made}) == len(made)
    return {page.path: page for page in made}


@pytest.fixture(scope="module")
def read(pages: dict[str, Page]) -> dict[str, Nesting]:
    found = {}
    for path, page in pages.items():
        found[path] = Nesting()
        found[path].feed(page.markdown())
        found[path].close()
        found[path].ids += HEADING.findall(page.markdown())
    return found


def test_tags_are_closed_in_the_order_in_which_they_were_opened(read: dict[str, Nesting]) -> None:
    assert not {path: (page.faults, page.open) for path, page in read.items() if page.faults or page.open}


def test_no_value_is_taken_for_text(pages: dict[str, Page]) -> None:
    def visible(page: Page) -> str:
        body = re.sub(r"^---.*?^---", "", page.markdown(), count=1, flags=re.S | re.M)
        return re.sub(r"<script.*?</script>|<svg.*?</svg>|<[^>]*>", " ", body, flags=re.S)

    assert not [(path, SLIPS.findall(visible(page))) for path, page in pages.items() if SLIPS.search(visible(page))]


def test_no_id_stands_twice_on_a_page(read: dict[str, Nesting]) -> None:
    assert not [path for path, page in read.items() if len(page.ids) != len(set(page.ids))]


def links(read: dict[str, Nesting]) -> Iterator[tuple[str, str, str]]:
    """Every link to a page of this site: where it stands, the page it leads to, and the anchor there."""
    for path, page in read.items():
        for address in page.addresses:
            if re.match(r"[a-z]+:|#", address):
                continue
            target, _, anchor = address.partition("#")
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target.partition("?")[0]))
            yield path, full, html.unescape(anchor)


def test_links_lead_to_pages_and_anchors_that_are_there(read: dict[str, Nesting]) -> None:
    by_hand = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*.md")}
    known = {path.removesuffix(".md") + ".html" for path in {*read, *by_hand}}
    found = list(links(read))
    assert len(found) > 3000
    pages_only = [(path, target) for path, target, _ in found if target.endswith(".html")]
    assert not [(path, target) for path, target in pages_only if target not in known and "embed" not in target]
    missing = [
        (path, target, anchor)
        for path, target, anchor in found
        if anchor
        and "=" not in anchor
        and (page := read.get(target.removesuffix(".html") + ".md"))
        and anchor not in page.ids
    ]
    assert not missing


def test_every_term_entity_and_indicator_is_told_with_its_explanation(
    publication: Publication, pages: dict[str, Page]
) -> None:
    text = {path: html.unescape(page.markdown()) for path, page in pages.items()}
    editorial = publication.collection.editorial
    for term in editorial.glossary:
        for words in (term.term, term.explanation, *term.aliases):
            assert words in text["glossary.md"], words
    for indicator in publication.collection.indicators.values():
        page = text[f"indicators/{indicator.id}.md"]
        assert indicator.definition in page
        assert indicator.name_en in page
        assert indicator.name in text["indicators/index.md"]
    for theme in editorial.themes.values():
        assert theme.name in text[f"themes/{theme.id}.md"]
    entities = "".join(words for path, words in text.items() if path.startswith("entities"))
    assert [entity.name for entity in editorial.entities if entity.name not in entities] == []


def test_every_sentence_stands_in_a_chapter_with_its_id(publication: Publication, read: dict[str, Nesting]) -> None:
    chapters = {identifier for path, page in read.items() if "/" in path for identifier in page.ids}
    assert [identifier for identifier in publication.collection.texts if identifier not in chapters] == []
