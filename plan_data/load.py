"""Reads the plan files; no other module opens them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pydantic import ValidationError

from plan_data.errors import PlanDataError, Problem
from plan_data.model import Correction, Plan, PlanInfo, Provision
from plan_data.yaml_file import read_model, read_text

DATA = Path(__file__).parent


def plan_keys(data: Path = DATA) -> list[str]:
    """Return the keys of the plans that have a folder, in the order in which the site shows them."""
    infos = [load_info(folder.name, data) for folder in sorted((data / "plans").iterdir()) if folder.is_dir()]
    return [info.key for info in sorted(infos, key=lambda info: info.issued)]


def load_info(key: str, data: Path = DATA) -> PlanInfo:
    """Return a plan's front matter (plan.yml)."""
    return read_model(data / "plans" / key / "plan.yml", f"plans/{key}/plan.yml", PlanInfo)


def load_source(key: str, data: Path = DATA) -> str:
    """Return a plan's source text, untouched."""
    return read_text(data / "plans" / key / "source.txt", f"plans/{key}/source.txt")


def load_plan(key: str, data: Path = DATA) -> Plan:
    """Return a plan with its chapters and corrections; raises PlanDataError with all problems found."""
    info = load_info(key, data)
    return Plan(info=info, chapters=_load_chapters(key, data), corrections=load_corrections(key, data))


def _load_chapters(key: str, data: Path) -> tuple[Provision, ...]:
    folder = data / "plans" / key / "chapters"
    chapters, problems = [], []
    for path in sorted(folder.glob("*.yml")):
        try:
            chapters.append(read_model(path, f"plans/{key}/chapters/{path.name}", Provision))
        except PlanDataError as error:
            problems.extend(error.problems)
    if problems:
        raise PlanDataError(problems)
    return tuple(sorted(chapters, key=lambda chapter: chapter.source_lines))


def load_corrections(key: str, data: Path = DATA) -> tuple[Correction, ...]:
    """Return the rows of a plan's corrections.csv, each with its line in that file."""
    name = f"plans/{key}/corrections.csv"
    corrections, problems = [], []
    for line, row in read_table(data / "plans" / key / "corrections.csv", name):
        try:
            corrections.append(Correction.model_validate({**row, "row": line}))
        except ValidationError as error:
            problems += [_cell_problem(name, line, fault["loc"], fault["msg"]) for fault in error.errors()]
    if problems:
        raise PlanDataError(problems)
    return tuple(corrections)


def read_table(path: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    """Return a CSV file's rows as (line, cells by column); raises PlanDataError when a row has stray cells."""
    reader = csv.DictReader(io.StringIO(read_text(path, name)), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    for cells in reader:
        if None in cells or None in cells.values():
            what = f"the row has {'more' if None in cells else 'fewer'} cells than the header"
            fix = "quote cells that hold a comma"
            raise PlanDataError([Problem(name, reader.line_num, what, f"{len(reader.fieldnames or ())} cells", fix)])
        rows.append((reader.line_num, cells))
    return rows


def _cell_problem(name: str, line: int, where: tuple[int | str, ...], message: str) -> Problem:
    return Problem(name, line, f"column {'.'.join(map(str, where))}", message, "correct the cell")
