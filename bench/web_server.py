"""Serves a built site on loopback as a web server would: compressed with brotli, hashed files kept by the browser."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli

from scripts.precompress import is_worthwhile

HASHED = re.compile(r"/assets/.*\.[0-9a-f]{8,64}\.(?:bin|css|js|mjs|wasm|zip)$")
QUALITY = 5  # quick; dist/web/ is smaller still


@functools.cache
def _packed(path: Path) -> bytes:
    packed: bytes = brotli.compress(path.read_bytes(), quality=QUALITY)
    return packed


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files with their type, length, encoding and cache rule over connections that stay open."""

    protocol_version = "HTTP/1.1"
    # Headers and body are written apart; the second must not wait for the first to be acknowledged.
    disable_nagle_algorithm = True
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm"}  # noqa: RUF012

    def do_GET(self) -> None:
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

    def handle(self) -> None:
        """Answer until the browser hangs up, which it may do at any moment."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def web_server(site: Path) -> Iterator[str]:
    """Yield the address of the site, ending in a slash."""
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
