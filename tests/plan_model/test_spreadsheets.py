"""Tables as spreadsheets and editors save them: a byte order mark, CR LF, a last line without its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plan_model.files import load
from plan_model.publication import prepare
from scripts.register_ids import register
from tests.plan_model.trees import base_tree

TABLES = ("plans/qz/values.csv", "plans/zj/tags.csv", "entities.csv", "plans/zj/registry.csv", "indicators.yml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return base_tree(tmp_path)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_saved_by_excel_reads_like_any_other(data: Path, name: str) -> None:
    before, path = prepare(data), data / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    assert prepare(data) == before


def test_rows_are_appended_below_a_last_line_that_was_left_open(data: Path) -> None:
    path = data / "plans/zj/registry.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-2]), encoding="utf-8")
    assert register(data, date(2026, 1, 1)) == 2
    assert path.read_text(encoding="utf-8").splitlines() == lines
    assert len(load.load_registry(data, ["zj"]).rows) == len(lines) - 1
