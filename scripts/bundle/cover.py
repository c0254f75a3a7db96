"""The cover of a meeting pack: the agenda, every chosen measure in full with its permalink, chapters, indicators."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
import segno

from macros.indicator_text import form_in_words
from macros.markup import element, escape, link
from macros.tables import plan_table_html
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.ids.addresses import chapter_page, indicator_page
from plan_model.shapes.plan import Provision
from scripts.bundle.agenda import CALCULATOR, COVER, Agenda

NO_ADDRESS = "本包没有写入公开网址，以下只给出站内路径，不附二维码。"


def cover_html(agenda: Agenda, address: str) -> str:
    """Return the cover's content; `address` is the site's public one with a final slash, or empty."""
    parts = [
        element("h1", escape(agenda.title), id="cover"),
        element("p", escape(agenda.date), class_="agenda-date") if agenda.date else "",
        *(element("p", escape(line), class_="agenda-note") for line in agenda.note.splitlines() if line.strip()),
        element("h2", "议程", id="agenda"),
        element("ol", "".join(_entries(agenda)), class_="agenda-list"),
        "" if address else element("p", NO_ADDRESS, class_="agenda-note"),
        *(_measure(agenda, identifier, address) for identifier in agenda.measures),
        *_indicators(agenda),
    ]
    return "\n".join(part for part in parts if part)


def _entries(agenda: Agenda) -> Iterator[str]:
    for identifier in agenda.measures:
        yield element("li", link(f"#measure-{identifier}", _name(agenda, identifier)))
    for identifier in agenda.chapters:
        plan = agenda.collection.plan_of(identifier).info.short_title
        yield element("li", link(chapter_page(identifier), f"{plan}：{_heading(agenda, identifier)}"))
    if agenda.with_calculator:
        yield element("li", link(CALCULATOR, "目标计算器"))


def _measure(agenda: Agenda, identifier: str, address: str) -> str:
    """One measure: where it stands, its text, its indicators, its permalink and QR code."""
    collection = agenda.collection
    place = collection.places[collection.paragraph_of(identifier)]
    path = " › ".join(filter(None, (_heading(agenda, step) for step in place.path)))
    plan = collection.plan_of(identifier).info
    names = [link(indicator_page(one), collection.indicators[one].name) for one in agenda.indicators_of(identifier)]
    parts = [
        element("h2", escape(_name(agenda, identifier)), id=f"measure-{identifier}"),
        element("p", escape(f"《{plan.title}》 {path}"), class_="agenda-place"),
        element("blockquote", "".join(_wording(agenda, identifier))),
        element("p", f"涉及指标：{'、'.join(names)}") if names else "",
        _permalink(agenda.address_of(identifier), address),
    ]
    return element("section", "\n".join(filter(None, parts)), class_="agenda-measure")


def _wording(agenda: Agenda, identifier: str) -> Iterator[str]:
    """The measure's wording: the sentence, the paragraph, or everything inside; of a table its row or the whole."""
    place = agenda.collection.places[agenda.collection.paragraph_of(identifier)]
    for provision in place.provision.walk():
        if provision.kind == "table":
            yield _table(agenda, provision, identifier)
        elif identifier not in agenda.collection.places:
            yield element("p", escape(agenda.collection.texts[identifier]))
        elif provision.sentences:
            yield element("p", escape(provision.text))


def _table(agenda: Agenda, table: Provision, identifier: str) -> str:
    """A table as printed, or its header and the one row that an id means; without anchors, which its page has."""
    tree = lxml.html.fromstring(plan_table_html(agenda.collection, table, COVER))
    for group in tree.xpath(".//tbody") if identifier != table.id else ():
        chosen = group.xpath("./tr[@id=$id]", id=identifier)
        if not chosen:
            group.drop_tree()
            continue
        (label,) = group.xpath("./tr[1]/th[@scope='rowgroup']")
        label.set("rowspan", "1")
        chosen[0].insert(0, label)
        for row in group.xpath("./tr[not(@id=$id)]", id=identifier):
            row.drop_tree()
    for element_ in tree.xpath(".//*[@id]"):
        del element_.attrib["id"]
    return str(lxml.html.tostring(tree, encoding="unicode"))


def _permalink(path: str, address: str) -> str:
    """The permalink as a link into the pack and as the public address in print, with its QR code."""
    opened = link(path, "打开本条")
    if not address:
        return element("p", f"{opened}　站内路径：<code>{escape(path)}</code>", class_="agenda-permalink")
    public = link(address + path, address + path, rel="external")
    code = segno.make(address + path, error="m", micro=False)
    drawing = code.svg_inline(scale=3, border=2, light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    label = element("span", drawing, role="img", aria_label=f"{address + path} 的二维码", class_="agenda-qr")
    return element("div", element("p", f"{opened}　永久链接：{public}") + label, class_="agenda-permalink")


def _indicators(agenda: Agenda) -> Iterator[str]:
    """The list of the indicators with what the plans ask of them, as printed."""
    if not agenda.indicators:
        return
    yield element("h2", "涉及的指标", id="indicators")
    entries = []
    for identifier in agenda.indicators:
        name = agenda.collection.indicators[identifier].name
        entries.append(element("li", link(indicator_page(identifier), name) + escape(_targets(agenda, identifier))))
    yield element("ul", "".join(entries))


def _targets(agenda: Agenda, identifier: str) -> str:
    """What the plans ask of an indicator, once for each scope and years, in their own words."""
    targets: dict[tuple[str, str, str], str] = {}
    for value in agenda.collection.values_by_indicator[identifier]:
        if value.kind == "target" and value.aspect != "total_growth":
            scope, years = agenda.collection.scopes[value.scope].name, value.year.replace("-", "—")
            words = f"{scope}{years}年“{wording_with_unit(value)}”（{form_in_words(value)}）"
            targets.setdefault((value.scope, value.year, value.aspect), words)
    return f"：{'；'.join(targets.values())}" if targets else ""


def _name(agenda: Agenda, identifier: str) -> str:
    """What an agenda calls a measure: the nearest heading above it, and its id."""
    place = agenda.collection.places[agenda.collection.paragraph_of(identifier)]
    headings = (_heading(agenda, step) for step in reversed(place.path))
    return f"{next(filter(None, headings), '')}（{identifier}）"


def _heading(agenda: Agenda, identifier: str) -> str:
    provision = agenda.collection.places[identifier].provision
    if provision.kind == "paragraph":
        return ""
    return provision.number + provision.heading or {"notice": "印发通知"}.get(identifier.partition("-")[2], "")
