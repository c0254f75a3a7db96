"""Everything under site/data/ is what it was when it was last looked at, to the character."""

from __future__ import annotations

import pytest

from plan_model.publication import Publication
from tests.golden import CHARTS, FIRST_LINES, FOLDER, WHOLE, chart_digests, golden_files, published

RENEW = "if the change is meant, run `python -m tests.golden` and look at what git shows as changed"


@pytest.fixture(scope="module")
def texts(publication: Publication) -> dict[str, str]:
    return published(publication)


def kept() -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in FOLDER.iterdir()}


def test_the_published_data_is_as_it_was_last_looked_at(texts: dict[str, str]) -> None:
    now, before = golden_files(texts), kept()
    assert sorted(now) == sorted(before), RENEW
    for name, text in now.items():
        assert text.split("\n") == before[name].split("\n"), f"{name}: {RENEW}"


def test_the_charts_are_as_they_were_last_looked_at(publication: Publication) -> None:
    now = chart_digests(publication).split("\n")
    assert now == CHARTS.read_text(encoding="utf-8").split("\n"), RENEW
    assert len(now) > 50


def test_a_single_character_anywhere_is_noticed(texts: dict[str, str]) -> None:
    before = kept()
    for path, text in texts.items():
        middle = len(text) // 2
        changed = {**texts, path: text[:middle] + ("x" if text[middle] != "x" else "y") + text[middle + 1 :]}
        assert golden_files(changed) != before, path


def test_every_table_of_the_data_package_is_among_them(texts: dict[str, str]) -> None:
    names = {"indicators", "targets", "scopes", "checks", "underived", "crosswalk", "corrections"}
    assert {f"data/{name}.csv" for name in names} | {"data/provisions.json", "data/datapackage.json"} <= set(texts)
    assert sum(path.startswith("data/indicators/") for path in texts) > 50


def test_golden_files_are_small() -> None:
    sizes = {name: len(text) for name, text in kept().items()}
    assert max(size for name, size in sizes.items() if name != "digests.txt") <= max(WHOLE, FIRST_LINES * 8000)
    assert sum(sizes.values()) < 300_000
