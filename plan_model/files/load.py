"""Reads the plan files; no other module opens them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.digests import change_of
from plan_model.files.editorial_files import load_editorial, load_tagging
from plan_model.files.records import read_lists, read_optional, refuse_repeated_ids
from plan_model.files.yaml_file import read_model, read_text
from plan_model.ids.registry import Amendment, Registry, RegistryRow, amendments_file, registry_file
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.indicators import Indicator, IndicatorList, IndicatorValue, Scope, ScopeList
from plan_model.shapes.plan import Correction, Plan, PlanInfo, Provision
from plan_model.shapes.site import SiteInfo
from plan_model.source.outline import read_outline
from plan_model.source.source_text import published_lines

SOURCE = "source.txt"
DATA = Path(__file__).resolve().parents[2] / "plan_data"
DRAFTS = "PLAN_DRAFTS"  # set by whoever wants to see drafts among the plans: `make serve`


def load_site(data: Path = DATA) -> SiteInfo:
    """Return what the site is (site.yml)."""
    return read_model(data / "site.yml", "site.yml", SiteInfo)


def plan_infos(data: Path = DATA) -> list[PlanInfo]:
    """Return plan.yml of every plan that the site shows, in its order; raises PlanDataError with all their problems."""
    with Gathering() as gathering:
        first = gathering.read(SiteInfo(), load_site, data).plans
        infos = [gathering.read(None, load_info, folder, data) for folder in plan_folders(data)]

    def order(info: PlanInfo) -> tuple[int, date]:
        return first.index(info.key) if info.key in first else len(first), info.issued

    shown = [info for info in infos if info and (info.status == "accepted" or os.environ.get(DRAFTS))]
    return sorted(shown, key=order)


def plan_keys(data: Path = DATA) -> list[str]:
    """Return the keys of the plans that the site shows, in its order."""
    return [info.key for info in plan_infos(data)]


def shared_keys(data: Path = DATA) -> list[str]:
    """Return the keys of the plans that take part in the pages that speak of all plans."""
    return [info.key for info in plan_infos(data) if info.own_pages]


def plan_folders(data: Path = DATA) -> list[str]:
    """Return the names of the folders below plans/, drafts included."""
    folder = data / "plans"
    return [path.name for path in sorted(folder.iterdir()) if path.is_dir()] if folder.is_dir() else []


def load_info(key: str, data: Path = DATA) -> PlanInfo:
    """Return a plan's front matter (plan.yml); raises PlanDataError when its key is not its folder's name."""
    name = f"plans/{key}/plan.yml"
    info = read_model(data / "plans" / key / "plan.yml", name, PlanInfo)
    if info.key != key:
        what = f"the key {info.key} stands in the folder {key}"
        raise PlanDataError([Problem(name, 1, what, "the folder's name", "rename one of them")])
    return info


def load_source(key: str, data: Path = DATA) -> str:
    """Return a plan's source text; raises PlanDataError when it is not the text that plan.yml says was received."""
    path, name = data / "plans" / key / SOURCE, f"plans/{key}/{SOURCE}"
    text = read_text(path, name)
    if change := change_of(path.read_bytes(), load_info(key, data).source.sha256):
        fix = f"restore it from git; of a text received anew, write the digest into plan.yml: {change.digest}"
        raise PlanDataError([Problem(name, change.line, change.what, "the text as received, byte for byte", fix)])
    return text


def load_plan(key: str, data: Path = DATA) -> Plan:
    """Return a plan with its chapters and corrections; raises PlanDataError with all problems found."""
    with Gathering() as gathering:
        corrections = gathering.read((), load_corrections, key, data)
        kept = gathering.read((), _load_chapters, key, data)
        info = load_info(key, data)
    chapters = kept or read_chapters(info, corrections, load_source(key, data))
    return Plan(info=info, chapters=chapters, corrections=corrections)


def read_chapters(info: PlanInfo, corrections: Sequence[Correction], source: str) -> tuple[Provision, ...]:
    """Return the chapters that a plan's source gives; raises PlanDataError for a correction that does not fit."""
    lines = published_lines(source, corrections, f"plans/{info.key}/corrections.csv")
    return read_outline(info.key, lines, info.layout, info.tables, info.language)


def _load_chapters(key: str, data: Path) -> tuple[Provision, ...]:
    """The chapters as they were written down for review (chapters/), where a plan has them."""
    folder = data / "plans" / key / "chapters"
    files = {f"plans/{key}/chapters/{path.name}": path for path in sorted(folder.glob("*.yml"))}
    with Gathering() as gathering:
        read = [gathering.read(None, read_model, path, name, Provision) for name, path in files.items()]
        chapters = [chapter for chapter in read if chapter]
        refuse_repeated_ids([provision.id for chapter in chapters for provision in chapter.walk()], files)
    return tuple(sorted(chapters, key=lambda chapter: chapter.source_lines))


def load_corrections(key: str, data: Path = DATA) -> tuple[Correction, ...]:
    """Return the rows of a plan's corrections.csv."""
    return read_optional(data, f"plans/{key}/corrections.csv", Correction)


def values_file(key: str) -> str:
    """Return the name of the file that holds a plan's printed values."""
    return f"plans/{key}/values.csv"


def load_values(key: str, data: Path = DATA) -> tuple[IndicatorValue, ...]:
    """Return the rows of a plan's values file (values.csv), in the order of the text."""
    unique = ("indicator_id", "scope", "year", "aspect", "provision_id", "printed")
    return read_optional(data, values_file(key), IndicatorValue, *unique)


def load_indicators(keys: Sequence[str], data: Path = DATA) -> dict[str, Indicator]:
    """Return the indicator definitions by id, in the order of the site: the shared ones, then those of single plans."""
    return read_lists(data, _defining(keys, data, "indicators.yml"), IndicatorList, lambda file: file.indicators)


def load_scopes(keys: Sequence[str], data: Path = DATA) -> dict[str, Scope]:
    """Return the scopes that values of these plans speak of, by id."""
    return {identifier: scope for identifier, scope in all_scopes(keys, data).items() if scope.plan in keys}


def all_scopes(keys: Sequence[str], data: Path = DATA) -> dict[str, Scope]:
    """Return every scope of the shared file, whatever its plan, and those that these plans define, by id."""
    return read_lists(data, _defining(keys, data, "scopes.yml"), ScopeList, lambda file: file.scopes)


def _defining(keys: Sequence[str], data: Path, name: str) -> list[str]:
    """The shared file of definitions and those of the plans; there must be one where any of the plans has values."""
    names = [path for path in (name, *(f"plans/{key}/{name}" for key in keys)) if (data / path).exists()]
    return names or [name for key in keys[:1] if any((data / values_file(key)).exists() for key in keys)]


def load_registry(data: Path = DATA, keys: Sequence[str] | None = None) -> Registry:
    """Return the published ids of plans (all that the site shows, unless named) and the amendments of their texts."""
    with Gathering() as gathering:
        named = plan_keys(data) if keys is None else keys
        rows = [gathering.read((), read_optional, data, registry_file(key), RegistryRow) for key in named]
        amendments = [gathering.read((), read_optional, data, amendments_file(key), Amendment) for key in named]
    return Registry(tuple(row for own in rows for row in own), tuple(entry for own in amendments for entry in own))


def load_collection(data: Path = DATA, keys: Sequence[str] | None = None) -> Collection:
    """Return plans (all that the site shows, unless named) with everything that belongs to them.

    Raises PlanDataError with the problems of all files that can be read.
    """
    with Gathering() as gathering:
        named = gathering.read(plan_folders(data), plan_keys, data) if keys is None else keys
        recorded = {key: gathering.read((), load_values, key, data) for key in named}
        plans = {key: plan for key in named if (plan := gathering.read(None, load_plan, key, data))}
        shared = not plans or any(plan.info.own_pages for plan in plans.values())
        collection = Collection(
            plans=plans,
            indicators=_in_use(gathering.read({}, load_indicators, named, data), recorded.values()),
            scopes=gathering.read({}, load_scopes, named, data),
            recorded=recorded,
            editorial=gathering.read(EditorialData(), load_editorial if shared else load_tagging, named, data),
            site=gathering.read(SiteInfo(), load_site, data),
        )
    return _with_printed_terms(collection)


def _with_printed_terms(collection: Collection) -> Collection:
    """The collection without the glossary terms that none of its plans prints."""
    printed = tuple(term for term in collection.editorial.glossary if collection.term_places[term.id])
    return replace(collection, editorial=replace(collection.editorial, glossary=printed))


def _in_use(indicators: Mapping[str, Indicator], values: Iterable[tuple[IndicatorValue, ...]]) -> dict[str, Indicator]:
    """The indicators of which there is a value, and those that the formulas of these name."""
    wanted = {value.indicator_id for own in values for value in own}
    waiting = [*wanted]
    while waiting:
        indicator = indicators.get(waiting.pop())
        parts = {*indicator.formula.split()} - wanted if indicator else set()
        wanted |= parts
        waiting += parts
    return {identifier: indicator for identifier, indicator in indicators.items() if identifier in wanted}
