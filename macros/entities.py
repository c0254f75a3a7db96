"""Lists of sentences by theme or by named thing: where each stands, and the wording that names the thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from macros.editorial_names import ENTITY_KINDS
from macros.markup import element, escape, link
from plan_model.ids.addresses import chapter_page, entity_page, provision_address, relative
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Provision
from plan_model.shapes.tagging import Entity


def headline(provision: Provision) -> str:
    """Return a heading with its number as one line: no dash before it, no stop after it."""
    space = " " if provision.kind == "table" else ""
    return f"{provision.number}{space}{provision.heading}".lstrip("—").rstrip("。")


def path_in_words(collection: Collection, identifier: str) -> str:
    """Return the headings above an id, from the section down: `（一）… › 1.…`."""
    places = collection.places
    above = places[collection.paragraph_of(identifier)].path[1:]
    named = (places[step].provision for step in above if places[step].provision.kind in {"section", "item", "table"})
    return " › ".join(headline(provision) for provision in named)


def by_plan_html(
    collection: Collection, identifiers: Sequence[str], page: str, show: Callable[[str], str], *, level: str = "h2"
) -> str:
    """Return what `show` makes of each id, below its plan and its chapter; a plan with none says so."""
    parts = []
    for key, plan in collection.plans.items():
        own = [identifier for identifier in identifiers if identifier.startswith(f"{key}-")]
        parts.append(element(level, escape(f"{plan.info.place}（{len(own)}）")))
        parts.append(_chapters(collection, own, page, show) if own else element("p", "没有。", class_="muted"))
    return "".join(parts)


def _chapters(collection: Collection, identifiers: Iterable[str], page: str, show: Callable[[str], str]) -> str:
    chapters: dict[str, list[str]] = {}
    for identifier in identifiers:
        chapters.setdefault(collection.places[collection.paragraph_of(identifier)].chapter, []).append(identifier)
    parts = []
    for chapter, found in chapters.items():
        title = headline(collection.places[chapter].provision) or "印发通知"
        parts.append(element("p", link(relative(chapter_page(chapter), page), title), class_="chapter-line"))
        parts.append(element("ul", "".join(element("li", show(one)) for one in found), class_="sentence-list"))
    return "".join(parts)


def passage_html(collection: Collection, identifier: str, content: str, page: str) -> str:
    """Return a passage (HTML) below the address at which it stands."""
    where = link(relative(provision_address(collection, identifier), page), identifier, class_="id-link")
    path = escape(path_in_words(collection, identifier))
    return element("span", f"{where} {path}", class_="passage-path") + element("span", content, class_="passage")


def mention_html(collection: Collection, entity: Entity, sentence_id: str) -> str:
    """Return the text of a sentence, heading or row with the wordings that name the thing marked."""
    text = collection.texts[sentence_id]
    wordings = [m.wording for m in collection.editorial.mentions_in[sentence_id] if m.entity_id == entity.entity_id]
    return marked(text, wordings)


def marked(text: str, wordings: Iterable[str]) -> str:
    """Return text as HTML with each wording in a mark element; longer wordings first, never one within another."""
    spans: list[tuple[int, int]] = []
    for wording in sorted(wordings, key=len, reverse=True):
        start = text.find(wording)
        while start >= 0:
            end = start + len(wording)
            if all(end <= taken[0] or start >= taken[1] for taken in spans):
                spans.append((start, end))
            start = text.find(wording, end)
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [escape(text[at:start]), element("mark", escape(text[start:end]))]
        at = end
    return "".join(pieces) + escape(text[at:])


def mentions_of(collection: Collection, entity: Entity) -> list[str]:
    """Return the ids of the sentences, headings and rows that name a thing, in the order of the texts."""
    named = {
        mention.sentence_id
        for mentions in collection.editorial.mentions.values()
        for mention in mentions
        if mention.entity_id == entity.entity_id
    }
    return [identifier for identifier in collection.texts if identifier in named]


def entity_index_html(collection: Collection, page: str) -> str:
    """Return all named things by kind, each with how many sentences name it; no kind without one."""
    parts = []
    for kind, name in ENTITY_KINDS.items():
        entities = [entity for entity in collection.editorial.entities if entity.kind == kind]
        if not entities:
            continue
        items = "".join(_index_entry(collection, entity, page) for entity in entities)
        parts.append(element("h2", escape(f"{name}（{len(entities)}）"), id=f"kind-{kind}"))
        parts.append(element("ul", items, class_="entity-list"))
    return "".join(parts)


def _index_entry(collection: Collection, entity: Entity, page: str) -> str:
    count = len(mentions_of(collection, entity))
    address = relative(entity_page(entity.entity_id), page)
    return element("li", link(address, entity.name) + " " + element("small", f"{count} 处"))
