"""Derives plan_data/plans/<key>/chapters/*.yml from source.txt, corrections.csv and plan.yml, for review.

    python -m scripts.import_plan KEY … [--check]

A plan need not keep them: its chapters are then read from source.txt at each build.
Running it again changes nothing; --check writes nothing and exits 1 when a chapter file is out of date.
Exit codes: 0 done (or up to date), 1 a problem with the plan data.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from plan_model.errors import PlanDataError
from plan_model.files import load
from plan_model.shapes.plan import Provision

# What the check of a plan's chapters reads in its folder.
CHAPTERS = "chapters"
READ = ("plan.yml", "source.txt", "corrections.csv", CHAPTERS)


class _Dumper(yaml.SafeDumper):
    """Block style with short lists in flow style, so that a chapter file reads like the chapter."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _represent_tuple(dumper: yaml.SafeDumper, row: tuple[object, ...]) -> yaml.Node:
    flow = not any(isinstance(cell, (dict, tuple)) for cell in row)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=flow)


_Dumper.add_representer(tuple, _represent_tuple)


def import_chapters(key: str, data: Path = load.DATA) -> dict[str, str]:
    """Return the YAML text of each chapter file of a plan, by file name."""
    info, corrections = load.load_info(key, data), load.load_corrections(key, data)
    chapters = load.read_chapters(info, corrections, load.load_source(key, data))
    return {f"{chapter.id.removeprefix(key + '-')}.yml": to_yaml(chapter) for chapter in chapters}


def to_yaml(chapter: Provision) -> str:
    """Return a chapter as YAML, without the fields that are empty."""
    return yaml.dump(
        chapter.model_dump(exclude_defaults=True),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
    )


def stale_chapters(data: Path = load.DATA) -> list[str]:
    """Return the chapter files (below plan_data) that are not what the source texts give, of plans that keep them."""
    return [
        f"plans/{key}/chapters/{name}"
        for key in load.plan_keys(data)
        if (data / "plans" / key / CHAPTERS).is_dir()
        for name in _write(key, import_chapters(key, data), data, check=True)
    ]


def _write(key: str, files: dict[str, str], data: Path, *, check: bool) -> list[str]:
    """Write the chapter files that differ; return their names."""
    folder = data / "plans" / key / CHAPTERS
    folder.mkdir(exist_ok=True)
    stale = [path.name for path in folder.glob("*.yml") if path.name not in files]
    changed = [
        name
        for name, text in files.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]
    if not check:
        for name in stale:
            (folder / name).unlink()
        for name in changed:
            (folder / name).write_text(files[name], encoding="utf-8")
    return [*stale, *changed]


def main(arguments: list[str] | None = None, data: Path = load.DATA) -> int:
    """Import the plans named on the command line; `data` is the folder of the plan data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plans", nargs="+")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    try:
        changed = {key: _write(key, import_chapters(key, data), data, check=options.check) for key in options.plans}
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    for key, names in changed.items():
        print(f"{key}: {'out of date' if options.check and names else 'changed'}: {', '.join(names) or 'none'}")
    return 1 if options.check and any(changed.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
