"""Addresses as messengers hand them on lead where they were meant to, and are clean again before they are copied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cite.conftest import clipboard, reader, spot_of

__all__ = ["reader"]
pytestmark = pytest.mark.browser

QUERY = "?from=singlemessage&isappinstalled=0"
TAILS = [
    "&shareTo=weixin",
    "?from=singlemessage&isappinstalled=0",
    "。",
    ".",
    "，请看这一条",
    "%E3%80%82",
    "%EF%BC%8C%E8%AF%B7%E7%9C%8B",
    "看这里",
    " 看这里",
    "%20看这里",
    ")",
    "）",
    "”",
    "》、",
    "…",
    "#wechat_redirect",
    "%23wechat_redirect",
    "；https://example.com/",
    "https://example.com/",
    "%",
    "/",
]


@pytest.mark.parametrize("tail", TAILS)
def test_a_fragment_lands_whatever_ran_into_it(reader: Page, site_url: str, tail: str) -> None:
    for path, anchor in (("zj/1.html", "zj-1.5-p1-s2"), ("m/zj-1.5-p1.html", "s2")):
        reader.goto("about:blank")
        reader.goto(f"{site_url}{path}{QUERY}#{anchor}{tail}")
        element = reader.locator(f"[id='{anchor}']")
        expect(element).to_contain_class("is-target")
        expect(element).to_be_in_viewport()
        assert reader.evaluate("document.querySelector(':target')?.id") == anchor
        assert reader.url == f"{site_url}{path}#{anchor}"
        expect(reader.locator("#arrival-notice")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        ("m/zj-1.5-p1.html", "zj-1.5-p1-s2"),
        ("qz/2.html", "qz-t2-r9"),
        ("glossary.html", None),
        ("compare.html", None),
        ("about.html", None),
    ],
)
def test_every_kind_of_anchor_bears_a_tail(reader: Page, site_url: str, path: str, anchor: str | None) -> None:
    reader.goto(f"{site_url}{path}")
    anchor = anchor or reader.locator("article [id]:is(h2, h3, dt, li, section)").nth(1).get_attribute("id")
    for tail in ("。", "&shareTo=weixin"):
        reader.goto("about:blank")
        reader.goto(f"{site_url}{path}#{anchor}{tail}")
        expect(reader).not_to_have_url(re.compile("%E3|shareTo"))
        expect(reader.locator("#arrival-notice")).to_have_count(0)


def test_a_later_fragment_is_freed_too(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}zj/1.html")
    reader.evaluate("location.hash = '#zj-1.2-p1-s1。'")
    expect(reader.locator("[id='zj-1.2-p1-s1']")).to_contain_class("is-target")


@pytest.mark.parametrize("path", ["zj/1.html", "m/zj-1.1-p1.html", "index.html", "glossary.html", "basket.html"])
@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("#zj-99.9-p1-s2", "本页没有编号 zj-99.9-p1-s2"),
        ("#s99&shareTo=weixin", "本页没有编号 s99"),
        ("#规划已经废止", "本页没有地址中"),
    ],
)
def test_an_unknown_id_is_told(reader: Page, site_url: str, path: str, fragment: str, said: str) -> None:
    reader.goto(f"{site_url}{path}{fragment}")
    expect(reader.locator("#arrival-notice")).to_contain_text(said)
    expect(reader.locator("#arrival-notice")).not_to_contain_text("废止")
    reader.evaluate("location.hash = ''")
    expect(reader.locator("#arrival-notice")).to_have_count(0)


def test_parameters_alone_say_nothing_and_go(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}zj/1.html{QUERY}#from=singlemessage")
    expect(reader.locator("h1").first).to_be_visible()
    expect(reader.locator("#arrival-notice")).to_have_count(0)
    assert "isappinstalled" not in reader.url


def test_a_copied_link_carries_no_parameters_of_others(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}zj/1.html{QUERY}&shareTo=weixin")
    reader.mouse.move(*spot_of(reader, "zj-1.1-p1-s2"))
    reader.locator(".cite-menu [data-act=link]").click()
    expect(reader.locator(".cite-status")).to_contain_text("已复制链接")
    assert clipboard(reader) == f"{site_url}zj/1.html#zj-1.1-p1-s2"
    reader.goto(f"{site_url}calculator.html{QUERY}#v=1&s=total-assets.qz-city&target=4200&shareTo=weixin")
    expect(reader.locator("#calculator-summary")).to_contain_text("4200")
    reader.get_by_role("button", name="复制链接").click()
    expect(reader.locator("#calculator-action-message")).to_contain_text("链接已复制")
    assert clipboard(reader) == f"{site_url}calculator.html#v=1&s=total-assets.qz-city&target=4200"


@pytest.mark.parametrize(
    "tail",
    [
        "&shareTo=weixin",
        "&from=timeline&isappinstalled=0",
        "?from=singlemessage",
        "。",
        "，请看",
        "%E3%80%82",
        ")",
        " 看",
    ],
)
def test_a_calculators_state_bears_a_tail(reader: Page, site_url: str, tail: str) -> None:
    for state in ("#v=1&s=return-on-equity.qz-urban", "#v=1&s=total-assets.qz-city&target=4200"):
        reader.goto("about:blank")
        reader.goto(f"{site_url}calculator.html{state}{tail}")
        expect(reader).to_have_url(f"{site_url}calculator.html{state}")
        expect(reader.locator("#calculator-summary")).to_contain_text("4200" if "4200" in state else "净资产收益率")
        reader.get_by_role("button", name="复制链接").click()
        expect(reader.locator("#calculator-action-message")).to_contain_text("链接已复制")
        assert clipboard(reader) == f"{site_url}calculator.html{state}"
        expect(reader.locator("#calculator-link-message")).to_be_empty()


def test_a_parameter_that_nobody_knows_is_told_and_the_rest_is_used(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}calculator.html#v=1&s=total-assets.qz-city&target=4200&evil=1")
    expect(reader.locator("#calculator-link-message")).to_contain_text("“evil”，已忽略")
    expect(reader.locator("#calculator-summary")).to_contain_text("4200")


@pytest.mark.parametrize("tail", ["&shareTo=weixin", "?from=singlemessage", "。", "，请看", ")"])
def test_an_explorers_state_bears_a_tail(reader: Page, site_url: str, tail: str) -> None:
    reader.goto(f"{site_url}explore.html#theme=innovation")
    expect(reader.locator("#explore-status")).to_contain_text("（共")
    told = reader.locator("#explore-status").inner_text()
    reader.goto("about:blank")
    reader.goto(f"{site_url}explore.html#theme=innovation{tail}")
    expect(reader.locator("#explore-status")).to_have_text(told)
    reader.goto("about:blank")
    reader.goto(f"{site_url}explore.html#q=%E7%A0%94%E5%8F%91{tail}")
    expect(reader.locator("#explore-text")).to_have_value("研发，请看" if "请看" in tail else "研发")


def test_an_explorers_unknown_condition_is_told(reader: Page, site_url: str) -> None:
    reader.goto(f"{site_url}explore.html#theme=alchemy")
    expect(reader.locator("#explore-status")).to_contain_text("1 个条件本页没有")


@pytest.mark.parametrize("tail", ["&shareTo=weixin", "?from=singlemessage", "。", ".", "，请看", "%E3%80%82", ")"])
def test_a_baskets_ids_bear_a_tail(reader: Page, site_url: str, tail: str) -> None:
    reader.goto(f"{site_url}basket.html{QUERY}#ids=zj-1.1-p1-s2,qz-2.3.1-p1{tail}")
    expect(reader.locator("#basket-list li")).to_have_count(2)
    expect(reader.locator("#basket-list")).not_to_contain_text("没有这个编号")


@pytest.mark.parametrize(
    ("tail", "hash_"),
    [("。", ""), ("%E3%80%82", ""), ("，请看", "#s2"), ("。", "#s2"), ("%23s2", ""), (")", ""), (".", "")],
)
def test_a_page_whose_address_text_ran_into_is_found(reader: Page, site_url: str, tail: str, hash_: str) -> None:
    page = f"{site_url}m/zj-1.5-p1.html"
    error_page = reader.request.get(f"{site_url}404.html").text()
    # A web server answers an unknown address with the page for missing ones.
    reader.route(
        lambda url: url.startswith(page) and len(url.partition("#")[0]) > len(page),
        lambda route: route.fulfill(body=error_page, content_type="text/html"),
    )
    reader.goto(f"{page}{tail}{hash_}")
    reader.wait_for_url(f"{page}#s2" if "s2" in tail + hash_ else page)
    expect(reader.locator("h1")).to_contain_text("浙江省规划 一（五）第1段")
