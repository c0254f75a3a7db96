"""The addresses of provisions and indicators, the same on the web and in the offline bundle."""

from __future__ import annotations

from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import PlanRelation


def chapter_page(chapter_id: str) -> str:
    """Return a chapter's page: `zj-1` → `zj/1.html`."""
    plan, _, name = chapter_id.partition("-")
    return f"{plan}/{name}.html"


def provision_address(collection: Collection, identifier: str) -> str:
    """Return where an id stands in its chapter: `zj/1.html#zj-1.1-p1-s2`; raises KeyError for an unknown id."""
    place = collection.places[collection.paragraph_of(identifier)]
    page = chapter_page(place.chapter)
    return page if identifier == place.chapter else f"{page}#{identifier}"


def measure_page(identifier: str) -> str:
    """Return the page of a paragraph or table of its own: `m/zj-1.1-p1.html`."""
    return f"m/{identifier}.html"


def embed_page(identifier: str) -> str:
    """Return what other sites show of a paragraph or table in a frame: `embed/zj-1.1-p1.html`."""
    return f"embed/{identifier}.html"


def indicator_page(indicator_id: str) -> str:
    """Return an indicator's page: `indicators/total-assets.html`."""
    return f"indicators/{indicator_id}.html"


def comparison_page(collection: Collection, relation: PlanRelation) -> str:
    """Return the page of a relation: `compare.html` for the first, `compare/xx--yy.html` for each other."""
    first = collection.editorial.relations[0]
    return "compare.html" if relation.name == first.name else f"compare/{relation.name}.html"


def theme_page(theme_id: str) -> str:
    """Return a theme's page: `themes/innovation.html`."""
    return f"themes/{theme_id}.html"


def entity_page(entity_id: str) -> str:
    """Return a named thing's page: `entities/lanke-mountain.html`."""
    return f"entities/{entity_id}.html"


def term_address(term_id: str) -> str:
    """Return where a glossary term is explained: `glossary.html#yi-jian-tiao`."""
    return f"glossary.html#{term_id}"


def relative(target: str, page: str) -> str:
    """Return `target` (a path from the site's root) as a link that works on `page`, on the web and over file://."""
    return "../" * page.count("/") + target
