"""After any edit an incremental build gives the bytes that a build from nothing gives, and makes little anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scripts.register_ids import register
from scripts.synthesize_plans import register_anew
from tests.growth.projects import build, files_of, forget, project_with
from tests.plan_model.trees import write_chapters


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text), f"{old} is not in {path}"
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")


def _further_sentence(project: Path) -> None:
    source = project / "plan_data/plans/saa/source.txt"
    lines = source.read_text(encoding="utf-8").split("\n")
    lines[6] += "这一句是后加的。"
    source.write_text("\n".join(lines), encoding="utf-8")
    register_anew("saa", project / "plan_data")


def _further_heading(project: Path) -> None:
    _replace(project / "plan_data/plans/sab/source.txt", "\n一、", "\n一、新")
    register_anew("sab", project / "plan_data")


def _compared_sentence(project: Path) -> None:
    data = project / "plan_data"
    _replace(data / "plans/qz/source.txt", r"\n现予印发|。\n", r"，请知悉\g<0>")
    write_chapters(data)
    (data / "plans/qz/registry.csv").unlink()
    register(data, date(2026, 1, 1))


def _value_note(project: Path) -> None:
    _replace(project / "plan_data/plans/qz/values.csv", r",\n", ",按印发文本\n")


def _role(project: Path) -> None:
    _replace(project / "plan_data/plans/qz/tags.csv", ",measure,|,background,|,goal,", ",safeguard,")


def _term(project: Path) -> None:
    _replace(project / "plan_data/glossary.yml", "explanation: ", "explanation: 也就是")


def _title(project: Path) -> None:
    _replace(project / "plan_data/site.yml", "title: ", "title: 新")


def _stylesheet(project: Path) -> None:
    _replace(project / "docs/assets/stylesheets/base.css", r"\{", "{outline-offset:3px;")


def _hand_written(project: Path) -> None:
    _replace(project / "docs/about.md", r"\n## ", "\n又一句话。\n\n## ")


def _template(project: Path) -> None:
    _replace(project / "docs/overrides/partials/nav.html", "<nav ", '<nav data-changed="" ')


EDITS = (_further_sentence, _further_heading, _compared_sentence, _value_note, _role, _term, _title, _stylesheet,
         _hand_written, _template)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_with(tmp_path_factory.mktemp("incremental") / "project", 2)
    build(project)
    return project


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_an_incremental_build_gives_the_bytes_of_a_clean_one(built: Path, edit: Callable[[Path], None]) -> None:
    before = files_of(built / "site")
    edit(built)
    build(built)
    incremental = files_of(built / "site")
    forget(built)
    build(built)
    assert incremental == files_of(built / "site")
    assert incremental != before


def test_an_edit_of_one_plan_makes_no_page_of_another_anew(built: Path) -> None:
    before = {path: path.stat().st_ino for path in (built / "site").rglob("*.html")}
    _further_sentence(built)
    build(built)
    anew = {
        path.relative_to(built / "site").as_posix() for path, inode in before.items() if path.stat().st_ino != inode
    }
    assert anew == {"saa/1.html", "saa/index.html", "404.html"} & anew
    assert "saa/1.html" in anew


def test_a_file_of_the_site_that_was_tampered_with_is_made_again(built: Path) -> None:
    page = built / "site/saa/1.html"
    whole = page.read_bytes()
    page.write_bytes(b"x")
    shutil.rmtree(built / "site/sab")
    build(built)
    assert page.read_bytes() == whole
    assert (built / "site/sab/1.html").is_file()
