"""Makes dist/web/ from site/: pages tied to their scripts and styles, all files also compressed, and _headers.

    python -m scripts.precompress

A web server (deploy/nginx.conf, deploy/Caddyfile) then sends the smallest form, brotli or gzip, without compressing
anything itself. site/ stays plain, for the offline bundle. Exit codes: 0 done, 1 site/ is not built or dist/web/ cannot
be written; dist/web/ is then as it was before.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from plan_model.files.whole_files import write_whole
from scripts.building.atomic_files import new_folder
from scripts.building.command import run_command_line
from scripts.building.steps import CACHE, ROOT, SITE, BuildError
from scripts.web.host_headers import headers_file
from scripts.web.integrity import tie_pages

WEB = ROOT / "dist/web"
COMPRESSIBLE = {".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".wasm", ".xml"}
WORTHWHILE = 512  # bytes; below, headers outweigh what is saved
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.compress,  # quality 11, the best
    ".gz": lambda data: gzip.compress(data, mtime=0),
}


def precompress(site: Path = SITE, web: Path = WEB) -> str:
    """Build `web` from `site`; return a line about it. Raises BuildError when the site is not built."""
    if not (site / "index.html").is_file():
        raise BuildError("site/index.html: the file is missing; expected a built site; run `make site`")
    with new_folder(web, web.parent) as new:
        shutil.copytree(site, new, dirs_exist_ok=True)
        tie_pages(new)
        (new / "_headers").write_text(headers_file(site), encoding="utf-8")
        files = [path for path in sorted(new.rglob("*")) if is_worthwhile(path)]
        with ThreadPoolExecutor() as pool:  # the encoders work outside the interpreter's lock
            forms = list(pool.map(_write_forms, files))
    plain, packed = sum(before for before, _ in forms), sum(after for _, after in forms)
    return f"{len(files)} files compressed, {plain / 1e6:.1f} MB → {packed / 1e6:.1f} MB with brotli"


def is_worthwhile(path: Path) -> bool:
    """Return whether compressing a file saves anything worth having."""
    return path.is_file() and path.suffix in COMPRESSIBLE and path.stat().st_size >= WORTHWHILE


def _write_forms(path: Path) -> tuple[int, int]:
    """Write the compressed forms beside a file; return its size plain and with brotli."""
    data = path.read_bytes()
    sizes = {}
    for suffix, encode in ENCODERS.items():
        packed = _encoded(data, suffix, encode)
        path.with_name(path.name + suffix).write_bytes(packed)
        sizes[suffix] = len(packed)
    return len(data), sizes[".br"]


def _encoded(data: bytes, suffix: str, encode: Callable[[bytes], bytes]) -> bytes:
    """Encode, or take what an earlier run made of the same content: brotli's best takes seconds a megabyte."""
    kept = CACHE / "compressed" / (hashlib.sha256(data).hexdigest() + suffix)
    if kept.is_file():
        return kept.read_bytes()
    packed = encode(data)
    write_whole(kept, packed)
    return packed


def main() -> int:
    """Compress and say what was gained."""
    return run_command_line(lambda: f"dist/web/ is ready: {precompress()}")


if __name__ == "__main__":
    sys.exit(main())
