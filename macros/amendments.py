"""What published ids said before, and what became of those that are retired."""

from __future__ import annotations

from datetime import date

from macros.citations import permanent_address
from macros.markup import element, escape, link
from plan_model.ids.addresses import relative
from plan_model.ids.locator import full_locator
from plan_model.ids.registry import Amendment, RegistryRow
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection


def chinese_date(day: date) -> str:
    """Return a date as it is written in Chinese: 2021年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def earlier_wordings_html(publication: Publication, identifiers: list[str]) -> str:
    """Return the earlier wordings of ids that still stand, each with its dates; empty when there are none."""
    rows = [_wording(publication, entry) for one in identifiers for entry in _amendments(publication, one)]
    return element("ol", "".join(rows), class_="earlier-wordings") if rows else ""


def retired_html(publication: Publication, retired: list[RegistryRow], page: str, *, short_anchors: bool) -> str:
    """Return what answers a link to retired ids: that they are, since when, what they said, what replaces them.

    With `short_anchors` a sentence's anchor is its last part (`s2`), as on measure pages. Empty without ids.
    """
    entries = "".join(_retired_entry(publication, row, page, short_anchors=short_anchors) for row in retired)
    if not entries:
        return ""
    title = element("p", "已停用的编号", class_="notes-title")
    return element("aside", title + element("ul", entries), class_="editorial-notes retired", aria_label="已停用的编号")


def _amendments(publication: Publication, identifier: str) -> tuple[Amendment, ...]:
    return publication.registry.amendments_of.get(identifier, ())


def _wording(publication: Publication, entry: Amendment) -> str:
    history = publication.registry.history[entry.id]
    earlier = [other.date for other in _amendments(publication, entry.id) if other.date < entry.date]
    since = earlier[-1] if earlier else history[0].date
    span = f"{chinese_date(since)}至{chinese_date(entry.date)}"
    head = element("span", f"{escape(entry.id)}：{span}的文字", class_="wording-dates")
    quote = element("blockquote", element("p", escape(entry.earlier_text)))
    return element("li", head + quote + element("p", f"变更原因：{escape(entry.reason)}"))


def _retired_entry(publication: Publication, row: RegistryRow, page: str, *, short_anchors: bool) -> str:
    inner = row.id.rpartition("-")[2]
    anchor = inner if short_anchors and row.kind in {"sentence", "row"} else row.id
    told = f"{row.id} 已于{chinese_date(row.date)}停用。"
    last = _amendments(publication, row.id)[-1:]
    parts = [element("p", escape(told) + _heirs(publication, row.id, page))]
    for entry in last:
        parts.append(element("blockquote", element("p", escape(entry.earlier_text))))
        parts.append(element("p", f"停用原因：{escape(entry.reason)}"))
    return element("li", "".join(parts), id=anchor)


def _heirs(publication: Publication, identifier: str, page: str) -> str:
    heirs = publication.registry.heirs(identifier)
    if not heirs:
        return "没有替代条文。"
    return "替代条文：" + "、".join(heir_link(publication.collection, heir, page) for heir in heirs) + "。"


def heir_link(collection: Collection, identifier: str, page: str) -> str:
    """Return a link to the page of a provision that stands for another, named by its place."""
    return link(relative(permanent_address(collection, identifier), page), full_locator(collection, identifier))
