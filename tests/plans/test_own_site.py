"""The page "A site of your own" works as written: each of its blocks is a file or a command, taken word by word."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from scripts.building.steps import CACHE, ROOT, RUNTIME, VEGA
from tests.robustness.projects import TAKEN_AS_BUILT
from tests.site.projects import copy_project

PAGE = ROOT / "docs/developer/own-site.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NAMED = re.compile(r"`(plan_data/[\w./]+)`")


def ready_clone(folder: Path) -> Path:
    """A clone in which `make site` has run: its environments and what the plans have no part in are there."""
    project = copy_project(folder)
    shutil.copy2(ROOT / "Makefile", project / "Makefile")
    for name in (".venv", ".venv-runtime"):
        (project / name).symlink_to(ROOT / name)
    environments = project / ".cache/environments"
    environments.mkdir(parents=True)
    for name in ("site", "runtime"):
        (environments / name).touch()
    for built in (RUNTIME, VEGA, *(CACHE / "steps" / name for name in TAKEN_AS_BUILT)):
        target = project / built.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(built, target) if built.is_dir() else shutil.copy2(built, target)
    return project


@pytest.mark.usefixtures("site")
def test_a_site_of_ones_own_comes_out_of_the_page_word_by_word(tmp_path: Path) -> None:
    project = ready_clone(tmp_path / "clone")
    page = PAGE.read_text(encoding="utf-8")
    written = []
    for block in BLOCK.finditer(page):
        if block[1] == "sh":
            done = subprocess.run(
                ["bash", "-euc", block[2]], cwd=project, capture_output=True, text=True, check=False, timeout=600
            )
            assert done.returncode == 0, done.stdout + done.stderr
        else:
            name = NAMED.findall(page[: block.start()])[-1]
            (project / name).write_text(block[2], encoding="utf-8")
            written.append(name)
    assert written == ["plan_data/site.yml", "plan_data/plans/qp/source.txt", "plan_data/plans/qp/plan.yml"]
    home = html.fromstring((project / "site/index.html").read_bytes())
    assert home.xpath("string(//h1)").strip().startswith("青坪县规划")
    assert (project / "site/m/qp-2.1-p1.html").is_file()
    assert not (project / "site/zj").exists()
