"""What other sites show of a measure: a small page for an iframe and its oEmbed description."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.markup import element, escape
from plan_model.ids.addresses import embed_page, measure_page, provision_address
from plan_model.ids.locator import full_locator
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Provision

WIDTH, HEIGHT = 640, 260
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="stylesheet" href="../assets/stylesheets/embed.css">
</head>
<body>
<main>
<blockquote cite="../{own_page}">{wording}</blockquote>
<p class="source"><a href="../{own_page}" target="_blank" rel="noopener">{source}</a></p>
</main>
</body>
</html>
"""


def embed_files(publication: Publication, site_address: str = "") -> dict[str, str]:
    """Return `embed/<id>.html` and `.json` of every paragraph and table; addresses are absolute where known."""
    return dict(_files(publication.collection, site_address))


def _files(collection: Collection, site_address: str) -> Iterator[tuple[str, str]]:
    for identifier, place in collection.places.items():
        if place.provision.kind in {"paragraph", "table"}:
            yield embed_page(identifier), _page(collection, place.provision)
            yield embed_page(identifier).replace(".html", ".json"), _oembed(collection, identifier, site_address)


def _page(collection: Collection, provision: Provision) -> str:
    title = full_locator(collection, provision.id)
    return _PAGE.format(
        policy=POLICY,
        title=escape(title),
        own_page=measure_page(provision.id),
        wording=_table(provision) if provision.rows else _paragraph(provision),
        source=escape(f"《{collection.plan_of(provision.id).info.title}》{title.partition(' ')[2]}"),
    )


def _paragraph(provision: Provision) -> str:
    sentences = (
        element("span", escape(text), id=identifier.removeprefix(f"{provision.id}-"))
        for identifier, text in provision.sentence_ids()
    )
    return element("p", "".join(sentences))


def _table(provision: Provision) -> str:
    """A table is too wide for a small frame: its caption alone, which leads to it."""
    return element("p", escape(f"{provision.number} {provision.heading}"))


def _oembed(collection: Collection, identifier: str, site_address: str) -> str:
    info, title = collection.plan_of(identifier).info, full_locator(collection, identifier)
    source = escape(site_address + embed_page(identifier))
    frame = f'<iframe src="{source}" title="{escape(title)}" width="{WIDTH}" height="{HEIGHT}"></iframe>'
    description = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": "、".join(info.issuers),
        "provider_name": info.title,
        "provider_url": site_address or None,
        "html": frame,
        "width": WIDTH,
        "height": HEIGHT,
        "url": site_address + provision_address(collection, identifier),
    }
    known = {name: value for name, value in description.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"
