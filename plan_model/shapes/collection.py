"""All plan data together, with the look-ups that pages, checks and exports share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from plan_model.shapes.editorial import PlanRelation
from plan_model.shapes.editorial_data import EditorialData
from plan_model.shapes.indicators import Indicator, IndicatorValue, Scope
from plan_model.shapes.plan import Plan, Provision, plan_of
from plan_model.shapes.site import SiteInfo
from plan_model.shapes.term_spots import TermSpot, first_uses, term_places

OWN_PAGE = {"paragraph", "table"}


@dataclass(frozen=True)
class Place:
    """Where a provision stands: its plan, and the ids from its chapter down to itself."""

    plan: str
    path: tuple[str, ...]
    provision: Provision

    @property
    def chapter(self) -> str:
        """The id of the chapter, which is also the name of its page."""
        return self.path[0]


@dataclass(frozen=True)
class Collection:
    """Plans with their indicators, the rows of their values files and what editors add.

    `recorded` has a row for every cell and figure, cells without a value included; all other look-ups leave those out.
    """

    plans: dict[str, Plan]
    indicators: dict[str, Indicator]
    scopes: dict[str, Scope]
    recorded: dict[str, tuple[IndicatorValue, ...]]
    editorial: EditorialData = field(default_factory=EditorialData)
    site: SiteInfo = field(default_factory=SiteInfo)

    @cached_property
    def places(self) -> dict[str, Place]:
        """The place of every provision down to the paragraph, by id, in the order of the texts."""
        places: dict[str, Place] = {}
        for plan in self.plans.values():
            for chapter in plan.chapters:
                _note_places(plan.key, (), chapter, places)
        return places

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every id that can be linked: provisions, sentences and table rows."""
        texts: dict[str, str] = {}
        for identifier, place in self.places.items():
            texts[identifier] = place.provision.text
            texts.update(place.provision.sentence_ids())
        return texts

    @cached_property
    def values(self) -> dict[str, tuple[IndicatorValue, ...]]:
        """The printed values of each plan, in the order of the text."""
        return {key: tuple(row for row in rows if row.is_given) for key, rows in self.recorded.items()}

    @cached_property
    def all_values(self) -> tuple[IndicatorValue, ...]:
        """The printed values of all plans, in the order of the texts."""
        return tuple(value for key in self.plans for value in self.values[key])

    @cached_property
    def all_recorded(self) -> tuple[IndicatorValue, ...]:
        """Every row of the values files, in the order of the texts."""
        return tuple(row for key in self.plans for row in self.recorded[key])

    @cached_property
    def values_by_indicator(self) -> dict[str, tuple[IndicatorValue, ...]]:
        """The printed values of each indicator, in the order of the texts."""
        grouped: dict[str, list[IndicatorValue]] = {identifier: [] for identifier in self.indicators}
        for value in self.all_values:
            grouped[value.indicator_id].append(value)
        return {identifier: tuple(values) for identifier, values in grouped.items()}

    @cached_property
    def values_by_sentence(self) -> dict[str, tuple[IndicatorValue, ...]]:
        """The printed values that stand in each sentence or table row."""
        grouped: dict[str, list[IndicatorValue]] = {}
        for value in self.all_values:
            grouped.setdefault(value.provision_id, []).append(value)
        return {identifier: tuple(values) for identifier, values in grouped.items()}

    @cached_property
    def term_spots(self) -> dict[str, tuple[TermSpot, ...]]:
        """The glossary terms that each sentence is the first of its section (or chapter part) to use."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for place in self.places.values():
            section = place.path[: 2 if len(place.path) > 2 else 1][-1]
            sections.setdefault(section, []).extend(place.provision.sentence_ids())
        return first_uses(sections, self.editorial.glossary)

    @cached_property
    def term_places(self) -> dict[str, tuple[str, ...]]:
        """Every id whose text prints a glossary term, by the term's id: headings, captions, sentences and rows.

        What a table prints in its header stands under the table's own id.
        """
        texts = (pieces for place in self.places.values() for pieces in place.provision.linked_pieces())
        return term_places(dict(texts), self.editorial.glossary)

    def plan_of(self, identifier: str) -> Plan:
        """The plan that an id belongs to; raises KeyError when there is none."""
        return self.plans[plan_of(identifier)]

    def has_own_page(self, identifier: str) -> bool:
        """Whether a provision has a page of its own: a paragraph or table of a plan that gives them one."""
        return self.plan_of(identifier).info.own_pages and self.places[identifier].provision.kind in OWN_PAGE

    def side_names(self, relation: PlanRelation) -> tuple[str, str]:
        """How pages call the plans of a relation: as site.yml says, or where that tells them not apart, by title."""
        words = self.site.words(relation.kind)
        first, second = self._named(words.first, relation.a), self._named(words.second, relation.b)
        if first and second and first != second:
            return first, second
        return self.plans[relation.a].info.short_title, self.plans[relation.b].info.short_title

    def _named(self, words: str, key: str) -> str:
        info = self.plans[key].info
        facts = {"{label}": info.label, "{place}": info.place, "{years}": f"{info.first_year}—{info.last_year}年"}
        for placeholder, fact in facts.items():
            words = words.replace(placeholder, fact)
        return words

    def paragraph_of(self, identifier: str) -> str:
        """The provision that holds a sentence or row id; a provision's own id is returned as it is."""
        return identifier if identifier in self.places else identifier.rpartition("-")[0]


def _note_places(plan: str, path: tuple[str, ...], provision: Provision, places: dict[str, Place]) -> None:
    here = (*path, provision.id)
    places.setdefault(provision.id, Place(plan, here, provision))
    for child in provision.children:
        _note_places(plan, here, child, places)
