"""How the build grows: time and memory at 150 and 1,500 further chapter pages, against MkDocs-Material and Zensical.

Run: python -m bench.growth [further plans, 15 chapters each …]      (10 and 100 unless told)

The further plans are synthetic (scripts/synthesize_plans.py), about 40 paragraphs a chapter, each standing by itself:
chapters, search index, citations and data, no page of its own for each paragraph, which the peers would not have
either. All get the same Markdown of chapters and overviews. Ours also does what the peers do not: it reads and
checks the plan data, and builds the two compared plans with their hundreds of other pages and charts, which is most
of its work at 150 pages; the browser runtimes are taken as built. Each way runs once, for the long runs differ
little. Ours works on all processors, MkDocs on one: what counts is the wall clock, on a machine that does nothing else;
processor seconds stand beside it, because other work changes them least. Memory is that of the largest process; ours
has one more for each processor.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.report import Row
from scripts.building.steps import ROOT
from scripts.synthesize_plans import add_plans, register_anew

PLANS = (10, 100)
CHAPTERS = 15
EDITS = 3
MANY = 1000  # pages from which on ours is to be the faster, though it does more
BUILD = (sys.executable, "-m", "scripts.build_site")
COPIED = ("docs", "macros", "plan_data", "plan_model", "scripts", "target_calculator")
ALSO_COPIED = ("requirements", "build/runtime", "build/vega")
STAMPS = ("browser-packages", "charts-runtime", "python-runtime")  # what is taken as built
FILES = ("mkdocs.yml", "package.json", "package-lock.json", "pyproject.toml")
THEME: dict[str, object] = {"name": "material", "language": "zh", "font": False}
BARE: dict[str, object] = {
    "site_name": "peer",
    "theme": THEME,
    "use_directory_urls": False,
    "markdown_extensions": ["attr_list", "md_in_html", "tables", "footnotes", "toc"],
}
PRUNED = {**BARE, "theme": {**THEME, "features": ["navigation.prune"]}}
MARKDOWN = ("build/pages/zj", "build/pages/qz", "build/plans/*/pages/*")


@dataclass(frozen=True)
class Usage:
    """What a command took: wall clock, processor seconds with its children's, peak memory of the largest in MB."""

    seconds: float
    processor: float
    peak: float


def measure(plans: Sequence[int] = PLANS) -> list[Row]:
    """Return the rows of every size."""
    with TemporaryDirectory(dir=ROOT / ".cache") as folder:
        zensical = _zensical(Path(folder) / "zensical")
        two_plans = our_project(Path(folder) / "base", 0)
        base = run(BUILD, two_plans)
        edits = [_seconds_after_an_edit(two_plans) for _ in range(EDITS)]
        sizes = [row for count in plans for row in _size(Path(folder) / str(count), count, base, zensical)]
        name = "The two compared plans alone, our build"
        edited = Row(f"{name} after an edit of one measure: wall clock", "s", edits, "≤ 3 s")
        return [*_rows(name, base), edited, *sizes]


def _seconds_after_an_edit(project: Path) -> float:
    """Give another measure of a compared plan another role, and build."""
    tags = project / "plan_data/plans/qz/tags.csv"
    tags.write_text(tags.read_text(encoding="utf-8").replace(",measure,", ",safeguard,", 1), encoding="utf-8")
    return run(BUILD, project).seconds


def _size(folder: Path, count: int, base: Usage, zensical: Path | None) -> Iterator[Row]:
    project = our_project(folder / "ours", count)
    name = f"{count * CHAPTERS:,} further chapter pages"
    ours = run(BUILD, project)
    yield from _rows(f"{name}, our build", ours)
    more = (ours.processor - base.processor) / (count * CHAPTERS) * 1000
    yield Row(f"{name}, our build: processor time for each more", "ms", [more])
    edit(project)
    yield from _rows(f"{name}, our build after an edit of one paragraph", run(BUILD, project), aim="≤ 10 s")
    aim = "> 1" if count * CHAPTERS >= MANY else ""
    for peer, usage in _peers(folder, project, zensical):
        yield from _rows(f"{name}, {peer}", usage)
        yield Row(f"{name}, {peer} ÷ ours: wall clock", "×", [usage.seconds / ours.seconds], aim)
        yield Row(f"{name}, {peer} ÷ ours: processor time", "×", [usage.processor / ours.processor])
        yield Row(f"{name}, {peer} ÷ ours: peak memory", "×", [usage.peak / ours.peak])


def _rows(name: str, usage: Usage, aim: str = "") -> Iterator[Row]:
    yield Row(f"{name}: wall clock", "s", [usage.seconds], aim)
    yield Row(f"{name}: processor time", "s", [usage.processor])
    yield Row(f"{name}: peak memory", "MB", [usage.peak])


def _peers(folder: Path, project: Path, zensical: Path | None) -> Iterator[tuple[str, Usage]]:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    yield "stock Material", run(mkdocs, peer_project(folder / "stock", project, BARE))
    yield "stock Material, pruned navigation", run(mkdocs, peer_project(folder / "pruned", project, PRUNED))
    if zensical:
        yield "Zensical", run([str(zensical), "build"], peer_project(folder / "zensical", project, BARE))


def our_project(folder: Path, count: int) -> Path:
    """Return a copy of the project, nothing built but the browser runtimes, with `count` further plans."""
    for part in (*COPIED, *ALSO_COPIED):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(ROOT / name, folder)
    (folder / ".cache/steps").mkdir(parents=True)
    for stamp in STAMPS:
        shutil.copy2(ROOT / ".cache/steps" / stamp, folder / ".cache/steps")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    add_plans(count, folder / "plan_data", chapters=CHAPTERS)
    return folder


def peer_project(folder: Path, project: Path, config: dict[str, object]) -> Path:
    """Return a project of stock MkDocs with the Markdown of all chapters and overviews."""
    for pattern in MARKDOWN:
        for source in project.glob(pattern):
            shutil.copytree(source, folder / "docs" / source.name)
    (folder / "docs/index.md").write_text("# Plans\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def edit(project: Path) -> None:
    """Add a sentence to one paragraph of one further plan."""
    data = project / "plan_data"
    source = data / "plans/saa/source.txt"
    lines = source.read_text(encoding="utf-8").split("\n")
    lines[9] += "这一句是后加的。"
    source.write_text("\n".join(lines), encoding="utf-8")
    register_anew("saa", data)


def run(command: Sequence[str], folder: Path) -> Usage:
    """Run a command in a folder; raises RuntimeError with its output when it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    log = folder / "output.txt"
    before = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    if status:
        raise RuntimeError(f"{' '.join(command)} failed:\n{log.read_text(encoding='utf-8')[-2000:]}")
    return Usage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def _zensical(folder: Path) -> Path | None:
    """Install Zensical in an environment of its own; say why where that fails."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    result = subprocess.run(
        [folder / "bin/pip", "install", "--quiet", "zensical"], check=False, capture_output=True, text=True
    )
    if result.returncode:
        print(f"Zensical is left out, it could not be installed: {result.stderr.strip()[-300:]}")
        return None
    return folder / "bin/zensical"


def main() -> None:
    """Print the rows."""
    for row in measure([int(count) for count in sys.argv[1:]] or PLANS):
        print(" | ".join(row.cells()), flush=True)


if __name__ == "__main__":
    main()
