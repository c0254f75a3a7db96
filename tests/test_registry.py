"""Old links hold: provisions are renamed, split and amended in a copy of the plan data."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from macros.amendments import retired_html
from plan_model.errors import PlanDataError
from plan_model.files.load import DATA, load_collection, load_registry
from plan_model.ids.registry import UNEXPLAINED, amendments_file, linkables, registry_file, text_digest
from plan_model.ids.registry_check import registry_problems
from plan_model.publication import Publication
from scripts.pages.chapter import chapter_pages
from scripts.pages.page import Page
from scripts.pages.provision import measure_pages
from scripts.register_ids import draft, register
from scripts.resolve import explain_unknown

PARAGRAPH = "qz-6.3-p1"
LATER = date(2027, 3, 1)
REASON = "发文机关更正"
AMENDMENT_COLUMNS = "id,date,earlier_text,replaced_by,reason\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the plan data that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "plan_data", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def replace(data: Path, old: str, new: str) -> None:
    """Replace a text in every file that refers to provisions, as an editor has to; the registry stays as it is."""
    changed = 0
    for path in [
        *data.glob("*.csv"),
        *data.glob("*.yml"),
        *data.glob("relations/*"),
        *data.glob("plans/*/*.csv"),
        *data.glob("plans/*/chapters/*"),
    ]:
        before = path.read_text(encoding="utf-8")
        after = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\d.])", new, before)
        if path.name not in {"registry.csv", "amendments.csv"} and after != before:
            path.write_text(after, encoding="utf-8")
            changed += 1
    assert changed


def problems(data: Path) -> list[str]:
    return [str(problem) for problem in registry_problems(load_collection(data), load_registry(data))]


def explain(data: Path, heirs: str = "") -> None:
    """Draft the amendments against the untouched plan data, fill them in as an editor would, and register."""
    draft(DATA, data, LATER)
    path = data / amendments_file("qz")
    rows = path.read_text(encoding="utf-8").replace(f",,{UNEXPLAINED}\n", f",{heirs},{REASON}\n")
    path.write_text(rows, encoding="utf-8")
    register(data, LATER)


def pages_of(data: Path) -> dict[str, Page]:
    publication = publication_of(data)
    return {page.address: page for page in (*chapter_pages(publication), *measure_pages(publication))}


def publication_of(data: Path) -> Publication:
    return Publication(load_collection(data), {}, load_registry(data))


def rename(data: Path) -> None:
    """The paragraph gets another number; its sentences go with it."""
    replace(data, PARAGRAPH, "qz-6.3-p9")


def amend(data: Path) -> None:
    """Two words are added to its second sentence."""
    old = load_collection(DATA).texts[f"{PARAGRAPH}-s2"]
    replace(data, old, old[:-1] + "（更正）。")


def split(data: Path) -> None:
    """The second sentence becomes a paragraph of its own, qz-6.3-p8."""
    replace(data, f"{PARAGRAPH}-s2", "qz-6.3-p8-s1")
    path = data / "plans/qz/chapters/6.yml"
    chapter = yaml.safe_load(path.read_text(encoding="utf-8"))
    section = next(child for child in chapter["children"] if child["id"] == "qz-6.3")
    place = next(index for index, child in enumerate(section["children"]) if child["id"] == PARAGRAPH)
    first = section["children"][place]
    second = {**first, "id": "qz-6.3-p8", "sentences": {"s1": first["sentences"].pop("s2")}}
    section["children"].insert(place + 1, second)
    path.write_text(json.dumps(chapter, ensure_ascii=False), encoding="utf-8")  # JSON is YAML, without aliases


def test_every_id_is_registered_with_its_digest_and_page() -> None:
    registry, now = load_registry(), linkables(load_collection())
    assert len(now) == len(registry.history) > 900
    for identifier, linkable in now.items():
        row = registry.history[identifier][-1]
        assert (row.kind, row.page, row.text_sha256) == (linkable.kind, linkable.page, text_digest(linkable.text))


def test_the_published_data_breaks_no_promise() -> None:
    assert registry_problems(load_collection(), load_registry()) == []


def test_an_unexplained_change_stops_the_build_and_says_what_to_do(data: Path) -> None:
    amend(data)
    told = problems(data)
    assert len(told) == 2  # the sentence, and the paragraph that holds it
    assert "the published id qz-6.3-p1-s2 changed its text" in told[1]
    assert "amendments.csv" in told[1]
    assert "python -m scripts.register_ids" in told[1]
    assert told[1].startswith("plan_data/plans/qz/registry.csv:")


def test_a_vanished_id_stops_the_build(data: Path) -> None:
    rename(data)
    told = "\n".join(problems(data))
    assert f"the published id {PARAGRAPH} vanished" in told
    assert "qz-6.3-p9 is not registered" in told


def test_registering_refuses_what_no_amendment_explains_and_leaves_the_file(data: Path) -> None:
    before = (data / registry_file("qz")).read_bytes()
    rename(data)
    with pytest.raises(PlanDataError, match="vanished"):
        register(data, LATER)
    assert (data / registry_file("qz")).read_bytes() == before


def test_registering_twice_appends_nothing(data: Path) -> None:
    assert register(data, LATER) == 0


def test_registering_only_appends(data: Path) -> None:
    before = (data / registry_file("qz")).read_bytes()
    amend(data)
    explain(data)
    assert (data / registry_file("qz")).read_bytes().startswith(before)


def test_a_drafted_amendment_without_a_reason_is_refused(data: Path) -> None:
    amend(data)
    assert draft(DATA, data, LATER) == 2
    assert any("no reason for" in told for told in problems(data))
    assert draft(DATA, data, LATER) == 0  # what is drafted once is not drafted again


def test_an_amended_sentence_keeps_its_link_and_shows_the_earlier_wording_with_dates(data: Path) -> None:
    old = load_collection(DATA).texts[f"{PARAGRAPH}-s2"]
    first = load_registry().history[PARAGRAPH][0].date
    amend(data)
    explain(data)
    assert problems(data) == []
    page = pages_of(data)[f"m/{PARAGRAPH}.html"].body
    assert 'id="s2"' in page
    assert "（更正）。" in page
    earlier = page.partition("## 以前的文字")[2]
    assert old in earlier
    assert f"{first.year}年{first.month}月{first.day}日至2027年3月1日的文字" in earlier
    assert REASON in earlier


def test_a_renamed_paragraph_answers_at_all_its_old_addresses(data: Path) -> None:
    inner = [one for one in load_collection(DATA).texts if one.startswith(f"{PARAGRAPH}-")]
    rename(data)
    explain(data, heirs="qz-6.3-p9")
    assert problems(data) == []
    pages = pages_of(data)
    own, chapter = pages[f"m/{PARAGRAPH}.html"].body, pages["qz/6.html"].body
    assert "../m/qz-6.3-p9.html" in own
    assert f'id="{PARAGRAPH}"' in chapter
    for identifier in inner:
        assert f'id="{identifier.rpartition("-")[2]}"' in own
        assert f'id="{identifier}"' in chapter
    assert "m/qz-6.3-p9.html" in pages


def test_a_split_paragraph_answers_with_both_halves(data: Path) -> None:
    collection = load_collection(DATA)
    second = collection.texts[f"{PARAGRAPH}-s2"]

    split(data)
    explain(data, heirs="qz-6.3-p1;qz-6.3-p8")
    assert problems(data) == []
    pages = pages_of(data)
    own = pages[f"m/{PARAGRAPH}.html"].body
    assert second not in own.partition("已停用的编号")[0]
    retired = own.partition("已停用的编号")[2]
    assert 'id="s2"' in retired
    assert "../m/qz-6.3-p8.html" in retired
    assert "## 以前的文字" in own
    assert pages["m/qz-6.3-p8.html"]


def test_heirs_are_followed_through_further_retirements(data: Path) -> None:
    rename(data)
    explain(data, heirs="qz-6.3-p9")
    middle = shutil.copytree(data, data.parent / "middle")
    replace(data, "qz-6.3-p9", "qz-6.3-p10")
    draft(middle, data, LATER)
    path = data / amendments_file("qz")
    text = path.read_text(encoding="utf-8").replace(f",,{UNEXPLAINED}\n", f",qz-6.3-p10,{REASON}\n")
    path.write_text(text, encoding="utf-8")
    register(data, LATER)
    assert load_registry(data).heirs(PARAGRAPH) == ["qz-6.3-p10"]
    assert "qz-6.3-p10" in pages_of(data)[f"m/{PARAGRAPH}.html"].body
    assert "qz-6.3-p10" in explain_unknown(load_collection(data), load_registry(data), PARAGRAPH)


def test_a_retired_id_may_not_be_used_again(data: Path) -> None:
    rename(data)
    explain(data, heirs="qz-6.3-p9")
    replace(data, "qz-6.3-p9", PARAGRAPH)
    assert any(f"the retired id {PARAGRAPH} is used again" in told for told in problems(data))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("qz-99-p1,2027-03-01,旧文字,,更正\n", "qz-99-p1 was never published"),
        ("qz-6.3-p1,2027-03-01,从来没有刊出过的文字,,更正\n", "never said"),
        ("qz-6.3-p1,2027-03-01,{text},qz-99-p1,更正\n", "unknown id 'qz-99-p1'"),
    ],
)
def test_an_amendment_that_does_not_hold_is_refused(data: Path, row: str, complaint: str) -> None:
    text = load_collection(DATA).texts[PARAGRAPH]
    (data / amendments_file("qz")).write_text(AMENDMENT_COLUMNS + row.format(text=text), encoding="utf-8")
    assert any(complaint in told and told.startswith("plan_data/plans/qz/amendments.csv:2:") for told in problems(data))


def test_a_rewritten_registry_is_noticed(data: Path) -> None:
    path = data / registry_file("qz")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[5]]), encoding="utf-8")
    assert any("out of turn" in told for told in problems(data))


def test_nothing_is_said_of_retirement_where_nothing_is_retired() -> None:
    publication = publication_of(DATA)
    assert retired_html(publication, [], "qz/6.html", short_anchors=False) == ""
