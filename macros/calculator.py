"""The calculator's parts that are there without any script: the table of all targets and the small calculators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.markup import element, escape, link
from macros.tables import scrolling_table
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.scenarios import Scenario, make_scenarios
from plan_model.derived.targets import NO_BENCHMARK, PlanTarget, make_targets, why_not_computed
from plan_model.ids.addresses import provision_address, relative
from plan_model.published.calculator_data import path_result, sliders
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import IndicatorValue
from target_calculator.interface import VERSION

HEADINGS = ("指标", "范围", "基期", "目标", "年均增长率", "总增量", "为基期的", "要求")
# What the baseline already keeps: such a target asks for no movement.
BOUNDED = ("limit", "already_met")
NO_BASELINE = "—"
TARGET_LABELS = {
    "annual_growth": ("年均增长", "%"),
    "annual_growth_at_least": ("年均增长（不低于）", "%"),
    "increment": ("新增", ""),
    "less_than": ("上限（低于）", ""),
    "at_most": ("上限（不高于）", ""),
    "at_least": ("目标（不低于）", ""),
    "more_than": ("目标（高于）", ""),
}


def static_results_table(collection: Collection, page: str) -> str:
    """Return every target of the plans with what it asks, as a table with one group of rows a plan."""
    head = element("tr", "".join(element("th", name, scope="col") for name in HEADINGS))
    targets = make_targets(collection, make_scenarios(collection))
    bodies = "".join(
        element("tbody", element("tr", _plan_heading(plan.info.short_title)) + "".join(rows))
        for key, plan in collection.plans.items()
        if (rows := [_row(collection, one, page) for one in targets if collection.scopes[one.value.scope].plan == key])
    )
    caption = "规划全部目标及其要求"
    content = element("caption", caption) + element("thead", head) + bodies
    return scrolling_table(content, caption, None, "data-table calculator-results")


def _plan_heading(name: str) -> str:
    return element("th", escape(name), scope="rowgroup", colspan=str(len(HEADINGS)), class_="group")


def _row(collection: Collection, target: PlanTarget, page: str) -> str:
    scenario = target.scenario
    result = path_result(scenario) if scenario else {}
    asks = result.get("kind") not in BOUNDED
    figures = (
        _figure(result, "annual_growth") if asks else "—",
        _figure(result, "change"),
        _figure(result, "multiple"),
    )
    name = collection.indicators[target.value.indicator_id].name
    head = link(calculator_address(scenario, page), name) if scenario else escape(name)
    baseline = _printed(collection, target.baseline, page) if target.baseline else NO_BASELINE
    cells = [escape(collection.scopes[target.value.scope].name), baseline, _printed(collection, target.value, page)]
    return element(
        "tr",
        element("th", head, scope="row")
        + "".join(element("td", cell) for cell in cells)
        + "".join(element("td", escape(text), class_="number") for text in figures)
        + element("td", escape(what_it_asks(target, result))),
    )


def _printed(collection: Collection, value: IndicatorValue, page: str) -> str:
    """A value in the plan's words, linked to its sentence."""
    return link(relative(provision_address(collection, value.provision_id), page), wording_with_unit(value))


def what_it_asks(target: PlanTarget, result: dict[str, Any]) -> str:
    """Return what a target asks: as the result's sentence says it, or why nothing can be computed."""
    if "asks" in result:
        return f"{result['asks']}。"
    return why_not_computed(target)


def calculator_address(scenario: Scenario, page: str) -> str:
    """Return the link that opens the calculator with a scenario."""
    return relative(f"calculator.html#v=1&s={scenario.id}", page)


def mini_calculator_html(collection: Collection, scenario: Scenario, page: str) -> str:
    """Return a small calculator for an indicator's page: the plan's own result, and fields to try another target.

    The result stands there without scripts; calculator/mini.js shows the fields and recalculates.
    """
    result = path_result(scenario)
    summary = result["summary"] if result.get("kind") else NO_BENCHMARK
    heading = element("h3", escape(f"{scenario.indicator.name} · {scenario.scope.name}"))
    source = link(relative(provision_address(collection, scenario.target.provision_id), page), "规划原文")
    more = link(calculator_address(scenario, page), "在计算器中打开", class_="mini-calculator-more")
    parts = (
        heading,
        element("p", escape(summary), class_="mini-calculator-summary", role="status", aria_live="polite"),
        element("dl", "".join(_mini_figures(result)), class_="calculator-figures"),
        element("div", "".join(_mini_fields(scenario)), class_="mini-calculator-fields", hidden=""),
        element("p", "", class_="calculator-message mini-calculator-message", role="alert"),
        element("p", f"{source} · {more}"),
    )
    return element(
        "div",
        "".join(parts),
        class_="mini-calculator card",
        data_scenario=scenario.id,
        data_version=str(VERSION),
        data_request=json.dumps(scenario.request, ensure_ascii=False),
    )


def _figure(result: dict[str, Any], name: str) -> str:
    text: str = result.get(name, {}).get("text", "—")
    return text


def _mini_figures(result: dict[str, Any]) -> Iterator[str]:
    bounded = result.get("kind") in BOUNDED
    change = "与界限相差" if bounded else "总增量"
    for name, label in (("annual_growth", "年均增长率"), ("change", change), ("multiple", "目标为基期的")):
        text = _figure(result, name)
        shown = text != "—" and (name == "change" or not bounded)
        yield element(
            "div",
            element("dt", label) + element("dd", escape(text), data_figure=name),
            class_="figure",
            hidden=None if shown else "",
        )


class Entry(NamedTuple):
    """A number the reader may change: its name in the request, its label and unit, its value in the plan."""

    name: str
    label: str
    unit: str
    value: str


def _mini_fields(scenario: Scenario) -> Iterator[str]:
    ranges = sliders(scenario.request)
    year = Entry("target_year", "目标年", "年", str(scenario.request["target_year"]))
    for entry in (_main_entry(scenario), year):
        yield _mini_field(f"mini-{scenario.id}-{entry.name}", entry, ranges[entry.name])


def _main_entry(scenario: Scenario) -> Entry:
    form = str(scenario.request["form"])
    if form == "relative":
        return Entry("benchmark_growth", "用来比较的年均增速（自填）", "%", "")
    label, unit = TARGET_LABELS.get(form, ("目标值", ""))
    return Entry("value", label, unit or scenario.baseline.unit, str(scenario.request["value"]))


def _mini_field(identifier: str, entry: Entry, limits: dict[str, str]) -> str:
    message = f"{identifier}-message"
    number = empty_element(
        "input", type="text", inputmode="decimal", autocomplete="off", id=identifier, name=entry.name,
        value=entry.value, aria_describedby=message,
    )  # fmt: skip
    label = f"{entry.label}（滑块）"
    slider = empty_element(
        "input", type="range", class_="calculator-slider", aria_label=label, **limits, value=entry.value
    )
    parts = (
        element("label", escape(entry.label), for_=identifier),
        element("div", number + element("span", escape(entry.unit), class_="unit"), class_="calculator-input"),
        slider,
        element("p", "", id=message, class_="calculator-message"),
    )
    return element("div", "".join(parts), class_="calculator-field")


def empty_element(tag: str, **attributes: str | None) -> str:
    """Return an element that has no content and no end tag."""
    return element(tag, "", **attributes).removesuffix(f"</{tag}>")
