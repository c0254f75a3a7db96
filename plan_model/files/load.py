"""Reads the plan files; no other module opens them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.digests import change_of
from plan_model.files.table_file import read_records
from plan_model.files.yaml_file import read_model, read_text
from plan_model.ids.registry import Amendment, Registry, RegistryRow, amendments_file, registry_file
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import (
    CrosswalkPair,
    Glossary,
    GlossarySource,
    GlossaryTerm,
    PlanRelation,
    RelationInfo,
    SharedWording,
)
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.indicators import Indicator, IndicatorList, IndicatorValue, Scope, ScopeList
from plan_model.shapes.plan import Correction, Plan, PlanInfo, Provision, Strict, plan_of
from plan_model.shapes.site import SiteInfo
from plan_model.shapes.tagging import Entity, Mention, Project, Tag, Theme, ThemeList
from plan_model.source.outline import read_outline
from plan_model.source.source_text import published_lines

SOURCE = "source.txt"
DATA = Path(__file__).resolve().parents[2] / "plan_data"
RELATIONS = "relations"
DRAFTS = "PLAN_DRAFTS"  # set by whoever wants to see drafts among the plans: `make serve`


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


File = TypeVar("File", bound=Strict)
Row = TypeVar("Row", bound=Strict)
Named = TypeVar("Named", bound=_HasId)


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
    return read_outline(info.key, lines, info.layout, info.tables)


def _load_chapters(key: str, data: Path) -> tuple[Provision, ...]:
    """The chapters as they were written down for review (chapters/), where a plan has them."""
    folder = data / "plans" / key / "chapters"
    files = {f"plans/{key}/chapters/{path.name}": path for path in sorted(folder.glob("*.yml"))}
    with Gathering() as gathering:
        read = [gathering.read(None, read_model, path, name, Provision) for name, path in files.items()]
        chapters = [chapter for chapter in read if chapter]
        _refuse_repeated_ids([provision.id for chapter in chapters for provision in chapter.walk()], files)
    return tuple(sorted(chapters, key=lambda chapter: chapter.source_lines))


def load_corrections(key: str, data: Path = DATA) -> tuple[Correction, ...]:
    """Return the rows of a plan's corrections.csv."""
    return _read_optional(data, f"plans/{key}/corrections.csv", Correction)


def values_file(key: str) -> str:
    """Return the name of the file that holds a plan's printed values."""
    return f"plans/{key}/values.csv"


def load_values(key: str, data: Path = DATA) -> tuple[IndicatorValue, ...]:
    """Return the rows of a plan's values file (values.csv), in the order of the text."""
    unique = ("indicator_id", "scope", "year", "aspect", "provision_id", "printed")
    return _read_optional(data, values_file(key), IndicatorValue, *unique)


def load_indicators(keys: Sequence[str], data: Path = DATA) -> dict[str, Indicator]:
    """Return the indicator definitions by id, in the order of the site: the shared ones, then those of single plans."""
    return _load_named(keys, data, "indicators.yml", IndicatorList, lambda file: file.indicators)


def load_scopes(keys: Sequence[str], data: Path = DATA) -> dict[str, Scope]:
    """Return the scopes that values of these plans speak of, by id."""
    scopes = _load_named(keys, data, "scopes.yml", ScopeList, lambda file: file.scopes)
    return {identifier: scope for identifier, scope in scopes.items() if scope.plan in keys}


def load_editorial(keys: Sequence[str], data: Path = DATA) -> EditorialData:
    """Return what editors add to the plans named by `keys`: themes, tags, entities, relations, glossary.

    What the shared files say of other plans is left out.
    """
    with Gathering() as gathering:
        mentions = {key: gathering.read((), _read_optional, data, f"plans/{key}/mentions.csv", Mention) for key in keys}
        projects = gathering.read((), _read_optional, data, "projects.csv", Project)
        projects = tuple(project for project in projects if plan_of(project.sentence_id) in keys)
        entities = gathering.read((), _read_optional, data, "entities.csv", Entity, "entity_id")
        named = {one.entity_id for own in mentions.values() for one in own}
        named |= {project.entity_id for project in projects}
        return EditorialData(
            themes={theme.id: theme for theme in gathering.read((), _load_themes, data)},
            tags=gathering.read({}, load_tags, keys, data),
            entities=tuple(entity for entity in entities if entity.entity_id in named),
            mentions=mentions,
            projects=projects,
            relations=gathering.read((), _load_relations, keys, data),
            glossary=gathering.read((), _load_glossary, data),
            glossary_sources=gathering.read((), _load_glossary_sources, data),
        )


def load_tags(keys: Sequence[str], data: Path = DATA) -> dict[str, tuple[Tag, ...]]:
    """Return the tags of each plan."""
    with Gathering() as gathering:
        return {key: gathering.read((), _read_optional, data, f"plans/{key}/tags.csv", Tag, "provision_id")
                for key in keys}  # fmt: skip


def _load_relations(keys: Sequence[str], data: Path) -> tuple[PlanRelation, ...]:
    """The relations between these plans (relations/<a>--<b>.yml) with their pairs (.csv)."""
    folder = data / RELATIONS
    names = sorted({path.name.partition(".")[0] for path in folder.iterdir()}) if folder.is_dir() else []
    with Gathering() as gathering:
        read = [gathering.read(None, _load_relation, name, keys, data) for name in names]
    return tuple(relation for relation in read if relation)


def _load_relation(name: str, keys: Sequence[str], data: Path) -> PlanRelation | None:
    """One relation; None where one of its plans is not asked for. Raises PlanDataError where one has no folder."""
    file, (a, _, b) = f"{RELATIONS}/{name}.yml", name.partition("--")
    for key in (a, b):
        if key not in plan_folders(data):
            fix = "rename the file, or remove it with the plan"
            raise PlanDataError([Problem(file, 1, f"there is no plan {key!r}", "<key>--<key>.yml of two plans", fix)])
    if not {a, b} <= {*keys}:
        return None
    relation = PlanRelation(a=a, b=b, kind=read_model(data / file, file, RelationInfo).kind)
    with Gathering() as gathering:
        pairs = gathering.read((), _read_optional, data, relation.file, CrosswalkPair)
        unique = ("first_id", "second_id", "run")
        judged = gathering.read((), _read_optional, data, relation.judged_file, SharedWording, *unique)
    is_judged = (data / relation.judged_file).exists()
    return relation.model_copy(update={"pairs": pairs, "judged": judged if is_judged else None})


def _load_themes(data: Path) -> tuple[Theme, ...]:
    name = "themes.yml"
    return _read_list(data, name, ThemeList, lambda file: file.themes) if (data / name).exists() else ()


def _load_glossary(data: Path) -> tuple[GlossaryTerm, ...]:
    name = "glossary.yml"
    return _read_list(data, name, Glossary, lambda file: file.terms) if (data / name).exists() else ()


def _load_glossary_sources(data: Path) -> tuple[GlossarySource, ...]:
    name = "glossary.yml"
    return _read_list(data, name, Glossary, lambda file: file.sources) if (data / name).exists() else ()


def load_registry(data: Path = DATA, keys: Sequence[str] | None = None) -> Registry:
    """Return the published ids of plans (all that the site shows, unless named) and the amendments of their texts."""
    with Gathering() as gathering:
        named = plan_keys(data) if keys is None else keys
        rows = [gathering.read((), _read_optional, data, registry_file(key), RegistryRow) for key in named]
        amendments = [gathering.read((), _read_optional, data, amendments_file(key), Amendment) for key in named]
    return Registry(tuple(row for own in rows for row in own), tuple(entry for own in amendments for entry in own))


def load_collection(data: Path = DATA, keys: Sequence[str] | None = None) -> Collection:
    """Return plans (all that the site shows, unless named) with everything that belongs to them.

    Raises PlanDataError with the problems of all files that can be read.
    """
    with Gathering() as gathering:
        named = gathering.read(plan_folders(data), plan_keys, data) if keys is None else keys
        recorded = {key: gathering.read((), load_values, key, data) for key in named}
        collection = Collection(
            plans={key: plan for key in named if (plan := gathering.read(None, load_plan, key, data))},
            indicators=_in_use(gathering.read({}, load_indicators, named, data), recorded.values()),
            scopes=gathering.read({}, load_scopes, named, data),
            recorded=recorded,
            editorial=gathering.read(EditorialData(), load_editorial, named, data),
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


def _load_named(
    keys: Sequence[str], data: Path, name: str, model: type[File], items: Callable[[File], tuple[Named, ...]]
) -> dict[str, Named]:
    """The entries of a shared file and of the plans' own files of that name, by id; an id may be defined once.

    There must be one of these files where any of the plans has values.
    """
    found: dict[str, Named] = {}
    paths = [path for path in (name, *(f"plans/{key}/{name}" for key in keys)) if (data / path).exists()]
    if not paths and any((data / values_file(key)).exists() for key in keys):
        paths = [name]
    with Gathering() as gathering:
        for path in paths:
            for entry in gathering.read((), _read_list, data, path, model, items):
                if entry.id in found:
                    gathering.note(_repeated_id(entry.id, {path: data / path}))
                found.setdefault(entry.id, entry)
    return found


def _read_optional(data: Path, name: str, model: type[Row], *key: str) -> tuple[Row, ...]:
    """The rows of a table; none where there is no such file."""
    return read_records(data / name, name, model, key) if (data / name).exists() else ()


def _read_list(
    data: Path, name: str, model: type[File], items: Callable[[File], tuple[Named, ...]]
) -> tuple[Named, ...]:
    """Return the entries of a YAML file; raises PlanDataError when an id stands twice."""
    entries = items(read_model(data / name, name, model))
    _refuse_repeated_ids([entry.id for entry in entries], {name: data / name})
    return entries


def _refuse_repeated_ids(identifiers: Sequence[str], files: Mapping[str, Path]) -> None:
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
