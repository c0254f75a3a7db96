"""add_plan, review_plan, accept_plan: from a file to a plan whose ids are frozen, and nothing left half-made."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plan_model.files import load
from scripts import accept_plan, add_plan, review_plan
from tests.documents.files import docx_bytes, paragraph, style, written

NOTICE = "关于印发新河县水利规划的通知\n新河县水利局\n2030年3月1日\n"
TEXT = f"{NOTICE}新河县水利规划（2030—2034年）\n一、甲\n（一）乙。文。\n二、丙\n正文。\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "plan_data"
    folder.mkdir()
    (folder / "site.yml").write_text("title: 规划\n", encoding="utf-8")
    return folder


def add(data: Path, text: str, key: str = "xx") -> int:
    return add_plan.main([str(written(data.parent, "plan.txt", text)), "--key", key], data, data.parent / "review")


def files(data: Path) -> list[str]:
    return sorted(path.relative_to(data).as_posix() for path in (data / "plans").rglob("*") if path.is_file())


def test_a_document_becomes_a_draft_then_a_plan(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data, TEXT) == 0
    told = capsys.readouterr().out
    assert "xx-1.1  （一）乙。" in told
    assert "lost: 0" in told
    names = ["corrections.csv", "original/xx.txt", "plan.yml", "source.txt"]
    assert files(data) == [f"plans/xx/{name}" for name in names]
    info = load.load_info("xx", data)
    assert (info.status, info.title, info.place) == ("draft", "新河县水利规划（2030—2034年）", "新河县")
    assert (info.issued.isoformat(), info.first_year, info.last_year) == ("2030-03-01", 2030, 2034)
    assert info.source.original_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert accept_plan.main(["xx"], data) == 0
    assert load.load_info("xx", data).status == "accepted"
    assert (data / "plans/xx/registry.csv").read_text(encoding="utf-8").count("\nxx-") > 8


def test_the_page_of_a_review_has_doubts_outline_and_original(data: Path) -> None:
    assert add(data, TEXT + "四、丁 <b>\n") == 0
    page = (data.parent / "review/xx.html").read_text(encoding="utf-8")
    assert "a gap in the numbering: 四、 follows number 2" in page
    assert "丁 &lt;b&gt;" in page
    assert "<b>" not in page
    assert page.index("Doubts") < page.index("Outline") < page.index("新河县水利局")
    assert "http" not in page
    assert "<script" not in page


def test_an_open_doubt_of_structure_is_settled_before_a_plan_is_accepted(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(data, TEXT + "水\ufffd利。\n") == 0
    capsys.readouterr()
    assert accept_plan.main(["xx"], data) == 1
    line = TEXT.count("\n") + 1
    assert capsys.readouterr().err.startswith(
        f"plan_data/plans/xx/source.txt:{line}: characters that are not text: U+FFFD"
    )
    assert load.load_info("xx", data).status == "draft"
    path = data / "plans/xx/plan.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  title_line:", f"  settled: [{line}]\n  title_line:"), encoding="utf-8")
    assert review_plan.main(["xx"], data, data.parent / "review") == 0
    assert accept_plan.main(["xx"], data) == 0


def test_a_line_that_an_editor_calls_text_is_read_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data, TEXT + "九、这是正文。\n") == 0
    path = data / "plans/xx/plan.yml"
    line = TEXT.count("\n") + 1
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  title_line:", f"  plain: [{line}]\n  title_line:"), encoding="utf-8")
    capsys.readouterr()
    assert review_plan.main(["xx"], data, data.parent / "review") == 0
    assert "xx-9" not in capsys.readouterr().out


def test_what_the_document_does_not_say_is_left_open(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data, "新河县水利规划\n一、甲\n正文。\n") == 0
    assert "`issued` was not found in the document" in capsys.readouterr().out
    assert accept_plan.main(["xx"], data) == 1
    assert "write `first_year` into plan.yml" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["x", "XX", "../xx", "x1", "neunbuchst"])
def test_a_key_that_is_none_is_refused(data: Path, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data, TEXT, key) == 1
    assert "expected two to eight small letters" in capsys.readouterr().err
    assert files(data) == []


def test_a_plan_is_never_written_over(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data, TEXT) == 0
    before = (data / "plans/xx/source.txt").read_bytes()
    assert add(data, TEXT + "三、丁\n") == 1
    assert "there is a plan with this key" in capsys.readouterr().err
    assert (data / "plans/xx/source.txt").read_bytes() == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interruption_leaves_nothing(data: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> str:
        raise error

    monkeypatch.setattr("scripts.building.drafts.plan_yml", interrupted)
    assert add(data, TEXT) in {1, 130}
    assert [path.name for path in data.iterdir() if path.name != "plans"] == ["site.yml"]
    assert files(data) == []


def test_an_interruption_of_accepting_leaves_the_draft(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add(data, TEXT) == 0
    before = {name: (data / name).read_bytes() for name in files(data)}

    def interrupted(*_: object, **__: object) -> int:
        (data / "plans/xx/registry.csv").write_text("id,kind\n", encoding="utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr(accept_plan, "register", interrupted)
    with pytest.raises(KeyboardInterrupt):
        accept_plan.main(["xx"], data)
    assert {name: (data / name).read_bytes() for name in files(data)} == before


def test_a_docx_is_read_again_from_its_original(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "".join([
        *(paragraph(line) for line in TEXT.splitlines()[:4]),
        paragraph("一、甲", '<w:pStyle w:val="H"/>'), paragraph("正文。"),
    ])  # fmt: skip
    path = written(data.parent, "plan.docx", docx_bytes(body, styles=style("H", '<w:outlineLvl w:val="0"/>')))
    assert add_plan.main([str(path), "--key", "yy"], data, data.parent / "review") == 0
    (data / "plans/yy/original/yy.docx").write_bytes(path.read_bytes() + b"\0")
    assert review_plan.main(["yy"], data, data.parent / "review") == 1
    assert "plan_data/plans/yy/original/yy.docx:" in capsys.readouterr().err
