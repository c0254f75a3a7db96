"""How the lines of a document are laid out: wrapped or not, where paragraphs begin, which lines head parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plan_model.documents.block import Document
from plan_model.drafting.contents import plain
from plan_model.drafting.front import Front
from plan_model.drafting.lines import DraftLine
from plan_model.source.doubts import Doubt
from plan_model.source.marks import mark_of
from plan_model.source.outline import LONGEST_HEADING
from plan_model.source.ranks import UNRANKED

_END = tuple("。！？；：:;!?.")
_NARROWEST, _WIDEST = 12, 60
_NEARLY_FULL = 0.8
_HALF_FULL = 0.6
_OFTEN = 3
_MOSTLY = 0.6
_LONGEST_BOLD = 40
_INDENT = re.compile(r"^(?:\u3000\u3000| {4,}\S)")


def is_wrapped(document: Document, lines: Sequence[DraftLine]) -> bool:
    """Tell whether the lines of a text file are cut at a page's width, so that a line is no paragraph."""
    if not document.lines_only:
        return False
    printed = [line.text for line in lines if line.text and "\t" not in line.raw]
    long = [text for text in printed if len(text) > 1 and not mark_of(text)]
    if len(long) < 8:
        return False
    lengths = sorted(len(text) for text in long)
    widest = lengths[int(len(lengths) * 0.95)]
    open_ended = sum(1 for text in long if not text.endswith(_END) and len(text) >= _NEARLY_FULL * widest)
    limit = _WIDEST if re.search(r"[一-鿿]", "".join(long[:50])) else 2 * _WIDEST
    return _NARROWEST <= widest <= limit and open_ended > 0.35 * len(long)


def paragraph_starts(lines: Sequence[DraftLine], front: Front) -> tuple[int, ...]:
    """Return the lines of a wrapped text at which a paragraph begins that no number announces."""
    printed = [line for line in lines if line.text]
    lengths = sorted(len(line.text) for line in printed)
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    starts = []
    before: DraftLine | None = None
    for line in printed:
        in_notice = front.notice[0] <= line.number <= front.notice[1]
        if before is None or _begins(before, line, width, in_notice=in_notice) or before.number == front.title_line:
            starts.append(line.number)
        before = line
    return tuple(number for number in starts if number != front.title_line)


def _begins(before: DraftLine, line: DraftLine, width: int, *, in_notice: bool) -> bool:
    """Tell whether a line begins a paragraph: after a line that is not full and ends a sentence, or is a signature."""
    if mark_of(line.text):
        return False
    if _INDENT.match(line.raw) and before.text.endswith(_END):
        return True
    is_short = len(before.text) < _NEARLY_FULL * width
    ends = before.text.endswith(_END)
    if in_notice:
        return ends or (len(before.text) < _HALF_FULL * width and not before.text.endswith(("，", "、")))
    return is_short and ends


def unnumbered_headings(
    document: Document, lines: Sequence[DraftLine], skipped: frozenset[int], doubts: list[Doubt]
) -> dict[int, str]:
    """Return the lines that a style, a Markdown or HTML heading or bold alone takes for headings, with their rank.

    The rank is the kind of number that headings of the same level have (`一、`), else `h1`, `h2` …
    """
    if document.lines_only:
        return {}
    body = [line for line in lines if line.text and line.number not in skipped and not line.block.grid]
    repeated = Counter(line.text for line in body if line.block.level)
    peers = _peers(body)
    found: dict[int, str] = {}
    for line in body:
        mark = mark_of(line.text, heading=bool(line.block.level))
        rank = _rank(line, peers)
        if mark:
            if rank and (mark.kind.endswith("*") or mark.kind.startswith("1.1")):
                found[line.number] = mark.kind
        elif rank and line.block.level and repeated[line.text] >= _OFTEN:
            what = f"{line.text[:30]!r} is marked as a heading {repeated[line.text]} times"
            settle = "list the line under `headings` in plan.yml if it is one"
            doubts.append(Doubt(line.number, what, "read as text (a running head)", settle, "remark"))
        elif rank:
            found[line.number] = rank
            by = "its level" if line.block.level else "bold"
            settle = "take the line out of `headings` in plan.yml if it is none"
            doubts.append(
                Doubt(line.number, f"{line.text[:30]!r} has no number", f"read as a heading, by {by}", settle, "remark")
            )
    return found


def announced_headings(
    lines: Sequence[DraftLine], contents: Sequence[tuple[DraftLine, str]], skipped: frozenset[int]
) -> dict[int, str]:
    """Return the lines without a number that the contents list announces word for word, with its first rank."""
    entries = {plain(entry) for _, entry in contents if entry and not mark_of(entry)}
    marks = [mark for _, entry in contents if (mark := mark_of(entry))]
    if not entries or not marks:
        return {}
    return {
        line.number: marks[0].kind
        for line in lines
        if line.number not in skipped and line.text and not mark_of(line.text) and plain(line.text) in entries
    }


def disagreements(lines: Sequence[DraftLine], skipped: frozenset[int]) -> list[Doubt]:
    """Return the numbered lines whose style says another level than that of most lines with the same kind of number."""
    numbered = []
    for line in lines:
        mark = mark_of(line.text, heading=bool(line.block.level))
        if mark and mark.kind not in UNRANKED and line.number not in skipped and not line.block.grid:
            numbered.append((line, mark.kind))
    counts: dict[str, Counter[int]] = {}
    for line, kind in numbered:
        counts.setdefault(kind, Counter())[line.block.level or 0] += 1
    doubts = []
    for line, kind in numbered:
        usual, times = counts[kind].most_common(1)[0]
        own = line.block.level or 0
        if own != usual and times >= _OFTEN and times >= _MOSTLY * counts[kind].total():
            what = f"{line.text[:30]!r} has {_in_words(own)}, others with {kind} have {_in_words(usual)}"
            settle = "list the line under `plain` in plan.yml if it is text"
            doubts.append(Doubt(line.number, what, "read by its number", settle, "remark"))
    return doubts


def _in_words(level: int) -> str:
    return f"outline level {level}" if level else "no outline level"


def _peers(body: Sequence[DraftLine]) -> dict[int, str]:
    """The kind of number that most numbered headings of a level have, by level."""
    counts: dict[int, Counter[str]] = {}
    for line in body:
        mark = mark_of(line.text, heading=bool(line.block.level))
        if mark and line.block.level and mark.kind not in UNRANKED:
            counts.setdefault(line.block.level, Counter())[mark.kind] += 1
    return {level: kinds.most_common(1)[0][0] for level, kinds in counts.items()}


def _rank(line: DraftLine, peers: dict[int, str]) -> str | None:
    level = line.block.level
    if level:
        return peers.get(level, f"h{level}") if len(line.text) <= 2 * LONGEST_HEADING else None
    is_heading = (
        line.block.bold and len(line.text) <= _LONGEST_BOLD and not line.text.endswith(_END) and not line.block.in_box
    )
    return "h9" if is_heading else None
