"""Names for the rows of the published values, by which the other tables refer to them."""

from __future__ import annotations

from collections import Counter

from plan_model.derived.figures import place_of
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue


class RowIds:
    """The row id of every printed value: where it stands and what it speaks of.

    `qz-t1-r1.total-assets.qz-city.2015.level`; a second value of the same kind in a sentence ends in `.2`.
    """

    def __init__(self, collection: Collection) -> None:
        self._names: dict[tuple[str, int], str] = {}
        counts: Counter[str] = Counter()
        for value in collection.all_recorded:
            parts = (value.provision_id, value.indicator_id, value.scope, value.year or "undated", value.aspect)
            name = ".".join(parts)
            counts[name] += 1
            self._names[place_of(value)] = name if counts[name] == 1 else f"{name}.{counts[name]}"

    def __getitem__(self, value: IndicatorValue) -> str:
        """The row id of a value of this collection."""
        return self._names[place_of(value)]
