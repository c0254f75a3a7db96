"""Targets as data: each once, with its bounds, its baseline, what it asks, and what is known of it."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from plan_model.publication import Publication
from plan_model.published.calculator_data import sliders
from plan_model.published.csv_text import BYTE_ORDER_MARK, to_csv
from plan_model.published.export import data_files

Row = dict[str, str]


@pytest.fixture(scope="module")
def files(publication: Publication) -> dict[str, list[Row]]:
    return {
        file.name: list(csv.DictReader(io.StringIO(file.text.removeprefix(BYTE_ORDER_MARK))))
        for file in data_files(publication)
        if file.name.endswith(".csv")
    }


@pytest.fixture(scope="module")
def targets(files: dict[str, list[Row]]) -> dict[str, Row]:
    return {row["target_id"]: row for row in files["targets.csv"]}


def given(row: Row) -> Row:
    names = ("value", "low", "low_included", "high", "high_included", "aspiration", "unit")
    return {name: row[name] for name in names if row[name]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("total-assets.qz-city.2025", {"value": "4000", "unit": "亿元"}),
        ("debt-to-asset-ratio.qz-city.2025", {"high": "65", "high_included": "false", "unit": "%"}),
        (
            "return-on-equity.qz-urban.2025",
            {"low": "2.2", "low_included": "true", "aspiration": "2.5", "unit": "%"},
        ),
        ("total-assets.zj-provincial.2021-2025.annual_growth", {"value": "6", "unit": "%"}),
        (
            "global-500-enterprises.zj-all.2021-2025.increment",
            {"low": "1", "low_included": "true", "high": "2", "high_included": "true", "unit": "家"},
        ),
        ("hundred-billion-enterprises.zj-all.2021-2025.increment", {"value": "15", "unit": "家"}),
        (
            "new-investment.zj-all.2021-2025.period_total",
            {"low": "15000.0", "low_included": "true", "unit": "亿元"},
        ),
        ("total-assets.zj-all.2021-2025.annual_growth", {"unit": "%"}),
        ("rd-expenditure.zj-provincial.undated.period_total", {"low": "300", "low_included": "true", "unit": "亿元"}),
    ],
)
def test_bounds_are_data_and_keep_their_form(targets: dict[str, Row], name: str, expected: Row) -> None:
    assert given(targets[name]) == expected


@pytest.mark.parametrize(
    ("name", "growth", "change"),
    [
        ("total-assets.qz-city.2025", "13.86", "1909.51"),
        ("total-assets.zj-provincial.2021-2025.annual_growth", "6.00", "5400.00"),  # in 亿元, as the baseline
        ("return-on-equity.qz-urban.2025", "", "0.56"),
        ("profit-margin.qz-urban.2025", "", "-0.14"),
        ("debt-to-asset-ratio.qz-city.2025", "", ""),  # the baseline keeps the ceiling
        ("total-assets.zj-all.2021-2025.annual_growth", "", ""),
        ("hundred-billion-enterprises.zj-all.2021-2025.increment", "", ""),
    ],
)
def test_what_a_target_asks_starts_from_a_baseline_in_the_same_words(
    targets: dict[str, Row], name: str, growth: str, change: str
) -> None:
    row = targets[name]
    assert (row["required_annual_growth"], row["required_change"]) == (growth, change)


def test_nothing_is_added_to_a_base_of_another_wording(targets: dict[str, Row]) -> None:
    for name in ("china-500-enterprises", "hundred-billion-enterprises", "global-500-enterprises"):
        row = targets[f"{name}.zj-all.2021-2025.increment"]
        assert (row["baseline"], row["baseline_row_id"]) == ("", "")


def test_a_target_of_a_table_and_its_repetition_in_the_text_are_one(targets: dict[str, Row]) -> None:
    row = targets["total-assets.qz-urban.2025"]
    assert (row["provision_id"], row["other_provision_ids"]) == ("qz-t2-r1", "qz-2.3.1-p1-s1")
    assert (row["printed"], row["printed_elsewhere"]) == ("2500", "力争达到 2500 亿元")
    assert (row["printed_growth"], row["attribute"]) == ("108.70", "预期性")


def test_every_target_value_is_in_one_row_and_no_other(files: dict[str, list[Row]]) -> None:
    named = Counter(name for row in files["targets.csv"] for name in row["row_ids"].split(" "))
    printed = {row["row_id"] for row in files["indicators.csv"] if row["kind"] == "target"}
    assert set(named) == printed
    assert set(named.values()) == {1}


def test_references_lead_somewhere(files: dict[str, list[Row]]) -> None:
    rows = {row["row_id"] for row in files["indicators.csv"]}
    scopes = {row["scope_id"] for row in files["scopes.csv"]}
    for row in files["targets.csv"]:
        assert row["scope"] in scopes
        assert not row["baseline_row_id"] or row["baseline_row_id"] in rows
    assert {row["scope"] for row in files["indicators.csv"]} <= scopes
    assert {name for row in files["scopes.csv"] for name in row["may_be"].split(" ") if name} <= scopes


def test_nothing_has_been_observed_yet_and_the_table_says_so(files: dict[str, list[Row]]) -> None:
    for row in files["targets.csv"]:
        assert row["verdict"] == "no_observation"
        assert row["observed_value"] == row["observed_year"] == row["observed_source_id"] == ""


def test_target_ids_are_unique(files: dict[str, list[Row]], targets: dict[str, Row]) -> None:
    assert len(targets) == len(files["targets.csv"]) == 48


SLIDERS = {
    "total-assets.qz-city": {"value": ("0", "10000", "10"), "baseline": ("0", "5000", "10")},
    "debt-to-asset-ratio.qz-city": {"value": ("0", "100", "0.1"), "baseline": ("0", "100", "0.1")},
    "return-on-equity.qz-urban": {"value": ("0", "5", "0.01"), "aspiration": ("0", "5", "0.01")},
    "aa-plus-rated-enterprises.qz-city": {"value": ("0", "20", "1")},
    "total-assets.zj-provincial": {"value": ("0", "20", "0.1"), "baseline": ("0", "5", "0.01")},
    "total-assets.zj-all": {"benchmark_growth": ("0", "20", "0.1")},
    "listed-companies.zj-all": {"target_year": ("2021", "2035", "1")},
}


@pytest.mark.parametrize("name", SLIDERS)
def test_a_slider_reaches_about_twice_what_the_plan_says_in_round_steps(publication: Publication, name: str) -> None:
    request = next(scenario.request for scenario in publication.scenarios if scenario.id == name)
    ranges = sliders(request)
    for field, expected in SLIDERS[name].items():
        assert tuple(ranges[field].values()) == expected, field


def test_a_cell_that_is_true_or_false_is_written_so(publication: Publication) -> None:
    file = next(file for file in data_files(publication) if file.name == "indicators.csv")
    assert file.schema
    assert {row["preferred"] for row in csv.DictReader(io.StringIO(file.text.removeprefix(BYTE_ORDER_MARK)))} == {
        "true",
        "false",
    }
    assert to_csv([], file.schema).count("\n") == 1
