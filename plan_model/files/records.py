"""What every reader of plan files shares: tables that need not be there, lists whose entries have ids of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.table_file import read_records
from plan_model.files.yaml_file import read_model, read_text
from plan_model.shapes.plan import Strict


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


File = TypeVar("File", bound=Strict)
Row = TypeVar("Row", bound=Strict)
Named = TypeVar("Named", bound=_HasId)


def read_optional(data: Path, name: str, model: type[Row], *key: str) -> tuple[Row, ...]:
    """Return the rows of a table; none where there is no such file."""
    return read_records(data / name, name, model, key) if (data / name).exists() else ()


def read_list(
    data: Path, name: str, model: type[File], items: Callable[[File], tuple[Named, ...]]
) -> tuple[Named, ...]:
    """Return the entries of a YAML file; raises PlanDataError when an id stands twice."""
    entries = items(read_model(data / name, name, model))
    refuse_repeated_ids([entry.id for entry in entries], {name: data / name})
    return entries


def read_lists(
    data: Path, names: Iterable[str], model: type[File], items: Callable[[File], tuple[Named, ...]]
) -> dict[str, Named]:
    """Return the entries of several YAML files by id; raises PlanDataError when an id is defined twice."""
    found: dict[str, Named] = {}
    with Gathering() as gathering:
        for name in names:
            for entry in gathering.read((), read_list, data, name, model, items):
                if entry.id in found:
                    gathering.note(_repeated_id(entry.id, {name: data / name}))
                found.setdefault(entry.id, entry)
    return found


def refuse_repeated_ids(identifiers: Sequence[str], files: Mapping[str, Path]) -> None:
    """Raise PlanDataError for every id that stands twice; `files`, by their names, are where the ids stand."""
    repeated = [identifier for identifier, count in Counter(identifiers).items() if count > 1]
    if repeated:
        raise PlanDataError(_repeated_id(identifier, files) for identifier in repeated)


def _repeated_id(identifier: str, files: Mapping[str, Path]) -> Problem:
    places = [
        (name, number)
        for name, path in files.items()
        for number, line in enumerate(read_text(path, name).split("\n"), start=1)
        if line.strip().removeprefix("- ") == f"id: {identifier}"
    ]
    name, line = places[-1] if places else (next(iter(files)), 1)
    what = f"the id {identifier} stands more than once"
    return Problem(name, line, what, "every id once", "rename it, or remove the repeated entry")
