"""The review page of a drafted plan: one file for a double-click, doubts first, the reading beside the original."""

from __future__ import annotations

from collections import Counter
from html import escape

from macros.markup import element, link
from plan_model.drafting.draft import Draft
from plan_model.drafting.lines import DraftLine
from plan_model.shapes.plan import Provision
from plan_model.source.doubts import Doubt

_STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 80rem;
  padding: 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top }
td.n { white-space: nowrap; color: #555 }
td.left { width: 46% }
.structure { background: #fff1d6 }
.outline { padding-left: 0 }
.outline li { list-style: none }
.d2 { margin-left: 1.5rem } .d3 { margin-left: 3rem } .d4 { margin-left: 4.5rem } .d5 { margin-left: 6rem }
.d6 { margin-left: 7.5rem }
.id { color: #555; font-size: .85em }
h1 { font-size: 1.5rem }
h2 { font-size: 1.2rem; margin-top: 2rem }
:target { outline: 3px solid #0b62a8 }
"""
_DEEPEST = 6


def review_page(draft: Draft, facts: dict[str, str]) -> str:
    """Return the page; `facts` are what is said of the plan and of the reading, in order."""
    title = f"{draft.key}: {draft.front.title}"
    open_doubts = sum(1 for doubt in draft.doubts if doubt.weight == "structure")
    body = [
        element("h1", escape(f"Review of {title}")),
        element("p", escape(_what_is_left(draft, open_doubts))),
        _table([(escape(name), escape(value)) for name, value in {**facts, **counts(draft)}.items()]),
        element("h2", f"Doubts ({len(draft.doubts)})", id="doubts"),
        _doubts(draft),
        element("h2", "Outline", id="outline"),
        element("ul", "".join(_entry(part) for part in _parts(draft)), class_="outline"),
        element("h2", f"Corrections ({len(draft.corrections)})", id="corrections"),
        _table(
            [(_to_line(one.source_line), escape(one.kind), escape(one.raw), escape(one.published), escape(one.reason))
             for one in draft.corrections],
            ("line", "kind", "in the source", "published", "reason"),
        ),
        element("h2", "The original, and how it reads", id="text"),
        _side_by_side(draft),
    ]  # fmt: skip
    head = f'<meta charset="utf-8">{element("title", escape(title))}{element("style", _STYLE)}'
    return f'<!DOCTYPE html>\n<html lang="en">{element("head", head)}{element("body", chr(10).join(body))}</html>\n'


def counts(draft: Draft) -> dict[str, str]:
    """Return how many parts of each depth, tables, paragraphs and sentences the reading has."""
    parts = [part for chapter in draft.chapters for part in chapter.walk()]
    headings = Counter(depth(part) for part in parts if part.kind not in {"paragraph", "table"} and part.number)
    return {
        "numbered headings by level": ", ".join(f"{level}: {count}" for level, count in sorted(headings.items()))
        or "none",
        "tables": str(sum(part.kind == "table" for part in parts)),
        "paragraphs": str(sum(part.kind == "paragraph" for part in parts)),
        "sentences": str(sum(len(part.sentences) for part in parts)),
    }


def depth(part: Provision) -> int:
    """Return how deep a part stands: 1 is a chapter."""
    return part.id.count(".") + 1


def _what_is_left(draft: Draft, open_doubts: int) -> str:
    left = f"{open_doubts} doubts of structure are open" if open_doubts else "no doubt of structure is open"
    return (
        f"{left}. Correct plan_data/plans/{draft.key}/plan.yml and corrections.csv, then run "
        f"`python -m scripts.review_plan {draft.key}`; a doubt that is none goes into `layout: settled: [line, …]`. "
        f"When it reads as printed: `python -m scripts.accept_plan {draft.key}`."
    )


def _doubts(draft: Draft) -> str:
    raw = {line.number: line for line in draft.lines}
    rows = [_doubt(doubt, raw.get(doubt.line)) for doubt in draft.doubts]
    head = _row(("line", "weight", "what", "how it is read", "what settles it", "the line"), "th")
    return element("table", head + "".join(rows))


def _doubt(doubt: Doubt, line: DraftLine | None) -> str:
    text = line.raw[:80] if line else ""
    cells = (_to_line(doubt.line), doubt.weight, *map(escape, (doubt.what, doubt.read_as, doubt.settle, text)))
    return element("tr", "".join(element("td", cell) for cell in cells), class_=doubt.weight)


def _parts(draft: Draft) -> list[Provision]:
    return [part for chapter in draft.chapters for part in chapter.walk() if part.kind != "paragraph"]


def _entry(part: Provision) -> str:
    text = escape(part.number + part.heading) or "(no heading)"
    words = f"{link(f'#l{part.source_lines[0]}', part.id, class_='id')} {text}"
    return element("li", words, class_=f"d{min(depth(part), _DEEPEST)}")


def _side_by_side(draft: Draft) -> str:
    """The lines of the source, each beside what begins there."""
    begins: dict[int, list[str]] = {}
    for part in (part for chapter in draft.chapters for part in chapter.walk()):
        begins.setdefault(part.source_lines[0], []).append(_reading(part))
    rows = [
        element("tr", "".join((
            element("td", escape(f"{line.number} · {line.block.place}"), class_="n"),
            element("td", escape(line.raw.replace("\t", " | ")), class_="left"),
            element("td", "".join(begins.get(line.number, []))),
        )), id=f"l{line.number}")
        for line in draft.lines if line.raw.strip()
    ]  # fmt: skip
    return element("table", _row(("line · place", "original", "reading"), "th") + "".join(rows))


def _reading(part: Provision) -> str:
    name = element("span", escape(f"{part.id} {part.kind}"), class_="id")
    if part.kind == "table":
        header = [_row([escape(cell) for cell in row], "th") for row in part.header]
        rows = [_row([escape(cell) for cell in row], "td") for row in part.rows]
        return name + element("table", "".join([*header, *rows]))
    if part.kind == "paragraph":
        return element("p", f"{name} {escape(part.text)}")
    return element("p", f"{name} {element('strong', escape(part.number + part.heading))}")


def _to_line(number: int) -> str:
    return link(f"#l{number}", str(number))


def _table(rows: list[tuple[str, ...]], head: tuple[str, ...] = ()) -> str:
    return element("table", (_row(head, "th") if head else "") + "".join(_row(row, "td") for row in rows))


def _row(cells: tuple[str, ...] | list[str], tag: str) -> str:
    return element("tr", "".join(element(tag, cell) for cell in cells))
