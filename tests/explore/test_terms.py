"""Glossary terms in the text: explained once a section, the longest first, and never a letter of the text changed."""

import html
import re
from collections import Counter
from dataclasses import replace

import yaml

from macros.glossary import NOT_CONFIRMED, glossary_html
from macros.provisions import sentence_html
from plan_model.ids.addresses import provision_address
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import GlossaryTerm
from plan_model.shapes.term_spots import first_uses, spots_in, term_places
from scripts.building.steps import ROOT
from tests.explore.chapters_on_disk import longest_first, texts_on_disk

TERM = re.compile(r'<a class="term" href="[^"]*glossary\.html#([a-z0-9-]+)">([^<]*)</a>')


def term(name: str, *aliases: str) -> GlossaryTerm:
    identifier = "t" + str(abs(hash(name)) % 10**6)
    return GlossaryTerm(id=identifier, term=name, aliases=aliases, explanation="…", basis="general")


def test_a_longer_term_is_never_cut_by_a_shorter_one() -> None:
    short, long = term("利润率"), term("净利润率")
    text = "净利润率和利润率"
    assert [(spot.start, spot.term) for spot in spots_in(text, [short, long])] == [(0, long), (5, short)]
    assert [spot.term for spot in spots_in("净利润率，净利润率", [short, long])] == [long]


def test_a_section_explains_a_term_at_its_first_use_only() -> None:
    one = term("混改")
    sections = {"zj-1": [("zj-1-s1", "推进混改，再推进混改"), ("zj-1-s2", "混改")], "zj-2": [("zj-2-s1", "混改")]}
    found = first_uses(sections, [one])
    assert {identifier: [spot.start for spot in spots] for identifier, spots in found.items()} == {
        "zj-1-s1": [2],
        "zj-2-s1": [0],
    }


def test_a_term_stands_wherever_it_is_printed_and_never_across_two_cells() -> None:
    short, long = term("利润率"), term("净利润率", "净利率")
    texts = {
        "x-1": ["提高利润率", "单位"],
        "x-t1": ["指标", "净 利润率"],
        "x-t1-r1": ["净", "利润率"],
        "x-t1-r2": ["利", "润率"],
    }
    assert term_places(texts, [short, long]) == {short.id: ("x-1", "x-t1-r1"), long.id: ("x-t1",)}


def test_every_place_that_prints_a_term_is_listed_counted_from_the_files_themselves(collection: Collection) -> None:
    """The chapters as they lie on the disk, every text in them with the id at which it stands; none may be missing."""
    texts = dict(texts_on_disk())
    assert len(texts) > 900
    places = {one.id: set(collection.term_places[one.id]) for one in collection.editorial.glossary}
    found: dict[str, set[str]] = {one.id: set() for one in collection.editorial.glossary}
    forms = [(form, one.id) for one in collection.editorial.glossary for form in one.forms]
    for identifier, text in texts.items():
        for name in longest_first(text, forms):
            found[name].add(identifier)
    assert places == found
    assert {"zj-5.7.2", "qz-6.1-p2-s1"} <= places["shou-quan-jing-ying-ti-zhi"]
    headings = {name for name, ids in found.items() if any(collection.texts[one] and "-p" not in one for one in ids)}
    assert len(headings) > 10


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


def test_the_glossary_has_every_term_with_its_basis_sources_and_places(collection: Collection) -> None:
    page = glossary_html(collection, "glossary.html")
    how = {source.id: source.consulted for source in collection.editorial.glossary_sources}
    for one in collection.editorial.glossary:
        entry = page.split(f'<dt id="{one.id}">')[1].split("<dt ")[0]
        assert f'class="badge basis-{one.basis}"' in entry
        assert all(
            f'href="{provision_address(collection, place)}"' in entry for place in collection.term_places[one.id]
        )
        for source in map(collection.editorial.glossary_source_of.__getitem__, one.sources):
            assert html.escape(source.title) in entry
            assert html.escape(source.publisher) in entry
        consulted = [one_source for one_source in one.sources if how[one_source] != "no"]
        assert (NOT_CONFIRMED in entry) == (one.basis == "general" and len(consulted) < 2), one.id


def test_every_source_of_the_glossary_is_used_and_every_term_stands_somewhere(collection: Collection) -> None:
    on_disk = yaml.safe_load((ROOT / "plan_data" / "glossary.yml").read_text(encoding="utf-8"))
    used = {source for one in on_disk["terms"] for source in one.get("sources", [])}
    assert used == {source["id"] for source in on_disk["sources"]}
    assert [one["id"] for one in on_disk["terms"]] == [one.id for one in collection.editorial.glossary]
    assert not any(one.get("sources") for one in on_disk["terms"] if one["basis"] == "plan")
