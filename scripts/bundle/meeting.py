"""A meeting pack: the cover, the chosen pages of the site, and of its search and data what belongs to them."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

from scripts.building.steps import BuildError
from scripts.bundle.agenda import COVER, Agenda
from scripts.bundle.archive import Files
from scripts.bundle.cover import cover_html
from scripts.bundle.pack_data import pack_data
from scripts.bundle.trim import CALCULATOR_ASSETS, article_of, parse, remove_entry, serialise, trim

# What the page that explores all measures looks up; no pack has that page.
_OTHER_PAGES_ASSETS = ("assets/explore/", "assets/javascripts/explore/")
_LEFT_OUT = (*_OTHER_PAGES_ASSETS, *CALCULATOR_ASSETS)


def meeting_site(site: Files, agenda: Agenda, address: str) -> dict[str, bytes]:
    """Return what a meeting needs of a site, its cover as `index.html`; raises BuildError when a page is missing."""
    if missing := [page for page in agenda.pages if page not in site]:
        raise BuildError(f"the site has no {', '.join(missing[:5])}; expected every chosen page; build the site anew")
    kept = {path: content for path, content in site.items() if _is_kept(path, agenda)}
    kept |= pack_data(kept, set(agenda.pages))
    for page in agenda.pages:
        tree = parse(site[page].decode())
        if page == COVER:
            put_cover(tree, agenda, address)
        trim(tree, page, kept.__contains__, address)
        kept[page] = serialise(tree).encode()
    return kept


def put_cover(tree: HtmlElement, agenda: Agenda, address: str) -> None:
    """Replace the content of the site's home page by the cover."""
    for contents in tree.find_class("md-sidebar--secondary"):
        contents.drop_tree()
    for link in tree.xpath("//nav//a[starts-with(@href, '#')]"):
        remove_entry(link)
    for skip in tree.find_class("md-skip"):
        skip.set("href", "#cover")
    tree.find(".//title").text = agenda.title
    for topic in tree.xpath("//*[@data-md-component='header-title']//*[@class='md-header__topic'][@aria-hidden]/*"):
        topic.text = agenda.title
    for description in tree.xpath("//meta[@name='description']"):
        description.set("content", agenda.title)
    article = article_of(tree)
    article.clear(keep_tail=True)
    article.set("class", "md-content__inner md-typeset")
    article.extend(lxml.html.fragments_fromstring(cover_html(agenda, address)))


def _is_kept(path: str, agenda: Agenda) -> bool:
    if path.startswith("data/indicators/"):
        return path.removeprefix("data/indicators/").removesuffix(".csv") in agenda.indicators
    if path.startswith("assets/"):
        return not path.startswith(_OTHER_PAGES_ASSETS if agenda.with_calculator else _LEFT_OUT)
    return path in agenda.pages
