"""Proposes corrections of a source text: contents list, page numbers, markup, lost points, page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_model.drafting.lines import DraftLine
from plan_model.shapes.plan import CorrectionKind
from plan_model.source.marks import mark_of
from plan_model.source.source_text import PAGE_BREAK, fold_width

_FIGURE = "[0-9０-９]"
_UNIT = "万亿元|亿元|万元|亿美元|万人|亿千瓦时|万千瓦|万吨|亿吨|平方公里|公里|个百分点|百分点|倍|版|万|亿|[%％‰]"
_POINT = re.compile(rf"(?P<whole>{_FIGURE}{{1,6}}) (?P<part>{_FIGURE}{{1,2}})(?P<unit>\s?(?:{_UNIT}))")
_POINT_AT_END = re.compile(rf"(?P<whole>{_FIGURE}{{1,6}}) (?P<part>{_FIGURE}{{1,2}})\s*$")
_UNIT_FIRST = re.compile(rf"(?:{_UNIT})")
_ITEM = re.compile(rf"^(?P<lead>\s*)(?P<number>{_FIGURE}{{1,2}}) (?P<first>[\u4e00-\u9fff]{{1,4}})")
_PAGE_NUMBER = re.compile(
    r"[\s　]*[—\-－–·]{1,2}\s*[0-9０-９]{1,3}\s*[—\-－–·]{1,2}[\s　]*|[\s　]*第\s?\d+\s?页(?:\s?共\s?\d+\s?页)?[\s　]*"
)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SENTENCE_END = tuple("。！？；：:;”’）》】)!?.…")
_CONTEXT = 6
_LONGEST_NAME = 25  # a line without punctuation that is no longer may be a heading, a name or a date
_PLUS = re.compile(r"[^\s\u3000，。、“”（）＋+]{1,2}(?: +[＋+] *|[＋+] +)[^\s\u3000，。、“”（）＋+]{0,2}")


@dataclass(frozen=True)
class Proposal:
    """A row proposed for corrections.csv."""

    source_line: int
    raw: str
    published: str
    kind: CorrectionKind
    reason: str


def propose(
    lines: Sequence[DraftLine], contents: Sequence[DraftLine], title_line: int, *, wrapped: bool, lines_only: bool
) -> list[Proposal]:
    """Return the corrections that the text seems to need, in the order of its lines."""
    taken = {line.number for line in contents}
    rest = [line for line in lines if line.text and line.number not in taken]
    found = [Proposal(line.number, line.raw.strip("\r\n \u3000"), "", "contents_list",
                      "目录行，不属于正文；各条标题与正文标题核对") for line in contents]  # fmt: skip
    if lines_only:
        found += [one for line in rest for one in _markup(line)]
        found += _page_numbers(rest)
    found += _points(rest)
    found += [one for line in rest for one in _spacing(line)]
    found += _items(rest)
    if lines_only and not wrapped:
        found += _page_breaks([line for line in rest if line.number > title_line])
    found += _repeated_heads(rest)
    return sorted(found, key=lambda one: one.source_line)


def _markup(line: DraftLine) -> Iterator[Proposal]:
    for match in _BOLD.finditer(line.raw):
        yield Proposal(line.number, match.group(), match[1], "markup", "加粗标记，不属于正文")


def _spacing(line: DraftLine) -> Iterator[Proposal]:
    for match in _PLUS.finditer(line.raw):
        published = fold_width(match.group()).replace(" ", "")
        yield Proposal(line.number, match.group(), published, "spacing", "抽取时加号前后多出空格")


def _page_numbers(lines: Sequence[DraftLine]) -> Iterator[Proposal]:
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.raw):
            yield Proposal(line.number, line.raw.strip(" \u3000\r\x0c"), "", "page_number", "页码，不属于正文")


def _points(lines: Sequence[DraftLine]) -> Iterator[Proposal]:
    """A figure in two parts before a unit has lost its decimal point."""
    for index, line in enumerate(lines):
        if "\t" in line.raw:
            continue
        for match in _POINT.finditer(line.raw):
            yield _point(line, match, match["unit"])
        at_end = _POINT_AT_END.search(line.raw)
        if at_end and index + 1 < len(lines) and _UNIT_FIRST.match(lines[index + 1].text):
            yield _point(line, at_end, "")


def _point(line: DraftLine, match: re.Match[str], unit: str) -> Proposal:
    published = f"{fold_width(match['whole'])}.{fold_width(match['part'])}{fold_width(unit)}"
    return Proposal(line.number, match["whole"] + " " + match["part"] + unit, published, "decimal_point",
                    "抽取时小数点丢失，按数值与单位恢复")  # fmt: skip


def _items(lines: Sequence[DraftLine]) -> Iterator[Proposal]:
    """A figure and a space at the beginning of a line, in the order of a list, have lost their point."""
    last = 0
    for line in lines:
        mark = mark_of(line.text)
        match = _ITEM.match(line.raw)
        if mark and mark.kind in {"第章", "第节", "一、", "（一）"}:
            last = 0
        elif mark and mark.kind == "1." and mark.value:
            last = mark.value
        elif match and int(fold_width(match["number"])) == last + 1:
            last += 1
            raw = f"{match['number']} {match['first']}"
            yield Proposal(
                line.number, raw, f"{last}.{match['first']}", "item_point", "抽取时序号后的点丢失，按序号恢复"
            )


def _page_breaks(lines: Sequence[DraftLine]) -> Iterator[Proposal]:
    """A paragraph that ends within a sentence goes on with the next line, if that begins nothing of its own."""
    for line, following in pairwise(lines):
        if "\t" in line.raw + following.raw or mark_of(following.text) or line.text.endswith(_SENTENCE_END):
            continue
        is_heading = mark_of(line.text) is not None and "。" not in line.text
        is_text = len(line.text) > _LONGEST_NAME or re.search("[，。；]", line.text)
        if is_text and not is_heading:
            end, start = line.raw.rstrip()[-_CONTEXT:], following.raw.strip()[:_CONTEXT]
            yield Proposal(
                line.number, end + PAGE_BREAK + start, end + start, "page_break", "段落被分页切断，接续下一行"
            )


def _repeated_heads(lines: Sequence[DraftLine]) -> Iterator[Proposal]:
    """The first rows of a table that come again within it."""
    head: list[str] = []
    rows: list[str] = []
    for line in lines:
        if "\t" not in line.raw:
            rows = []
            continue
        rows.append(line.raw)
        head = rows[:3]
        if len(rows) > 3 and line.raw in head and sum(1 for cell in line.raw.split("\t") if cell.strip()) > 1:
            yield Proposal(line.number, line.raw.strip("\r\n"), "", "table_header", "表格跨页时重复的表头")
