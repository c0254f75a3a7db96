"""Plain text, Markdown and HTML: encodings, line ends, marks that belong to the file and not to the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_model.documents.block import DocumentBlock
from plan_model.documents.read import read_document
from tests.documents.files import written

TEXT = "新河县水利发展规划\n一、基础\n在新的发展阶段，为了和谐的水利，国家与地方一同规划。\n"


def read(folder: Path, name: str, data: bytes | str) -> list[DocumentBlock]:
    return list(read_document(written(folder, name, data)).blocks)


def lines(folder: Path, name: str, data: bytes | str) -> list[str]:
    return [block.number + block.text for block in read(folder, name, data)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_text_is_read_in_every_encoding_and_with_any_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    assert lines(tmp_path, "plan.txt", TEXT.replace("\n", end).encode(encoding)) == TEXT.split("\n")


def test_markdown_keeps_the_text_and_leaves_the_marks(tmp_path: Path) -> None:
    text = (
        "---\ntitle: x\n---\n# **河湖规划**\n\n<details>\n<summary>目录</summary>\n\n- 一、甲\n\n</details>\n\n"
        "**一、甲**\n\n水\\*量 &amp; [河](http://a)与**湖**\n相连。\n（一）乙\n> 引文\n\n1. 丙\n"
    )
    found = read(tmp_path, "plan.md", text)
    assert [(one.text, one.level, one.bold, one.in_box, one.contents) for one in found] == [
        ("河湖规划", 1, False, False, False),
        ("目录", None, False, False, True),
        ("一、甲", None, False, False, True),
        ("一、甲", None, True, False, False),
        ("水*量 & 河与湖相连。", None, False, False, False),
        ("（一）乙", None, False, False, False),
        ("引文", None, False, True, False),
        ("1. 丙", None, False, False, False),
    ]


def test_a_pipe_table_has_a_grid_and_its_header(tmp_path: Path) -> None:
    (block,) = read(tmp_path, "plan.md", "| 名 | 值 |\n| :-- | --: |\n| 水 \\| 河 | **3** |\n| 湖 |\n")
    assert block.grid is not None
    assert block.grid.rows == (("名", "值"), ("水 | 河", "3"), ("湖", ""))
    assert block.grid.header_rows == 1


def test_html_lists_show_their_numbers_and_tables_their_spans(tmp_path: Path) -> None:
    page = (
        "<html><head><title>不读</title></head><body><script>不读</script><h2>一、甲</h2>"
        "<p>水<b>量</b>\n河</p><ol start=3><li>丙<li><p>丁</p></ol><ol type=a><li>戊</ol>"
        "<p style='display:none'>藏</p><p>甲。<br>\u3000\u3000乙<br>丙</p>"
        "<table><tr><th rowspan=2>名<th colspan=2>值<tr><th>旧<th>新<tr><td>水<td>1<td>2</table></body></html>"
    )
    document = read_document(written(tmp_path, "plan.html", page))
    *text, table = document.blocks
    assert [one.number + one.text for one in text] == ["一、甲", "水量 河", "3. 丙", "4. 丁", "a. 戊", "甲。", "乙丙"]
    assert text[0].level == 2
    assert table.grid is not None
    assert table.grid.rows == (("名", "值", ""), ("", "旧", "新"), ("水", "1", "2"))
    assert table.grid.header_rows == 2
    assert [what for _, what in document.remarks] == ["hidden text is left out: '藏'"]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("gbk", "utf-8"), ("", "gb18030")]
)
def test_html_is_read_in_the_encoding_that_it_has(tmp_path: Path, declared: str, encoding: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{TEXT}</p></body></html>".encode(encoding)
    assert "新河县水利发展规划" in "".join(lines(tmp_path, "plan.html", page))
