"""Copies of the project in a folder of their own, so that a build can be tried with other plan data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from scripts.building.steps import ROOT
from scripts.register_ids import register
from tests.plan_model.trees import FIXTURES, write_chapters

PARTS = ("docs", "macros", "plan_data", "plan_model", "requirements", "scripts", "target_calculator")
FILES = ("mkdocs.yml", "package-lock.json", "package.json", "pyproject.toml")
DATA = ("*.csv", "*.yml", "*.txt")


def copy_project(folder: Path) -> Path:
    """Return `folder` holding what a build reads, without what builds have made."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def replace_plan_data(project: Path, overlay: str) -> None:
    """Put the base fixture, with a fixture laid over it and imported, in the place of the real plans."""
    data = project / "plan_data"
    shutil.rmtree(data / "plans")
    shutil.rmtree(data / "relations", ignore_errors=True)
    for pattern in DATA:
        for file in data.glob(pattern):
            file.unlink()
    for fixture in ("base", overlay):
        shutil.copytree(FIXTURES / fixture, data, dirs_exist_ok=True)
    write_chapters(data)
    register(data, date(2026, 1, 1))


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a copied project; the copy's modules are the ones imported."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, capture_output=True, text=True, check=False, timeout=300
    )
