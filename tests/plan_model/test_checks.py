"""Recomputed figures: verdicts worked out by hand for figures of both tables and the prose."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_model.derived.recomputation import Check, figure_count, place_count, recomputed_text
from plan_model.publication import Publication

# check id → recomputed to four decimals, verdict; the sum is beside each.
BY_HAND = {
    # 45 / 15.94 = 2.823086
    "qz-t2-r4-total-profit-qz-city-2020-2025-total-growth-total-growth": ("182.3087", "truncated"),
    # 200 / 78.74 = 2.540005
    "qz-t2-r3-operating-revenue-qz-city-2020-2025-total-growth-total-growth": ("154.0005", "rounded"),
    # 120 / 46.02 = 2.607562
    "qz-t2-r3-operating-revenue-qz-urban-2020-2025-total-growth-total-growth": ("160.7562", "truncated"),
    # 2500 / 1197.87 = 2.087038
    "qz-t2-r1-total-assets-qz-urban-2020-2025-total-growth-total-growth": ("108.7038", "rounded"),
    # 900 / 544.11 = 1.654077
    "qz-t2-r2-net-assets-qz-urban-2020-2025-total-growth-total-growth": ("65.4077", "truncated"),
    # (12.26 / 8.83) ** 0.2 = 1.067839, while 12.265 and 8.825 give 1.068047
    "qz-t1-r5-net-profit-qz-city-2015-2020-annual-growth-annual-growth": ("6.7839", "within_input_rounding"),
    # (2090.49 / 920.12) ** 0.2 = 1.178367
    "qz-t1-r1-total-assets-qz-city-2015-2020-annual-growth-annual-growth": ("17.8367", "rounded"),
    # (15.94 / 8.76) ** 0.2 = 1.127189
    "qz-t1-r4-total-profit-qz-city-2015-2020-annual-growth-annual-growth": ("12.7189", "truncated"),
    # 1 - 544.11 / 1197.87 = 0.545769
    "qz-t1-r6-debt-to-asset-ratio-qz-urban-2020-level-one-minus-ratio": ("54.5769", "truncated"),
    # 8.97 / 544.11 = 0.016486
    "qz-t1-r7-return-on-equity-qz-urban-2020-level-ratio": ("1.6486", "truncated"),
    # 22 / 120 = 0.183333
    "qz-t2-r9-net-profit-margin-qz-urban-2025-level-ratio": ("18.3333", "rounded"),
    # 0 + 3 + 15
    "qz-1.1.1-p1-s3-aa-or-above-rated-enterprises-qz-city-2020-level-sum": ("18", "exact"),
    # 0 + 1, and AAA is not printed for 2015
    "qz-1.1.1-p1-s3-aa-or-above-rated-enterprises-qz-city-2015-level-printed-parts": ("1", "equals_printed_parts"),
    # table 1 prints the same level
    "qz-1.1.1-p1-s1-total-assets-qz-city-2020-level-repeated": ("2090.49", "exact"),
    # 30 / 120 = 0.25, printed as 25%
    "qz-t2-r8-profit-margin-qz-urban-2025-level-ratio": ("25", "exact"),
    # 1 - 1600 / 4000 = 0.6, below 65 %
    "qz-t2-r6-debt-to-asset-ratio-qz-city-2025-level-one-minus-ratio": ("60", "within_bound"),
    # 1 - 900 / 2500 = 0.64, below 65 %
    "qz-t2-r6-debt-to-asset-ratio-qz-urban-2025-level-one-minus-ratio": ("64", "within_bound"),
    # 35 / 1600 = 0.021875, at least 2 %
    "qz-t2-r7-return-on-equity-qz-city-2025-level-ratio": ("2.1875", "within_bound"),
    # 22 / 900 = 0.024444, at least 2.2 %, but 2.5 % is striven for
    "qz-t2-r7-return-on-equity-qz-urban-2025-level-ratio": ("2.4444", "short_of_aspiration"),
    # 1 in 2025 less 0 in 2020
    "qz-2.3.1-p1-s2-aaa-rated-enterprises-qz-city-2021-2025-increment-difference": ("1", "exact"),
    # 2 of 市属 in the prose, 2 of 市区 in table 2
    "qz-2.3.1-p1-s2-listed-companies-qz-municipal-2025-level-other-scope-qz-urban": ("2", "exact"),
}


@pytest.fixture(scope="module")
def checks(publication: Publication) -> dict[str, Check]:
    return {check.check_id: check for check in publication.checks}


@pytest.mark.parametrize("identifier", BY_HAND)
def test_a_verdict_is_what_a_person_works_out(checks: dict[str, Check], identifier: str) -> None:
    verdict = checks[identifier].verdict
    recomputed, expected = BY_HAND[identifier]
    assert isinstance(verdict.recomputed, Decimal)
    assert round(verdict.recomputed, 4) == Decimal(recomputed)
    assert verdict.verdict == expected


def test_every_growth_figure_of_the_tables_is_recomputed(publication: Publication) -> None:
    printed = [
        value
        for value in publication.collection.all_values
        if value.provision_id.startswith("qz-t") and "growth" in value.aspect
    ]
    recomputed = [check.value for check in publication.checks if "growth" in check.formula]
    assert len(printed) == 30
    assert all(value in recomputed for value in printed)


def test_no_check_id_stands_twice(publication: Publication, checks: dict[str, Check]) -> None:
    assert len(checks) == len(publication.checks)


def test_no_printed_figure_disagrees_with_what_others_imply(publication: Publication) -> None:
    verdicts = {check.verdict.verdict for check in publication.checks}
    agreeing = {"exact", "rounded", "truncated", "within_input_rounding", "equals_printed_parts"}
    assert verdicts == agreeing | {"within_bound", "short_of_aspiration"}


def test_a_figure_printed_again_unchanged_is_the_same(publication: Publication) -> None:
    repeated = [check for check in publication.checks if check.rule == "repeated"]
    assert len(repeated) >= 32
    assert {check.verdict.verdict for check in repeated} == {"exact"}


def test_figures_and_places_are_counted_apart(publication: Publication) -> None:
    checks = publication.checks
    keys = {(c.value.indicator_id, c.value.scope, c.value.year, c.value.aspect) for c in checks}
    places = {(c.value.provision_id, c.value.row) for c in checks}
    assert (figure_count(checks), place_count(checks)) == (len(keys), len(places))
    assert len(keys) < len(places) < len(checks)


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("qz-1.1.1-p1-s3-aa-or-above-rated-enterprises-qz-city-2020-level-sum", "18"),
        ("qz-1.1.1-p1-s1-total-assets-qz-city-2020-level-repeated", "2090.49"),
        ("qz-t2-r1-total-assets-qz-city-2020-2025-total-growth-total-growth", "91.3427"),
        ("qz-t2-r6-debt-to-asset-ratio-qz-city-2025-level-one-minus-ratio", "60.00"),
        ("qz-t2-r7-return-on-equity-qz-urban-2025-level-ratio", "2.444"),
        ("qz-t2-r4-total-profit-qz-city-2020-level-repeated", "15.94"),
    ],
)
def test_a_recomputed_number_has_the_decimals_of_its_inputs_or_two_more_than_are_printed(
    checks: dict[str, Check], identifier: str, shown: str
) -> None:
    assert recomputed_text(checks[identifier]) == shown


def test_no_count_is_shown_with_decimals(publication: Publication) -> None:
    counts = [check for check in publication.checks if check.value.unit not in ("%", "亿元", "万亿元", "个百分点")]
    assert counts
    assert not [recomputed_text(check) for check in counts if "." in recomputed_text(check)]
    assert not [check.verdict.reason for check in counts if "." in check.verdict.reason]
