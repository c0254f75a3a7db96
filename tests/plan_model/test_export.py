"""site/data/: a valid data package that says what the plans say."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from frictionless import Package

from plan_model.publication import Publication
from plan_model.published.export import data_files


@pytest.fixture(scope="module")
def files(publication: Publication) -> dict[str, str]:
    return {file.name: file.text for file in data_files(publication)}


@pytest.fixture
def folder(files: dict[str, str], tmp_path: Path) -> Path:
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_data_package_is_valid(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} >= {
        "provisions",
        "indicators",
        "checks",
        "underived",
        "scopes",
        "crosswalk",
        "corrections",
    }


def test_a_cell_of_another_type_makes_the_package_invalid(folder: Path) -> None:
    table = folder / "indicators.csv"
    table.write_bytes(table.read_bytes().replace(b",2090.49,", b",lots,", 1))
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_the_package_gives_each_file_its_size_and_digest(files: dict[str, str]) -> None:
    for resource in json.loads(files["datapackage.json"])["resources"]:
        data = files[resource["path"]].encode()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_provisions_hold_every_id_once_with_its_text(publication: Publication, files: dict[str, str]) -> None:
    provisions = json.loads(files["provisions.json"])
    texts = {provision["id"]: provision["text"] for provision in provisions}
    texts |= {identifier: text for provision in provisions for identifier, text in provision["sentences"]}
    assert texts == publication.collection.texts
    assert len(provisions) == len({provision["id"] for provision in provisions})


def test_every_path_leads_from_a_chapter_to_the_provision(files: dict[str, str]) -> None:
    provisions = json.loads(files["provisions.json"])
    kinds = {provision["id"]: provision["kind"] for provision in provisions}
    for provision in provisions:
        assert provision["path"][-1] == provision["id"]
        assert kinds[provision["path"][0]] == "chapter"


def test_every_printed_value_is_published_with_its_wording(publication: Publication, files: dict[str, str]) -> None:
    published = [(row["indicator_id"], row["scope"], row["printed"]) for row in rows(files["indicators.csv"])]
    recorded = [(value.indicator_id, value.scope, value.printed) for value in publication.collection.all_recorded]
    assert published == recorded
    assert len(published) >= 250


def test_no_published_cell_begins_like_a_formula(files: dict[str, str]) -> None:
    cells = [
        cell for name, text in files.items() if name.endswith(".csv") for row in rows(text) for cell in row.values()
    ]
    suspicious = [cell for cell in cells if cell[:1] in {"=", "@", "+", "-"}]
    assert [cell for cell in suspicious if not cell[1:].replace(".", "", 1).isdigit()] == []


def test_every_column_has_a_title_and_says_what_it_holds(files: dict[str, str]) -> None:
    tables = [resource for resource in json.loads(files["datapackage.json"])["resources"] if "schema" in resource]
    assert len(tables) >= 6
    bare = [
        (table["name"], field["name"])
        for table in tables
        for field in table["schema"]["fields"]
        if not field.get("title") or not field.get("description")
    ]
    assert not bare


def test_every_allowed_value_is_explained_in_the_description_of_its_column(files: dict[str, str]) -> None:
    for table in json.loads(files["datapackage.json"])["resources"]:
        for field in table.get("schema", {}).get("fields", []):
            for value in field.get("constraints", {}).get("enum", []):
                assert value in field["description"], (table["name"], field["name"], value)


def test_one_row_a_figure_is_preferred(files: dict[str, str]) -> None:
    figures: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows(files["indicators.csv"]):
        key = tuple(row[name] for name in ("indicator_id", "scope", "year", "aspect"))
        if row["value"] and row["year"]:
            figures.setdefault(key, []).append(row)
    for key, printings in figures.items():
        preferred = [row for row in printings if row["preferred"] == "true"]
        assert len(preferred) == 1, key
        in_tables = [row for row in printings if "-r" in row["provision_id"][3:]]
        assert not in_tables or preferred[0] == in_tables[0], key
    assert not [
        row for row in rows(files["indicators.csv"]) if row["form"] == "not_given" and row["preferred"] == "true"
    ]


def test_rows_have_ids_of_their_own_by_which_other_tables_name_them(files: dict[str, str]) -> None:
    names = [row["row_id"] for row in rows(files["indicators.csv"])]
    assert len(names) == len(set(names))
    referring = [row["row_id"] for name in ("checks.csv", "underived.csv") for row in rows(files[name])]
    referring += [name for row in rows(files["checks.csv"]) for name in row["input_row_ids"].split(" ")]
    assert referring
    assert set(referring) <= set(names)


def test_one_indicator_has_one_unit_once_normalised(files: dict[str, str]) -> None:
    units: dict[str, set[str]] = {}
    for row in rows(files["indicators.csv"]):
        if row["aspect"] in ("level", "share", "period_total", "increment"):
            units.setdefault(row["indicator_id"], set()).add(row["unit_normalised"])
    assert {name for name, found in units.items() if len(found) > 1} == set()
    assets = [row for row in rows(files["indicators.csv"]) if row["printed"] == "20.2 万亿元"]
    assert [(row["value"], row["value_normalised"], row["unit_normalised"]) for row in assets] == [
        ("20.2", "202000.0", "亿元")
    ]


def test_csv_files_open_as_utf_8_in_a_spreadsheet(files: dict[str, str]) -> None:
    tables = {name: text for name, text in files.items() if name.endswith(".csv")}
    assert tables
    assert {text.encode()[:3] for text in tables.values()} == {b"\xef\xbb\xbf"}
