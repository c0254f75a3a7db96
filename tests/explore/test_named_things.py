"""Named things: every wording is found wherever it is printed, and every kind has its written definition."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from macros.editorial_names import ENTITY_KINDS
from scripts.building.steps import ROOT
from tests.explore.chapters_on_disk import longest_first, texts_on_disk

DATA = ROOT / "plan_data"
# Places that print a wording which names something else there: plan_data/README-entities.md says what.
OTHER_WORDS = {
    ("zj-1.6-p1-s2", "cpc-central-committee"),
    ("zj-5.5.1-p1-s2", "cpc-central-committee"),
    ("zj-5.8.4-p1-s4", "cpc-central-committee"),
    ("qz-3.4-p3-s2", "grand-garden"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wordings(plan: str) -> Iterator[tuple[str, str]]:
    for row in rows("entities.csv"):
        for alias in row["aliases"].split(";"):
            key, _, wording = alias.rpartition(":")
            if key in ("", plan):
                yield wording, row["entity_id"]


def test_every_wording_is_a_mention_wherever_it_is_printed() -> None:
    texts = dict(texts_on_disk())
    printed: set[tuple[str, str]] = set()
    for plan in {identifier.partition("-")[0] for identifier in texts}:
        forms = list(wordings(plan))
        own = ((identifier, text) for identifier, text in texts.items() if identifier.startswith(f"{plan}-"))
        printed |= {(identifier, name) for identifier, text in own for name in longest_first(text, forms)}
    mentioned = {
        (row["sentence_id"], row["entity_id"])
        for path in DATA.glob("plans/*/mentions.csv")
        for row in rows(path.relative_to(DATA).as_posix())
    }
    assert len(mentioned) > 300
    assert printed - mentioned == OTHER_WORDS
    assert mentioned - printed == set()


def test_every_thing_is_mentioned_and_every_project_is_one_in_its_place() -> None:
    things = {row["entity_id"]: row for row in rows("entities.csv")}
    mentions = {
        row["entity_id"]
        for path in DATA.glob("plans/*/mentions.csv")
        for row in rows(path.relative_to(DATA).as_posix())
    }
    assert mentions == set(things)
    assert [row for row in rows("projects.csv") if things[row["entity_id"]]["place"] != row["place"]] == []


def test_every_kind_has_a_written_definition() -> None:
    text = (DATA / "README-entities.md").read_text(encoding="utf-8")
    defined = re.findall(r"^\| `([a-z]+)` \| (.{20,}?) \| .+ \|$", text, flags=re.MULTILINE)
    assert [kind for kind, _ in defined if kind not in ENTITY_KINDS] == []
    assert {kind for kind, _ in defined} == set(ENTITY_KINDS) == {row["kind"] for row in rows("entities.csv")}


def test_no_structure_is_a_project_and_no_train_a_platform() -> None:
    kinds = {row["entity_id"]: row["kind"] for row in rows("entities.csv")}
    assert {kinds[row["entity_id"]] for row in rows("projects.csv")} & {"structure", "company"} == set()
    named = {row["name"]: row["kind"] for row in rows("entities.csv")}
    assert named["义新欧"] == "service"
    numbered = {name: kind for name, kind in named.items() if re.search(r"\d\+|\d{5}", name)}
    assert {kind for name, kind in numbered.items() if "系统" not in name} == {"structure"}
