"""Measure pages: every paragraph and table alone, with what is known about it; and answers for retired ids."""

from __future__ import annotations

from collections.abc import Iterator

from macros.amendments import earlier_wordings_html, retired_html
from macros.citations import citation_forms_html
from macros.entities import headline
from macros.markup import element, escape, escape_markdown, link
from macros.provision_page import (
    breadcrumb_html,
    corrections_html,
    counterparts_html,
    facts_html,
    figures_html,
    linked_ids,
    neighbours_html,
    proof_html,
    wording_html,
)
from macros.provisions import notes_html
from plan_model.ids.addresses import embed_page, measure_page
from plan_model.ids.locator import full_locator
from plan_model.ids.registry import RegistryRow
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Plan, Provision
from scripts.pages.page import Page

FOLDER = "assets/javascripts/cite"
SCRIPTS = ("feedback.js", "basket-store.js", "qr.js", "menu.js", "landing.js")
STYLES = ["assets/stylesheets/cite.css"]
_DESCRIPTION_LENGTH = 120
_OWN_PAGE = {"paragraph", "table"}
_BASKET_BUTTON = element("button", "加入会议篮", type="button", class_="js-only", data_measure_act="basket")
# The section's address from the time when there were two plans; links to it go on working.
COUNTERPARTS = "另一份规划的对应条文"


def measure_pages(publication: Publication, site_address: str = "") -> Iterator[Page]:
    """Yield a page for every paragraph and table, then one for each retired page that old links lead to.

    `site_address` is the public address of the site, ending in a slash, where it is known.
    """
    collection = publication.collection
    for key in collection.plans:
        ids = [
            one for one, place in collection.places.items() if place.plan == key and place.provision.kind in _OWN_PAGE
        ]
        for before, identifier, after in zip([None, *ids], ids, [*ids[1:], None], strict=False):
            yield _measure(publication, identifier, (before, after), site_address)
    yield from _retired_pages(publication)


def cite_scripts(plan_key: str) -> list[str]:
    """Return the scripts that give a page of a plan its sentence menu, in the order of loading."""
    data = f"assets/cite/{plan_key}.js"
    return [f"{FOLDER}/cite.js", data, "assets/javascripts/share.js", *(f"{FOLDER}/{name}" for name in SCRIPTS)]


def _measure(
    publication: Publication, identifier: str, neighbours: tuple[str | None, str | None], site_address: str
) -> Page:
    collection = publication.collection
    plan, provision = collection.plan_of(identifier), collection.places[identifier].provision
    title, page = full_locator(collection, identifier), measure_page(identifier)
    parts = [
        breadcrumb_html(collection, provision, page),
        f"# {escape_markdown(title)}",
        wording_html(collection, provision, page),
        notes_html(plan, provision),
        retired_html(publication, _retired_inside(publication, identifier), page, short_anchors=True),
        neighbours_html(collection, *neighbours, page),
        element("p", _BASKET_BUTTON + link("../basket.html", "看会议篮"), class_="measure-acts"),
        facts_html(collection, provision, page),
        *_section("文中数字", figures_html(collection, provision, page)),
        *_section(f"对应条文 {{#{COUNTERPARTS}}}", counterparts_html(collection, provision, page)),
        *_section("以前的文字", earlier_wordings_html(publication, linked_ids(provision))),
        *_section("引用", citation_forms_html(collection, identifier, site_address + page)),
        *_section("二维码", _qr_html(site_address + page)),
        *_section("嵌入网页", _embed_html(identifier, title, site_address)),
        *_section("与来源文本的差异", corrections_html(plan, provision)),
        *_section("文字存证", proof_html(plan, provision)),
    ]
    return Page(
        f"m/{identifier}.md", title, "\n\n".join(filter(None, parts)) + "\n", _meta(collection, plan, provision)
    )


def _section(title: str, content: str) -> list[str]:
    return [f"## {title}", content] if content else []


def _qr_html(address: str) -> str:
    """The place of the code; a script draws it for the address at which the page is really read."""
    address_line = element("p", element("span", escape(address), data_slot="address"), class_="muted")
    button = element("button", "显示二维码", type="button", class_="js-only", data_measure_act="qr")
    return element("div", button, class_="qr-place") + address_line


def _embed_html(identifier: str, title: str, site_address: str) -> str:
    source = escape(site_address + embed_page(identifier))
    frame = escape('<iframe src="') + element("span", source, data_slot="embed")
    frame += escape(f'" title="{title}" width="640" height="260" loading="lazy"></iframe>')
    return element("p", element("code", frame), class_="embed-code")


def _meta(collection: Collection, plan: Plan, provision: Provision) -> dict[str, object]:
    text = provision.text if not provision.rows else headline(provision)
    short = text if len(text) <= _DESCRIPTION_LENGTH else text[: _DESCRIPTION_LENGTH - 1] + "…"
    return {
        "description": short,
        "plan": plan.key,
        "provision": provision.id,
        "page_type": "measure",
        "styles": [*STYLES, "assets/stylesheets/glossary.css"],
        "scripts": [*cite_scripts(plan.key), f"{FOLDER}/measure.js", "assets/javascripts/glossary/glossary.js"],
        "open_graph": {"title": full_locator(collection, provision.id), "description": short},
        "structured_data": _structured_data(collection, plan, provision),
        "oembed": embed_page(provision.id).replace(".html", ".json"),
    }


def _structured_data(collection: Collection, plan: Plan, provision: Provision) -> dict[str, object]:
    """The measure in schema.org's terms, as a part of its plan."""
    info = plan.info
    whole: dict[str, object] = {
        "@type": "Legislation",
        "name": info.title,
        "legislationType": "规划",
        "legislationDate": info.issued.isoformat(),
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": name} for name in info.issuers],
        "temporalCoverage": f"{info.first_year}/{info.last_year}",
        "spatialCoverage": info.place,
    }
    if info.document_number:
        whole["legislationIdentifier"] = info.document_number
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "identifier": provision.id,
        "name": full_locator(collection, provision.id),
        "inLanguage": "zh-CN",
        "text": provision.text,
        "isPartOf": whole,
    }


def _retired_inside(publication: Publication, identifier: str) -> list[RegistryRow]:
    """The retired sentences and rows of a paragraph or table that still stands."""
    rows = publication.registry.retired.values()
    return [row for row in rows if row.kind in {"sentence", "row"} and row.id.rpartition("-")[0] == identifier]


def retired_on(publication: Publication, page: str) -> list[RegistryRow]:
    """Return the retired ids whose old links lead to a chapter's page."""
    return [row for row in publication.registry.retired.values() if row.page == page]


def _retired_pages(publication: Publication) -> Iterator[Page]:
    """A page at each address that a retired paragraph, table or chapter leaves behind."""
    collection, retired = publication.collection, publication.registry.retired
    for row in retired.values():
        if row.kind in _OWN_PAGE:
            inside = [row, *(one for one in retired.values() if one.id.rpartition("-")[0] == row.id)]
            yield _retired_page(publication, row.id, measure_page(row.id), inside, short_anchors=True)
    standing = {place.chapter for place in collection.places.values()}
    for row in retired.values():
        if row.kind == "chapter" and row.id not in standing:
            yield _retired_page(publication, row.id, row.page, retired_on(publication, row.page), short_anchors=False)


def _retired_page(
    publication: Publication, identifier: str, page: str, rows: list[RegistryRow], *, short_anchors: bool
) -> Page:
    title = f"已停用的编号 {identifier}"
    body = retired_html(publication, rows, page, short_anchors=short_anchors)
    meta = {"description": f"{title}：替代条文和原来的文字。", "page_type": "retired", "styles": STYLES}
    return Page(page.removesuffix(".html") + ".md", title, f"# {escape_markdown(title)}\n\n{body}\n", meta)
