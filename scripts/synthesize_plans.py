"""Makes plan data of invented wording: further plans, to measure how the build grows, or another site's.

    python -m scripts.synthesize_plans 10 --output folder [--chapters-per-plan 15] [--paragraphs 40]
    python -m scripts.synthesize_plans --scene related --output folder

The second form writes the data of another site: four related plans, a plan of text alone, one in English, or none
(scripts/synthesis/scenes.py). The first measures growth.
`folder` then holds the plan data of this project and the further plans, with their ids registered; each of these stands
by itself (`own_pages: false`). Each chapter has two sections with two items; its paragraphs stand under the items.
The same arguments give the same files. Exit codes: 0 done, 1 the plan data of this project is at fault.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from plan_model.errors import PlanDataError
from plan_model.files import load
from plan_model.ids.registry import registry_file
from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.tagging import Tag
from scripts.register_ids import register
from scripts.synthesis.scenes import SCENES, write_scene
from scripts.synthesis.wording import heading, paragraph

_DATE = date(2026, 1, 1)
_NUMERALS = "零一二三四五六七八九"
_PARTS = ("（一）", "（二）")
_INDICATORS = {"total-assets": "资产总额", "operating-revenue": "营业收入", "total-profit": "利润总额"}
_NOTICE = "现将本规划印发，请结合实际组织实施。"
_VALUE_COLUMNS = [name for name in IndicatorValue.model_fields if name != "row"]


def synthesize(count: int, output: Path, *, chapters: int = 15, paragraphs: int = 40) -> list[str]:
    """Write the plan data of this project with `count` further plans to `output`; return their keys.

    Raises PlanDataError when the data of this project cannot be read.
    """
    shutil.copytree(load.DATA, output, dirs_exist_ok=True)
    return add_plans(count, output, chapters=chapters, paragraphs=paragraphs)


def add_plans(count: int, data: Path, *, chapters: int = 15, paragraphs: int = 40) -> list[str]:
    """Write `count` further plans into plan data; return their keys."""
    keys = [plan_key(number) for number in range(count)]
    for number, key in enumerate(keys):
        folder = data / "plans" / key
        folder.mkdir()
        _write_plan(folder, number, list(_lines(Random(key), number, chapters, paragraphs)))  # noqa: S311  no secret
        register_anew(key, data)
    return keys


def plan_key(number: int) -> str:
    """Return the key of a synthetic plan: `saa`, `sab`, …"""
    return f"s{chr(97 + number // 26)}{chr(97 + number % 26)}"


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


def _title(number: int) -> str:
    return f"第{number + 1}号样例单位发展规划"


def _lines(random: Random, number: int, chapters: int, paragraphs: int) -> Iterator[str]:
    """The lines of the source: notice, title, then the chapters."""
    yield _NOTICE
    yield _title(number)
    for chapter in range(1, chapters + 1):
        yield f"{chinese_number(chapter)}、{heading(random)}"
        for index in range(paragraphs):
            part, inside = divmod(index * 4, paragraphs * 2)
            if inside < 4:
                yield f"{_PARTS[part]}{heading(random)}"
            if index in {0, paragraphs // 4, paragraphs // 2, 3 * paragraphs // 4}:
                yield f"{1 + (inside >= paragraphs)}.{heading(random)}"
            yield paragraph(random) + (_figures(random, chapter) if index == 0 else "")


def _figures(random: Random, chapter: int) -> str:
    """A sentence with a baseline and one with a target, in the first chapters."""
    name = list(_INDICATORS.values())[chapter - 1 : chapter]
    if not name:
        return ""
    baseline = random.randint(500, 900)
    return f"2020年{name[0]}为{baseline}.5亿元。到2025年{name[0]}达到{baseline + random.randint(50, 400)}.5亿元。"


def _write_plan(folder: Path, number: int, lines: list[str]) -> None:
    source = "\n".join(lines) + "\n"
    title = _title(number)
    (folder / "source.txt").write_text(source, encoding="utf-8")
    (folder / "scopes.yml").write_text(
        f"scopes:\n  - id: {folder.name}-all\n    plan: {folder.name}\n    name: 全部单位\n", encoding="utf-8"
    )
    (folder / "plan.yml").write_text(
        f"key: {folder.name}\ntitle: {title}\nshort_title: 样例规划{number + 1}\nplace: 第{number + 1}号样例单位\n"
        f"issuers: [第{number + 1}号样例单位]\ndocument_number: ''\nissued: 2021-06-30\nfirst_year: 2021\n"
        f"last_year: 2025\nstatus: accepted\nown_pages: false\n"
        f"source:\n  file: source.txt\n  sha256: {'0' * 64}\n  citation: {title}。\n"
        "layout:\n  hard_wrapped: false\n  notice: [1, 1]\n  title_line: 2\n",
        encoding="utf-8",
    )


def register_anew(key: str, data: Path) -> None:
    """Write what refers to the ids of a synthetic plan's text, as if it had not been published: tags, values, registry.

    Raises PlanDataError when the plan cannot be read.
    """
    folder = data / "plans" / key
    _note_digest(folder)
    plan = load.load_plan(key, data)
    tagged = [provision for provision in plan.provisions() if provision.kind == "paragraph"]
    _write_csv(folder / "tags.csv", [name for name in Tag.model_fields if name != "row"],
               ([one.id, "measure", "", "0"] for one in tagged))  # fmt: skip
    sentences = [pair for provision in tagged for pair in provision.sentence_ids()]
    _write_csv(folder / "values.csv", _VALUE_COLUMNS, _values(key, sentences))
    (data / registry_file(key)).unlink(missing_ok=True)
    register(data, _DATE, [key])


def _note_digest(folder: Path) -> None:
    digest = hashlib.sha256((folder / "source.txt").read_bytes()).hexdigest()
    information = folder / "plan.yml"
    lines = information.read_text(encoding="utf-8").split("\n")
    noted = (f"  sha256: {digest}" if line.startswith("  sha256:") else line for line in lines)
    information.write_text("\n".join(noted), encoding="utf-8")


def _values(key: str, sentences: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    names = {name: identifier for identifier, name in _INDICATORS.items()}
    for identifier, text in sentences:
        year, _, rest = text.removeprefix("到").partition("年")
        name, printed = rest[:4], rest[4:].strip("为达到。")
        if year in {"2020", "2025"} and name in names:
            kind = "baseline" if year == "2020" else "target"
            number = printed.removesuffix("亿元")
            yield [names[name], f"{key}-all", year, number, "", "", "亿元", kind, "point", "", "level", "", printed,
                   identifier, ""]  # fmt: skip


def _write_csv(path: Path, columns: list[str], rows: Iterable[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Write the plans and say which."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--scene", choices=SCENES, help="the data of another site, in the place of this one's")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--chapters-per-plan", type=int, default=15)
    parser.add_argument("--paragraphs", type=int, default=40)
    options = parser.parse_args(arguments)
    sizes = {"chapters": options.chapters_per_plan, "paragraphs": options.paragraphs}
    try:
        if options.scene:
            keys = write_scene(options.scene, options.output)
        else:
            keys = synthesize(options.count, options.output, **sizes)
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(keys)} invented plans in {options.output}: {', '.join(keys)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
