"""What editors add by reading: themes, tags, entities, mentions, projects, crosswalk and glossary, with look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from plan_model.shapes.editorial import (
    ENOUGH_SOURCES,
    CrosswalkPair,
    GlossarySource,
    GlossaryTerm,
    PlanRelation,
)
from plan_model.shapes.tagging import Entity, Mention, Project, Tag, Theme


@dataclass(frozen=True)
class EditorialData:
    """All editorial data; `tags` and `mentions` by plan key, the rest for all plans together."""

    themes: dict[str, Theme] = field(default_factory=dict)
    tags: dict[str, tuple[Tag, ...]] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    projects: tuple[Project, ...] = ()
    relations: tuple[PlanRelation, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    glossary_sources: tuple[GlossarySource, ...] = ()

    @cached_property
    def tag_of(self) -> dict[str, Tag]:
        """The tag of each paragraph and table, by provision id."""
        return {tag.provision_id: tag for tags in self.tags.values() for tag in tags}

    @cached_property
    def themes_in_use(self) -> dict[str, Theme]:
        """The themes that a paragraph or table of these plans has, by id, in the order of their definition."""
        used = {theme for tag in self.tag_of.values() for theme in tag.themes}
        return {identifier: theme for identifier, theme in self.themes.items() if identifier in used}

    @cached_property
    def entity_of(self) -> dict[str, Entity]:
        """Each entity by its id."""
        return {entity.entity_id: entity for entity in self.entities}

    @cached_property
    def mentions_in(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions in each sentence, heading or table row, by its id."""
        found: dict[str, list[Mention]] = {}
        for mentions in self.mentions.values():
            for mention in mentions:
                found.setdefault(mention.sentence_id, []).append(mention)
        return {identifier: tuple(mentions) for identifier, mentions in found.items()}

    @cached_property
    def glossary_source_of(self) -> dict[str, GlossarySource]:
        """Each public text in which glossary entries were looked up, by its id."""
        return {source.id: source for source in self.glossary_sources}

    def is_confirmed(self, term: GlossaryTerm) -> bool:
        """Whether the plan itself explains a term, or enough public texts that were consulted say the same."""
        consulted = [one for one in term.sources if self.glossary_source_of[one].consulted != "no"]
        return term.basis == "plan" or len(consulted) >= ENOUGH_SOURCES

    def entities_in(self, identifiers: Iterable[str]) -> list[Entity]:
        """Return the entities that the given sentences, headings or rows name, each once, in the order of the text."""
        named = (mention.entity_id for identifier in identifiers for mention in self.mentions_in.get(identifier, ()))
        return [self.entity_of[identifier] for identifier in dict.fromkeys(named)]

    @property
    def crosswalk(self) -> tuple[CrosswalkPair, ...]:
        """The pairs of all relations."""
        return tuple(pair for relation in self.relations for pair in relation.pairs)

    @cached_property
    def _pairs(self) -> dict[str, list[CrosswalkPair]]:
        found: dict[str, list[CrosswalkPair]] = {}
        for pair in self.crosswalk:
            for identifier in filter(None, (pair.a_id, pair.b_id)):
                found.setdefault(identifier, []).append(pair)
        return found

    def pairs_of(self, identifier: str) -> list[CrosswalkPair]:
        """Return the crosswalk rows that speak of a provision, from either side."""
        return self._pairs.get(identifier, [])
