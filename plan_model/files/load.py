"""Reads the plan files; no other module opens them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.table_file import read_records
from plan_model.files.yaml_file import read_model, read_text
from plan_model.ids.registry import AMENDMENTS, REGISTRY, Amendment, Registry, RegistryRow
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import (
    CrosswalkPair,
    Glossary,
    GlossaryTerm,
    PlanRelation,
    RelationInfo,
    SharedWording,
)
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.indicators import Indicator, IndicatorList, IndicatorValue, Scope, ScopeList
from plan_model.shapes.plan import Correction, Plan, PlanInfo, Provision, Strict
from plan_model.shapes.site import SiteInfo
from plan_model.shapes.tagging import Entity, Mention, Project, Tag, Theme, ThemeList

DATA = Path(__file__).resolve().parents[2] / "plan_data"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


File = TypeVar("File", bound=Strict)
Row = TypeVar("Row", bound=Strict)
Named = TypeVar("Named", bound=_HasId)


def load_site(data: Path = DATA) -> SiteInfo:
    """Return what the site is (site.yml)."""
    return read_model(data / "site.yml", "site.yml", SiteInfo)


def plan_keys(data: Path = DATA) -> list[str]:
    """Return the keys of the plans that have a folder, in the order in which the site shows them."""
    with Gathering() as gathering:
        first = gathering.read(SiteInfo(), load_site, data).plans
        infos = [gathering.read(None, load_info, folder, data) for folder in _plan_folders(data)]

    def order(info: PlanInfo) -> tuple[int, date]:
        return first.index(info.key) if info.key in first else len(first), info.issued

    return [info.key for info in sorted(filter(None, infos), key=order)]


def _plan_folders(data: Path) -> list[str]:
    return [folder.name for folder in sorted((data / "plans").iterdir()) if folder.is_dir()]


def load_info(key: str, data: Path = DATA) -> PlanInfo:
    """Return a plan's front matter (plan.yml); raises PlanDataError when its key is not its folder's name."""
    name = f"plans/{key}/plan.yml"
    info = read_model(data / "plans" / key / "plan.yml", name, PlanInfo)
    if info.key != key:
        what = f"the key {info.key} stands in the folder {key}"
        raise PlanDataError([Problem(name, 1, what, "the folder's name", "rename one of them")])
    return info


def load_source(key: str, data: Path = DATA) -> str:
    """Return a plan's source text, untouched."""
    return read_text(data / "plans" / key / "source.txt", f"plans/{key}/source.txt")


def load_plan(key: str, data: Path = DATA) -> Plan:
    """Return a plan with its chapters and corrections; raises PlanDataError with all problems found."""
    with Gathering() as gathering:
        chapters = gathering.read((), _load_chapters, key, data)
        corrections = gathering.read((), load_corrections, key, data)
        info = load_info(key, data)
    return Plan(info=info, chapters=chapters, corrections=corrections)


def _load_chapters(key: str, data: Path) -> tuple[Provision, ...]:
    folder = data / "plans" / key / "chapters"
    files = {f"plans/{key}/chapters/{path.name}": path for path in sorted(folder.glob("*.yml"))}
    with Gathering() as gathering:
        read = [gathering.read(None, read_model, path, name, Provision) for name, path in files.items()]
        chapters = [chapter for chapter in read if chapter]
        _refuse_repeated_ids([provision.id for chapter in chapters for provision in chapter.walk()], files)
    return tuple(sorted(chapters, key=lambda chapter: chapter.source_lines))


def load_corrections(key: str, data: Path = DATA) -> tuple[Correction, ...]:
    """Return the rows of a plan's corrections.csv."""
    return read_records(data / "plans" / key / "corrections.csv", f"plans/{key}/corrections.csv", Correction)


def load_values(key: str, data: Path = DATA) -> tuple[IndicatorValue, ...]:
    """Return the rows of a plan's values file (indicators.csv), in the order of the text."""
    name = f"plans/{key}/indicators.csv"
    unique = ("indicator_id", "scope", "year", "aspect", "provision_id", "printed")
    return read_records(data / "plans" / key / "indicators.csv", name, IndicatorValue, unique)


def load_indicators(data: Path = DATA) -> tuple[Indicator, ...]:
    """Return the indicator definitions, in the order in which the site lists them."""
    return _read_list(data, "indicators.yml", IndicatorList, lambda file: file.indicators)


def load_scopes(data: Path = DATA) -> tuple[Scope, ...]:
    """Return the scopes that values speak of."""
    return _read_list(data, "scopes.yml", ScopeList, lambda file: file.scopes)


def load_scopes_of(key: str, data: Path) -> tuple[Scope, ...]:
    """Return the scopes of a plan that keeps its own (plans/<key>/scopes.yml)."""
    return _read_list(data, f"plans/{key}/scopes.yml", ScopeList, lambda file: file.scopes)


def load_tagging(key: str, shared: Path, data: Path) -> EditorialData:
    """Return the themes, defined in `shared`, and the tags of one plan in `data`; nothing that compares plans."""
    themes = {theme.id: theme for theme in _load_themes(shared)}
    return EditorialData(themes=themes, tags={key: _read_table(data, f"plans/{key}/tags.csv", Tag, "provision_id")})


def load_editorial(keys: Sequence[str], data: Path = DATA) -> EditorialData:
    """Return what editors add to the plans named by `keys`: themes, tags, entities, crosswalk, glossary."""
    with Gathering() as gathering:
        crosswalk = gathering.read((), _read_table, data, "crosswalk.csv", CrosswalkPair)
        return EditorialData(
            themes={theme.id: theme for theme in gathering.read((), _load_themes, data)},
            tags={
                key: gathering.read((), _read_table, data, f"plans/{key}/tags.csv", Tag, "provision_id") for key in keys
            },
            entities=gathering.read((), _read_table, data, "entities.csv", Entity, "entity_id"),
            mentions={key: gathering.read((), _read_table, data, f"plans/{key}/mentions.csv", Mention) for key in keys},
            projects=gathering.read((), _read_table, data, "projects.csv", Project),
            crosswalk=crosswalk,
            relations=gathering.read((), _load_relations, keys, crosswalk, data),
            shared_wording=gathering.read(None, _load_shared_wording, data),
            glossary=gathering.read((), _load_glossary, data),
        )


def _load_relations(keys: Sequence[str], crosswalk: Sequence[CrosswalkPair], data: Path) -> tuple[PlanRelation, ...]:
    """The declared relations (relations/<a>--<b>.yml) with their pairs; raises PlanDataError for one of no plan."""
    with Gathering() as gathering:
        read = [gathering.read(None, _load_relation, path, keys, crosswalk)
                for path in sorted((data / "relations").glob("*.yml"))]  # fmt: skip
    return tuple(relation for relation in read if relation)


def _load_relation(path: Path, keys: Sequence[str], crosswalk: Sequence[CrosswalkPair]) -> PlanRelation:
    name, (a, _, b) = f"relations/{path.name}", path.stem.partition("--")
    info = read_model(path, name, RelationInfo)
    for key in (a, b):
        if key not in keys:
            fix = "rename the file, or remove it with the plan"
            raise PlanDataError([Problem(name, 1, f"there is no plan {key!r}", "<key>--<key>.yml of two plans", fix)])
    pairs = [pair for pair in crosswalk if _plans_of(pair) <= {a, b}]
    return PlanRelation(a=a, b=b, kind=info.kind, pairs=tuple(pairs))


def _plans_of(pair: CrosswalkPair) -> set[str]:
    return {identifier.partition("-")[0] for identifier in (pair.a_id, pair.b_id) if identifier}


def _load_shared_wording(data: Path) -> tuple[SharedWording, ...] | None:
    name = "shared_wording.csv"
    return _read_table(data, name, SharedWording, "first_id", "second_id", "run") if (data / name).exists() else None


def _load_themes(data: Path) -> tuple[Theme, ...]:
    return _read_list(data, "themes.yml", ThemeList, lambda file: file.themes)


def _load_glossary(data: Path) -> tuple[GlossaryTerm, ...]:
    return _read_list(data, "glossary.yml", Glossary, lambda file: file.terms)


def load_registry(data: Path = DATA) -> Registry:
    """Return the published ids and the amendments of their texts."""
    with Gathering() as gathering:
        rows = gathering.read((), _read_table, data, REGISTRY, RegistryRow)
        amendments = gathering.read((), _read_table, data, AMENDMENTS, Amendment)
    return Registry(rows, amendments)


def load_registry_of(key: str, data: Path) -> Registry:
    """Return the published ids of a plan that keeps its own (plans/<key>/), with amendments where it has any."""
    folder = f"plans/{key}"
    amendments = f"{folder}/{AMENDMENTS}"
    return Registry(
        _read_table(data, f"{folder}/{REGISTRY}", RegistryRow),
        _read_table(data, amendments, Amendment) if (data / amendments).exists() else (),
    )


def load_collection(data: Path = DATA) -> Collection:
    """Return everything together; raises PlanDataError with the problems of all files that can be read."""
    with Gathering() as gathering:
        keys = gathering.read(_plan_folders(data), plan_keys, data)
        return Collection(
            plans={key: plan for key in keys if (plan := gathering.read(None, load_plan, key, data))},
            indicators={indicator.id: indicator for indicator in gathering.read((), load_indicators, data)},
            scopes={scope.id: scope for scope in gathering.read((), load_scopes, data)},
            recorded={key: gathering.read((), load_values, key, data) for key in keys},
            editorial=gathering.read(EditorialData(), load_editorial, keys, data),
            site=gathering.read(SiteInfo(), load_site, data),
        )


def _read_table(data: Path, name: str, model: type[Row], *key: str) -> tuple[Row, ...]:
    return read_records(data / name, name, model, key)


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
