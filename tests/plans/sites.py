"""Sites of other plans than this one's, each with the model that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html

from plan_model.publication import Publication, prepare
from tests.plans.projects import built_scene, built_without

HERE = ("zj", "qz")
SITES: dict[str, Callable[[Path], Path]] = {
    "province": lambda folder: built_without(folder, "qz"),
    "city": lambda folder: built_without(folder, "zj"),
    "nothing-left": lambda folder: built_without(folder, *HERE),
    "none": lambda folder: built_scene(folder, "none"),
    "related": lambda folder: built_scene(folder, "related"),
    "text": lambda folder: built_scene(folder, "text"),
    "english": lambda folder: built_scene(folder, "english"),
}


class Built:
    """A built site with the model that it was made from."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.site = project / "site"
        self.publication: Publication = prepare(project / "plan_data")
        self.pages = {
            path.relative_to(self.site).as_posix(): html.fromstring(path.read_bytes())
            for path in sorted(self.site.rglob("*.html"))
        }

    def text(self, page: str) -> str:
        return str(self.pages[page].body.text_content())
