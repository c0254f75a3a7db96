"""The way to a provision names the plan and every heading above it, from the chapter down."""

from __future__ import annotations

import re

from macros.provision_page import breadcrumb_html
from plan_model.shapes.collection import Collection


def test_a_breadcrumb_links_the_plan_and_every_heading_above(collection: Collection) -> None:
    deepest = max(collection.places.values(), key=lambda place: len(place.path))
    shown = breadcrumb_html(collection, deepest.provision, f"m/{deepest.provision.id}.html")
    links = re.findall(r'href="([^"]+)"', shown)
    assert len(deepest.path) == 4
    assert len(links) == len(deepest.path)  # the plan, then all but the provision itself
    for step, link in zip(deepest.path[1:-1], links[2:], strict=True):
        assert link.endswith(f"#{step}")
