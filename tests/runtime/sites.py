"""A site of one page around the built runtime, and ways to damage it."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.building.steps import ROOT
from scripts.runtime.build import OUTPUT
from scripts.runtime.payloads import write_file_payload, write_http_payload, write_manifest
from tests import quiet_server

SCRIPTS = ROOT / "docs/assets/javascripts/runtime"
SCRIPTS_IN_SITE = "assets/javascripts/runtime"
RUNTIME_IN_SITE = "assets/runtime"
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:"
PAGE = f"""<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>计算器</title>
<link rel="icon" href="icon.svg">
<script src="{SCRIPTS_IN_SITE}/runtime-payloads.js"></script>
<script src="{SCRIPTS_IN_SITE}/calculator-client.js"></script>
<script src="{RUNTIME_IN_SITE}/manifest.js"></script>
"""


def make_site(folder: Path) -> Path:
    """Write the page, its scripts and the built runtime into `folder`; return it."""
    shutil.copytree(OUTPUT, folder / RUNTIME_IN_SITE)
    shutil.copytree(SCRIPTS, folder / SCRIPTS_IN_SITE)
    (folder / "index.html").write_text(PAGE, encoding="utf8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf8")
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` on 127.0.0.1 and yield the address of its page."""
    with quiet_server.served(folder) as address:
        yield f"{address}index.html"


def manifest_of(site: Path) -> dict[str, Any]:
    """Return the manifest of the site's runtime."""
    manifest: dict[str, Any] = json.loads((site / RUNTIME_IN_SITE / "manifest.json").read_text(encoding="utf8"))
    return manifest


def payload_path(site: Path, transport: str, key: str) -> Path:
    """Return the file of a payload; `transport` is http or file."""
    return site / RUNTIME_IN_SITE / str(manifest_of(site)[transport][key]["name"])


def flip_byte(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def replace_base64_digit(path: Path) -> None:
    """Change one digit of the base64 in a payload script, which stays a valid script."""
    text = path.read_text(encoding="ascii")
    middle = len(text) // 2
    path.write_text(text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :], encoding="ascii")


def cut_in_half(path: Path) -> None:
    """Truncate a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def name_no_snapshot(site: Path) -> None:
    """Take the snapshots out of the manifest, so that the ordinary start is the plan and no fallback."""
    manifest = manifest_of(site)
    for transport in ("http", "file"):
        del manifest[transport]["snapshot"]
    write_manifest(site / RUNTIME_IN_SITE, manifest)


def give_snapshot_of_another_version(site: Path) -> None:
    """Replace both snapshots by intact ones of another interpreter, and sign them in the manifest."""
    folder = site / RUNTIME_IN_SITE
    manifest = manifest_of(site)
    snapshot = bytearray(gzip.decompress(payload_path(site, "http", "snapshot").read_bytes()))
    snapshot[:16] = hashlib.sha256(b"another version").hexdigest()[:16].encode()
    manifest["http"]["snapshot"] = write_http_payload(folder, "snapshot.bin", bytes(snapshot), packed=True)
    manifest["file"]["snapshot"] = write_file_payload(folder, "snapshot", bytes(snapshot))
    write_manifest(folder, manifest)
