"""Whatever a page says of a target, it says in the plan's words: no bound is added to them, changed or lost.

Every text that the site computes about a target is taken, for every target; the plan's own wording is struck out, and
in what remains there must be no word for a bound that the plan does not print of this target.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.calculator import mini_calculator_html, static_results_table
from macros.charts import describe_values
from macros.home import target_cards_html
from macros.indicator_text import FORMS, form_in_words, targets_table_html, values_table_html
from plan_model.derived.printed_figures import wording_with_unit
from plan_model.derived.targets import PlanTarget
from plan_model.publication import Publication
from plan_model.published.calculator_data import scenario_record
from scripts.pages.overview import overview_pages
from target_calculator.interface import handle

BOUNDS = re.compile(
    "不低于|不高于|不少于|不超过|低于|高于|超过|以上|以下|以内|左右|大约|约[^束]|力争|均达到|达到|至少|至多|新增|要求提高"
)
# Words of the site's own that name a kind of number, and never a plan's target.
NEUTRAL = ("基期值在上限以内", "力争值", "约数", "新增量", "合计或新增的数", "恰好达到", "已提前达到")
ROOT = Path(__file__).parents[2]


def text_of(markup: str) -> str:
    """What a reader sees of a piece of HTML, rows apart."""
    rows = re.sub(r"</(tr|p|article|li|dd|h\d)>", "\n", re.sub(r"<script.*?</script>", "", markup, flags=re.S))
    return html.unescape(re.sub(r"<[^>]+>", " ", rows))


def remainder(text: str, wordings: set[str]) -> str:
    """A text without the plan's wordings and without the site's neutral words."""
    for wording in sorted(wordings | set(NEUTRAL), key=len, reverse=True):
        text = text.replace(wording, "")
    return text


def wordings_of(publication: Publication, target: PlanTarget) -> set[str]:
    """How the plan prints a target, and the name of its indicator."""
    name = publication.collection.indicators[target.value.indicator_id].name
    return {name, *(words for value in target.printings for words in (value.printed, wording_with_unit(value)))}


def added_words(text: str, wordings: set[str]) -> list[str]:
    return BOUNDS.findall(remainder(text, wordings))


def sentences(publication: Publication, target: PlanTarget) -> Iterator[tuple[str, str]]:
    """Every text about one target alone, with where it comes from."""
    collection, page = publication.collection, "index.html"
    yield "form", form_in_words(target.value)
    yield "overview row", text_of(targets_table_html(collection, [target], "", page)).split("属性")[-1]
    scenario = target.scenario
    if scenario:
        record = scenario_record(collection, scenario)
        yield "calculator page", record["result"]["summary"]
        yield "target_text", record["result"]["target_text"]
        mini = mini_calculator_html(collection, scenario, page)
        yield "mini calculator", re.findall(r'class="mini-calculator-summary"[^>]*>(.*?)</p>', mini)[0]
        for year in ("2021", "2025"):
            request = {**scenario.request, "observed": {year: "1"}}
            for unwanted in ("method", "fixed", "weights"):
                request.pop(unwanted, None)
            answer = json.loads(handle(json.dumps({"version": 1, "action": "progress", "input": request})))
            yield "progress", answer["result"]["summary"]
        period = {"base_year", "target_year"}
        request = {name: given for name, given in scenario.request.items() if name not in period}
        request |= {"years": 5, "actual": "1"}
        answer = json.loads(handle(json.dumps({"version": 1, "action": "target", "input": request})))
        yield "judgement", answer["result"]["summary"]


def test_no_sentence_about_a_target_adds_a_bound_to_the_plans_words(publication: Publication) -> None:
    found = [
        (target.value.printed, place, text, words)
        for target in publication.targets
        for place, text in sentences(publication, target)
        if (words := added_words(html.unescape(text), wordings_of(publication, target)))
    ]
    assert not found
    assert sum(1 for target in publication.targets for _ in sentences(publication, target)) > 200


def test_every_sentence_quotes_the_target_as_it_is_printed(publication: Publication) -> None:
    told = {"calculator page", "target_text", "mini calculator", "progress", "judgement"}
    for target in publication.targets:
        quoted = f"“{wording_with_unit(target.value)}”"
        for place, text in sentences(publication, target):
            unanswered = "undefined" in place or "比较对象" in text or text.startswith("请先填写")
            if place in told and not unanswered:
                assert quoted in html.unescape(text), (place, text)


def rows_with_targets(publication: Publication) -> Iterator[tuple[str, str]]:
    """Tables and cards that hold many targets, row by row."""
    collection = publication.collection
    pieces = {
        "static table": static_results_table(collection, "calculator.html"),
        "home": target_cards_html(publication, "index.html"),
        **{page.path: page.markdown() for page in overview_pages(publication)},
    }
    for name, piece in pieces.items():
        for row in re.findall(r"<tr>.*?</tr>|<article class=\"card card--target\">.*?</article>", piece, flags=re.S):
            if "<thead" not in row and 'scope="col"' not in row:
                yield name, text_of(row)


def test_no_row_of_a_table_or_card_adds_a_bound(publication: Publication) -> None:
    rows = list(rows_with_targets(publication))
    every = {words for target in publication.targets for words in wordings_of(publication, target)}
    assert len(rows) > 2 * len(publication.targets)
    assert not [(name, row, words) for name, row in rows if (words := added_words(row, every))]


def test_a_chart_tells_targets_in_the_plans_words(publication: Publication) -> None:
    collection = publication.collection
    for indicator in collection.indicators:
        values = collection.values_by_indicator[indicator]
        scopes = list(dict.fromkeys(value.scope for value in values))
        words = {words for value in values for words in (value.printed, wording_with_unit(value))}
        words.add(collection.indicators[indicator].name)
        assert added_words(describe_values(collection, indicator, scopes), words) == []


def test_past_values_are_not_called_reached_or_bounded_in_other_words(publication: Publication) -> None:
    collection = publication.collection
    past = [value for value in collection.all_values if value.kind != "target"]
    assert past
    for value in past:
        table = values_table_html(collection, [value.model_copy(update={"note": ""})], "", "index.html")
        assert added_words(text_of(table), {value.printed, wording_with_unit(value)}) == [], value.printed


def test_the_names_of_forms_are_none_of_the_plans_words() -> None:
    assert not [words for words in FORMS.values() if BOUNDS.search(remainder(words, set()))]


def test_a_plans_main_targets_have_units_and_stand_once(publication: Publication) -> None:
    for page in overview_pages(publication):
        text = page.markdown()
        plan = page.path.split("/")[0]
        own = [t for t in publication.targets if publication.collection.scopes[t.value.scope].plan == plan]
        assert text.count('<th scope="row">') == len(own)
        for target in own:
            for value in target.printings:
                assert f"#{value.provision_id}" in text
                assert html.escape(wording_with_unit(value), quote=False) in text or value.printed in text
        assert not re.findall(r">\d+(\.\d+)?</a>", text), "a number without its unit"


@pytest.mark.parametrize("name", ["calculator/fields.js"])
def test_a_field_is_labelled_by_the_form_that_its_target_has(publication: Publication, name: str) -> None:
    """The labels in the browser say no more than the calculator's form, which is the plan's."""
    script = (ROOT / "docs/assets/javascripts" / name).read_text(encoding="utf-8")
    labels = dict(re.findall(r"(\w+): \"([^\"]+)\"", script.partition("TARGET_LABELS = {")[2].partition("};")[0]))
    assert {str(scenario.request["form"]) for scenario in publication.scenarios} <= {*labels, "relative"}
    floors, ceilings = {"at_least", "annual_growth_at_least", "share"}, {"at_most", "less_than"}
    assert {form for form, label in labels.items() if "不低于" in label} == floors
    assert {form for form, label in labels.items() if "不高于" in label or "低于）" in label} >= ceilings
    for scenario in publication.scenarios:
        if scenario.request["form"] in floors:
            assert scenario.target.form == "at_least", scenario.id
