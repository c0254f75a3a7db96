"""Fits pages to a pack that does not hold the whole site: no link dangles, no script asks for what is not there."""

from __future__ import annotations

from collections.abc import Callable

import lxml.html
from lxml.html import HtmlElement

from scripts.bundle.references import is_external, resolve

# Scripts and payloads of the calculator; a page without them shows the results that were made with the site.
CALCULATOR_ASSETS = ("assets/runtime/", "assets/javascripts/runtime/", "assets/javascripts/calculator/",
                     "assets/calculator/")  # fmt: skip
# What search engines and messengers read when they fetch a page; nothing fetches one from a folder.
_FOR_CRAWLERS = "//script[@type='application/ld+json'] | //meta[@property] | //meta[starts-with(@name, 'twitter:')]"
_NAVIGATION = ("nav", "header", "footer")


def parse(page: str) -> HtmlElement:
    """Return the tree of an HTML page."""
    return lxml.html.document_fromstring(page)


def serialise(tree: HtmlElement) -> str:
    """Return a tree as an HTML page."""
    return str(lxml.html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def article_of(tree: HtmlElement) -> HtmlElement:
    """Return the element that holds a page's content, without the frame around it."""
    (article,) = tree.find_class("md-content__inner")
    return article


def trim(tree: HtmlElement, path: str, holds: Callable[[str], bool], address: str) -> None:
    """Change a page so that it works in a pack; `holds` tells whether the pack has a path, `address` is the public one.

    A link to a page outside the pack goes from the navigation; elsewhere it becomes a link to the public address, or,
    when that is not known, plain text.
    """
    for link in tree.xpath("//a[@href]"):
        outside = _outside(link.get("href"), path, holds)
        if outside is None:
            continue
        if link.xpath(f"ancestor::*[{' or '.join(f'self::{tag}' for tag in _NAVIGATION)}]"):
            remove_entry(link)
        elif address:
            link.set("href", address + outside)
            link.set("rel", "external")
        else:
            del link.attrib["href"]
    for element in tree.xpath(_FOR_CRAWLERS):
        element.drop_tree()
    for element in tree.xpath("//link[@rel='prev' or @rel='next'][@href] | //script[@src]"):
        if _outside(element.get("href") or element.get("src"), path, holds) is not None:
            element.drop_tree()


def _outside(address: str, path: str, holds: Callable[[str], bool]) -> str | None:
    """The target (path and fragment) of a reference when it is a part of the site that the pack lacks, else None."""
    if is_external(address):
        return None
    target, anchor = resolve(address, path)
    return None if holds(target) else target + (f"#{anchor}" if anchor else "")


def remove_entry(link: HtmlElement) -> None:
    """Remove a link of the navigation with the list item that holds nothing else."""
    item = link.getparent()
    removable = item is not None and item.tag == "li" and len(item.xpath(".//a")) == 1
    (item if removable else link).drop_tree()
