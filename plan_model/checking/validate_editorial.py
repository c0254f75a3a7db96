"""Checks of the editorial data against the plans: every reference leads somewhere, every wording is printed there."""

from __future__ import annotations

from collections.abc import Iterator

from plan_model.errors import Problem
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation
from plan_model.shapes.plan import plan_of
from plan_model.source.source_text import without_spaces

_TAGGED = {"paragraph", "table"}


def editorial_problems(collection: Collection) -> list[Problem]:
    """Return every fault of themes, tags, entities, mentions, projects, relations and glossary, with its row."""
    return [
        *_tag_problems(collection),
        *_mention_problems(collection),
        *_project_problems(collection),
        *_relation_problems(collection),
        *_glossary_problems(collection),
    ]


def _tag_problems(collection: Collection) -> Iterator[Problem]:
    editorial = collection.editorial
    for plan, tags in editorial.tags.items():
        name = f"plans/{plan}/tags.csv"
        wanted = {identifier for identifier, place in collection.places.items()
                  if place.plan == plan and place.provision.kind in _TAGGED}  # fmt: skip
        for tag in tags:
            if tag.provision_id not in wanted:
                what = f"{tag.provision_id} is no paragraph or table of this plan"
                yield Problem(name, tag.row, what, "an id of chapters/", "correct the id, or remove the row")
            for theme in tag.themes:
                if theme not in editorial.themes:
                    expected = "an id of themes.yml"
                    yield Problem(name, tag.row, f"unknown theme {theme!r}", expected, "correct it, or define it there")


def _mention_problems(collection: Collection) -> Iterator[Problem]:
    for plan, mentions in collection.editorial.mentions.items():
        name = f"plans/{plan}/mentions.csv"
        for mention in mentions:
            text = collection.texts.get(mention.sentence_id)
            entity = collection.editorial.entity_of.get(mention.entity_id)
            if entity is None:
                what = f"unknown entity {mention.entity_id!r}"
                yield Problem(name, mention.row, what, "an id of entities.csv", "correct it, or add the entity")
            elif mention.wording not in entity.wordings(plan):
                what = f"{mention.wording!r} is no wording of {entity.name}"
                yield Problem(name, mention.row, what, "one of its aliases", "add the alias in entities.csv")
            if text is None:
                what = f"unknown sentence id {mention.sentence_id!r}"
                yield Problem(name, mention.row, what, "an id of the plan", "look it up in chapters/")
            elif without_spaces(mention.wording) not in without_spaces(text):
                what = f"{mention.wording!r} is not in {mention.sentence_id}"
                yield Problem(name, mention.row, what, f"a piece of {text[:40]!r}", "copy the wording")


def _project_problems(collection: Collection) -> Iterator[Problem]:
    for project in collection.editorial.projects:
        if project.entity_id not in collection.editorial.entity_of:
            what = f"unknown entity {project.entity_id!r}"
            yield Problem("projects.csv", project.row, what, "an id of entities.csv", "correct it, or add the entity")
        if project.sentence_id not in collection.texts:
            what = f"unknown sentence id {project.sentence_id!r}"
            yield Problem("projects.csv", project.row, what, "an id of a plan", "look it up in chapters/")


def _relation_problems(collection: Collection) -> Iterator[Problem]:
    for relation in collection.editorial.relations:
        if relation.a == relation.b:
            what = f"{relation.name} relates a plan to itself"
            yield Problem(f"relations/{relation.name}.yml", 1, what, "two plans", "rename the file")
        for pair in relation.pairs:
            for what, expected, fix in _pair_faults(collection, relation, pair):
                yield Problem(relation.file, pair.row, what, expected, fix)


def _pair_faults(collection: Collection, relation: PlanRelation, pair: CrosswalkPair) -> Iterator[tuple[str, str, str]]:
    for column, identifier, plan in (("a_id", pair.a_id, relation.a), ("b_id", pair.b_id, relation.b)):
        if identifier and plan_of(identifier) != plan:
            yield f"{column} is {identifier!r}", f"an id of the plan {plan}", "correct the id"
        elif identifier and identifier not in collection.texts:
            yield f"unknown provision id {identifier!r}", "an id of the plan", "look it up in chapters/"
    if not pair.is_consistent:
        what = f"relation {pair.relation} with the ids {pair.a_id!r} and {pair.b_id!r}"
        yield what, "one id for no_counterpart, two for every other relation", "correct the relation or the ids"


def _glossary_problems(collection: Collection) -> Iterator[Problem]:
    for term in collection.editorial.glossary:
        for source in term.sources:
            if source not in collection.editorial.glossary_source_of:
                what = f"term {term.id} names the unknown source {source!r}"
                yield Problem("glossary.yml", 1, what, "an id of its sources", "correct it, or add the source")
