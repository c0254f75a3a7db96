"""Small projects to build, interrupt and compare."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.building.steps import CACHE, ROOT, RUNTIME, VEGA
from tests.growth.projects import project_with

TAKEN_AS_BUILT = ("browser-packages", "charts-runtime", "python-runtime")
MODULES = (
    "plan_model/__init__.py",
    "plan_model/files/__init__.py",
    "plan_model/files/digests.py",
    "plan_model/files/whole_files.py",
    "scripts/__init__.py",
    "scripts/building/__init__.py",
    "scripts/building/atomic_files.py",
    "scripts/building/lock.py",
    "scripts/building/steps.py",
)


def small_project(folder: Path) -> Path:
    """Return the project with the base fixture's plans and a further one, nothing built but the browser runtimes."""
    project = project_with(folder, 1)
    for built in (RUNTIME, VEGA, *(CACHE / "steps" / name for name in TAKEN_AS_BUILT)):
        target = project / built.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(built, target) if built.is_dir() else shutil.copy2(built, target)
    return project


def mini_project(folder: Path) -> Path:
    """Return `folder` holding the small build and the modules of the real one that it runs through."""
    for name in MODULES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    shutil.copy2(Path(__file__).with_name("mini_build.py"), folder / "mini_build.py")
    return folder


def write_plan(project: Path, edition: int) -> None:
    """Write a plan of twelve pages, one of them named after the edition and another unchanged by it."""
    pages = {f"zj/{number}.md": f"第{number}章，第{edition}版" for number in range(10)}
    pages |= {f"only-{edition}.md": "本版独有", "same.md": "各版相同"}
    (project / "plan.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")


def environment(**settings: str) -> dict[str, str]:
    """Return the environment of a build with further settings."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "", **settings}


def command(project: Path) -> list[str]:
    """Return the command that runs the small build, started without site packages for speed."""
    return [sys.executable, "-S", str(project / "mini_build.py")]


def build(project: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the small build to its end."""
    return subprocess.run(
        command(project), cwd=project, env=environment(**settings), capture_output=True, text=True, check=False
    )


def digest(folder: Path) -> str:
    """Return a digest of the names and contents of a folder's files, hidden ones aside; of no folder, an empty text."""
    if not folder.exists():
        return ""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            total.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()
