"""Renders many pages at once, in several processes; MkDocs then finds them made and passes over them.

MkDocs makes one page after the other. Run with `--dirty` it passes over a page whose file is not older than its source,
so what is written beforehand counts as done. A page over which MkDocs would stop or warn is left to it: then it says so
itself, in its own words and in the order of the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import mkdocs  # a successor of MkDocs, where it is one that runs

from scripts.building.processes import in_processes, processors

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

FEW = 60  # pages; so many are made sooner by one process than by several that each have to read the templates
Anchors = tuple[set[str], dict[str, dict[str, str]]]  # a page's own; those it links to: source path → anchor → link


def render_pages(nav: Navigation, files: Files, config: MkDocsConfig) -> int:
    """Write the pages that are not in the site's folder yet, unless they are few; return how many were written.

    Their anchors are noted, for MkDocs checks links to them.
    """
    due = [file for file in files.documentation_pages() if file.abs_src_path and file.is_modified()]
    if processors() < 2 or len(due) <= FEW:
        return 0
    from mkdocs.structure.pages import Page  # noqa: PLC0415  loaded where pages are made

    pages = [file.page or Page(None, file, config) for file in due]
    noted = in_processes(_Renderer(nav, files, config).render, pages)
    for page, anchors in zip(pages, noted, strict=True):
        if anchors:
            page.present_anchor_ids, links = anchors
            page.links_to_anchors = {to: links[to.src_uri] for to in map(files.get_file_from_path, links) if to}
    return sum(1 for anchors in noted if anchors)


class _Renderer:
    """Makes one page as MkDocs does."""

    def __init__(self, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        self._nav, self._files, self._config = nav, files, config
        self._pages = files.documentation_pages()
        self._env: Environment = config.plugins.on_env(config.theme.get_env(), config=config, files=files)

    def render(self, page: Page) -> Anchors | None:
        """Write a page and return its anchors; where MkDocs stops or warns, leave it unwritten and return None."""
        with _warnings() as warnings:
            try:
                self._write(page)
            except (Exception, SystemExit):  # MkDocs will come upon it again
                warnings.append("stopped")
        if warnings:
            Path(page.file.abs_dest_path).unlink(missing_ok=True)
            return None
        links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
        page.markdown = page.content = None  # written, and asked for by no other page
        return page.present_anchor_ids or set(), links

    def _write(self, page: Page) -> None:
        from mkdocs.commands.build import _build_page, _populate_page  # noqa: PLC0415  as above; no public way

        _populate_page(page, self._config, self._files)
        _build_page(page, self._config, self._pages, self._nav, self._env)


class _Keeper(logging.Handler):
    """Keeps what is logged instead of printing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Yield the list of what MkDocs warns of during the block."""
    keeper = _Keeper()
    # Plugins log below MkDocs' name also where a successor runs.
    logs = [logging.getLogger(name) for name in {mkdocs.__name__, "mkdocs"}]
    handlers = [log.handlers for log in logs]
    for log in logs:
        log.handlers = [keeper]
    try:
        yield keeper.kept
    finally:
        for log, earlier in zip(logs, handlers, strict=True):
            log.handlers = earlier
