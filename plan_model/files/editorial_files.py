"""Reads what editors add to plans: themes and roles, named things, relations between plans, the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.records import read_lists, read_optional, refuse_repeated_ids
from plan_model.files.yaml_file import read_model
from plan_model.shapes.editorial import CrosswalkPair, Glossary, PlanRelation, RelationInfo, SharedWording
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.plan import plan_of
from plan_model.shapes.tagging import Entity, Mention, Project, Tag, Theme, ThemeList

RELATIONS = "relations"


def load_editorial(keys: Sequence[str], data: Path) -> EditorialData:
    """Return what editors add to the plans named by `keys`: themes, tags, entities, relations, glossary.

    What the shared files say of other plans is left out.
    """
    with Gathering() as gathering:
        mentions = {key: gathering.read((), read_optional, data, f"plans/{key}/mentions.csv", Mention) for key in keys}
        projects = gathering.read((), read_optional, data, "projects.csv", Project)
        projects = tuple(project for project in projects if plan_of(project.sentence_id) in keys)
        entities = gathering.read((), load_entities, data)
        glossary = gathering.read(Glossary(terms=()), load_glossary, data)
        named = {one.entity_id for own in mentions.values() for one in own}
        named |= {project.entity_id for project in projects}
        tags = gathering.read({}, load_tags, keys, data)
        themes = gathering.read({}, load_themes, data)
        given = {theme for own in tags.values() for tag in own for theme in tag.themes}
        return EditorialData(
            themes={identifier: theme for identifier, theme in themes.items() if identifier in given},
            tags=tags,
            entities=tuple(entity for entity in entities if entity.entity_id in named),
            mentions=mentions,
            projects=projects,
            relations=gathering.read((), _load_relations, keys, data),
            glossary=glossary.terms,
            glossary_sources=glossary.sources,
        )


def load_tagging(keys: Sequence[str], data: Path) -> EditorialData:
    """Return the roles and themes of plans that take part in no page that speaks of others, and nothing else."""
    with Gathering() as gathering:
        themes = gathering.read({}, load_themes, data)
        return EditorialData(themes=themes, tags=gathering.read({}, load_tags, keys, data))


def load_tags(keys: Sequence[str], data: Path) -> dict[str, tuple[Tag, ...]]:
    """Return the tags of each plan."""
    with Gathering() as gathering:
        return {key: gathering.read((), read_optional, data, f"plans/{key}/tags.csv", Tag, "provision_id")
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
        if not (data / "plans" / key).is_dir():
            fix = "rename the file, or remove it with the plan"
            raise PlanDataError([Problem(file, 1, f"there is no plan {key!r}", "<key>--<key>.yml of two plans", fix)])
    if not {a, b} <= {*keys}:
        return None
    relation = PlanRelation(a=a, b=b, kind=read_model(data / file, file, RelationInfo).kind)
    with Gathering() as gathering:
        pairs = gathering.read((), read_optional, data, relation.file, CrosswalkPair)
        unique = ("first_id", "second_id", "run")
        judged = gathering.read((), read_optional, data, relation.judged_file, SharedWording, *unique)
    is_judged = (data / relation.judged_file).exists()
    return relation.model_copy(update={"pairs": pairs, "judged": judged if is_judged else None})


def load_themes(data: Path) -> dict[str, Theme]:
    """Return the themes by id, in the order of the site."""
    return read_lists(data, _there(data, "themes.yml"), ThemeList, lambda file: file.themes)


def load_entities(data: Path) -> tuple[Entity, ...]:
    """Return every named thing."""
    return read_optional(data, "entities.csv", Entity, "entity_id")


def load_glossary(data: Path) -> Glossary:
    """Return the terms and the public texts in which they were looked up; raises PlanDataError for a repeated id."""
    name = "glossary.yml"
    if not (data / name).exists():
        return Glossary(terms=())
    glossary = read_model(data / name, name, Glossary)
    for entries in (glossary.terms, glossary.sources):
        refuse_repeated_ids([entry.id for entry in entries], {name: data / name})
    return glossary


def _there(data: Path, *names: str) -> list[str]:
    return [name for name in names if (data / name).exists()]
