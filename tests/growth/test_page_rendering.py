"""Pages rendered in several processes are those that MkDocs makes one by one, and what it objects to is told alike."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.build_site import FIXED
from tests.growth.projects import files_of, generate, project_with

# MkDocs with the pages made beforehand in so many processes, however few pages there are.
CODE = """
import sys
from pathlib import Path
from {generator}.__main__ import cli
from scripts.generator import page_rendering
from scripts.building import processes
count, page_rendering.FEW = int(sys.argv.pop(1)), 0
page_rendering.processors = lambda: count
processes.processors = lambda: count
render = page_rendering.render_pages
page_rendering.render_pages = lambda *parts: Path(".cache/made").write_text(str(render(*parts)))
cli()
"""
GENERATORS = ("mkdocs", "properdocs")  # the one in use, and the one that goes on with it


def _build(project: Path, count: int, generator: str) -> tuple[dict[str, bytes], str, int]:
    """Return the files of the site, what the generator printed, and its exit code."""
    site = project / "site-here"
    shutil.rmtree(site, ignore_errors=True)
    (project / ".cache/rendered.json").unlink(missing_ok=True)
    result = subprocess.run(
        [sys.executable, "-c", CODE.replace("{generator}", generator), str(count),
         "build", "-f", "mkdocs.yml", "--strict", "--dirty", "--site-dir", str(site)],
        cwd=project, env={**FIXED, "SOURCE_DATE_EPOCH": "0", "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    printed = "\n".join(line for line in (result.stdout + result.stderr).splitlines() if "seconds" not in line)
    return files_of(site) if site.is_dir() else {}, printed, result.returncode


def _sources(project: Path) -> int:
    """How many pages the site has that come from Markdown."""
    folders = [project / "build/pages", *(project / "build/plans").glob("*/pages")]
    generated = [path for folder in folders for path in folder.rglob("*.md")]
    return len(generated) + len(list((project / "docs").glob("*.md")))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = project_with(tmp_path_factory.mktemp("rendering") / "project", 2)
    generate(project)
    return project


@pytest.mark.parametrize("generator", GENERATORS)
def test_the_site_is_the_same_however_many_processes_make_it(project: Path, generator: str) -> None:
    alone, told, code = _build(project, 1, generator)
    assert code == 0, told
    for count in (2, 3):
        assert _build(project, count, generator)[0] == alone
        assert int((project / ".cache/made").read_text()) == _sources(project)


def _broken_link(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8") + "\n[a](../nowhere.md) [b](../zj/1.md#no-such-anchor)\n")


def _broken_macro(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("---\n", "---\nrender_macros: true\n", 1) + "\n{{ no_such_macro() }}\n")


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize("fault", [_broken_link, _broken_macro], ids=["link", "macro"])
def test_faults_of_pages_are_told_as_the_generator_alone_tells_them(
    project: Path, fault: Callable[[Path], None], generator: str
) -> None:
    pages = [project / "build/plans" / key / "pages" / key / "1.md" for key in ("saa", "sab")]
    texts = [page.read_bytes() for page in pages]
    for page in pages:
        fault(page)
    try:
        (_, alone, code), (_, together, same) = _build(project, 1, generator), _build(project, 2, generator)
    finally:
        for page, text in zip(pages, texts, strict=True):
            page.write_bytes(text)
    assert code == same != 0
    assert "saa/1.md" in alone
    assert together.split("\n") == alone.split("\n")
