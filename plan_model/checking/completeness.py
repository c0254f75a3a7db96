"""What an editor may still add to a plan: roles, table cells, figures, named things.

`depth` in plan.yml says how far a plan is edited. What it claims and a program can prove is checked at every build;
the rest is a list of things to look at (scripts/todo.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from plan_model.errors import Problem
from plan_model.files.load import values_file
from plan_model.shapes.collection import OWN_PAGE, Collection
from plan_model.shapes.indicators import NOT_GIVEN
from plan_model.shapes.plan import Depth, TableRole
from plan_model.source.chinese_quantities import read_quantities

_FIGURE_TABLES: frozenset[TableRole] = frozenset({"targets", "history"})


def missing(collection: Collection, key: str, depth: Depth) -> list[str]:
    """Return in words what a plan lacks, or may lack, of one kind of editing, in the order of the text."""
    if depth in _PROVABLE:
        return [problem.what for problem in _PROVABLE[depth](collection, key)]
    return list(_figures(collection, key) if depth == "values" else _named_things(collection, key))


def completeness_problems(collection: Collection) -> Iterator[Problem]:
    """Yield what is missing although plan.yml claims that it is there, as far as that can be proved."""
    for key, plan in collection.plans.items():
        for depth in plan.info.depth:
            if depth in _PROVABLE:
                yield from _PROVABLE[depth](collection, key)


def _roles(collection: Collection, key: str) -> Iterator[Problem]:
    tagged = {tag.provision_id for tag in collection.editorial.tags.get(key, ())}
    for provision in collection.plans[key].provisions():
        if provision.kind in OWN_PAGE and provision.id not in tagged:
            what = f"{provision.id} has no role"
            yield Problem(f"plans/{key}/tags.csv", 1, what, "a row for every paragraph and table", "add the row")


def _table_cells(collection: Collection, key: str) -> Iterator[Problem]:
    """The figures of tables of targets and of history that are no row of the values file."""
    info = collection.plans[key].info
    recorded = Counter((value.provision_id, value.printed) for value in collection.recorded[key])
    for provision in collection.plans[key].provisions():
        table = info.table(provision.id)
        for index, row in enumerate(provision.rows if table.role in _FIGURE_TABLES else (), start=1):
            identifier = f"{provision.id}-r{index}"
            figures = (cell for cell in row[len(table.label_columns) :] if cell in NOT_GIVEN or re.search(r"\d", cell))
            for cell, count in Counter(figures).items():
                if recorded[identifier, cell] != count:
                    what = f"cell {cell!r} of {identifier} is recorded {recorded[identifier, cell]} times"
                    yield Problem(values_file(key), 1, what, f"{count}", "add the missing row")


def _figures(collection: Collection, key: str) -> Iterator[str]:
    """The sentences that name an indicator and print a number, without a value of it."""
    names = {indicator.id: indicator.name for indicator in collection.indicators.values()}
    for identifier, text in _sentences(collection, key).items():
        found = {value.indicator_id for value in collection.values_by_sentence.get(identifier, ())}
        for indicator, name in names.items() if read_quantities(text) else ():
            if name in text and indicator not in found:
                yield f"{identifier} names {name} and prints numbers: {text[:40]}"


def _named_things(collection: Collection, key: str) -> Iterator[str]:
    """The sentences, headings and rows that print a known thing's wording, without a mention of it."""
    wordings = {word: one.entity_id for one in collection.editorial.entities for word in one.wordings(key)}
    named = {(one.sentence_id, one.entity_id) for one in collection.editorial.mentions.get(key, ())}
    for identifier, text in _texts(collection, key).items():
        for word in _longest(text, wordings):
            if (identifier, wordings[word]) not in named:
                yield f"{identifier} prints {word!r} ({wordings[word]})"


def _longest(text: str, wordings: Mapping[str, str]) -> list[str]:
    """The wordings that a text prints outside of longer ones."""
    found = []
    for word in sorted((word for word in wordings if word in text), key=len, reverse=True):
        if word in text:
            found.append(word)
            text = text.replace(word, "\n")
    return found


def _sentences(collection: Collection, key: str) -> dict[str, str]:
    """The sentences of a plan's paragraphs by id; table rows are told cell by cell."""
    paragraphs = (provision for provision in collection.plans[key].provisions() if provision.sentences)
    return {identifier: text for provision in paragraphs for identifier, text in provision.sentence_ids()}


def _texts(collection: Collection, key: str) -> dict[str, str]:
    """Everything that a plan prints, piece by piece: headings, sentences, table rows."""
    found: dict[str, str] = {}
    for provision in collection.plans[key].provisions():
        if provision.heading:
            found[provision.id] = provision.heading
        found.update(provision.sentence_ids())
    return found


# The rest is for a reader to say, because wordings have more than one sense.
_PROVABLE: dict[Depth, Callable[[Collection, str], Iterator[Problem]]] = {"tags": _roles, "table_cells": _table_cells}
