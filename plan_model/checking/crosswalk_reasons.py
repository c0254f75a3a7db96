"""Checks the crosswalk's reasons against the texts: what they quote stands there, what they deny stands nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from plan_model.checking.shared_runs import comparable
from plan_model.checking.shared_wording import passages, sides, sound_rows
from plan_model.errors import Problem
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import CrosswalkPair, PlanRelation
from plan_model.shapes.plan import plan_of

_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」")
_CLAUSE = re.compile(r"(?:“[^”]*”|「[^」]*」|[^“「，。；：])+")
# “原文没有说” speaks of what the reader may conclude, not of words.
_DENIAL = re.compile(r"没有(?!说)|只见于|[未不没]提|[未没]写")
_DENYING = {"no_counterpart", "partial"}
_IN_THIS_PASSAGE = "此句"


def reason_problems(collection: Collection) -> list[Problem]:
    """Return every quotation of a reason that does not stand where it says, and every denial that quotes nothing.

    In a pair, quoted words stand in one of the two passages; denied ones stand in one passage and nowhere in the
    other plan (with 此句, not in the other passage). The reason of a gap or of a partial answer denies
    something. Nothing where nobody judges shared wording, since such a crosswalk does not yet promise it.
    """
    judged = [relation for relation in collection.editorial.relations if relation.judged is not None]
    return [problem for relation in judged for problem in _faulty_rows(collection, relation)]


def _faulty_rows(collection: Collection, relation: PlanRelation) -> Iterator[Problem]:
    plans = {plan: _letters(passages(collection, plan).values()) for plan in (relation.a, relation.b)}
    for row in sound_rows(collection, relation):
        own = {side: _letters(_texts(collection, side, whole=row.is_gap)) for side in sides(row)}
        for what, expected in _faults(row, own, plans):
            yield Problem(relation.file, row.row, what, expected, "correct the reason")


def _faults(row: CrosswalkPair, own: Mapping[str, str], plans: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    denied = False
    for clause in _CLAUSE.findall(row.reason):
        words = [one or other for one, other in _QUOTED.findall(clause)]
        denies = _DENIAL.search(_QUOTED.sub("", clause)) is not None
        denied = denied or (denies and bool(words))
        if denies and not words and not row.is_gap:
            yield f"the reason denies something without quoting it: {clause}", "the denied words in quotation marks"
        for word in words:
            standing = [side for side, letters in own.items() if comparable(word) in letters]
            elsewhere = {plan for plan, letters in plans.items() if comparable(word) in letters}
            if denies:
                yield from _denial_faults(word, standing, elsewhere, here=_IN_THIS_PASSAGE in clause)
            elif not standing and not (row.is_gap and elsewhere):
                yield f"the reason quotes {word!r}, which stands in no passage of the row", "words of the texts"
    if row.relation in _DENYING and not denied:
        expected = "words of its passage that stand nowhere in the other plan, said with 没有 or 只见于"
        yield f"the reason of a row that is {row.relation} quotes no deciding words", expected


def _denial_faults(word: str, standing: list[str], elsewhere: set[str], *, here: bool) -> Iterator[tuple[str, str]]:
    expected = "words that stand on one side alone"
    if not standing:
        yield f"the reason denies {word!r}, which stands in no passage of the row", expected
    elif here and len(standing) > 1:
        yield f"the reason denies {word!r}, which stands in both passages", expected
    elif not here and elsewhere != {plan_of(standing[0])}:
        yield f"the reason denies {word!r}, which stands in both plans", expected


def _texts(collection: Collection, identifier: str, *, whole: bool) -> list[str]:
    """What a passage says; with all that it holds, where a gap speaks of it as a whole."""
    inside = passages(collection, plan_of(identifier)) if whole else {}
    held = [text for one, text in inside.items() if identifier in collection.places[collection.paragraph_of(one)].path]
    return [collection.texts[identifier], *held]


def _letters(texts: Iterable[str]) -> str:
    """The comparable letters of texts, each on a line, so that no words are found across two of them."""
    return "\n".join(map(comparable, texts))
