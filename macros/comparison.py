"""The crosswalk as HTML: provincial and city wording side by side, differences marked, gaps visible, reasons given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import groupby

from macros.editorial_names import RELATION_MEANINGS, RELATIONS
from macros.entities import headline, path_in_words
from macros.kept_charts import matrix_figure
from macros.markup import element, escape, link
from plan_model.ids.addresses import provision_address, relative
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, Relation

PROVINCE, CITY = "zj", "qz"
# Wording is compared, sentence with sentence, where an editor found it largely shared; elsewhere marks would cover all.
_COMPARED = {"same_wording", "adapted"}
# Shorter runs that two sentences share by chance are no shared wording.
_SHORTEST_RUN = 2


def pairs_of_theme(collection: Collection, theme_id: str) -> list[CrosswalkPair]:
    """Return the crosswalk rows of which either side stands in a paragraph of the theme."""
    tags = collection.editorial.tag_of
    return [
        pair
        for pair in collection.editorial.crosswalk
        if any(
            (tag := tags.get(collection.paragraph_of(side))) and theme_id in tag.themes
            for side in (pair.provincial_id, pair.city_id)
            if side
        )
    ]


def crosswalk_html(collection: Collection, pairs: Sequence[CrosswalkPair], page: str) -> str:
    """Return crosswalk rows as articles, those of one provincial provision together; nothing for no rows."""
    groups = [list(found) for _, found in groupby(pairs, key=lambda pair: pair.provincial_id or pair.city_id)]
    return "".join(_group(collection, group, page) for group in groups)


def difference_html(provincial: str, city: str) -> tuple[str, str]:
    """Return both texts as HTML: what only the province has in del, what only the city has in ins.

    Each stretch says in hidden words whose it is, so that the difference can be heard as well as seen.
    """
    if provincial == city:
        return escape(provincial), escape(city)
    left, right = [], []
    for operation, a, b, c, d in _runs(provincial, city):
        if operation == "equal":
            left.append(escape(provincial[a:b]))
            right.append(escape(city[c:d]))
            continue
        if a < b:
            left.append(_change("del", "仅省", provincial[a:b]))
        if c < d:
            right.append(_change("ins", "仅市", city[c:d]))
    return "".join(left), "".join(right)


def relation_legend_html(collection: Collection) -> str:
    """Return each relation with its meaning and how many rows have it."""
    counts = Counter(pair.relation for pair in collection.editorial.crosswalk)
    rows = "".join(
        element("dt", f"{_badge(relation)} {counts[relation]}") + element("dd", escape(RELATION_MEANINGS[relation]))
        for relation in RELATIONS
    )
    return element("dl", rows, class_="definition relation-legend")


def chapter_matrix_html(collection: Collection) -> str:
    """Return the picture of how many pairs join each provincial chapter with each city chapter."""
    counts = Counter(
        tuple(collection.places[collection.paragraph_of(side)].chapter for side in (pair.provincial_id, pair.city_id))
        for pair in collection.editorial.crosswalk
        if not pair.is_gap
    )
    rows = [
        {"省": f"省{_number(collection, a)}", "市": f"市{_number(collection, b)}", "条数": counts[a, b]}
        for a in _chapters(collection, PROVINCE)
        for b in _chapters(collection, CITY)
    ]
    title = "省规划各章（行）在市规划各章（列）有几对对应"
    words = "；".join(f"{row['省']}与{row['市']} {row['条数']} 对" for row in rows if row["条数"])
    return matrix_figure(rows, title, "章与章的对应", f"{words}。其余各格没有对应。")


def chapter_key_html(collection: Collection) -> str:
    """Return what the picture's numbers stand for: the chapters of both plans."""
    return "".join(
        element("li", escape(f"{side}{_number(collection, chapter)}　{collection.places[chapter].provision.heading}"))
        for side, plan in (("省", PROVINCE), ("市", CITY))
        for chapter in _chapters(collection, plan)
    )


def _chapters(collection: Collection, plan: str) -> list[str]:
    """The numbered chapters of a plan; the front matter answers to nothing."""
    return [chapter.id for chapter in collection.plans[plan].chapters if chapter.number]


def _number(collection: Collection, chapter: str) -> str:
    return collection.places[chapter].provision.number.rstrip("、")


def _group(collection: Collection, pairs: Sequence[CrosswalkPair], page: str) -> str:
    return element("div", "".join(_pair(collection, pair, page) for pair in pairs), class_="crosswalk-group")


def _pair(collection: Collection, pair: CrosswalkPair, page: str) -> str:
    texts = [_wording(collection, side) for side in (pair.provincial_id, pair.city_id)]
    contents = [escape(text) for text in texts]
    if pair.relation in _COMPARED and not {pair.provincial_id, pair.city_id} & collection.places.keys():
        contents = list(difference_html(*texts))
    sides = "".join(
        _side(collection, key, identifier, content, page)
        for key, identifier, content in zip((PROVINCE, CITY), (pair.provincial_id, pair.city_id), contents, strict=True)
    )
    reason = element("p", f"{_badge(pair.relation)} {escape(pair.reason)}", class_="crosswalk-reason")
    return element("div", reason + sides, class_=f"crosswalk crosswalk--{pair.relation.replace('_', '-')}")


def _badge(relation: Relation) -> str:
    return element("span", escape(RELATIONS[relation]), class_="badge")


def _wording(collection: Collection, identifier: str) -> str:
    """A sentence's or paragraph's text; a heading stands for all that it heads."""
    if not identifier:
        return ""
    place = collection.places.get(identifier)
    if place is None or place.provision.kind == "paragraph":
        return collection.texts[identifier]
    return f"{headline(place.provision)}（整{'表' if place.provision.kind == 'table' else '条'}）"


def _side(collection: Collection, plan: str, identifier: str, content: str, page: str) -> str:
    name = collection.plans[plan].info.place
    if not identifier:
        words = element("p", escape(f"{name}：没有对应"), class_="crosswalk-none")
        return element("div", words, class_="crosswalk-side crosswalk-side--gap")
    where = link(relative(provision_address(collection, identifier), page), identifier, class_="id-link")
    path = element(
        "p", f"{escape(name)} {where} {escape(path_in_words(collection, identifier))}", class_="passage-path"
    )
    return element("div", path + element("p", content), class_="crosswalk-side")


def _runs(left: str, right: str) -> Iterator[tuple[str, int, int, int, int]]:
    """The shared and the changed runs in turn; runs too short to mean anything count as changed."""
    start_left = start_right = 0
    for match in _shared(left, right):
        if match.a > start_left or match.b > start_right:
            yield "change", start_left, match.a, start_right, match.b
        start_left, start_right = match.a + match.size, match.b + match.size
        if match.size:
            yield "equal", match.a, start_left, match.b, start_right


def _shared(left: str, right: str) -> Iterable[Match]:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [block for block in blocks if block.size >= _SHORTEST_RUN or block.size == 0]


def _change(tag: str, whose: str, text: str) -> str:
    before = element("span", f"［{whose}：", class_="visually-hidden")
    after = element("span", "］", class_="visually-hidden")
    return element(tag, before + escape(text) + after)
