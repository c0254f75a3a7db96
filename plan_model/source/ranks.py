"""Which of the lines that begin with a mark head a part, and which kind of mark stands above which.

The kinds are ranked by the order in which they first appear. Only a division (第一章, Part A) that comes after a list
outranks it, where the list begins anew below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_model.source.marks import ANNEX, BOX, DIVISIONS, GOAL, TABLE, Mark

# A decimal number stands right below the number that it extends.
_EXTENDS = {"1.1": ("1*", "1."), "1.1.1": ("1.1",), "1.1.1.1": ("1.1.1",)}
UNRANKED = (GOAL, BOX, TABLE)
_OPEN_END = re.compile(r"[，、（《“\w]$")


@dataclass(frozen=True)
class Sequel:
    """How a mark's number follows the earlier ones of its kind: `fits`, a `gap` or a `repeat`, and what it follows."""

    fits: bool
    what: str = ""
    before: int = 0


class Sequences:
    """Follows the numbering of every kind, which may begin again at 1 or count on through all parts."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._anew: set[str] = set()  # kinds below which a higher one has since come: they may begin again

    def judge(self, mark: Mark) -> Sequel:
        """Tell how the mark's number follows; nothing is noted."""
        before = self._last.get(mark.kind, 0)
        if (
            mark.value is None
            or mark.value == before + 1
            or (mark.value == 1 and (before > 1 or mark.kind in self._anew))
        ):
            return Sequel(fits=True, before=before)
        return Sequel(fits=False, what="gap" if mark.value > before + 1 else "repeat", before=before)

    def take(self, mark: Mark) -> None:
        """Note the mark as the last of its kind."""
        if mark.value is None:
            return
        kinds = list(self._last)
        self._anew.update(kinds[kinds.index(mark.kind) + 1 :] if mark.kind in kinds else ())
        self._anew.discard(mark.kind)
        self._last[mark.kind] = mark.value


def ends_open(text: str) -> bool:
    """Tell whether a line ends within a sentence, so that the next may be its continuation."""
    return bool(_OPEN_END.search(text))


def rank_kinds(marks: Iterable[Mark]) -> list[str]:
    """Return the kinds of the marks that head parts, highest first."""
    taken = [mark for mark in marks if mark.kind not in UNRANKED]
    order = list(dict.fromkeys(mark.kind for mark in taken))
    for kind in [kind for kind in order if kind in DIVISIONS]:
        order.remove(kind)
        order.insert(_place(kind, order, taken), kind)
    for kind, shorter in _EXTENDS.items():
        above = [other for other in shorter if other in order]
        if kind in order and above:
            order.remove(kind)
            order.insert(order.index(above[0]) + 1, kind)
    return order


def _place(kind: str, order: Sequence[str], marks: Sequence[Mark]) -> int:
    """Where a division belongs: above the first kind that begins anew below it; else where it first appeared."""
    if kind == ANNEX:
        return 0
    kinds = [mark.kind for mark in marks]
    first = kinds.index(kind)
    earlier = [other for other in order if other in kinds[:first]]
    for other in earlier:
        is_list = other not in DIVISIONS and not other.startswith("h")
        if is_list and any(mark.kind == other and mark.value == 1 for mark in marks[first:]):
            return order.index(other)
    return len(earlier)
