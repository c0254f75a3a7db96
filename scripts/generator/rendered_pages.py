"""Which files of the site still are what a build would make: those are linked from the earlier site, not made again.

MkDocs is run with `--dirty`, which passes over a file whose destination is not older than its source. A file is kept
when nothing that it is made from has changed and it is as the last build left it, byte count and time. So an
incremental build gives the bytes that a build from nothing gives.

A page is made from its Markdown, from the frame (theme, configuration, code, the stylesheet's name) and from the
navigation that it shows; a hand-written one also from the other hand-written ones, which it may link to, from the set
of all files, and from the plan data that its macros read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from plan_model.files.whole_files import write_whole
from scripts.building.plan_data import shared_plan_data
from scripts.building.steps import CACHE, CODE_FILES, ROOT, SITE, fingerprint_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

RECORD = CACHE / "rendered.json"
_FRAME = (ROOT / "docs/overrides", ROOT / "mkdocs.yml", ROOT / "requirements", *CODE_FILES)
_PACKAGES = ("jinja2", "markdown", "mkdocs", "mkdocs-macros-plugin", "mkdocs-material", "pymdown-extensions")

Record = dict[str, list[str]]  # path in the site → [key, state of the written file]


class RenderedPages:
    """Compares what each file is made from with the last build's record; `site` is the site that build left."""

    def __init__(self, site: Path = SITE, record: Path = RECORD) -> None:
        self.site = site
        self._record = record
        self._keys: dict[str, str] = {}

    def keep_unchanged(self, nav: Navigation, files: Files, config: MkDocsConfig) -> int:
        """Link what need not be made again into the new site's folder; return how many files that are."""
        self._keys = _keys(nav, files, config)
        before = _read(self._record)
        new = Path(config.site_dir)
        kept = 0
        for file in files:
            path, earlier = file.dest_uri, self.site / file.dest_uri
            unchanged = before.get(path) == [self._keys.get(path), _state(earlier)]
            if unchanged and earlier.is_file() and _is_newer(file, earlier):
                (new / file.dest_uri).parent.mkdir(parents=True, exist_ok=True)
                os.link(earlier, new / file.dest_uri)
                kept += 1
        return kept

    def note_built(self, folder: Path) -> None:
        """Record what the files that now lie in `folder` were made from."""
        record = {path: [key, _state(folder / path)] for path, key in self._keys.items() if (folder / path).exists()}
        write_whole(self._record, json.dumps(record, separators=(",", ":")).encode())


def _keys(nav: Navigation, files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Return what each file is made from, as a digest by its path in the site; generated content has none."""
    named = [config.site_url, config.site_name, config.site_description, config.copyright]
    frame = fingerprint_of(_FRAME, [*map(version, _PACKAGES), *map(str, [*named, *config.extra_css])])
    own = [file for file in files.documentation_pages() if file.src_dir == config.docs_dir]
    names = sorted(file.src_uri for file in files)
    written = _digest([frame, *map(_source, own), *names, fingerprint_of(shared_plan_data())])
    shown = _Navigation(nav)
    keys = {}
    for file in files:
        if file.abs_src_path is None:
            continue
        parts = [file.src_uri, _source(file)]
        if file.is_documentation_page():
            parts += [written if file.src_dir == config.docs_dir else frame, shown.beside(file.page)]
        keys[file.dest_uri] = _digest(parts)
    return keys


class _Navigation:
    """What pages show of the navigation, each section looked at once."""

    def __init__(self, nav: Navigation) -> None:
        self._top = _listed(nav.items)
        self._sections: dict[int, str] = {}

    def beside(self, page: Page | None) -> str:
        """Return the titles and addresses that a page lists: the top, the sections it is in, its neighbours."""
        if page is None:
            return self._top
        inside = [self._section(section) for section in page.ancestors]
        steps = [_listed([step]) if step else "" for step in (page.previous_page, page.next_page)]
        return _digest([self._top, *inside, *steps])

    def _section(self, section: object) -> str:
        if id(section) not in self._sections:
            children = getattr(section, "children", None) or []
            title = str(getattr(section, "title", ""))
            self._sections[id(section)] = _digest([title, _listed(one for one in children if not one.children)])
        return self._sections[id(section)]


def _listed(items: Iterable[object]) -> str:
    """Titles and addresses of entries; a section stands at its first page."""
    return json.dumps([(str(getattr(item, "title", "")), _first_address(item)) for item in items], ensure_ascii=False)


def _first_address(item: object) -> str:
    children = getattr(item, "children", None)
    return _first_address(children[0]) if children else str(getattr(item, "url", ""))


def _source(file: File) -> str:
    """What a source file is, as make sees it: an untouched file has its size and time."""
    return f"{file.src_uri} {_state(Path(file.abs_src_path or ''))}"


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "missing"
    return f"{found.st_size} {found.st_mtime_ns}"


def _is_newer(file: File, earlier: Path) -> bool:
    """Whether MkDocs will pass over the file; if it wrote to a linked file, the earlier site would change too."""
    return bool(file.abs_src_path) and earlier.stat().st_mtime >= os.stat(file.abs_src_path or "").st_mtime  # noqa: PTH116


def _read(record: Path) -> Record:
    try:
        read: Record = json.loads(record.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return read


def _digest(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
