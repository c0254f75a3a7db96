"""MkDocs hook: adds what the build made (pages, data, browser runtime) to the site's files and navigation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from mkdocs.structure.files import File

from scripts.build_steps import BUILT_FOLDERS, PAGES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Pages that come before a plan's numbered chapters.
_PLAN_ORDER = ("index", "notice", "preface")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Hang each plan's chapters and the indicators below their entries of `nav`."""
    config.nav = [_with_children(entry) for entry in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files as if they lay in the docs folder."""
    for prefix, folder in BUILT_FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = prefix + path.relative_to(folder).as_posix()
                files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def _with_children(entry: dict[str, str]) -> dict[str, object]:
    """Turn `浙江省规划: zj/index.md` into a section of its folder's pages."""
    ((title, path),) = entry.items()
    folder, _, name = path.rpartition("/")
    pages = sorted((PAGES / folder).glob("*.md"), key=_order) if folder and name == "index.md" else []
    if not pages:
        return {title: path}
    return {title: [_entry(folder, page) for page in pages]}


def _entry(folder: str, page: Path) -> object:
    path = f"{folder}/{page.name}"
    return path if page.name == "index.md" else {_title(page): path}


def _order(page: Path) -> tuple[int, int, str]:
    stem = page.stem
    rank = _PLAN_ORDER.index(stem) if stem in _PLAN_ORDER else len(_PLAN_ORDER)
    return rank, int(stem) if stem.isdigit() else 0, stem


def _title(page: Path) -> str:
    front_matter = page.read_text(encoding="utf-8").split("---\n", 2)[1]
    title: str = yaml.safe_load(front_matter)["title"]
    return title
