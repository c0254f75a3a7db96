"""The crosswalk on the page: nothing lost, nothing invented, differences that rebuild both texts."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from macros.comparison import chapter_matrix_html, crosswalk_html, difference_html, pairs_of_theme
from macros.editorial_names import RELATIONS
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from scripts.pages.compare import compare_pages, indicators_table_html, shared_indicators
from scripts.pages.themes import paragraphs_of

NAMES = ("省", "市")
HIDDEN = re.compile(r'<span class="visually-hidden">[^<]*</span>')


def wording(shown: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", HIDDEN.sub("", shown)))


@given(st.text("国资企业改革，。<&", max_size=40), st.text("国资企业改革，。<&", max_size=40))
def test_marked_differences_rebuild_both_texts(left: str, right: str) -> None:
    shown = difference_html(left, right, NAMES)
    assert (wording(shown[0]), wording(shown[1])) == (left, right)
    assert "<ins" not in shown[0]
    assert "<del" not in shown[1]


@given(st.text("国资企业改革，。", min_size=1, max_size=40))
def test_equal_texts_have_no_marks(text: str) -> None:
    assert difference_html(text, text, NAMES) == (text, text)


def test_a_difference_can_be_heard() -> None:
    left, right = difference_html("加强省属企业监管", "加强市属企业监管", NAMES)
    assert "［仅省：" in left
    assert "［仅市：" in right
    assert "属企业监管" in wording(left)


def test_every_row_of_the_crosswalk_is_on_the_page_once(publication: Publication) -> None:
    (page,) = compare_pages(publication)
    (relation,) = publication.collection.editorial.relations
    pairs = relation.pairs
    assert pairs == publication.collection.editorial.crosswalk
    assert page.body.count('class="crosswalk crosswalk--') == len(pairs)
    for pair in pairs:
        assert html.escape(pair.reason) in page.body or pair.reason in html.unescape(page.body)
    for kind, name in RELATIONS.items():
        count = sum(pair.relation == kind for pair in pairs)
        assert f'<span class="badge">{name}</span> {count}</dt>' in page.body


def test_a_gap_is_visible_on_its_side(collection: Collection) -> None:
    (relation,) = collection.editorial.relations
    for pair in relation.pairs:
        shown = crosswalk_html(collection, relation, [pair], "compare.html")
        assert ("crosswalk-side--gap" in shown) == pair.is_gap
        if pair.is_gap:
            missing = "衢州市" if pair.a_id else "浙江省"
            assert f"{missing}：没有对应" in shown


def test_a_heading_speaks_for_itself_in_a_pair_and_for_all_below_it_in_a_gap(collection: Collection) -> None:
    (relation,) = collection.editorial.relations
    said: dict[str, set[bool]] = {"（标题）": set(), "（整条）": set(), "（整表）": set()}
    for pair in relation.pairs:
        shown = crosswalk_html(collection, relation, [pair], "compare.html")
        for words, gaps in said.items():
            gaps.update([pair.is_gap] * shown.count(words))
    assert said == {"（标题）": {False}, "（整条）": {True}, "（整表）": {False}}


def test_a_theme_compares_the_rows_of_its_paragraphs(collection: Collection) -> None:
    (relation,) = collection.editorial.relations
    for theme in collection.editorial.themes:
        paragraphs = set(paragraphs_of(collection, theme))
        wanted = [
            pair
            for pair in collection.editorial.crosswalk
            if {collection.paragraph_of(side) for side in (pair.a_id, pair.b_id) if side} & paragraphs
        ]
        assert list(pairs_of_theme(collection, relation, theme)) == wanted


def test_the_picture_counts_every_pair_once(collection: Collection) -> None:
    description = chapter_matrix_html(collection, *collection.editorial.relations).split("<desc")[1].split("</desc>")[0]
    total = sum(int(number) for number in re.findall(r" (\d+) 对", description))
    assert total == sum(not pair.is_gap for pair in collection.editorial.crosswalk)


def test_comparable_indicators_name_the_scope_of_every_figure(collection: Collection) -> None:
    (relation,) = collection.editorial.relations
    table = indicators_table_html(collection, relation, "compare.html")
    assert len(shared_indicators(collection, relation)) == 9
    entries = re.findall(r"<li>([^<，]+)，(\d{4}(?:—\d{4})?年|年份未写明)：<a", table)
    assert len(entries) == table.count("<li>") > 30
    assert {scope for scope, _ in entries} <= {scope.name for scope in collection.scopes.values()}
    assert '<td><ul class="cell-list"></ul>' not in table
