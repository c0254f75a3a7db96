"""A meeting pack holds what was chosen, in order, with permalinks and QR codes, and nothing that leads nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
import segno

from plan_model.shapes.collection import Collection
from scripts.build_bundle import build_zip, main, public_address
from scripts.building.steps import BuildError
from scripts.bundle.agenda import Agenda, chapters_of_plan, read_ids
from scripts.bundle.archive import unzip
from scripts.bundle.cover import cover_html
from scripts.bundle.meeting import meeting_site
from scripts.verify_bundle import content_problems
from tests.bundle.small_site import ADDRESS, EDITION, small_site

Make = Callable[..., Agenda]
MEASURES = ("qz-t2-r1", "qz-3.1.1-p1")


@pytest.fixture(scope="module")
def agenda(collection: Collection) -> Agenda:
    return Agenda(collection, "国资<专题会>", MEASURES, ("qz-3",), "地点：一楼\n请带笔", "2025年3月1日")


@pytest.fixture(scope="module")
def small_agenda(agenda: Agenda) -> Agenda:
    """The same with chapters and measures whose indicators the small site has."""
    return replace(agenda, chapters=())


def test_pages_are_the_cover_the_measures_the_chapters_and_their_indicators_in_order(agenda: Agenda) -> None:
    pages = agenda.pages
    assert pages[:4] == ("index.html", "m/qz-t2.html", "m/qz-3.1.1-p1.html", "qz/3.html")
    paragraphs = [page for page in pages[4:] if page.startswith("m/")]
    assert paragraphs[:2] == ["m/qz-3-p1.html", "m/qz-3.1.1-p2.html"]
    assert pages[4 + len(paragraphs)] == "indicators/total-assets.html"
    assert pages[-2:] == ("basket.html", "glossary.html")


def test_the_calculator_comes_when_it_is_asked_for(agenda: Agenda) -> None:
    assert "calculator.html" not in agenda.pages
    assert "calculator.html" in replace(agenda, with_calculator=True).pages


def test_an_indicator_belongs_to_a_measure_when_a_value_of_it_stands_there(agenda: Agenda) -> None:
    assert agenda.indicators_of("qz-t2-r1") == ["total-assets"]
    assert agenda.indicators_of("qz-3.1.1-p1") == []
    assert len(agenda.indicators_of("qz-t2")) > 10


def test_the_address_of_a_sentence_is_its_paragraphs_page_of_an_item_its_chapter(agenda: Agenda) -> None:
    assert agenda.address_of("qz-3.1.1-p1-s1") == "m/qz-3.1.1-p1.html#s1"
    assert agenda.address_of("qz-3.1.1-p1") == "m/qz-3.1.1-p1.html"
    assert agenda.address_of("qz-3.1.1") == "qz/3.html#qz-3.1.1"


def test_unknown_ids_are_refused_by_name(collection: Collection) -> None:
    with pytest.raises(BuildError, match=r"qz-99\.1"):
        Agenda(collection, "", measures=("qz-99.1",))
    with pytest.raises(BuildError, match="qz-99"):
        Agenda(collection, "", chapters=("qz-99",))
    with pytest.raises(BuildError, match="xx"):
        chapters_of_plan(collection, "xx")


def test_a_file_of_ids_may_hold_remarks_blank_lines_and_repetitions() -> None:
    assert read_ids("# 议程\nqz-3\n\n qz-4 # 第二\nqz-3\n") == ("qz-3", "qz-4")


def test_the_whole_of_a_plan_is_its_chapters_with_the_front_matter(collection: Collection) -> None:
    chapters = chapters_of_plan(collection, "qz")
    assert {"qz-notice", "qz-preface", "qz-1", "qz-8"} <= set(chapters)


def test_the_cover_gives_each_measures_text_permalink_and_indicators_in_order(agenda: Agenda) -> None:
    cover = lxml.html.fromstring(f"<div>{cover_html(agenda, ADDRESS)}</div>")
    assert cover.xpath("string(//h1)") == "国资<专题会>"
    assert [one.get("id") for one in cover.xpath("//h2")][1:3] == [f"measure-{one}" for one in MEASURES]
    quotes = [quote.text_content() for quote in cover.xpath("//blockquote")]
    assert quotes[1] == agenda.collection.texts["qz-3.1.1-p1"]
    assert cover.xpath("//a[@rel='external']/@href") == [f"{ADDRESS}m/qz-t2.html#r1", f"{ADDRESS}m/qz-3.1.1-p1.html"]
    assert "地点：一楼" in cover.text_content()
    assert "4000" in cover.xpath("string(//h2[@id='indicators']/following-sibling::ul)")


def test_a_row_is_quoted_with_its_tables_header_and_its_groups_label(collection: Collection) -> None:
    cover = lxml.html.fromstring(f"<div>{cover_html(Agenda(collection, '会', ('qz-t2-r3',)), '')}</div>")
    (row,) = cover.xpath("//blockquote//tbody/tr")
    cells = [cell.text_content() for cell in row]
    assert cells[:2] == ["总体规模", "营业收入"]
    assert "200" in cells
    assert len(cover.xpath("//blockquote//thead/tr")) == len(collection.places["qz-t2"].provision.header)


def test_a_table_is_quoted_whole_and_an_item_with_all_its_paragraphs(collection: Collection) -> None:
    cover = lxml.html.fromstring(f"<div>{cover_html(Agenda(collection, '会', ('qz-t2', 'qz-3.1.1')), '')}</div>")
    table, item = cover.xpath("//blockquote")
    assert len(table.xpath(".//tbody/tr")) == len(collection.places["qz-t2"].provision.rows)
    paragraphs = [one for one in collection.places["qz-3.1.1"].provision.children if one.kind == "paragraph"]
    assert [one.text_content() for one in item.xpath("./p")] == [one.text for one in paragraphs]


def test_the_qr_code_holds_the_permalink(agenda: Agenda) -> None:
    drawn = re.findall(r'class="qr".*?</svg>', cover_html(agenda, ADDRESS), re.DOTALL)
    expected = segno.make(f"{ADDRESS}m/qz-3.1.1-p1.html", error="m", micro=False)
    drawing = expected.svg_inline(scale=3, border=2, light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    assert len(drawn) == len(MEASURES)
    assert drawing.endswith(drawn[1])


def test_without_a_public_address_paths_stand_alone_and_the_cover_says_so(agenda: Agenda) -> None:
    cover = cover_html(agenda, "")
    assert "没有写入公开网址" in cover
    assert "http" not in cover.replace("http://www.w3.org", "")
    assert 'class="qr"' not in cover
    assert "<code>m/qz-3.1.1-p1.html</code>" in cover


@pytest.fixture(scope="module")
def pack(small_agenda: Agenda) -> dict[str, bytes]:
    return meeting_site(small_site(), small_agenda, "")


def test_a_pack_holds_the_chosen_pages_their_data_and_no_calculator(pack: dict[str, bytes]) -> None:
    pages = {path for path in pack if path.endswith(".html")}
    assert pages == {"index.html", "m/qz-t2.html", "m/qz-3.1.1-p1.html", "indicators/total-assets.html",
                     "basket.html", "glossary.html"}  # fmt: skip
    assert [path for path in pack if path.startswith("data/")] == ["data/indicators/total-assets.csv"]
    assert not [path for path in pack if "runtime" in path or "calculator" in path]


def test_no_link_or_script_of_a_pack_dangles(pack: dict[str, bytes], small_agenda: Agenda) -> None:
    assert content_problems(pack) == []
    assert content_problems(meeting_site(small_site(), small_agenda, ADDRESS)) == []
    assert content_problems(meeting_site(small_site(), replace(small_agenda, with_calculator=True), "")) == []


def test_a_link_out_of_a_pack_leaves_the_navigation_and_is_text_elsewhere(pack: dict[str, bytes]) -> None:
    tree = lxml.html.fromstring(pack["m/qz-3.1.1-p1.html"].decode())
    assert tree.xpath("//nav//li") == []
    assert tree.xpath("//article//a[not(@href)]")[0].text == "三"


def test_a_link_out_of_a_pack_goes_to_the_public_address_when_that_is_known(small_agenda: Agenda) -> None:
    files = meeting_site(small_site(), small_agenda, ADDRESS)
    tree = lxml.html.fromstring(files["m/qz-3.1.1-p1.html"].decode())
    assert tree.xpath("//article//a/@href") == [f"{ADDRESS}qz/3.html#qz-3.1"]


def test_the_packs_search_finds_what_the_pack_holds_alone(pack: dict[str, bytes]) -> None:
    index = json.loads(pack["assets/search/qz.js"].decode().partition("(")[2].rpartition(")")[0])
    (entry,) = index["entries"]
    assert (entry["page"], entry["parts"]) == ("m/qz-3.1.1-p1.html", [["s1", "第一句"]])
    assert "parent" not in entry


def test_a_sentences_menu_offers_the_counterparts_in_the_pack_alone(pack: dict[str, bytes]) -> None:
    plan = json.loads(pack["assets/cite/qz.js"].decode().partition("(")[2].rpartition(")")[0])
    assert plan["counterparts"] == {"qz-3.1.1-p1": [["承接", "本规划", "m/qz-t2.html#r1"]]}


def test_entries_of_a_chosen_chapter_keep_their_place(collection: Collection) -> None:
    agenda = Agenda(collection, "会", chapters=("qz-3",))
    site = {page: small_site()["basket.html"] for page in agenda.pages} | small_site()
    files = meeting_site(site, agenda, "")
    index = json.loads(files["assets/search/qz.js"].decode().partition("(")[2].rpartition(")")[0])
    assert [(entry["id"], entry.get("parent")) for entry in index["entries"]] == [("qz-3", None), ("qz-3.1.1-p1", 0)]


def test_a_page_that_the_site_lacks_is_named(agenda: Agenda) -> None:
    site = {path: content for path, content in small_site().items() if path != "m/qz-t2.html"}
    with pytest.raises(BuildError, match=r"m/qz-t2\.html"):
        meeting_site(site, agenda, "")


def test_a_meeting_pack_is_the_same_when_built_twice(small_agenda: Agenda) -> None:
    packs = {build_zip(small_site(), "meeting", EDITION, small_agenda) for _ in range(2)}
    assert len(packs) == 1


def test_the_command_builds_a_pack_and_a_single_file(tmp_path: Path) -> None:
    for path, content in small_site().items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(content)
    (tmp_path / "ids.txt").write_text("qz-t2-r1\n", encoding="utf-8")
    options = ["--site", str(tmp_path / "site"), "--measures", str(tmp_path / "ids.txt"), "--title", "会"]
    assert main([*options, "--output", str(tmp_path / "m.zip")]) == 0
    assert "site/m/qz-t2.html" in unzip((tmp_path / "m.zip").read_bytes())[1]
    assert main([*options, "--single-file", "--output", str(tmp_path / "m.html")]) == 0
    assert "<title>会</title>" in (tmp_path / "m.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "environment", "address"),
    [
        ("https://a.example/b", "https://c.example", "https://a.example/b/"),
        (None, "https://c.example/", "https://c.example/"),
        ("", "https://c.example/", ""),
        (None, "", ""),
    ],
)
def test_the_public_address_is_the_option_else_the_sites(
    monkeypatch: pytest.MonkeyPatch, given: str | None, environment: str, address: str
) -> None:
    monkeypatch.setenv("SITE_URL", environment)
    assert public_address(given) == address


def test_a_public_address_that_is_none_is_refused() -> None:
    with pytest.raises(BuildError, match="no web address"):
        public_address("plans.example.org")
