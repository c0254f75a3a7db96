"""Reads the plan files; no other module opens them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from plan_data.collection import Collection
from plan_data.editorial import CrosswalkPair, Glossary
from plan_data.editorial_data import EditorialData
from plan_data.errors import PlanDataError, Problem
from plan_data.indicators import Indicator, IndicatorList, IndicatorValue, Scope, ScopeList
from plan_data.model import Correction, Plan, PlanInfo, Provision
from plan_data.registry import AMENDMENTS, REGISTRY, Amendment, Registry, RegistryRow
from plan_data.table_file import read_records
from plan_data.tagging import Entity, Mention, Project, Tag, ThemeList
from plan_data.yaml_file import read_model, read_text

Result = TypeVar("Result")
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
    chapters: list[Provision] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            chapters.append(read_model(path, f"plans/{key}/chapters/{path.name}", Provision))
        except PlanDataError as error:
            problems.extend(error.problems)
    if problems:
        raise PlanDataError(problems)
    return tuple(sorted(chapters, key=lambda chapter: chapter.source_lines))


def load_corrections(key: str, data: Path = DATA) -> tuple[Correction, ...]:
    """Return the rows of a plan's corrections.csv."""
    return read_records(data / "plans" / key / "corrections.csv", f"plans/{key}/corrections.csv", Correction)


def load_values(key: str, data: Path = DATA) -> tuple[IndicatorValue, ...]:
    """Return a plan's printed values (indicators.csv), in the order of the text."""
    name = f"plans/{key}/indicators.csv"
    unique = ("indicator_id", "scope", "year", "aspect", "provision_id", "printed")
    return read_records(data / "plans" / key / "indicators.csv", name, IndicatorValue, unique)


def load_indicators(data: Path = DATA) -> tuple[Indicator, ...]:
    """Return the indicator definitions, in the order in which the site lists them."""
    return read_model(data / "indicators.yml", "indicators.yml", IndicatorList).indicators


def load_scopes(data: Path = DATA) -> tuple[Scope, ...]:
    """Return the scopes that values speak of."""
    return read_model(data / "scopes.yml", "scopes.yml", ScopeList).scopes


def load_editorial(keys: Sequence[str], data: Path = DATA) -> EditorialData:
    """Return what editors add to the plans named by `keys`: themes, tags, entities, crosswalk, glossary."""
    plans = data / "plans"
    tags = {
        key: read_records(plans / key / "tags.csv", f"plans/{key}/tags.csv", Tag, ("provision_id",)) for key in keys
    }
    mentions = {key: read_records(plans / key / "mentions.csv", f"plans/{key}/mentions.csv", Mention) for key in keys}
    return EditorialData(
        themes={theme.id: theme for theme in read_model(data / "themes.yml", "themes.yml", ThemeList).themes},
        tags=tags,
        entities=read_records(data / "entities.csv", "entities.csv", Entity, ("entity_id",)),
        mentions=mentions,
        projects=read_records(data / "projects.csv", "projects.csv", Project),
        crosswalk=read_records(data / "crosswalk.csv", "crosswalk.csv", CrosswalkPair),
        glossary=read_model(data / "glossary.yml", "glossary.yml", Glossary).terms,
    )


def load_registry(data: Path = DATA) -> Registry:
    """Return the published ids and the amendments of their texts."""
    rows = read_records(data / REGISTRY, REGISTRY, RegistryRow)
    return Registry(rows, read_records(data / AMENDMENTS, AMENDMENTS, Amendment))


def load_collection(data: Path = DATA) -> Collection:
    """Return everything together; raises PlanDataError with the problems of all files that can be read."""
    problems: list[Problem] = []
    keys = _gather(problems, lambda: plan_keys(data)) or []
    plans = {key: _gather(problems, partial(load_plan, key, data)) for key in keys}
    values = {key: _gather(problems, partial(load_values, key, data)) for key in keys}
    indicators = _gather(problems, lambda: load_indicators(data)) or ()
    scopes = _gather(problems, lambda: load_scopes(data)) or ()
    editorial = _gather(problems, lambda: load_editorial(keys, data)) or EditorialData()
    if problems:
        raise PlanDataError(problems)
    return Collection(
        plans={key: plan for key, plan in plans.items() if plan},
        indicators={indicator.id: indicator for indicator in indicators},
        scopes={scope.id: scope for scope in scopes},
        values={key: rows or () for key, rows in values.items()},
        editorial=editorial,
    )


def _gather(problems: list[Problem], read: Callable[[], Result]) -> Result | None:
    """Read, or note what is wrong and go on, so that a person sees every problem at once."""
    try:
        return read()
    except PlanDataError as error:
        problems.extend(error.problems)
        return None
