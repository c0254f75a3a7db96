"""Arriving at a fragment: the sentence is in view, marked and announced; a malformed fragment does nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MALFORMED = [
    "#<script>alert(1)</script>",
    "#%E0%A4%A",
    "#" + "a" * 5000,
    "#zj-1.1-p1-s2'][onclick]",
    "#..",
    "#constructor",
    "#%00",
]


@pytest.mark.parametrize(
    ("address", "identifier", "place"),
    [
        ("zj/1.html#zj-1.5-p1-s2", "zj-1.5-p1-s2", "浙江省规划 一（五）第1段第2句"),
        ("m/zj-1.5-p1.html#s2", "s2", "浙江省规划 一（五）第1段第2句"),
        ("m/zj-1.5-p1.html#zj-1.5-p1-s2", "s2", "浙江省规划 一（五）第1段第2句"),
        ("qz/2.html#qz-t2-r9", "qz-t2-r9", "衢州市规划 表2 第9行"),
        ("qz/3.html#qz-3.2.3-p1", "qz-3.2.3-p1", "衢州市规划 三（二）3 第1段"),
    ],
)
def test_a_fragment_is_in_view_marked_and_announced(
    reader: Page, site_url: str, address: str, identifier: str, place: str
) -> None:
    reader.goto(site_url + address)
    element = reader.locator(f"[id='{identifier}']")
    expect(element).to_be_in_viewport()
    expect(element).to_contain_class("is-target")
    status = reader.get_by_role("status").filter(has_text="已定位到")
    expect(status).to_have_text(f"已定位到 {place}")
    expect(status).to_have_attribute("aria-live", "polite")


def test_arriving_opens_no_menu_over_the_text(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}zj/1.html#zj-1.2-p1-s2")
    expect(reader.locator("[id='zj-1.2-p1-s2']")).to_contain_class("is-target")
    reader.wait_for_timeout(500)
    expect(reader.locator(".cite-menu")).to_be_hidden()


def test_a_second_fragment_takes_the_mark_over(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}zj/1.html#zj-1.1-p1-s1")
    reader.evaluate("location.hash = '#zj-1.2-p1-s1'")
    expect(reader.locator("[id='zj-1.2-p1-s1']")).to_contain_class("is-target")
    assert reader.locator(".is-target").count() == 1


@pytest.mark.parametrize("fragment", MALFORMED, ids=range(len(MALFORMED)))
@pytest.mark.parametrize("page", ["zj/1.html", "m/zj-1.1-p1.html", "basket.html", "404.html"])
def test_a_malformed_fragment_does_nothing(reader: Page, site_url: str, page: str, fragment: str) -> None:
    reader.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    reader.goto(f"{site_url}{page}{fragment}")
    expect(reader.locator("h1").first).to_be_visible()
    assert reader.locator(".is-target").count() == 0
    assert reader.locator("script:not([src]):not([type='application/ld+json'])").count() == 0
