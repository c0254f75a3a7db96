"""Projects with other plans than this one's, built without the browser runtimes."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.synthesis.scenes import write_scene
from tests.growth.projects import build
from tests.site.projects import copy_project


def built_scene(folder: Path, name: str) -> Path:
    """Return a project built with the invented plans of a scene."""
    project = copy_project(folder)
    write_scene(name, project / "plan_data")
    build(project)
    return project


def built_without(folder: Path, *keys: str) -> Path:
    """Return this project built after the folders and relations of some of its plans were removed, and nothing else."""
    project = copy_project(folder)
    data = project / "plan_data"
    for key in keys:
        shutil.rmtree(data / "plans" / key)
        for file in list((data / "relations").iterdir()):
            if key in file.name.partition(".")[0].split("--"):
                file.unlink()
    build(project)
    return project
