"""What can be derived, listed anew from the files alone: every such figure is checked, and no other is.

Nothing of plan_model.derived is used to find them. The files are read by hand, and the rules are written out again: a
ratio or a sum of indicators, growth and additions between two printed amounts, a yearly mean, a figure printed twice,
the same indicator for a set of enterprises that may be the same one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from plan_model.derived.recomputation import underived
from plan_model.files.load import DATA
from plan_model.publication import Publication

Row = dict[str, Any]
AMOUNTS = ("level", "share", "period_total")


def printed_rows(data: Path = DATA) -> list[Row]:
    """Every row of a values file that gives a number, with its plan."""
    rows = []
    for file in sorted(data.glob("plans/*/values.csv")):
        plan = yaml.safe_load((file.parent / "plan.yml").read_text(encoding="utf-8"))
        with file.open(encoding="utf-8", newline="") as text:
            for line, row in enumerate(csv.DictReader(text), start=2):
                length = plan["last_year"] - plan["first_year"]
                rows.append({**row, "plan": plan["key"], "line": line, "plan_length": length})
    return [row for row in rows if row["value"] != ""]


def entries(name: str, kind: str, data: Path = DATA) -> dict[str, Row]:
    found: list[Row] = yaml.safe_load((data / name).read_text(encoding="utf-8"))[kind]
    return {entry["id"]: entry for entry in found}


ROWS = printed_rows()
FORMULAS = {name: entry.get("formula", "") for name, entry in entries("indicators.yml", "indicators").items()}
MAY_BE = {name: entry.get("may_be", []) for name, entry in entries("scopes.yml", "scopes").items()}


def has_amount(indicator: str, scope: str, year: str) -> bool:
    return any(
        (row["indicator_id"], row["scope"], row["year"]) == (indicator, scope, year) and row["aspect"] in AMOUNTS
        for row in ROWS
    )


def ways(row: Row) -> Iterator[str]:
    """Every way in which other printed figures give this one."""
    indicator, scope, year, aspect = (row[name] for name in ("indicator_id", "scope", "year", "aspect"))
    if not year:
        return
    same = [r for r in ROWS if all(r[k] == row[k] for k in ("indicator_id", "scope", "year", "aspect"))]
    tables_first = sorted(same, key=lambda r: "-r" not in r["provision_id"][3:])
    if tables_first[0] is not row:
        yield "repeated"
    for other in MAY_BE[scope]:
        wanted = (indicator, other, year, aspect)
        if any((r["indicator_id"], r["scope"], r["year"], r["aspect"]) == wanted for r in ROWS):
            yield "other_scope"
    first, _, last = year.partition("-")
    if aspect in ("total_growth", "annual_growth", "increment", "change") and last:
        start = int(first) - (1 if int(last) - int(first) == row["plan_length"] else 0)
        if has_amount(indicator, scope, str(start)) and has_amount(indicator, scope, last):
            yield aspect if aspect.endswith("growth") else "difference"
    if aspect == "yearly_average" and any(
        (r["indicator_id"], r["scope"], r["year"], r["aspect"]) == (indicator, scope, year, "period_total")
        for r in ROWS
    ):
        yield "mean"
    if aspect in AMOUNTS:
        yield from by_formula(row, FORMULAS[indicator])


def by_formula(row: Row, formula: str) -> Iterator[str]:
    parts = [part for part in formula.split(" ") if part not in {"1", "-", "/", "+", ""}]
    printed = [has_amount(part, row["scope"], row["year"]) for part in parts]
    if not parts:
        return
    if "/" in formula:
        if all(printed):
            yield "one_minus_ratio" if formula.startswith("1 - ") else "ratio"
    elif all(printed):
        yield "sum"
    elif any(printed) and row["form"] == "point" and row["unit"] in {"家", "户", "个", "名", "份", "项"}:
        yield "printed_parts"


def derivable() -> list[tuple[str, int, str]]:
    return sorted((row["plan"], row["line"], way) for row in ROWS for way in ways(row))


def test_every_derivable_figure_is_checked_in_every_way_and_place_and_no_other(publication: Publication) -> None:
    checked = sorted(
        (publication.collection.scopes[check.value.scope].plan, check.value.row, check.rule)
        for check in publication.checks
    )
    assert checked == derivable()
    assert len(checked) > 100


def test_every_printed_figure_is_either_checked_or_listed_with_a_reason(publication: Publication) -> None:
    checked = {(check.value.provision_id, check.value.row) for check in publication.checks}
    listed = [(one.value.provision_id, one.value.row) for one in publication.underived]
    printed = {(value.provision_id, value.row) for value in publication.collection.all_values}
    assert checked.isdisjoint(listed)
    assert checked | set(listed) == printed
    assert len(listed) == len(set(listed))


def test_what_is_missing_is_indeed_not_printed(publication: Publication) -> None:
    named = [(one, item) for one in publication.underived for item in one.missing]
    assert named
    assert not [(one, item) for one, item in named if has_amount(item.indicator, one.value.scope, item.year)]


def test_a_figure_that_is_called_an_input_is_one(publication: Publication) -> None:
    inputs = {(level.provision_id, level.row) for check in publication.checks for level in check.inputs.values()}
    for one in publication.underived:
        assert ((one.value.provision_id, one.value.row) in inputs) == (one.reason == "used_as_input")


def test_without_checks_every_figure_is_underived(publication: Publication) -> None:
    assert len(underived(publication.collection, ())) == len(publication.collection.all_values)


@pytest.mark.parametrize("forms", [("point", "less_than", "at_least", "increment", "aspiration")])
def test_the_list_reaches_every_form_that_the_plans_print(forms: tuple[str, ...]) -> None:
    rows = {(row["plan"], row["line"]): row for row in ROWS}
    reached = {
        word
        for plan, line, _ in derivable()
        for word in (
            rows[plan, line]["form"],
            rows[plan, line]["aspect"],
            "aspiration" if rows[plan, line]["aspiration"] else "",
        )
    }
    assert set(forms) <= reached


def test_the_enumeration_itself_finds_what_a_person_finds() -> None:
    found = {(row["provision_id"], row["indicator_id"], row["scope"], way) for row in ROWS for way in ways(row)}
    by_hand = product(("qz-t2-r6",), ("debt-to-asset-ratio",), ("qz-city", "qz-urban"), ("one_minus_ratio",))
    assert set(by_hand) <= found
    assert ("qz-1.1.1-p1-s3", "aa-or-above-rated-enterprises", "qz-city", "printed_parts") in found
    assert ("qz-2.3.1-p1-s2", "listed-companies", "qz-municipal", "other_scope") in found
    assert ("qz-2.3.1-p1-s2", "aaa-rated-enterprises", "qz-city", "difference") in found
