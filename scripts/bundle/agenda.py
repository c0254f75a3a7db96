"""What a meeting is about: the chosen measures and chapters, and the pages of the site that they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_model.ids.addresses import chapter_page, indicator_page, measure_page, provision_address
from plan_model.shapes.collection import Collection
from scripts.building.steps import BuildError

CALCULATOR = "calculator.html"
COVER = "index.html"
# What the menu of a sentence and explained terms lead to.
COMPANIONS = ("basket.html", "glossary.html")


@dataclass(frozen=True)
class Agenda:
    """The chosen ids in the meeting's order; a measure is any provision, sentence or table row."""

    collection: Collection
    title: str
    measures: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    note: str = ""
    date: str = ""
    with_calculator: bool = False

    def __post_init__(self) -> None:
        """Check the ids; raises BuildError for an unknown one."""
        for identifier in self.measures:
            if identifier not in self.collection.texts:
                raise BuildError(f"no provision has the id {identifier}; expected an id as pages print it; correct it")
        known = {chapter.id for plan in self.collection.plans.values() for chapter in plan.chapters}
        for identifier in self.chapters:
            if identifier not in known:
                raise BuildError(f"no chapter has the id {identifier}; expected one of {', '.join(sorted(known))}")

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The ids of the indicators whose printed values stand in the chosen texts, in the meeting's order."""
        chosen = (name for identifier in (*self.measures, *self.chapters) for name in self.indicators_of(identifier))
        return tuple(dict.fromkeys(chosen))

    def indicators_of(self, identifier: str) -> list[str]:
        """Return the ids of the indicators whose printed values stand in one provision or sentence."""
        inside = set(self._inside(identifier))
        values = self.collection.values_by_sentence.items()
        return list(dict.fromkeys(v.indicator_id for place, found in values if place in inside for v in found))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The addresses of the site's pages that the meeting takes along, the cover first."""
        pages = [
            COVER,
            *(measure_page(one) for measure in self.measures for one in self._paragraphs(measure)),
            *(chapter_page(chapter) for chapter in self.chapters),
            *(measure_page(one) for chapter in self.chapters for one in self._paragraphs(chapter)),
            *(indicator_page(indicator) for indicator in self.indicators),
            *([CALCULATOR] if self.with_calculator else []),
            *COMPANIONS,
        ]
        return tuple(dict.fromkeys(pages))

    def address_of(self, identifier: str) -> str:
        """Return where an id has its permanent page: `m/qz-3.1.2-p3.html#s2`, or its place in its chapter."""
        paragraph = self.collection.paragraph_of(identifier)
        if self.collection.places[paragraph].provision.kind not in {"paragraph", "table"}:
            return provision_address(self.collection, identifier)
        anchor = identifier.removeprefix(paragraph).removeprefix("-")
        return measure_page(paragraph) + (f"#{anchor}" if anchor else "")

    def _paragraphs(self, identifier: str) -> Iterator[str]:
        """The paragraphs and tables that an id means: its own, or all inside it."""
        provision = self.collection.places[self.collection.paragraph_of(identifier)].provision
        return (one.id for one in provision.walk() if one.kind in {"paragraph", "table"})

    def _inside(self, identifier: str) -> Iterator[str]:
        """The id itself when it is a sentence or row, else every sentence and row inside it."""
        if identifier not in self.collection.places:
            yield identifier
            return
        for provision in self.collection.places[identifier].provision.walk():
            yield from (name for name, _ in provision.sentence_ids())


def chapters_of_plan(collection: Collection, key: str) -> tuple[str, ...]:
    """Return the ids of a plan's chapters, front matter included; raises BuildError for an unknown plan."""
    if key not in collection.plans:
        raise BuildError(f"no plan has the key {key}; expected one of {', '.join(collection.plans)}")
    return tuple(chapter.id for chapter in collection.plans[key].chapters)


def read_ids(text: str) -> tuple[str, ...]:
    """Return the ids of a file, one a line in the meeting's order; `#` starts a remark."""
    ids = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(dict.fromkeys(one for one in ids if one))
