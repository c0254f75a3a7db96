"""The page “A site of your own”, followed word by word: its commands and its site.yml give a site of that plan."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.building.steps import ROOT, RUNTIME, VEGA
from tests.site.projects import copy_project

PAGE = ROOT / "docs/developer/own-site.md"
# What the page asks a reader to have: a plan of our own wording, as an authority would hold it.
OWN_PLAN = """青山县水利局关于印发《青山县水利发展“十五五”规划》的通知
各有关单位：
现将《青山县水利发展“十五五”规划》印发给你们，请认真贯彻执行。
青山县水利局
2026年3月1日

青山县水利发展“十五五”规划

一、总体要求
（一）指导思想。坚持节水优先，统筹水资源、水环境和水安全。
（二）主要目标。到2030年，城乡供水保障率达到95%以上。
二、重点任务
（一）加快水库建设。开工建设两座中型水库。
（二）推进数字孪生流域。建成全县水情监测网。
三、保障措施
加强组织领导，落实各方责任。
"""
# `make site` with the browser's parts taken as built: what comes from the plan data is made anew.
BUILD = (
    "from scripts import build_site; from scripts.pages import generate; generate.generate(); build_site.build_html()"
)


def fenced(language: str) -> str:
    """The only block of the page in a language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(block)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that following the page gives."""
    project = copy_project(tmp_path_factory.mktemp("own") / "our-plans")
    (project / ".venv").symlink_to(sys.prefix)
    for built in (RUNTIME, VEGA):
        shutil.copytree(built, project / built.relative_to(ROOT))
    (project / "our-plan.txt").write_text(OWN_PLAN, encoding="utf-8")
    lines = fenced("sh").splitlines()
    assert lines[:3] == ["git clone <this repository> our-plans", "cd our-plans", "make site"]
    (project / "plan_data/site.yml").write_text(fenced("yaml"), encoding="utf-8")
    for line in lines[3:]:
        command = f"{sys.executable} -c '{BUILD}'" if line == "make site" else line
        done = subprocess.run(
            ["bash", "-e", "-c", command], cwd=project, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return project / "site"


def test_following_the_page_gives_a_site_of_that_plan_alone(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "<h1" in home
    assert "青山县规划" in home
    assert "一份规划" in home
    assert "加快水库建设" in (site / "ab/2.html").read_text(encoding="utf-8")
    assert (site / "m/ab-2.1-p1.html").is_file()


def test_nothing_of_the_plans_that_were_removed_is_left(site: Path) -> None:
    removed = ("浙江", "衢州")
    found = [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".json", ".csv", ".js", ".xml"} and "vega" not in path.name
        if any(name in path.read_text(encoding="utf-8") for name in removed)
    ]
    assert found == []


def test_what_the_plan_gives_no_reason_for_is_not_there(site: Path) -> None:
    absent = ("compare.html", "calculator.html", "check.html", "glossary.html", "indicators", "themes", "entities")
    assert [name for name in absent if (site / name).exists()] == []
