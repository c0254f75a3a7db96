"""The parts of a measure's own page: wording, place, figures, counterparts, notes, proof."""

from __future__ import annotations

from collections.abc import Iterator

from macros.citations import permanent_address
from macros.editorial_names import OURS, RELATIONS, ROLES
from macros.entities import headline
from macros.markup import element, escape, link
from macros.provisions import figure_label, sentence_html
from macros.tables import plan_table_html
from plan_model.ids.addresses import chapter_page, entity_page, indicator_page, provision_address, relative, theme_page
from plan_model.ids.locator import UNNUMBERED, full_locator
from plan_model.ids.registry import text_digest
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair
from plan_model.shapes.plan import Correction, Plan, Provision


def linked_ids(provision: Provision) -> list[str]:
    """Return the ids that a measure page speaks of: its provision, then each sentence or row."""
    return [provision.id, *(identifier for identifier, _ in provision.sentence_ids())]


def wording_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return the wording with short anchors (`#s2`, `#r3`); an element with an anchor holds exactly its text."""
    if provision.kind == "table":
        table = plan_table_html(collection, provision, page)
        for identifier, _ in provision.sentence_ids():
            short = identifier.removeprefix(f"{provision.id}-")
            table = table.replace(f' id="{identifier}"', f' id="{short}" data-id="{identifier}"')
        return table
    sentences = "".join(
        element(
            "span",
            sentence_html(collection, identifier, text, page),
            class_="sentence",
            id=identifier.removeprefix(f"{provision.id}-"),
            data_id=identifier,
        )
        for identifier, text in provision.sentence_ids()
    )
    return element("p", sentences, class_="provision measure-text", id=provision.id)


def breadcrumb_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return where a provision stands, from its plan down to its item, each a link into the text."""
    place = collection.places[provision.id]
    plan = collection.plans[place.plan]
    steps = [link(relative(f"{plan.key}/index.html", page), plan.info.title)]
    for step in place.path[:-1]:
        address = chapter_page(step) if step == place.chapter else provision_address(collection, step)
        name = headline(collection.places[step].provision) or UNNUMBERED[step.partition("-")[2]]
        steps.append(link(relative(address, page), name))
    items = "".join(element("li", step) for step in steps)
    return element("nav", element("ol", items), class_="breadcrumb", aria_label="条文位置")


def neighbours_html(collection: Collection, before: str | None, after: str | None, page: str) -> str:
    """Return links to the measures before and after, and to the place in the running text."""
    parts = [
        link(relative(f"m/{identifier}.html", page), f"{name}：{full_locator(collection, identifier)}", rel=relation)
        for name, relation, identifier in (("上一段", "prev", before), ("下一段", "next", after))
        if identifier
    ]
    return element("nav", "".join(parts), class_="neighbours", aria_label="前后段落")


def facts_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return role, themes and named things as a definition list."""
    tag = collection.editorial.tag_of.get(provision.id)
    themes = collection.editorial.themes
    entities = collection.editorial.entities_in(linked_ids(provision))
    in_text = relative(provision_address(collection, provision.id), page)
    rows = [
        ("编号", element("code", escape(provision.id))),
        ("在全文中", link(in_text, full_locator(collection, provision.id))),
        (f"角色（{OURS}）", escape(ROLES[tag.role]) if tag else ""),
        (
            f"主题（{OURS}）",
            "、".join(link(relative(theme_page(one), page), themes[one].name) for one in tag.themes) if tag else "",
        ),
        ("提到", "、".join(link(relative(entity_page(one.entity_id), page), one.name) for one in entities)),
    ]
    terms = "".join(element("dt", term) + element("dd", content) for term, content in rows if content)
    return element("dl", terms, class_="definition")


def figures_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return the figures of the wording, each with what it is, linked to its indicator; empty when there are none."""
    values = [
        value for identifier in linked_ids(provision) for value in collection.values_by_sentence.get(identifier, ())
    ]
    items = "".join(
        element(
            "li",
            link(relative(indicator_page(value.indicator_id), page), value.printed, class_="figure")
            + escape(f"　{figure_label(collection, value)}"),
        )
        for value in values
    )
    return element("ul", items, class_="measure-figures") if items else ""


def counterparts_html(collection: Collection, provision: Provision, page: str) -> str:
    """Return what related plans say to this: relation, its wording, our reason; empty when nothing was judged."""
    place = collection.places[provision.id]
    ids = [*reversed(place.path[:-1]), *linked_ids(provision)]
    items = [_counterpart(collection, own, pair, page) for own in ids for pair in collection.editorial.pairs_of(own)]
    return element("ul", "".join(items), class_="counterparts") if items else ""


def corrections_html(plan: Plan, provision: Provision) -> str:
    """Return how the wording differs from the source as received; empty when it does not."""
    items = "".join(element("li", _correction(one)) for one in _corrections(plan, provision))
    return element("ul", items, class_="measure-corrections") if items else ""


def proof_html(plan: Plan, provision: Provision) -> str:
    """Return the digest of the wording as published and the lines of the source it comes from."""
    first, last = provision.source_lines
    lines = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
    words = "每行各格以空格相连，各行以换行相连" if provision.rows else "各句相连，不加空格"
    rows = [
        ("文字摘要", element("code", escape(text_digest(_whole_text(provision))))),
        ("算法", f"SHA-256（UTF-8）前 16 位；{words}"),
        ("来源文本", f"{escape(plan.info.title)}，{lines}"),
    ]
    terms = "".join(element("dt", term) + element("dd", content) for term, content in rows)
    return element("dl", terms, class_="definition")


def _whole_text(provision: Provision) -> str:
    """A paragraph's text; of a table all rows, because its text alone is its heading."""
    return "\n".join(text for _, text in provision.sentence_ids()) if provision.rows else provision.text


def _counterpart(collection: Collection, own: str, pair: CrosswalkPair, page: str) -> str:
    other = pair.b_id if own == pair.a_id else pair.a_id
    relation = element("span", escape(RELATIONS[pair.relation]), class_="badge")
    head = f"{escape(full_locator(collection, own))} {relation}"
    quote = ""
    if other:
        head += " " + link(relative(permanent_address(collection, other), page), full_locator(collection, other))
        quote = element("blockquote", element("p", escape(collection.texts[other])))
    reason = element("p", f"{escape(pair.reason)}（{OURS}）", class_="muted")
    return element("li", element("p", head) + quote + reason)


def _corrections(plan: Plan, provision: Provision) -> Iterator[Correction]:
    first, last = provision.source_lines
    return (one for one in plan.corrections if first <= one.source_line <= last and one.kind != "typo_noted")


def _correction(one: Correction) -> str:
    published = f"刊为“{escape(one.published)}”" if one.published else "不刊"
    return f"来源第 {one.source_line} 行“{escape(one.raw)}”{published}：{escape(one.reason)}。"
