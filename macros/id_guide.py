"""How an id is read, shown on one of the site's own."""

from __future__ import annotations

from dataclasses import dataclass

from macros.markup import element, escape
from plan_model.ids.locator import full_locator
from plan_model.shapes.collection import Collection, Place


@dataclass(frozen=True)
class ExampleIds:
    """A paragraph of the plans and one of its sentences, as pages that explain ids show them."""

    paragraph: str
    sentence: str


def example_ids(collection: Collection) -> ExampleIds:
    """Return the ids of the first paragraph that stands deepest in the plans and is not the only one in its place.

    Raises ValueError when the plans hold no paragraph.
    """
    paragraphs = [place for place in collection.places.values() if place.provision.kind == "paragraph"]
    if not paragraphs:
        raise ValueError("no plan holds a paragraph, so no id can be explained; leave the page out")
    best = max(paragraphs, key=lambda place: (len(place.path), place.provision.id.endswith("-p2")))
    return ExampleIds(best.provision.id, next(iter(best.provision.sentence_ids()))[0])


def id_guide_html(collection: Collection) -> str:
    """Return an example id with what each of its parts stands for."""
    sentence = example_ids(collection).sentence
    place = collection.places[collection.paragraph_of(sentence)]
    rows = "".join(
        element("dt", element("code", escape(part))) + element("dd", escape(words))
        for part, words in _parts(collection, place)
    )
    locator = escape(full_locator(collection, sentence))
    written = element("p", f"{element('code', escape(sentence))} 写作“{locator}”，各部分依次是：")
    return written + element("dl", rows, class_="definition")


def _parts(collection: Collection, place: Place) -> list[tuple[str, str]]:
    """The parts of a paragraph's first sentence's id: plan, headings from the chapter down, paragraph, sentence."""
    info = collection.plan_of(place.provision.id).info
    headings = [collection.places[step].provision for step in place.path[:-1]]
    numbered = [(step.id.partition("-")[2].rpartition(".")[2], f"{step.number}{step.heading}") for step in headings]
    return [
        (place.plan, info.short_title),
        *numbered,
        (place.provision.id.rpartition("-")[2], f"第{place.provision.id.rpartition('-p')[2]}段"),
        ("s1", "第1句"),
    ]
