"""The whole site as a bundle: what of it is of use without a server, and what stands beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts.bundle.archive import Files, sha256
from scripts.bundle.pages import adapt

ASSETS = Path(__file__).parent / "assets"
OPENING = "打开.html"
README = "说明.txt"
# Only a server has a use for these: error page, site map, and payloads that are fetched.
_SERVER_ONLY = re.compile(
    r"404\.html|sitemap\.xml|.*\.(gz|map)|assets/runtime/(?!manifest\.js$)[^/]+|assets/javascripts/runtime/(runtime-worker|interpreter)\.js"
)


@dataclass(frozen=True)
class Edition:
    """What a bundle says about itself; `address` is the site's public address with a final slash, or empty."""

    title: str
    version: str
    epoch: int
    address: str


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the built site's files that work offline, by their path; raises FileNotFoundError when it is not built."""
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(f"{folder.name}/ is not built; expected the built site; run `make site` first")
    return {name: path.read_bytes() for name, path in _files(folder) if not _SERVER_ONLY.fullmatch(name)}


def wrapped(site: Files, edition: Edition) -> dict[str, bytes]:
    """Return the bundle of a site or of a part of it: pages fit for travel, the opening page, the readme."""
    bundle = identity(site, edition)
    adapted = {
        path: adapt(content.decode(), path, edition.address, bundle).encode() if path.endswith(".html") else content
        for path, content in site.items()
    }
    return {f"site/{path}": content for path, content in adapted.items()} | frame(edition)


def identity(site: Files, edition: Edition) -> str:
    """Return what tells a bundle from every other, whatever folder it lies in: 16 digits made from all it holds."""
    parts = [edition.title, edition.version, *(f"{path} {sha256(site[path])}" for path in sorted(site))]
    return sha256("\n".join(parts).encode())[:16]


def frame(edition: Edition) -> dict[str, bytes]:
    """Return what every bundle has around its site: 打开.html, 说明.txt, and the files that tell it is unpacked."""
    date = datetime.fromtimestamp(edition.epoch, UTC).strftime("%Y-%m-%d %H:%M")
    note = (
        f"网上的永久链接在 {edition.address} 。"
        if edition.address
        else "本包没有写入公开网址，永久链接只给出站内路径。"
    )
    words = {
        "title": edition.title, "underline": "＝" * len(edition.title), "version": edition.version, "date": date,
        "address_note": note, "address_phone": f"网址：{edition.address}" if edition.address else "",
    }  # fmt: skip
    link = f'<a href="{html.escape(edition.address)}" rel="external">{html.escape(edition.address)}</a>'
    online = f"，或者看网上的版本：{link} " if edition.address else ""
    texts = {
        OPENING: asset(OPENING).format(title=html.escape(edition.title), online=online),
        README: asset(README).format_map(words).replace("\n", "\r\n"),  # for Windows' older Notepad
        "site/assets/bundle/open.js": asset("open.js"),
        "site/assets/bundle/bundle.css": asset("bundle.css"),
    }
    return {path: text.encode("utf-8-sig" if path == README else "utf-8") for path, text in texts.items()}


def asset(name: str) -> str:
    """Return the text of a file that bundles bring along."""
    return (ASSETS / name).read_text(encoding="utf-8")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
