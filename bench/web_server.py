"""Serves a built site on loopback as a web server would: compressed with brotli, hashed files kept by the browser."""

from __future__ import annotations

import functools
import re
from contextlib import AbstractContextManager
from pathlib import Path

import brotli

from scripts.precompress import is_worthwhile
from tests.quiet_server import QuietHandler, served

HASHED = re.compile(r"/assets/.*\.[0-9a-f]{8,64}\.(?:bin|css|js|mjs|wasm|zip)$")
QUALITY = 5  # quick; dist/web/ is smaller still


@functools.cache
def _packed(path: Path) -> bytes:
    packed: bytes = brotli.compress(path.read_bytes(), quality=QUALITY)
    return packed


class _Handler(QuietHandler):
    """Sends files with their length, encoding and cache rule."""

    def do_GET(self) -> None:  # noqa: N802  the name that http.server calls
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        self._send(path)

    def _send(self, path: Path) -> None:
        packed = is_worthwhile(path) and "br" in self.headers.get("Accept-Encoding", "")
        body = _packed(path) if packed else path.read_bytes()
        cache = "public, max-age=31536000, immutable" if HASHED.search(self.path) else "no-cache"
        self.send_response(200)
        kind = self.guess_type(path)
        self.send_header("Content-Type", kind if kind == "application/wasm" else f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", cache)
        if packed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)


def web_server(site: Path) -> AbstractContextManager[str]:
    """Serve the site during a `with` block, which gets its address, ending in a slash."""
    return served(site, _Handler)
