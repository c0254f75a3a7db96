"""The explorer's logic against the data files: facets, counts, text, addresses, downloads."""

import csv
import io
import random

import pytest

from plan_model.shapes.collection import Collection
from tests.explore.core import Facets, ask, expected_facets, matching
from tests.search.core import scan

EMPTY: dict[str, list[str]] = {}


@pytest.fixture(scope="module")
def facets(collection: Collection) -> Facets:
    return expected_facets(collection)


def some_choices(facets: Facets, number: int) -> list[dict[str, list[str]]]:
    chance = random.Random(6)  # noqa: S311  the same choices in every run
    choices = []
    for _ in range(number):
        names = chance.sample(sorted(facets), chance.randint(1, 4))
        choices.append({name: chance.sample(sorted(facets[name]), min(2, len(facets[name]))) for name in names})
    return choices


def test_every_value_alone_finds_exactly_its_provisions(collection: Collection, facets: Facets) -> None:
    alone = [(facet, value) for facet, values in facets.items() for value in values]
    assert len(alone) > 300
    asked = [{"kind": "select", "chosen": {f: [v]}, "query": "", "facets": []} for f, v in alone]
    for (facet, value), answer in zip(alone, ask(collection, asked), strict=True):
        assert set(answer["ids"]) == facets[facet][value], (facet, value)


def test_combined_facets_and_their_counts_are_those_of_a_plain_count(collection: Collection, facets: Facets) -> None:
    choices = some_choices(facets, 120)
    asked = [{"kind": "select", "chosen": chosen, "query": "", "facets": sorted(facets)} for chosen in choices]
    for chosen, answer in zip(choices, ask(collection, asked), strict=True):
        assert set(answer["ids"]) == matching(facets, collection, chosen)
        for facet, values in facets.items():
            others = matching(facets, collection, {key: own for key, own in chosen.items() if key != facet})
            counts = {value: len(others & ids) for value, ids in values.items() if others & ids}
            assert answer["counts"][facet] == counts, (chosen, facet)


def test_an_editorial_note_is_found_by_its_provision(collection: Collection) -> None:
    asked = [{"kind": "select", "chosen": {"note": ["yes"]}, "query": "", "facets": []}]
    found = set(ask(collection, asked)[0]["ids"])
    notes = [c for plan in collection.plans.values() for c in plan.corrections if c.kind == "typo_noted"]
    assert len(notes) >= len(found) > 0
    for identifier in found:
        first, last = collection.places[identifier].provision.source_lines
        assert any(first <= note.source_line <= last for note in notes)


QUERIES = [
    "资产负债率",
    "AA+",
    "5A",
    "“两山银行”",
    "1+4+2+2",
    "负债",
    "国资 监管",
    "ａａ＋",
    "(.*",
    "<b>",
    "😀",
    "国" * 10_000,
]


def test_the_text_filter_finds_what_contains_every_word(collection: Collection) -> None:
    headings = [place.provision.heading for place in collection.places.values() if place.provision.heading][:60]
    names = [entity.name for entity in collection.editorial.entities]
    queries = [*QUERIES, *headings, *names]
    asked = [{"kind": "select", "chosen": EMPTY, "query": query, "facets": []} for query in queries]
    for query, answer in zip(queries, ask(collection, asked), strict=True):
        assert set(answer["ids"]) == scan(query), query[:30]


def test_only_spaces_look_for_nothing(collection: Collection) -> None:
    asked = [{"kind": "select", "chosen": EMPTY, "query": " 　\t", "facets": []}]
    assert len(ask(collection, asked)[0]["ids"]) == len(collection.places)


def test_an_empty_result_says_what_each_condition_costs(collection: Collection, facets: Facets) -> None:
    chosen = {"plan": ["zj"], "chapter": ["qz-3"]}
    answer = ask(collection, [{"kind": "select", "chosen": chosen, "query": "旅游", "facets": []}])[0]
    assert answer["ids"] == []
    city = len(scan("旅游") & facets["chapter"]["qz-3"])
    province = len(scan("旅游") & facets["plan"]["zj"])
    costs = {entry["facet"]: entry["count"] for entry in answer["dropped"]}
    assert costs == {"plan": city, "chapter": province, "text": 0}
    assert city > 0


def test_the_reason_is_the_sentence_that_names_the_thing(collection: Collection) -> None:
    mentions = collection.editorial.mentions["qz"]
    mention = next(m for m in mentions if m.sentence_id.count("-") == 3)
    paragraph = collection.paragraph_of(mention.sentence_id)
    asked = [{"kind": "reasons", "id": paragraph, "chosen": {"entity": [mention.entity_id]}}]
    named = [m.sentence_id for m in mentions if m.entity_id == mention.entity_id]
    assert ask(collection, asked)[0] == [s for s in dict.fromkeys(named) if collection.paragraph_of(s) == paragraph]


KNOWN = {"theme": ["innovation", "talent"], "plan": ["zj", "qz"]}
HOSTILE = [
    "#<script>alert(1)</script>", "#theme=%E0%A4%A", "#__proto__=zj&constructor=zj", "#theme=innovation%00",
    "#view=javascript:alert(1)", "#" + "theme=innovation&" * 5_000, "#" + "x" * 10_000, "#q=%3Cimg%20src=x%3E", "#=&&=",
]  # fmt: skip


def test_what_an_address_may_not_say_is_left_out(collection: Collection) -> None:
    answers = ask(collection, [{"kind": "hash", "hash": hash_, "known": KNOWN} for hash_ in HOSTILE])
    for answer in answers:
        assert answer["chosen"] in ({}, {"theme": ["innovation"]})
        assert answer["view"] == "list"
    assert answers[7]["query"] == "<img src=x>"
    assert "<" not in answers[7]["written"]


def test_a_state_survives_its_address(collection: Collection) -> None:
    hashes = ["", "#theme=innovation,talent&plan=qz&q=%E7%A0%94%E5%8F%91%20AA%2B&view=table", "#q=a%26b%3Dc"]
    answers = ask(collection, [{"kind": "hash", "hash": hash_, "known": KNOWN} for hash_ in hashes])
    assert [answer["written"] for answer in answers] == hashes


def test_a_spreadsheet_runs_no_cell_as_a_formula(collection: Collection) -> None:
    cells = ["=cmd|'/c calc'!A0", "+1", "-2", "@x", " =1", 'a"b,c\nd']
    keys = ("id", "plan", "planTitle", "place", "kind", "role", "text", "url")
    records = [{**dict.fromkeys(keys, cell), "themes": [cell], "entities": [], "indicators": []} for cell in cells]
    rows = list(
        csv.reader(io.StringIO(ask(collection, [{"kind": "csv", "records": records}])[0].removeprefix("\ufeff")))
    )
    assert rows[0][0] == "编号"
    assert [row[8] for row in rows[1:]] == [f"'{cell}" for cell in cells[:5]] + [cells[5]]
