"""Plans published as text alone: chapters, search, citations and data, without the editors' comparison.

They lie under plan_data/library/plans/, each with its own scopes, values, tags and registry, so that each can be
checked and built by itself however many there are. Their chapters are read straight from source.txt.
"""

from __future__ import annotations

from pathlib import Path

from plan_model.checking.validate import validate
from plan_model.errors import Gathering, PlanDataError
from plan_model.files import load
from plan_model.ids.registry import Registry
from plan_model.ids.registry_check import registry_problems
from plan_model.publication import Publication
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.plan import Plan
from plan_model.source.outline import read_outline
from plan_model.source.source_text import published_lines

LIBRARY = "library"


def library_keys(data: Path = load.DATA) -> list[str]:
    """Return the keys of the plans published as text alone, in alphabetical order."""
    folder = data / LIBRARY / "plans"
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def read_text_plan(key: str, data: Path = load.DATA) -> Plan:
    """Return a plan of the library, its chapters read from its source; raises PlanDataError."""
    root = data / LIBRARY
    info, corrections = load.load_info(key, root), load.load_corrections(key, root)
    lines = published_lines(load.load_source(key, root), corrections, f"plans/{key}/corrections.csv")
    return Plan(info=info, chapters=read_outline(key, lines, info.layout, info.tables), corrections=corrections)


def prepare_text_plan(key: str, data: Path = load.DATA) -> Publication:
    """Return one plan of the library, checked like the others; raises PlanDataError with every problem."""
    root = data / LIBRARY
    with Gathering() as gathering:
        plan = read_text_plan(key, data)
        collection = Collection(
            plans={key: plan},
            indicators={indicator.id: indicator for indicator in gathering.read((), load.load_indicators, data)},
            scopes={scope.id: scope for scope in gathering.read((), load.load_scopes_of, key, root)},
            recorded={key: gathering.read((), load.load_values, key, root)},
            editorial=gathering.read(EditorialData(), load.load_tagging, key, data, root),
            own_pages=False,
        )
        registry = gathering.read(Registry(), load.load_registry_of, key, root)
    coverages = validate(collection, {key: load.load_source(key, root)}, whole=False)
    if problems := registry_problems(collection, registry):
        raise PlanDataError(problems)
    return Publication(collection, coverages, registry)
