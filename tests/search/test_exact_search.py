"""The hits of the browser's search are exactly the provisions that contain the words."""

import random

import pytest

from plan_model.published.search_index import build_index, normalise, query_words
from tests.search.core import ask, fields, plans, scan

CHOSEN = [
    "资产负债率", "负债", "AA+", "aa＋", "ＡＡ+", "5A", "“两山银行”", "1+4+2+2", "G20", "2.2%", "<65%", "国企 人才",
    "十四五 2025", "负债 约束性", "2090.49", "２０２５年", "全 省 国 有", "凤凰行动", "表 1", "不存在的词语", "（三）",
]  # fmt: skip

HOSTILE = [
    "国" * 10_000, "国 " * 5_000, "a" * 10_000, ".*", "(?:", "[", "\\", "$&", "<script>alert(1)</script>", "😀",
    "\ud800", "constructor", "__proto__", "&lt;", "%s", "null",
]  # fmt: skip


def all_texts() -> list[str]:
    return [text for plan in plans() for provision in plan.provisions() for text in fields(provision) if text]


def headings() -> list[str]:
    return [provision.heading for plan in plans() for provision in plan.provisions() if provision.heading]


def random_queries(count: int) -> list[str]:
    """Substrings of the plans, one to three of them together, reproducibly drawn."""
    draw = random.Random(5)  # noqa: S311
    texts = all_texts()

    def piece() -> str:
        text = draw.choice(texts)
        start = draw.randrange(len(text))
        return text[start : start + draw.randint(1, 9)]

    return [" ".join(piece() for _ in range(draw.choice([1, 1, 1, 2, 3]))) for _ in range(count)]


def test_hits_are_exactly_what_a_scan_finds_for_800_queries() -> None:
    queries = [*CHOSEN, *headings(), *random_queries(700)]
    assert len(queries) >= 800
    found = [{hit["id"] for hit in answer["exact"]} for answer in ask(queries)["answers"]]
    assert [(query, hits) for query, hits in zip(queries, found, strict=True) if hits != scan(query)] == []


def test_most_queries_of_the_test_have_hits() -> None:
    queries = random_queries(700)
    assert sum(bool(scan(query)) for query in queries) > len(queries) / 2


@pytest.mark.parametrize("query", ["", "   ", "\u3000\t\n", "\u200b"])
def test_spaces_alone_find_nothing(query: str) -> None:
    assert ask([query])["answers"] == [{"exact": [], "pinyin": []}]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_get_a_plain_answer(query: str) -> None:
    answer = ask([query])
    assert {hit["id"] for hit in answer["answers"][0]["exact"]} == scan(query)
    assert answer["milliseconds"] < 2_000


def test_a_heading_that_holds_the_word_comes_first() -> None:
    hits = ask(["衢州市国资国企"])["answers"][0]["exact"]
    assert [bool(hit["headingWords"]) for hit in hits] == sorted((bool(h["headingWords"]) for h in hits), reverse=True)
    assert hits[0]["headingWords"] == 1


def test_among_equals_the_denser_text_comes_first() -> None:
    hits = [hit for hit in ask(["负债"])["answers"][0]["exact"] if not hit["headingWords"]]
    assert len(hits) > 1
    assert [hit["density"] for hit in hits] == sorted((hit["density"] for hit in hits), reverse=True)


def test_marks_cover_the_words_as_printed() -> None:
    for hit in ask(["2020年底"])["answers"][0]["exact"]:
        marked = [hit["snippet"]["text"][start:end] for start, end in hit["snippet"]["marks"]]
        assert marked
        assert {normalise(text) for text in marked} == {"2020年底"}


def test_a_hit_opens_the_sentence_that_holds_the_word() -> None:
    hits = ask(["物产中大集团连续"])["answers"][0]["exact"]
    assert [(hit["page"], hit["anchor"]) for hit in hits] == [("zj/1.html", "zj-1.1-p1-s3")]


def test_a_hit_in_a_table_opens_the_row() -> None:
    hits = ask(["2090.49"])["answers"][0]["exact"]
    assert {hit["anchor"] for hit in hits if "-t" in hit["id"]} == {"qz-t1-r1", "qz-t2-r1"}


def test_no_match_reaches_from_one_cell_into_the_next() -> None:
    assert ask(["亿元2090"])["answers"][0]["exact"] == []


def test_a_query_takes_less_than_50_ms() -> None:
    queries = random_queries(200)
    assert ask(queries)["milliseconds"] / len(queries) < 50


def test_text_that_looks_like_markup_is_found_as_text() -> None:
    entry = {"id": "x-1", "kind": "term", "page": "x.html", "heading": "<b>{{ x }}</b>", "parts": []}
    index = {"key": "x", "title": "x", "entries": [entry]}
    assert [hit["id"] for hit in ask(["</b>"], [index])["answers"][0]["exact"]] == ["x-1"]  # type: ignore[list-item]


@pytest.mark.parametrize("query", ["zichanfuzhailv", "zcfzl", "zichanfuzh"])
def test_pinyin_finds_what_the_characters_find(query: str) -> None:
    answer = ask([query])["answers"][0]
    assert answer["exact"] == []
    assert {hit["id"] for hit in answer["pinyin"]} >= scan("资产负债率")


def test_a_character_with_two_readings_is_found_by_both() -> None:
    by_reading = [{hit["id"] for hit in answer["pinyin"]} for answer in ask(["yinhang", "yinxing"])["answers"]]
    assert all(hits >= scan("银行") for hits in by_reading)


def test_pinyin_never_repeats_an_exact_hit() -> None:
    answer = ask(["ppp"])["answers"][0]
    assert not {hit["id"] for hit in answer["exact"]} & {hit["id"] for hit in answer["pinyin"]}


def test_every_provision_is_in_the_index_once() -> None:
    for plan in plans():
        ids = [entry["id"] for entry in build_index(plan)["entries"]]
        assert ids == [provision.id for provision in plan.provisions()]


def test_query_words_are_normalised() -> None:
    assert query_words(" ＡＡ＋\u3000负债 ") == ["aa+", "负债"]
