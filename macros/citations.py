"""How a provision is quoted and cited: one template for each form, filled here for pages and in the browser for menus.

Slots: `{quote}` the wording, `{locator}` its place in the plan, `{address}` its link, `{accessed}` the day of reading.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from macros.editorial_names import RELATIONS
from macros.markup import element, escape
from plan_model.ids.addresses import measure_page, provision_address
from plan_model.ids.locator import full_locator, locator
from plan_model.shapes.collection import Collection
from plan_model.shapes.plan import Plan, PlanInfo

FORM_NAMES = {"gbt": "GB/T 7714", "plain": "纯文本", "markdown": "Markdown", "html": "HTML"}
NOT_YET_READ = "引用日期"
_SLOT = re.compile(r"\{(quote|locator|address|accessed)\}")
_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def citation_templates(info: PlanInfo) -> dict[str, str]:
    """Return a plan's templates: `quote`, and one for each of FORM_NAMES.

    `gbt` follows GB/T 7714—2015 for a document read online (8.5, 4.6): responsible bodies, title, other title
    information (document number, place), [EB/OL], date of issue, date of reading, address.
    """
    source = f"《{info.title}》（{_issue(info)}）{{locator}}"
    number = f"{info.document_number}, " if info.document_number else ""
    return {
        "quote": f"{{quote}}\n——{source}",
        "gbt": f"{', '.join(info.issuers)}. {info.title}: {number}{{locator}}[EB/OL]. "
        f"({info.issued.isoformat()})[{{accessed}}]. {{address}}.",
        "plain": f"{source}。{{address}}",
        "markdown": f"> {{quote}}\n>\n> ——[{source}]({{address}})",
        "html": '<blockquote cite="{address}"><p>{quote}</p>'
        f'<footer>——<a href="{{address}}">{html.escape(source, quote=False)}</a></footer></blockquote>',
    }


def fill(form: str, template: str, slots: dict[str, str]) -> str:
    """Return a template with its slots filled, the wording escaped as the form asks; a slot not given stays."""
    escapes = {"html": html.escape, "markdown": lambda text: _MARKDOWN_MARKS.sub(r"\\\1", text)}
    values = slots | {"quote": escapes.get(form, str)(slots.get("quote", ""))}
    return _SLOT.sub(lambda match: values.get(match[1], match[0]), template)


def citation_forms_html(collection: Collection, identifier: str, address: str) -> str:
    """Return a provision's citations in every form; a script puts in the day of reading and the address it knows."""
    templates = citation_templates(collection.plan_of(identifier).info)
    slots = {"quote": collection.texts[identifier], "locator": locator(collection, identifier)}
    rows = "".join(
        element("dt", escape(name))
        + element("dd", _citation(fill(form, templates[form], slots), address), data_form=form)
        for form, name in FORM_NAMES.items()
    )
    return element("dl", rows, class_="citation-forms")


def cite_script(collection: Collection, plan: Plan) -> str:
    """Return the text of `assets/cite/<plan>.js`: what the sentence menu needs to know about a plan."""
    data: dict[str, Any] = {
        "key": plan.key,
        "templates": citation_templates(plan.info),
        "forms": FORM_NAMES,
        "locators": {
            identifier: full_locator(collection, identifier)
            for identifier, place in collection.places.items()
            if place.plan == plan.key and place.provision.kind in {"paragraph", "table"}
        },
        "counterparts": _counterparts(collection, plan.key),
    }
    if not plan.info.own_pages:
        data["chapters"] = {one: collection.places[one].chapter for one in data["locators"]}
    return f"PlanCite.register({_json(data)});\n"


def wording_script(collection: Collection, plan: Plan) -> str:
    """Return the text of `assets/cite/text-<plan>.js`: every sentence and table row, for the basket."""
    texts = {
        identifier: text
        for place in collection.places.values()
        if place.plan == plan.key
        for identifier, text in place.provision.sentence_ids()
    }
    return f"PlanCite.registerTexts({_json({'key': plan.key, 'title': plan.info.short_title, 'texts': texts})});\n"


def ids_script(collection: Collection) -> str:
    """Return the text of `assets/cite/ids.js`: where every id stands, for the page that proposes the nearest ones."""
    return f"PlanIds.propose({_json({one: permanent_address(collection, one) for one in collection.texts})});\n"


def permanent_address(collection: Collection, identifier: str) -> str:
    """Return the address at which an id stands alone: its own page, or where it has none its place in the chapter."""
    owner = collection.paragraph_of(identifier)
    if not collection.has_own_page(owner):
        return provision_address(collection, identifier)
    inner = identifier.removeprefix(f"{owner}-")
    return measure_page(owner) + (f"#{inner}" if identifier != owner else "")


def _counterparts(collection: Collection, key: str) -> dict[str, list[tuple[str, str, str]]]:
    """By id of this plan: relation, place and address of each counterpart in a related plan."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for pair in collection.editorial.crosswalk:
        for own, other in ((pair.a_id, pair.b_id), (pair.b_id, pair.a_id)):
            if own.startswith(f"{key}-") and other:
                place, address = full_locator(collection, other), permanent_address(collection, other)
                found.setdefault(own, []).append((RELATIONS[pair.relation], place, address))
    return found


def _issue(info: PlanInfo) -> str:
    issued = f"{info.issued.year}年{info.issued.month}月{info.issued.day}日印发"
    return "，".join(part for part in ("、".join(info.issuers), info.document_number, issued) if part)


def _citation(citation: str, address: str) -> str:
    button = element("button", "复制", type="button", class_="js-only", data_measure_act="copy")
    return element("span", _with_slots(citation, address), class_="citation", data_citation="") + button


def _with_slots(citation: str, address: str) -> str:
    """Escape a citation whose address and date are still slots, and mark them for the script."""
    shown = escape(citation)
    for slot, text in (("address", address), ("accessed", NOT_YET_READ)):
        shown = shown.replace(escape(f"{{{slot}}}"), element("span", escape(text), data_slot=slot))
    return shown


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
