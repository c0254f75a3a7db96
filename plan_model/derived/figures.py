"""Printed figures by what they say, not by where they stand: one figure may be printed in several places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from plan_model.derived.printed_figures import number_as_printed
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Aspect, Indicator, IndicatorValue
from target_calculator.precision import Given, Interval, printed_interval
from target_calculator.quantity import Quantity, Undefined, convert, decimals_of, kind_of

INFINITY = Decimal("Infinity")
FLOORS, CEILINGS = ("at_least", "more_than"), ("at_most", "less_than")
OPEN = ("more_than", "less_than")
# Amounts at a date and over a period can stand in one formula; what was added or by how much it grew cannot.
AMOUNTS: tuple[Aspect, ...] = ("level", "share", "period_total")
_TABLE_ROW = re.compile(r"-r\d+$")
# What a rate or a change is measured in, as far as arithmetic goes.
_ARITHMETIC_UNITS = {"个百分点": "%"}


class Figure(NamedTuple):
    """What a printed value speaks of; all its printings should give the same number."""

    indicator: str
    scope: str
    year: str
    aspect: str


class Claim(NamedTuple):
    """Where a printed value says that the number lies; an open end is itself left out."""

    low: Decimal
    high: Decimal
    is_open: bool = False


def figure_of(value: IndicatorValue) -> Figure:
    """Return what a printed value speaks of."""
    return Figure(value.indicator_id, value.scope, value.year, value.aspect)


def place_of(value: IndicatorValue) -> tuple[str, int]:
    """Return what tells a printed value from every other: where it stands, and its row in its plan's values file."""
    return value.provision_id, value.row


def in_table(value: IndicatorValue) -> bool:
    """Whether a value stands in a row of a table, where a plan is most exact."""
    return _TABLE_ROW.search(value.provision_id) is not None


def preferred_first(values: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    """Return values with the printing first that is taken of several: a table's before the prose, then as read."""
    return sorted(values, key=lambda value: not in_table(value))


def is_numeric(value: IndicatorValue) -> bool:
    """Whether the plan prints a number here."""
    return value.value is not None


def is_bound(value: IndicatorValue) -> bool:
    """Whether the number printed is an end of what is meant, or one of two."""
    return value.form in (*FLOORS, *CEILINGS, "range") or value.aspiration is not None


def arithmetic_unit(unit: str) -> str:
    """Return the unit in which a figure is computed: percentage points as per cent, a yearly amount as an amount."""
    plain = unit.removesuffix("/年")
    return _ARITHMETIC_UNITS.get(plain, plain)


def quantity_of(value: IndicatorValue) -> Quantity:
    """Return the printed number with as many decimals as are printed, in its arithmetic unit; needs a number."""
    number = value.value if value.value is not None else Decimal(0)
    printed = number_as_printed(value.printed, number, value.unit)
    exact = number if printed is None else printed
    return Quantity(exact, arithmetic_unit(value.unit), decimals_of(exact))


def claim_of(value: IndicatorValue) -> Claim:
    """Return between which ends a value says that its number lies; needs a number."""
    quantity = quantity_of(value)
    if value.form in FLOORS:
        return Claim(quantity.number, INFINITY, value.form in OPEN)
    if value.form in CEILINGS:
        return Claim(-INFINITY, quantity.number, value.form in OPEN)
    if value.value_high is not None:
        return Claim(quantity.number, value.value_high)
    return Claim(*printed_interval(quantity))


def given_of(value: IndicatorValue) -> Given:
    """Return a value as an input of a formula; needs a number."""
    quantity, claim = quantity_of(value), claim_of(value)
    return Given(quantity.number, Interval(claim.low, claim.high), quantity.unit)


def normalised(number: Decimal | None, value: IndicatorValue, indicator: Indicator) -> tuple[Decimal | None, str]:
    """Return one of a value's numbers with the unit in which all of its indicator's can be compared.

    Amounts and increments come in the indicator's unit; growth and changes keep their own, as does what cannot be
    converted.
    """
    wanted = indicator.unit
    if value.aspect in ("total_growth", "annual_growth", "change") or value.unit == wanted:
        return number, value.unit
    if value.unit == f"万{wanted}" and kind_of(wanted) not in ("money", "ratio"):
        return None if number is None else number * 10_000, wanted
    converted = convert(number or Decimal(0), value.unit, wanted)
    if isinstance(converted, Undefined):
        return number, value.unit
    return None if number is None else converted, wanted


class Printings:
    """The printed figures of a collection with every place in which each stands, preferred ones first."""

    def __init__(self, collection: Collection) -> None:
        self._by_figure: dict[Figure, list[IndicatorValue]] = {}
        for value in preferred_first(collection.all_values):
            if is_numeric(value):
                self._by_figure.setdefault(figure_of(value), []).append(value)

    def all(self, figure: Figure) -> list[IndicatorValue]:
        """Return every printing of a figure."""
        return self._by_figure.get(figure, [])

    def first(self, figure: Figure) -> IndicatorValue | None:
        """Return the printing of a figure by which others are worked out, or None where it is not printed."""
        return next(iter(self.all(figure)), None)

    def first_of(self, value: IndicatorValue) -> IndicatorValue | None:
        """Return the preferred printing of what a value speaks of."""
        return self.first(figure_of(value))

    def amount(self, indicator: str, scope: str, year: str) -> IndicatorValue | None:
        """Return how much there is of an indicator, or None where no amount is printed."""
        found = (self.first(Figure(indicator, scope, year, aspect)) for aspect in AMOUNTS)
        return next((value for value in found if value), None)
