"""Files that are no plan, or are made to do harm: one sentence each, in bounded time and memory."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_model.documents import block
from plan_model.documents.block import UnreadableDocumentError
from plan_model.documents.read import read_document
from plan_model.drafting.draft import draft_plan
from tests.documents.files import docx_bytes, paragraph, written, zip_bytes

SOUND = docx_bytes(paragraph("一、甲") + paragraph("正文。"))
ENTITIES = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'


def refusal(folder: Path, name: str, data: bytes | str) -> str:
    before = {path.name for path in folder.iterdir()}
    path = written(folder, name, data)
    with pytest.raises(UnreadableDocumentError) as error:
        read_document(path)
    assert {path.name for path in folder.iterdir()} - before == {name}
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.doc", b"", "save it as .docx"),
        ("a.wps", b"", "open it in WPS and save it as .docx"),
        ("a.ofd", b"", "save it as PDF, or ask the issuer for the .docx"),
        ("a.docm", SOUND, "without macros"),
        ("a.xyz", b"text", "files of the kind .xyz are not read"),
        ("a", b"text", "(no ending)"),
        ("a.txt", SOUND, "the file is called .txt and is .docx"),
        ("a.docx", b"%PDF-1.7", "the file is called .docx and is .pdf"),
        ("a.docx", b"plain text", "no whole .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "encrypted, or an old .doc"),
        ("a.docx", SOUND[: len(SOUND) // 2], "no whole .docx"),
        ("a.docx", zip_bytes({"readme.xml": b"<a/>"}), "it has no document in it"),
        ("a.docx", zip_bytes({"word/document.xml": ENTITIES.encode()}), "declares a document type"),
        ("a.docx", zip_bytes({"word/document.xml": ENTITIES.encode("utf-16")}), "declares a document type"),
        ("a.docx", zip_bytes({"word/document.xml": b"<a><b></a>"}), "is damaged"),
        ("a.docx", zip_bytes({"word/document.xml": b"<a>" * 600 + b"</a>" * 600}), "too deeply"),
        ("a.docx", zip_bytes({"../../word/document.xml": b"<a/>"}), "it has no document in it"),
        ("a.txt", b"", "the file is empty"),
        ("a.md", b"\xef\xbb\xbf", "the file is empty"),
        ("a.txt", b"text\x00\x01\x02", "the file"),
        ("a.txt", bytes(range(128, 256)) * 9, "no text in a known encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    assert expected in refusal(tmp_path, name, data)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(SOUND)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = -1
        while (at := data.find(start, at + 1)) >= 0:
            data[at + (6 if start[2] == 3 else 8)] |= 1
    assert "encrypted" in refusal(tmp_path, "a.docx", bytes(data))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zip_bytes({"word/document.xml": b" " * (2 * block.LARGEST_PART)})
    tracemalloc.start()
    assert "unpacks to more than 96 MB" in refusal(tmp_path, "a.docx", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * block.LARGEST_PART


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_a_file_too_large_for_a_plan_is_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(block.LARGEST_FILE + 1)
    with pytest.raises(UnreadableDocumentError, match="more than 64 MB"):
        read_document(path)


MARKS = [
    "一、",
    "（一）",
    "1.",
    "2.1 ",
    "第一章 ",
    "——",
    "专栏1",
    "表 1",
    "附件1：",
    "目录\n",
    ".....3\n",
    "规划\n",
    "。",
    "甲乙",
]
SIGNS = ["\t", "\n", "# ", "> ", "| a | b |\n", "|---|---|\n", "**", "<p>", "<table><tr><td colspan=3>", "</table>"]
SIGNS += ["<ol><li>", "<li value=x>", "\u3000", "&amp;", "]]>", "\ufeff"]
PIECES = st.lists(st.sampled_from(MARKS + SIGNS), max_size=25).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES | st.text(max_size=60), st.sampled_from([".txt", ".md", ".html"]))
def test_no_text_brings_a_reader_down(tmp_path: Path, text: str, ending: str) -> None:
    path = written(tmp_path, f"plan{ending}", text.encode(errors="replace"))
    try:
        document = read_document(path)
    except UnreadableDocumentError:
        return
    draft = draft_plan("xx", document)
    ids = [part.id for chapter in draft.chapters for part in chapter.walk()]
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=6))
def test_no_damage_brings_the_docx_reader_down(tmp_path: Path, at: int, damage: bytes) -> None:
    path = written(tmp_path, "plan.docx", SOUND[:at] + damage + SOUND[at + len(damage) :])
    try:
        read_document(path)
    except UnreadableDocumentError:
        return
