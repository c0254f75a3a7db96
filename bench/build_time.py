"""Build time of the site against a bare `mkdocs build` of the same Markdown with Material as it comes.

Run: python -m bench.build_time [runs]

Both build from nothing, taking turns: ours generates the pages from the plan data, then runs MkDocs with the site's
macros, hooks and theme; the bare one gets the finished Markdown. npm and the browser runtimes are left out of both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.report import Row
from tests.site.projects import copy_project

BARE = {
    "site_name": "bare",
    "theme": {"name": "material", "language": "zh", "font": False},
    "use_directory_urls": False,
    "markdown_extensions": ["attr_list", "md_in_html", "tables", "footnotes", "toc"],
}


def measure(runs: int = 3) -> list[Row]:
    """Return the seconds of each way to build, and their ratios run by run."""
    with TemporaryDirectory() as folder:
        ours, bare = copy_project(Path(folder) / "ours"), Path(folder) / "bare"
        samples = [_run_once(ours, bare) for _ in range(runs)]
    generate, site, plain = ([sample[name] for sample in samples] for name in ("generate", "site", "bare"))
    whole = [a + b for a, b in zip(generate, site, strict=True)]
    return [
        Row("Pages and data from the plan data", "s", generate),
        Row("MkDocs with the site's macros, hooks and theme", "s", site),
        Row("Bare MkDocs with Material, same Markdown", "s", plain),
        Row("MkDocs step ÷ bare", "×", [a / b for a, b in zip(site, plain, strict=True)], "≤ 1.5"),
        Row("Whole build ÷ bare", "×", [a / b for a, b in zip(whole, plain, strict=True)], "≤ 1.5"),
    ]


def _bare_project(folder: Path, ours: Path) -> Path:
    """Gather the Markdown that our build made and the hand-written pages in one docs folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for source in (ours / "docs", ours / "build/pages"):
        for page in source.rglob("*.md"):
            target = folder / "docs" / page.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(page, target)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(BARE), encoding="utf-8")
    return folder


def _run_once(ours: Path, bare: Path) -> Mapping[str, float]:
    for made in ("build", "site", ".cache"):
        shutil.rmtree(ours / made, ignore_errors=True)
    generate = _seconds(ours, "scripts.pages.generate")
    return {
        "generate": generate,
        "site": _seconds(ours, "mkdocs", "build"),
        "bare": _seconds(_bare_project(bare, ours), "mkdocs", "build"),
    }


def _seconds(folder: Path, *module: str) -> float:
    """Run a module in a folder; raises CalledProcessError when it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    before = time.perf_counter()
    subprocess.run([sys.executable, "-m", *module], cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - before


def main() -> None:
    """Print the rows."""
    for row in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        print(" | ".join(row.cells()))


if __name__ == "__main__":
    main()
