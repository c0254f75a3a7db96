"""A generated page: its path, its front matter and its Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A Markdown page at `path` (`zj/1.md`); `title` is plain text, `body` is Markdown."""

    path: str
    title: str
    body: str
    meta: Mapping[str, object] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page's address below the site's root."""
        return self.path.removesuffix(".md") + ".html"

    def markdown(self) -> str:
        """The page's file: front matter (JSON is YAML), then the body."""
        meta = {"title": self.title, **self.meta}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body
