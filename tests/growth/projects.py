"""Small projects with few or many further plans, built without the browser runtimes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.synthesize_plans import add_plans
from tests.site.projects import copy_project, replace_plan_data

GENERATE = "from scripts import build_site\nfrom scripts.pages import alone, generate\n"
GENERATE += "generate.generate(); alone.build_alone_plans()\n"
BUILD = GENERATE + "build_site.build_html()"


def project_with(folder: Path, plans: int) -> Path:
    """Return `folder` holding the project with the base fixture's two plans and `plans` further ones, unbuilt."""
    copy_project(folder)
    replace_plan_data(folder, "base")
    add_plans(plans, folder / "plan_data", chapters=1, paragraphs=8)
    home = folder / "docs/index.md"
    # The headline targets are named one by one and are not in the fixture.
    home.write_text(home.read_text(encoding="utf-8").replace("{{ target_cards() }}", ""), encoding="utf-8")
    return folder


def generate(project: Path) -> None:
    """Generate what changed."""
    _run(GENERATE, project)


def build(project: Path) -> None:
    """Generate what changed and put the site in place."""
    _run(BUILD, project)


def _run(code: str, project: Path) -> None:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0"}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def forget(project: Path) -> None:
    """Remove everything that builds have left, so that the next one starts from nothing."""
    for made in ("build", "site", ".cache/steps", ".cache/prepared", ".cache/rendered.json"):
        path = project / made
        if path.is_file():
            path.unlink()
        shutil.rmtree(path, ignore_errors=True)


def files_of(site: Path) -> dict[str, bytes]:
    """Return the content of every file by its path in the site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
