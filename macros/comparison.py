"""Two related plans as HTML: wording side by side, differences marked, gaps visible, reasons given."""

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
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation, Relation

# Wording is compared, sentence with sentence, where an editor found it largely shared; elsewhere marks would cover all.
_COMPARED = {"same_wording", "adapted"}
# Shorter runs that two sentences share by chance are no shared wording.
_SHORTEST_RUN = 2


def pairs_of_theme(collection: Collection, relation: PlanRelation, theme_id: str) -> list[CrosswalkPair]:
    """Return a relation's pairs of which either side stands in a paragraph of the theme."""
    tags = collection.editorial.tag_of
    return [
        pair
        for pair in relation.pairs
        if any(
            (tag := tags.get(collection.paragraph_of(side))) and theme_id in tag.themes
            for side in (pair.a_id, pair.b_id)
            if side
        )
    ]


def crosswalk_html(collection: Collection, relation: PlanRelation, pairs: Sequence[CrosswalkPair], page: str) -> str:
    """Return pairs of a relation as articles, those of one provision of its first plan together; nothing for none."""
    groups = [list(found) for _, found in groupby(pairs, key=lambda pair: pair.a_id or pair.b_id)]
    return "".join(_group(collection, relation, group, page) for group in groups)


def difference_html(first: str, second: str, names: tuple[str, str]) -> tuple[str, str]:
    """Return both texts as HTML: what only the first has in del, what only the second has in ins.

    Each stretch says in hidden words whose it is, by `names`, so that the difference can be heard as well as seen.
    """
    if first == second:
        return escape(first), escape(second)
    left, right = [], []
    for operation, a, b, c, d in _runs(first, second):
        if operation == "equal":
            left.append(escape(first[a:b]))
            right.append(escape(second[c:d]))
            continue
        if a < b:
            left.append(_change("del", f"仅{names[0]}", first[a:b]))
        if c < d:
            right.append(_change("ins", f"仅{names[1]}", second[c:d]))
    return "".join(left), "".join(right)


def relation_legend_html(relation: PlanRelation) -> str:
    """Return each way in which provisions relate, with its meaning and how many pairs have it."""
    counts = Counter(pair.relation for pair in relation.pairs)
    rows = "".join(
        element("dt", f"{_badge(kind)} {counts[kind]}") + element("dd", escape(RELATION_MEANINGS[kind]))
        for kind in RELATIONS
    )
    return element("dl", rows, class_="definition relation-legend")


def chapter_matrix_html(collection: Collection, relation: PlanRelation) -> str:
    """Return the picture of how many pairs join each chapter of the first plan with each of the second."""
    counts = Counter(
        tuple(collection.places[collection.paragraph_of(side)].chapter for side in (pair.a_id, pair.b_id))
        for pair in relation.pairs
        if not pair.is_gap
    )
    first, second = collection.side_names(relation)
    rows = [
        (f"{first}{_number(collection, a)}", f"{second}{_number(collection, b)}", counts[a, b])
        for a in _chapters(collection, relation.a)
        for b in _chapters(collection, relation.b)
    ]
    title = f"{first}各章（行）在{second}各章（列）有几对对应"
    words = "；".join(f"{row}与{column} {count} 对" for row, column, count in rows if count)
    return matrix_figure(rows, title, "章与章的对应", f"{words}。其余各格没有对应。")


def chapter_key_html(collection: Collection, relation: PlanRelation) -> str:
    """Return what the picture's numbers stand for: the chapters of both plans."""
    return "".join(
        element("li", escape(f"{side}{_number(collection, chapter)}　{collection.places[chapter].provision.heading}"))
        for side, plan in zip(collection.side_names(relation), (relation.a, relation.b), strict=True)
        for chapter in _chapters(collection, plan)
    )


def _chapters(collection: Collection, plan: str) -> list[str]:
    """The numbered chapters of a plan; the front matter answers to nothing."""
    return [chapter.id for chapter in collection.plans[plan].chapters if chapter.number]


def _number(collection: Collection, chapter: str) -> str:
    return collection.places[chapter].provision.number.rstrip("、")


def _group(collection: Collection, relation: PlanRelation, pairs: Sequence[CrosswalkPair], page: str) -> str:
    return element("div", "".join(_pair(collection, relation, pair, page) for pair in pairs), class_="crosswalk-group")


def _pair(collection: Collection, relation: PlanRelation, pair: CrosswalkPair, page: str) -> str:
    ids = (pair.a_id, pair.b_id)
    texts = [_wording(collection, identifier, whole=pair.is_gap) for identifier in ids]
    contents = [escape(text) for text in texts]
    if pair.relation in _COMPARED and not {*ids} & collection.places.keys():
        contents = list(difference_html(texts[0], texts[1], collection.side_names(relation)))
    sides = "".join(
        _side(collection, key, identifier, content, page)
        for key, identifier, content in zip((relation.a, relation.b), ids, contents, strict=True)
    )
    reason = element("p", f"{_badge(pair.relation)} {escape(pair.reason)}", class_="crosswalk-reason")
    return element("div", reason + sides, class_=f"crosswalk crosswalk--{pair.relation.replace('_', '-')}")


def _badge(relation: Relation) -> str:
    return element("span", escape(RELATIONS[relation]), class_="badge")


def _wording(collection: Collection, identifier: str, *, whole: bool) -> str:
    """A text; a heading, which speaks for itself in a pair and, where `whole`, for all that it heads."""
    if not identifier:
        return ""
    place = collection.places.get(identifier)
    if place is None or place.provision.kind == "paragraph":
        return collection.texts[identifier]
    what = "整表" if place.provision.kind == "table" else "整条" if whole else "标题"
    return f"{headline(place.provision)}（{what}）"


def _side(collection: Collection, plan: str, identifier: str, content: str, page: str) -> str:
    info = collection.plans[plan].info
    name = info.place or info.short_title
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
