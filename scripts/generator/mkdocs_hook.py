"""MkDocs hook: adds what the build made (pages, data, browser runtime) to the site's files and navigation."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import mkdocs  # a successor of MkDocs, where it is one that runs
from jinja2 import FileSystemBytecodeCache
from markupsafe import escape
from mkdocs.structure.files import File

from plan_model.files import load
from scripts.building.steps import ALONE_PLANS, BUILT_FOLDERS, CACHE, NAV, run_command
from scripts.generator.navigation import Made, is_absent, name_site, navigation
from scripts.generator.page_rendering import render_pages
from scripts.generator.rendered_pages import RenderedPages

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

TEMPLATES = CACHE / "templates"
_serving = False
_incremental = False
_rendered = RenderedPages()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether MkDocs serves, for then each rebuild has to regenerate the pages first."""
    global _serving, _incremental  # noqa: PLW0603  the only state MkDocs keeps between a hook's events is the module's
    _serving = command == "serve"
    _incremental = dirty
    if dirty:
        logging.getLogger(f"{mkdocs.__name__}.commands.build").addFilter(_is_of_concern)


def _is_of_concern(record: logging.LogRecord) -> bool:
    """Pass over MkDocs' warning of `--dirty`: RenderedPages sees to it that nothing stale is kept."""
    return "'dirty' build" not in record.getMessage()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name the site after its plans, and hang each plan's chapters and the indicators into its navigation."""
    if _serving:  # in a process of its own, so that changed code counts too
        run_command([sys.executable, "-m", "scripts.pages.generate"])
        run_command([sys.executable, "-m", "scripts.pages.alone"])
    config.load_dict(name_site(config, load.load_site()))
    config.nav = [*navigation(config.nav or [], _made()), *_alone_nav()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files as if they lay in the docs folder, without pages that would have nothing to show."""
    made = _made()
    for file in [file for file in files.documentation_pages() if is_absent(file.src_uri, made)]:
        files.remove(file)
    alone = [("", part / kind) for part in _alone_parts() for kind in ("pages", "static")]
    for prefix, folder in [*BUILT_FOLDERS, *alone]:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = prefix + path.relative_to(folder).as_posix()
                files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  all named by MkDocs
    """Mark a page's title and description as the plain text they are: MkDocs' templates print them unescaped."""
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(page.meta[name])
    return markdown


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep of the earlier site what need not be made again, and make the rest where it is much."""
    if _incremental:
        _rendered.keep_unchanged(nav, files, config)
        render_pages(nav, files, config)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001  all named by MkDocs
    """Keep compiled templates between builds, by their text."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Note what the site's files were made from."""
    if _incremental:
        _rendered.note_built(Path(config.site_dir))


def _made() -> Made:
    made: Made = json.loads((NAV / "nav.json").read_text(encoding="utf-8"))
    return made


def _alone_parts() -> list[Path]:
    return sorted(ALONE_PLANS.iterdir()) if ALONE_PLANS.is_dir() else []


def _alone_nav() -> list[dict[str, object]]:
    """One entry for the plans that stand by themselves: their list, then a section for each, its overview first."""
    parts = [json.loads((part / "nav.json").read_text(encoding="utf-8")) for part in _alone_parts()]
    lists = [pages for pages in parts if len(pages) == 1]
    titled = [[{escape(name): path} for name, path in pages] for pages in parts if len(pages) > 1]
    plans = [{title: pages} for pages in titled for title in pages[0]]
    return [{title: [{title: path}, *plans]} for ((title, path),) in lists]
