"""Glossary terms in the text: explained once a section, the longest first, and never a letter of the text changed."""

import html
import re
from collections import Counter
from dataclasses import replace

from macros.glossary import glossary_html
from macros.provisions import sentence_html
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import GlossaryTerm
from plan_model.shapes.term_spots import first_uses, spots_in

TERM = re.compile(r'<a class="term" href="[^"]*glossary\.html#([a-z0-9-]+)">([^<]*)</a>')


def term(name: str, *aliases: str, stands_in: tuple[str, ...] = ("zj-1-p1-s1",)) -> GlossaryTerm:
    identifier = "t" + str(abs(hash(name)) % 10**6)
    return GlossaryTerm(
        id=identifier, term=name, aliases=aliases, explanation="…", basis="general", stands_in=stands_in
    )


def test_a_longer_term_is_never_cut_by_a_shorter_one() -> None:
    short, long = term("利润率"), term("净利润率")
    text = "净利润率和利润率"
    assert [(spot.start, spot.term) for spot in spots_in(text, [short, long])] == [(0, long), (5, short)]
    assert [spot.term for spot in spots_in("净利润率", [short, long])] == [long]


def test_a_section_explains_a_term_at_its_first_use_only() -> None:
    one = term("混改", stands_in=("zj-1-s1", "zj-1-s2", "zj-2-s1"))
    sections = {"zj-1": [("zj-1-s1", "推进混改，再推进混改"), ("zj-1-s2", "混改")], "zj-2": [("zj-2-s1", "混改")]}
    found = first_uses(sections, [one])
    assert {identifier: [spot.start for spot in spots] for identifier, spots in found.items()} == {
        "zj-1-s1": [2],
        "zj-2-s1": [0],
    }


def test_a_term_is_explained_where_it_stands_only() -> None:
    assert first_uses({"zj-1": [("zj-1-s1", "混改")]}, [term("混改", stands_in=("zj-2-s1",))]) == {}


def test_marks_leave_the_wording_of_every_sentence_as_it_is(collection: Collection) -> None:
    marked = Counter[str]()
    for place in collection.places.values():
        for identifier, text in place.provision.sentence_ids():
            shown = sentence_html(collection, identifier, text, "zj/1.html")
            assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == text
            for name, wording in TERM.findall(shown):
                marked[name] += 1
                assert (
                    html.unescape(wording) in next(one for one in collection.editorial.glossary if one.id == name).forms
                )
    assert len(marked) > 150


def test_figures_and_notes_keep_their_links_where_a_term_would_cover_them(collection: Collection) -> None:
    bare = replace(collection, editorial=replace(collection.editorial, glossary=()))
    for identifier, text in collection.texts.items():
        shown = sentence_html(collection, identifier, text, "zj/1.html")
        assert TERM.sub(r"\2", shown) == sentence_html(bare, identifier, text, "zj/1.html")


def test_the_glossary_has_every_term_with_its_basis_and_places(collection: Collection) -> None:
    page = glossary_html(collection, "glossary.html")
    for one in collection.editorial.glossary:
        entry = page.split(f'<dt id="{one.id}">')[1].split("<dt ")[0]
        assert f'class="badge basis-{one.basis}"' in entry
        assert all(f"#{identifier}" in entry for identifier in one.stands_in)
