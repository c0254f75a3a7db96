"""A plain table is read without Frictionless; the verdict is the one that Frictionless and the model give together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_model.errors import PlanDataError
from plan_model.files import table_file
from plan_model.files.table_file import read_records
from plan_model.ids.registry import RegistryRow
from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import Strict
from plan_model.shapes.tagging import Tag

ROWS: dict[type[Strict], tuple[str, ...]] = {
    Tag: ("zj-1-p1,measure,reform,0", "zj-1-p2,goal,reform;finance,1", "zj-1-p3,background,,0"),
    RegistryRow: (
        "zj-1,chapter,zj/1.html,0123456789abcdef,2026-01-01,active",
        "zj-1-p1,paragraph,zj/1.html,0123456789abcdef,2026-01-01,active",
    ),
    IndicatorValue: (
        "total-assets,zj-all,2020,20.2,,,万亿元,baseline,point,,level,,20.2 万亿元,zj-1-p1-s1,",
        "total-assets,zj-all,2025,30,,,万亿元,target,point,,level,预期性,30 万亿元,zj-1-p1-s1,",
    ),
}
KEYS: dict[type[Strict], tuple[str, ...]] = {Tag: ("provision_id",), RegistryRow: (), IndicatorValue: ("year", "scope")}
CELLS = ("", " ", "0", "1", "-1", "+1", "01", "1.5", "1e3", ".5", "5.", "1_000", "1,5", "１", "true", "True", "yes",
         "on", "NaN", "inf", "measure", "2026-01-01", '"a\nb"', '"', "\r", "<b>", "1" * 20)  # fmt: skip
TYPED = (
    (Tag, "lead"),
    (Tag, "role"),
    (IndicatorValue, "year"),
    (IndicatorValue, "value"),
    (IndicatorValue, "value_high"),
    (IndicatorValue, "aspiration"),
)


def _verdict(path: Path, model: type[Strict]) -> tuple[object, ...]:
    try:
        return read_records(path, "table.csv", model, KEYS[model])
    except PlanDataError as error:
        return error.problems


def _judged(path: Path, model: type[Strict]) -> tuple[object, ...]:
    """The verdict where no table counts as plain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_file, "_is_plain", lambda *_: False)
        return _verdict(path, model)


def _text(model: type[Strict], lines: list[str]) -> str:
    header = ",".join(name for name in model.model_fields if name != "row")
    return "\n".join([header, *lines, ""])


@st.composite
def _tables(draw: st.DrawFn) -> tuple[type[Strict], str]:
    """A table of good rows in which a cell, a line or nothing was replaced."""
    model = draw(st.sampled_from(list(ROWS)))
    lines = list(ROWS[model])
    row = draw(st.integers(0, len(lines) - 1))
    cells = lines[row].split(",")
    if draw(st.booleans()):
        cells[draw(st.integers(0, len(cells) - 1))] = draw(st.sampled_from(CELLS))
    change = draw(st.sampled_from(("none", "short", "long", "blank", "empty", "twice")))
    lines[row] = ",".join({"short": cells[:-1], "long": [*cells, "x"], "empty": [""] * len(cells)}.get(change, cells))
    lines[row + 1 : row + 1] = {"blank": [""], "twice": [lines[row]]}.get(change, [])
    return model, _text(model, lines)


@given(table=_tables())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_is_judged_as_frictionless_judges_it(tmp_path: Path, table: tuple[type[Strict], str]) -> None:
    model, text = table
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert _verdict(path, model) == _judged(path, model)


@pytest.mark.parametrize(("model", "column"), TYPED, ids=[column for _, column in TYPED])
def test_a_cell_is_judged_as_frictionless_judges_it(model: type[Strict], column: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    cells = ROWS[model][0].split(",")
    for cell in CELLS:
        cells[[name for name in model.model_fields if name != "row"].index(column)] = cell
        path.write_text(_text(model, [",".join(cells)]), encoding="utf-8", newline="")
        assert _verdict(path, model) == _judged(path, model), cell


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_plain_table_is_read_without_frictionless(
    model: type[Strict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "_refuse_faults", lambda *_: pytest.fail("Frictionless was asked"))
    path = tmp_path / "table.csv"
    path.write_text(_text(model, list(ROWS[model])), encoding="utf-8")
    assert len(read_records(path, "table.csv", model, KEYS[model])) == len(ROWS[model])
