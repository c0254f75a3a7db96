"""An unknown address proposes the nearest provisions; staff who script are told the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from plan_model.ids.registry import Registry
from plan_model.shapes.collection import Collection
from scripts.resolve import explain_unknown, main, resolve


def answer_with_404_page(page: Page, site: Path, pattern: str) -> None:
    """Do what a web server does with an unknown address."""
    body = (site / "404.html").read_text(encoding="utf-8")

    def answer(route: Route) -> None:
        route.fulfill(status=200, body=body, content_type="text/html; charset=utf-8")

    page.route(pattern, answer)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("m/zj-1.1-p9.html", ("zj-1.1-p9", "zj-1.1-p1")),
        ("qz/9.html", ("qz-9", "qz-8")),
        ("m/qz-3.1.1-p22.html#s1", ("qz-3.1.1-p22", "qz-3.1.1-p2")),
    ],
)
def test_an_unknown_address_proposes_the_nearest_ids(
    reader: Page, site: Path, site_url: str, address: str, nearest: tuple[str, str]
) -> None:
    asked, proposed = nearest
    answer_with_404_page(reader, site, f"{site_url}{address.partition('#')[0]}")
    reader.goto(site_url + address)
    proposals = reader.locator("#nearest-ids")
    expect(proposals).to_contain_text(f"没有编号 {asked}")
    link = proposals.get_by_role("link", name=proposed, exact=True)
    link.click()
    expect(reader.locator("h1").first).not_to_have_text("没有这一页")


@pytest.mark.browser
def test_an_address_that_is_like_no_id_proposes_nothing(reader: Page, site: Path, site_url: str) -> None:
    answer_with_404_page(reader, site, f"{site_url}nothing.html")
    reader.goto(f"{site_url}nothing.html")
    expect(reader.locator("h1")).to_have_text("没有这一页")
    expect(reader.locator("#nearest-ids")).to_be_empty()


@pytest.mark.parametrize(
    ("query", "identifier"),
    [
        ("衢州 三（一）1 第2段", "qz-3.1.1-p2"),
        ("衢州市规划三(一)1第二段第1句", "qz-3.1.1-p2-s1"),
        ("浙江省第二章第（三）节第1点第一段第二句", "zj-2.3.1-p1-s2"),
        ("《衢州市国资国企改革发展“十四五”规划》表2 第3行", "qz-t2-r3"),
        ("zj-1.1-p1-s2", "zj-1.1-p1-s2"),
    ],
)
def test_a_place_as_people_write_it_is_resolved(collection: Collection, query: str, identifier: str) -> None:
    answer = resolve(collection, query)
    assert answer
    assert answer["id"] == identifier
    assert answer["text"] == collection.texts[identifier]
    assert answer["address"].endswith(f"#{identifier}")


def test_an_unknown_place_is_answered_with_the_nearest(collection: Collection) -> None:
    assert "qz-3.1.1-p2" in explain_unknown(collection, Registry(), "衢州 三（一）9 第2段")
    assert "write an id as pages print it" in explain_unknown(collection, Registry(), "<script>")


def test_the_command_fails_for_an_unknown_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zj-9.9-p1"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "nearest: zj-" in told.err
