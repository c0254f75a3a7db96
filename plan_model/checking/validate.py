"""Checks across files: ids, references, and that every recorded value is what the plan prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from plan_model.checking.completeness import completeness_problems
from plan_model.checking.corrections import correction_problems
from plan_model.checking.crosswalk_reasons import reason_problems
from plan_model.checking.crosswalk_rules import rule_problems
from plan_model.checking.shared_wording import shared_wording_problems
from plan_model.checking.validate_definitions import definition_problems
from plan_model.checking.validate_editorial import editorial_problems
from plan_model.checking.value_wording import bound_fault, yearly_fault
from plan_model.derived.printed_figures import number_as_printed
from plan_model.errors import PlanDataError, Problem
from plan_model.files.load import values_file
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import FLOWS, NOT_GIVEN, IndicatorValue
from plan_model.shapes.plan import Plan
from plan_model.source.chinese_quantities import multiplier_of, read_quantities
from plan_model.source.coverage import Coverage, measure_coverage
from plan_model.source.source_text import without_spaces

_MULTIPLIER_SIGNS = {1: "", 10**4: "万", 10**8: "亿", 10**12: "万亿"}
_FLOORS, _CEILINGS = {"at_least", "more_than"}, {"at_most", "less_than"}


def validate(collection: Collection, sources: dict[str, str]) -> dict[str, Coverage]:
    """Return each plan's coverage report, 100 % complete; `sources` holds the source texts by plan key.

    Raises PlanDataError with every problem of every plan.
    """
    coverages = {key: measure_coverage(plan, sources[key]) for key, plan in collection.plans.items()}
    problems = [fault for coverage in coverages.values() for fault in coverage.faults]
    for plan in collection.plans.values():
        problems += _contents_list_faults(plan)
        problems += correction_problems(plan, f"plans/{plan.key}/corrections.csv")
    for key in collection.plans:
        for value in collection.recorded[key]:
            problems += _value_faults(collection, key, value)
    problems += completeness_problems(collection)
    problems += definition_problems(collection)
    problems += editorial_problems(collection)
    problems += shared_wording_problems(collection)
    problems += rule_problems(collection)
    problems += reason_problems(collection)
    if problems:
        raise PlanDataError(problems)
    return coverages


def _contents_list_faults(plan: Plan) -> Iterator[Problem]:
    """The plan's own contents list must name the headings that the site shows."""
    headings = {_letters(provision.number + provision.heading) for provision in plan.provisions()}
    for correction in plan.corrections:
        listed = _letters(re.sub(r"[.\s]*\d*$", "", correction.raw))
        if correction.kind == "contents_list" and listed != "目录" and listed not in headings:
            what = f"the contents list names {listed!r}, which is no heading"
            name = f"plans/{plan.key}/corrections.csv"
            yield Problem(name, correction.row, what, "a heading of the plan", "check the chapter structure")


def _letters(text: str) -> str:
    return without_spaces(text).replace("(", "（").replace(")", "）")


def _value_faults(collection: Collection, key: str, value: IndicatorValue) -> Iterator[Problem]:
    def fault(what: str, expected: str, fix: str) -> Problem:
        return Problem(values_file(key), value.row, what, expected, fix)

    indicator = collection.indicators.get(value.indicator_id)
    scope = collection.scopes.get(value.scope)
    text = collection.texts.get(value.provision_id)
    if indicator is None:
        yield fault(f"unknown indicator {value.indicator_id!r}", "an id of indicators.yml", "define it there")
    elif (value.is_level or value.aspect in FLOWS) and not _same_family(indicator.unit, value.unit):
        yield fault(f"unit {value.unit!r} for {indicator.name}", f"{indicator.unit} or its kin", "correct the unit")
    if scope is None or scope.plan != key:
        yield fault(f"unknown scope {value.scope!r}", "a scope of this plan in scopes.yml", "define it there")
    if text is None:
        yield fault(f"unknown provision id {value.provision_id!r}", "an id of the plan", "look it up in chapters/")
    elif without_spaces(value.printed) not in without_spaces(text):
        yield fault(
            f"{value.printed!r} is not in {value.provision_id}", f"a piece of {text[:40]!r}", "copy the wording"
        )
    problem = _form_fault(value)
    if problem is None and text is not None and value.value is not None:
        problem = yearly_fault(value, text)
    if problem:
        yield fault(*problem)


def _same_family(unit: str, other: str) -> bool:
    """Whether two units count the same: 万份 and 份, 个百分点 and %."""
    return _counted(unit) == _counted(other)


def _counted(unit: str) -> str:
    return "%" if unit == "个百分点" else multiplier_of(unit)[1]


def _form_fault(value: IndicatorValue) -> tuple[str, str, str] | None:
    """What is wrong with a value, its form and its printed wording taken together."""
    given = [number for number in (value.value, value.value_high, value.aspiration) if number is not None]
    if (value.printed in NOT_GIVEN) == value.is_given:
        return f"the form {value.form} for {value.printed!r}", "not_given for a cell without a figure", "correct it"
    if not value.is_given:
        said = given or value.kind or value.attribute or value.qualifier
        return ("a cell without a figure says more", "no number, kind, attribute", "empty them") if said else None
    if value.form == "relative":
        return ("a value where the plan gives none", "an empty cell", "remove it") if given else None
    if value.value is None:
        return "no value", f"a number for form {value.form}", "copy it from the plan"
    return (
        _words_fault(value)
        or _ends_fault(value)
        or _years_fault(value)
        or _printed_fault(value, given)
        or bound_fault(value)
    )


def _words_fault(value: IndicatorValue) -> tuple[str, str, str] | None:
    """What is wrong with the words that class a value."""
    if not value.kind:
        return "a value without its kind", "baseline, historical or target", "say which it is"
    if value.attribute and value.kind != "target":
        return f"the attribute {value.attribute} on no target", "an attribute on targets alone", "remove it"
    if value.qualifier:
        return "a qualifier beside a value", "a qualifier on the form relative alone", "say it by form"
    return None


def _ends_fault(value: IndicatorValue) -> tuple[str, str, str] | None:
    """What is wrong with the ends of a range, or with the figure that a target strives for."""
    low, high, hoped = value.value or Decimal(0), value.value_high, value.aspiration
    if value.form == "range" and high is None:
        return "a range without its upper end", "value and value_high", "give both ends"
    if value.form != "range" and high is not None:
        fix = "put it into aspiration, or correct the form"
        return f"an upper end for the form {value.form}", "value_high on ranges alone", fix
    if high is not None and high <= low:
        return f"the range {low}–{high} is upside down", "value < value_high", "swap the two"
    return _wish_fault(value, low, hoped) if hoped is not None else None


def _wish_fault(value: IndicatorValue, low: Decimal, hoped: Decimal) -> tuple[str, str, str] | None:
    if value.kind != "target" or value.form not in _FLOORS | _CEILINGS:
        return "an aspiration beside no bound", "one on a target with a floor or a ceiling", "correct the form"
    if hoped == low or (hoped > low) != (value.form in _FLOORS):
        return f"the aspiration {hoped} asks for less than the bound {low}", "one beyond it", "check both numbers"
    return None


def _years_fault(value: IndicatorValue) -> tuple[str, str, str] | None:
    """What is wrong with a value's years: a period runs forward, and a state has a date."""
    first, _, last = value.year.partition("-")
    if last and last <= first:
        return f"the period {value.year} ends before it begins", "the first year, then the last", "swap the two"
    if value.aspect == "level" and "-" in value.year and value.unit != "%":
        expected = "one year, or none where the plan states none"
        return f"a level over the years {value.year}", expected, "correct the year, or say by aspect what was counted"
    return None


def _printed_fault(value: IndicatorValue, given: list[Decimal]) -> tuple[str, str, str] | None:
    """What is recorded and not printed, with what the wording was read as."""
    missing = [number for number in given if number_as_printed(value.printed, number, value.unit) is None]
    if not missing:
        return None
    read = [f"{float(one.number):g}{_MULTIPLIER_SIGNS[one.factor]}{one.rest}" for one in read_quantities(value.printed)]
    what = f"{', '.join(map(str, missing))} {value.unit} is not in the printed {value.printed!r}"
    if not read:
        return what, "a wording with a number", "copy the number with it, or use the form relative, which needs none"
    fix = "record the number, its sign and its unit as printed, in plain digits"
    return what, f"what it says, {'; '.join(read)}", fix
