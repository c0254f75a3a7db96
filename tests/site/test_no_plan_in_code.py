"""No plan in code: what a plan is called, where it is, which years it spans stands in plan_data alone.

The words are read from the plans' own front matter, so that the next plan's are looked for too; what stands in
comments and docstrings is an example for the reader of the code and may name a plan.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_model.files import load
from scripts.building.steps import ROOT

# Invents plans for tests and benches: its wording is a fixture.
EXEMPT = {"scripts/synthesize_plans.py", "scripts/synthesis/scenes.py", "scripts/synthesis/wording.py"}
PYTHON = ("macros", "plan_model", "scripts", "target_calculator")
# How many plans there are, which level a side is of, and the names of plan periods.
COUNTS = r"(?<![后前另每本])[一二两三四五六七八九十\d]+(?:份|个|部)规划"
SIDES = r"[省市县区](?:里|级|规划)|省市|全省|“十[一二三四五]五”|十[一二三四五]五"
# Years that belong to a standard, a namespace or a code point, not to a plan; 2000 is a round number.
OTHER_YEARS = re.compile(r"GB/T 7714—2015|\\u20\d\d|/20\d\d/|2000")


def vocabulary() -> re.Pattern[str]:
    infos = [load.load_info(key) for key in load.plan_keys()]
    values = [value for info in infos for value in load.load_values(info.key)]
    years = {year for value in values for year in re.findall(r"\d{4}", value.year)}
    names = {name for info in infos for name in (info.title, info.short_title, info.place, info.place[:2])}
    keys = "|".join(rf"(?<![\w-]){info.key}(?![\w])" for info in infos)
    return re.compile(
        "|".join(
            [
                keys,
                *map(re.escape, sorted(names, key=len, reverse=True)),
                COUNTS,
                SIDES,
                rf"(?<!\d)(?:{'|'.join(sorted(years))})(?!\d)",
            ]
        )
    )


def python_text(source: str) -> Iterator[tuple[int, str]]:
    """The tokens of a module without comments and docstrings, by line."""
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        docstring = token.type == tokenize.STRING and before in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
        if token.type != tokenize.COMMENT and not docstring and token.string.strip():
            yield token.start[0], token.string
        if token.type not in {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING}:
            before = token.type


def uncommented(source: str, comments: str) -> Iterator[tuple[int, str]]:
    """The lines of a text in which comments are blanked out, line ends kept."""
    blank = re.sub(comments, lambda match: "\n" * match[0].count("\n"), source, flags=re.DOTALL | re.MULTILINE)
    yield from enumerate(blank.split("\n"), start=1)


def code() -> Iterator[tuple[str, Iterator[tuple[int, str]]]]:
    for folder in PYTHON:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), python_text(path.read_text(encoding="utf-8"))
    groups: list[tuple[list[Path], str]] = [
        (sorted((ROOT / "docs/assets/javascripts").rglob("*.js")), r"/\*.*?\*/|(?<![:\"'`])//[^\n]*"),
        (sorted((ROOT / "docs/overrides").rglob("*.html")), r"\{#.*?#\}|<!--.*?-->"),
        (sorted((ROOT / "docs").glob("*.md")), r"<!--.*?-->"),
        ([ROOT / "mkdocs.yml"], r"(?:^|\s)#[^\n]*"),
    ]
    for paths, comments in groups:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            yield path.relative_to(ROOT).as_posix(), uncommented(text, comments)


def test_no_plan_stands_in_code_templates_or_pages() -> None:
    words = vocabulary()
    found = [
        f"{name}:{line}: {match[0]}"
        for name, lines in code()
        if name not in EXEMPT
        for line, text in lines
        for match in words.finditer(OTHER_YEARS.sub("", text))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ['key = "qz"', '"qz-t2-"', '"浙江省规划"', "YEARS = (2020, 2025)", '"两份规划"', '"省里的举措"', '"“十四五”"'],
)
def test_the_words_of_a_plan_are_found(text: str) -> None:
    assert vocabulary().search(text)


def test_comments_and_docstrings_may_name_a_plan() -> None:
    source = '"""As in `qz-t2`."""\n\n\ndef f() -> int:\n    """As in 2025."""\n    return 1  # 衢州\n'
    assert not any(vocabulary().search(text) for _, text in python_text(source))
