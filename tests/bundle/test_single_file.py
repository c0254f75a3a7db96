"""A single file has everything inside, its own policy, and links that stay inside."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest

from plan_model.shapes.collection import Collection
from scripts.bundle.agenda import Agenda
from scripts.bundle.references import csp_hash
from scripts.bundle.single_file import single_file
from scripts.verify_bundle import content_problems
from tests.bundle.small_site import ADDRESS, small_site


@pytest.fixture(scope="module")
def agenda(collection: Collection) -> Agenda:
    return Agenda(collection, "会", ("qz-t2-r1", "qz-3.1.1-p1"))


@pytest.fixture(scope="module")
def plain(agenda: Agenda) -> str:
    return single_file(small_site(), agenda, "")


@pytest.fixture(scope="module")
def calculating(agenda: Agenda) -> str:
    return single_file(small_site(), replace(agenda, with_calculator=True), ADDRESS)


def test_it_refers_to_nothing_outside_itself(plain: str, calculating: str) -> None:
    assert content_problems({"一.html": plain.encode()}) == []
    assert content_problems({"一.html": calculating.encode()}) == []


def test_without_the_calculator_no_script_may_run(plain: str) -> None:
    assert "script-src 'none'" in plain
    assert "<script" not in plain


def test_it_has_the_cover_then_the_indicators_with_their_drawings(plain: str) -> None:
    tree = lxml.html.fromstring(plain)
    assert tree.xpath("//section[contains(@class, 'single-file__part')]/@id") == [
        "page-index",
        "page-indicators-total-assets",
    ]
    assert len(tree.xpath("//figure//svg")) == 1


def test_a_link_to_a_chosen_measure_leads_to_it_on_the_cover(plain: str) -> None:
    links = lxml.html.fromstring(plain).xpath("//a[text()='打开本条']/@href")
    assert links == ["#measure-qz-t2-r1", "#measure-qz-3.1.1-p1"]


def test_a_link_to_what_was_left_out_is_text_or_the_public_address(plain: str, calculating: str) -> None:
    assert lxml.html.fromstring(plain).xpath("//a[text()='出处']/@href") == []
    assert lxml.html.fromstring(calculating).xpath("//a[text()='出处']/@href") == [f"{ADDRESS}qz/2.html#qz-t2-r1"]


def test_a_link_into_the_calculator_keeps_its_state(calculating: str) -> None:
    assert lxml.html.fromstring(calculating).xpath("//a[text()='调整']/@href") == ["#v=1&s=x"]


def test_ids_that_pages_share_are_renamed_but_not_the_calculators(calculating: str) -> None:
    ids = lxml.html.fromstring(calculating).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"top", "page-indicators-total-assets.top", "calculator"} <= set(ids)


def test_the_policy_names_the_hash_of_every_script_and_of_the_style(calculating: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', calculating)
    assert policy
    scripts = re.findall(r"<script data-runtime[^>]*>(.*?)</script>", calculating, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", calculating, re.DOTALL)
    assert len(scripts) == 2
    assert all(csp_hash(text) in policy[1] for text in [*scripts, style])
    assert "http" not in policy[1]


def test_a_script_cannot_end_its_element_early(calculating: str) -> None:
    assert 'var a = "<\\/script>"' in calculating


def test_the_payloads_lie_in_the_page_as_text(calculating: str) -> None:
    (block,) = lxml.html.fromstring(calculating).xpath("//script[@type='text/plain']")
    assert (block.get("id"), block.text) == ("payload-manifest", "{}")
