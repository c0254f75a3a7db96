"""The home page's cards: each headline target in the plan's words, linked to the sentence that sets it."""

from __future__ import annotations

import re

import pytest

from macros.home import home_lead, plan_cards_html, target_cards_html, ways_html
from plan_model.ids.addresses import provision_address
from plan_model.publication import Publication

CARD = re.compile(r'<article class="card card--target">(.*?)</article>', re.S)
FIGURE = re.compile(r'class="card-figure"><a href="([^"]+)">(.*?)</a>')
FACTS = re.compile(r'class="card-facts">(.*?)</p>')


@pytest.fixture(scope="module")
def cards(publication: Publication) -> list[str]:
    return CARD.findall(target_cards_html(publication, "index.html"))


def test_a_card_links_the_target_and_not_the_baseline(publication: Publication, cards: list[str]) -> None:
    scenarios = {(one.indicator.id, one.scope.id): one for one in publication.scenarios}
    headlines = publication.collection.site.headline_targets
    assert len(cards) == len(headlines) == 8
    for card, headline in zip(cards, headlines, strict=True):
        scenario = scenarios[headline.indicator, headline.scope]
        address, _ = FIGURE.findall(card)[0]
        assert address == provision_address(publication.collection, scenario.target.provision_id)
        assert address != provision_address(publication.collection, scenario.baseline.provision_id) or (
            scenario.baseline.provision_id == scenario.target.provision_id
        )


def test_a_card_whose_baseline_stands_elsewhere_links_the_target(cards: list[str]) -> None:
    """Both stand in one row of table 2; the provincial baselines stand in another chapter than the targets."""
    addresses = [FIGURE.findall(card)[0][0] for card in cards]
    assert addresses[-2:] == ["zj/2.html#zj-2.3.1-p1-s1", "zj/2.html#zj-2.3.4-p1-s1"]


@pytest.mark.parametrize(
    ("index", "figure", "facts"),
    [
        (0, "4000亿元", "2020年 2090.49亿元，需年均增长 13.86%"),
        (2, "200亿元", "2020年 78.74亿元，需年均增长 20.49%"),
        (4, "&lt;65%", "2020年 55.60%，上限（不含本数）"),
        (5, "不低于2.2%，力争2.5%", "2020年 1.64%，下限（含本数），另有力争值"),
        (6, "年均增幅均达到 6%", "2020年 1.6 万亿元，年均增长"),
        (7, "达到 71 家", "2020年 56 家，需年均增长 4.86%"),
    ],
)
def test_a_card_tells_the_target_in_the_plans_words(cards: list[str], index: int, figure: str, facts: str) -> None:
    assert FIGURE.findall(cards[index])[0][1] == figure
    assert FACTS.findall(cards[index]) == [facts]


def test_cards_link_the_indicators_pages_and_name_place_and_scope(cards: list[str]) -> None:
    assert 'href="indicators/total-assets.html">资产总额</a>' in cards[0]
    assert "衢州市 · 全市国企" in cards[0]
    assert "浙江省 · 省属企业" in cards[6]


def test_plan_cards_count_targets_once(publication: Publication) -> None:
    facts = FACTS.findall(plan_cards_html(publication, "index.html"))
    assert facts == ["6 章，14 个目标，另有 7 处未给数值", "8 章，27 个目标"]


def test_links_are_relative_to_the_page(publication: Publication) -> None:
    assert 'href="../qz/2.html#qz-t2-r1"' in target_cards_html(publication, "plans/index.html")


def test_the_ways_in_lead_to_pages_and_the_lead_promises_what_is_kept(publication: Publication) -> None:
    ways = ways_html(publication, "index.html")
    assert re.findall(r'href="([^"]+)"', ways)[:2] == ["zj/index.html", "explore.html"]
    lead = home_lead(publication.collection)
    assert "《浙江省国资国企改革发展“十四五”规划》、《衢州市国资国企改革发展“十四五”规划》" in lead
    assert "每项目标" not in lead
    assert "重新核算" not in lead
