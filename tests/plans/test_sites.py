"""Sites of other plans: whatever lies in plan_data/plans is shown, and what is not there leaves no trace."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from scripts.bundle.references import references_of, resolve
from tests.plans.sites import HERE, SITES, Built

# The browser runtimes are not built here.
UNBUILT = ("assets/runtime/", "assets/vega/")


@pytest.mark.parametrize("name", SITES)
def test_every_link_leads_somewhere(sites: Callable[[str], Built], name: str) -> None:
    built = sites(name)
    files = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()}
    ids = {page: set(root.xpath("//@id")) for page, root in built.pages.items()}
    missing = []
    for page in built.pages:
        references = references_of((built.site / page).read_bytes())
        for address in [*references.loaded, *references.links]:
            if address.startswith(("https://", "http://", "mailto:", "data:")) or page == "404.html":
                continue
            target, anchor = resolve(address, page)
            lost = target not in files and not target.startswith(UNBUILT)
            if lost or (anchor and "=" not in anchor and target in ids and anchor not in ids[target]):
                missing.append(f"{page}: {address}")
    assert missing == []
    assert "index.html" in built.pages


@pytest.mark.parametrize("name", SITES)
def test_no_section_table_or_list_is_empty(sites: Callable[[str], Built], name: str) -> None:
    built = sites(name)
    empty = []
    for page, root in built.pages.items():
        if page.split("/")[0] not in built.publication.collection.plans:  # a plan's own headings are its own
            empty += [f"{page}: {heading.text_content()}" for heading in root.xpath("//article/h2 | //article/h3")
                      if is_empty(heading)]  # fmt: skip
        # What scripts fill has an id.
        lists = "//article//*[self::ul or self::ol or self::dl or self::tbody][not(*) and not(@id)]"
        empty += [f"{page}: an empty {one.tag}" for one in root.xpath(lists)]
    assert empty == []


def is_empty(heading: html.HtmlElement) -> bool:
    """Whether nothing follows a heading but the end, or a heading that is no deeper."""
    following = heading.getnext()
    return following is None or (following.tag in {"h1", "h2", "h3"} and following.tag <= heading.tag)


@pytest.mark.parametrize("name", SITES)
def test_the_navigation_leads_to_each_plan_and_no_page_names_another(sites: Callable[[str], Built], name: str) -> None:
    built = sites(name)
    plans = built.publication.collection.plans
    links = {str(one) for one in built.pages["index.html"].xpath("//nav//a/@href")}
    assert {f"{key}/index.html" for key in plans} <= links
    gone = {key for key in HERE if key not in plans}
    shown = re.compile(rf"\b(?:{'|'.join(gone)})-(?:\d|notice|preface|t\d)") if gone else None
    for page in built.pages:
        text = (built.site / page).read_text(encoding="utf-8")
        assert shown is None or not shown.search(text), page
    for key in plans:
        assert {f"{key}/index.html", f"{key}/1.html", f"m/{key}-notice-p1.html"} <= built.pages.keys()


@pytest.mark.parametrize("name", SITES)
def test_every_sentence_is_shown_and_found(sites: Callable[[str], Built], name: str) -> None:
    built = sites(name)
    for key, plan in built.publication.collection.plans.items():
        index = (built.site / f"assets/search/{key}.js").read_text(encoding="utf-8")
        wording = (built.site / f"assets/cite/text-{key}.js").read_text(encoding="utf-8")
        for chapter in plan.chapters:
            page = built.pages[f"{key}/{chapter.id.partition('-')[2]}.html"]
            for provision in chapter.walk():
                for identifier, text in provision.sentence_ids() if provision.sentences else ():
                    (sentence,) = page.xpath(f"//*[@id='{identifier}']")
                    assert sentence.text_content() == text
                    assert json.dumps(text, ensure_ascii=False) in index
                    assert json.dumps(text, ensure_ascii=False) in wording


@pytest.mark.parametrize(
    ("name", "relations"),
    [("province", set()), ("none", set()), ("text", set()),
     ("related", {("yl", "na"), ("yl", "bh"), ("na", "nb"), ("na", "bh")})],
)  # fmt: skip
def test_there_is_a_comparison_for_each_declared_relation_and_for_no_other(
    sites: Callable[[str], Built], name: str, relations: set[tuple[str, str]]
) -> None:
    built = sites(name)
    assert {(one.a, one.b) for one in built.publication.collection.editorial.relations} == relations
    compared = [page for page in built.pages if page.startswith("compare")]
    assert len(compared) == len(relations)
    for a, b in relations:
        assert any(f"id=\"by-{a}-2.1\"" in text and f"{b}/2.html#" in text for text in
                   ((built.site / page).read_text(encoding="utf-8") for page in compared))  # fmt: skip


def test_the_sides_of_a_comparison_are_named_by_the_data(sites: Callable[[str], Built]) -> None:
    built = sites("related")
    collection = built.publication.collection
    names = {(one.a, one.b): collection.side_names(one) for one in collection.editorial.relations}
    assert names["yl", "na"] == ("省", "市")
    assert names["na", "nb"] == ("上一期", "本期")
    assert names["na", "bh"] == ("南安市", "北和市")
    succession = next(page for page in built.pages if page.startswith("compare") and "na--nb" in page)
    assert "上一期" in built.text(succession)
    assert "省" not in str(built.pages[succession].xpath("string(//h1)"))


def test_texts_say_how_many_plans_there_are(sites: Callable[[str], Built]) -> None:
    assert "四份规划" in "".join(map(sites("related").text, ("index.html", "explore.html", "indicators/index.html")))
    assert "一份规划" in "".join(map(sites("province").text, ("index.html", "explore.html", "indicators/index.html")))
    for name in ("province", "text", "related"):
        assert not any("两份规划" in sites(name).text(page) for page in sites(name).pages)


def scenarios(built: Built) -> list[dict[str, Any]]:
    script = (built.site / "assets/calculator/scenarios.js").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(script.partition("(")[2].rpartition(")")[0])
    return list(data["scenarios"])


def test_the_calculator_offers_each_target_with_its_own_years_and_unit(sites: Callable[[str], Built]) -> None:
    years = {
        one["id"]: (one["request"]["base_year"], one["request"]["target_year"]) for one in scenarios(sites("related"))
    }
    assert years["total-assets.na-all"] == (2020, 2025)
    assert years["total-assets.nb-all"] == (2025, 2030)
    (english,) = scenarios(sites("english"))
    assert (english["unit"], english["request"]["baseline"]) == ("MW", "120")


def test_charts_span_the_years_that_occur(sites: Callable[[str], Built]) -> None:
    page = sites("related").pages["indicators/total-assets.html"]
    drawn = " ".join(page.xpath("//svg//text()"))
    assert {"2020", "2025", "2030"} <= set(re.findall(r"20\d\d", drawn))


def test_what_a_plan_of_text_alone_does_not_have_leaves_no_trace(sites: Callable[[str], Built]) -> None:
    built = sites("text")
    names = {page.split("/")[0] for page in built.pages}
    assert names.isdisjoint({"indicators", "themes", "entities", "calculator.html", "check.html", "compare.html",
                             "glossary.html", "projects.html"})  # fmt: skip
    assert "主要目标" not in built.text("qp/index.html")
    assert "主要目标" not in built.text("index.html")


def test_an_english_plan_is_read_by_its_own_marks(sites: Callable[[str], Built]) -> None:
    built = sites("english")
    assert "Chapter 1 Aims" in built.text("rv/1.html")
    assert (
        built.publication.collection.texts["rv-2.1.1-p1-s1"].strip() == "Each school gets a solar roof (see Chapter 1)."
    )
