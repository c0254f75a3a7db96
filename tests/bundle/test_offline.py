"""A reader works with the unpacked bundle over file://, network cut, in Chromium and in Firefox."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundle.readers import Reader, catch_copies, follow, search, wait_for
from tests.bundle.small_site import ADDRESS

pytestmark = pytest.mark.browser

AT_HOME = "location.href.endsWith('/site/index.html') && document.readyState === 'complete'"
SUMMARY = "document.getElementById('calculator-summary').textContent"
VISIBLE = "getComputedStyle(document.querySelector('{}')).display !== 'none'"


def opened(reader: Reader, folder: Path) -> None:
    """Open the bundle by its opening page, as a double-click does."""
    reader.open(folder / "打开.html")
    wait_for(reader, AT_HOME)


def test_from_the_opening_page_to_a_copied_permalink(reader: Reader, bundle: Path) -> None:
    opened(reader, bundle)
    follow(reader, "article a[href='qz/index.html']", "qz/index.html")
    follow(reader, "article a[href='3.html'], article a[href='../qz/3.html']", "qz/3.html")
    follow(reader, "article a[href*='m/qz-3.1.1-p1.html']", "m/qz-3.1.1-p1.html")
    catch_copies(reader)
    reader.evaluate("void document.querySelector('[data-measure-act=copy]').click()")
    copied = wait_for(reader, "window.copied")
    assert f"{ADDRESS}m/qz-3.1.1-p1.html" in copied
    assert "file:" not in copied
    reader.back()
    wait_for(reader, "location.href.endsWith('qz/3.html')")


@pytest.mark.parametrize("query", ["资产负债率", "AA+", "综合立体交通体系"])
def test_a_search_finds_the_wording_and_leads_to_its_sentence(reader: Reader, bundle: Path, query: str) -> None:
    reader.open(bundle / "site/qz/index.html")
    wait_for(reader, "document.readyState === 'complete'")
    hits = search(reader, query)
    assert query in hits[0].replace(" ", "")
    target = reader.evaluate("document.querySelector('.search-hit').getAttribute('href')")
    path, _, anchor = target.partition("#")
    follow(reader, ".search-hit", f"{path.removeprefix('../')}#{anchor}")
    assert reader.evaluate(f"document.getElementById({anchor!r}) !== null")


def test_an_indicators_chart_is_drawn_and_becomes_interactive(reader: Reader, bundle: Path) -> None:
    opened(reader, bundle)
    follow(reader, "article a[href='indicators/total-assets.html']", "indicators/total-assets.html")
    drawn = "document.querySelector('figure.chart svg').getBoundingClientRect().width > 200"
    assert reader.evaluate(drawn)
    reader.evaluate("void document.querySelector('.chart__button').click()")
    wait_for(reader, "document.querySelector('.chart__drawing--interactive svg')?.getBoundingClientRect().width > 200")


def test_the_calculator_answers_and_its_link_is_public(reader: Reader, bundle: Path) -> None:
    reader.open(bundle / "site/calculator.html", "#v=1&s=total-assets.qz-city")
    wait_for(reader, "window.PlanCalculator?.state === 'ready'", 60)
    assert "13.86%" in wait_for(reader, SUMMARY)
    assert reader.evaluate("PlanCalculator.fromSnapshot") is True
    reader.evaluate(
        """(() => {
            const field = document.querySelector("#calculator-fields input[name=value], #calculator-fields input");
            window.changed = field.name || field.id;
            field.value = "5000";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.dispatchEvent(new Event("change", { bubbles: true }));
        })()"""
    )
    wait_for(reader, f"!{SUMMARY}.includes('13.86%')")
    catch_copies(reader)
    reader.evaluate("void document.getElementById('calculator-copy').click()")
    assert wait_for(reader, "window.copied").startswith(f"{ADDRESS}calculator.html#v=1&s=total-assets.qz-city")


def test_a_fragment_leads_to_its_sentence_and_back_returns(reader: Reader, bundle: Path) -> None:
    reader.open(bundle / "site/qz/3.html", "#qz-3.1.2-p1-s1")
    reader.open(bundle / "site/qz/3.html", "#qz-3.1.1-p1-s1")
    wait_for(reader, "document.querySelector(':target')?.id === 'qz-3.1.1-p1-s1'")
    reader.back()
    wait_for(reader, "document.querySelector(':target')?.id === 'qz-3.1.2-p1-s1'")


def test_every_page_knows_that_it_is_unpacked(reader: Reader, bundle: Path) -> None:
    reader.open(bundle / "site/qz/3.html")
    assert reader.evaluate(VISIBLE.format(".unpack-first")) is False


def test_a_meeting_packs_cover_leads_to_its_measures_and_indicators(reader: Reader, meeting: Path) -> None:
    opened(reader, meeting)
    assert reader.evaluate("document.querySelector('h1').textContent") == "国资专题会"
    assert reader.evaluate("document.querySelectorAll('svg.qr').length") == 3
    follow(reader, "a[href='#measure-qz-t2-r1']", "#measure-qz-t2-r1")
    follow(reader, "#measure-qz-t2-r1 ~ p a[href='indicators/total-assets.html']", "indicators/total-assets.html")
    assert reader.evaluate("document.querySelectorAll('figure.chart svg').length") > 0
    reader.back()
    follow(reader, "a[href='m/qz-3.1.1-p1.html']", "m/qz-3.1.1-p1.html")
    assert search(reader, "综合立体交通体系")


def test_a_single_file_reads_and_calculates_by_itself(reader: Reader, calculating_file: Path) -> None:
    reader.open(calculating_file)
    wait_for(reader, "window.PlanCalculator?.state === 'ready'", 60)
    assert "13.86%" in wait_for(reader, SUMMARY)
    follow(reader, "a[href='#measure-qz-t2-r1']", "#measure-qz-t2-r1")
    assert reader.evaluate("document.querySelectorAll('figure.chart svg').length") > 0
