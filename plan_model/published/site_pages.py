"""Which pages a site has: a page for which the plans give no reason is not made, and nothing leads to it."""

from __future__ import annotations

from plan_model.publication import Publication


def absent_pages(publication: Publication) -> frozenset[str]:
    """Return the addresses of the pages that would have nothing to show."""
    collection, editorial = publication.collection, publication.collection.editorial
    reasons: dict[str, object] = {
        "explore.html": collection.plans,
        "basket.html": collection.plans,
        "cite.html": collection.plans,
        "compare.html": editorial.relations,
        "indicators/index.html": collection.all_values,
        "calculator.html": publication.scenarios,
        "check.html": publication.checks,
        "glossary.html": editorial.glossary,
        "themes/index.html": editorial.tag_of,
        "entities/index.html": editorial.entities,
        "projects.html": editorial.projects,
    }
    return frozenset(address for address, reason in reasons.items() if not reason)
