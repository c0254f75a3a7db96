"""A site of one page around the built runtime, and ways to damage it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.building.steps import ROOT
from scripts.runtime.build import HTTP_NAMES, OUTPUT, PYODIDE
from scripts.runtime.payloads import write_file_payload, write_http_payload, write_manifest
from tests import quiet_server

SCRIPTS = ROOT / "docs/assets/javascripts/runtime"
SCRIPTS_IN_SITE = "assets/javascripts/runtime"
RUNTIME_IN_SITE = "assets/runtime"
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:"
# Where the module's memory begins, and what stands before its one segment of data: see shake_module.mjs.
MEMORY_BASE = 1024
DATA_SECTION = 11
SEGMENT_HEAD = (1, 0, 0x23, 0, 0x0B)
PAGE_SIZE = 4096
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
    snapshot = bytearray(_content(site, "snapshot"))
    snapshot[:16] = hashlib.sha256(b"another version").hexdigest()[:16].encode()
    _give(site, "snapshot", bytes(snapshot))


def damage_trampoline_index(site: Path) -> None:
    """Let the snapshot's Python call through a place in the table where nothing stands, as it did on iPhones."""
    address = _address("__PyRuntime") + _word(_content(site, "wasm"), _address("__PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET"))
    snapshot = bytearray(_content(site, "snapshot"))
    at = _place_in_snapshot(snapshot, address)
    assert snapshot[at : at + 4] == bytes(4)
    snapshot[at : at + 4] = (0xFFFF).to_bytes(4, "little")
    _give(site, "snapshot", bytes(snapshot))


def damage_value_in_memory(site: Path) -> None:
    """Change a word that the calculator's sentences are made of, wherever the snapshot holds it."""
    snapshot = _content(site, "snapshot")
    word, other = ("年均增长".encode("utf-16-le"), "年均减少".encode("utf-16-le"))
    assert word in snapshot
    _give(site, "snapshot", snapshot.replace(word, other))


def rewrite_program(site: Path, old: str, new: str) -> None:
    """Replace a passage of the worker's program, and sign it in the manifest."""
    program = _content(site, "program").decode("utf8")
    assert program.count(old) == 1, old
    _give(site, "program", program.replace(old, new).encode())


def _give(site: Path, key: str, content: bytes) -> None:
    folder, manifest = site / RUNTIME_IN_SITE, manifest_of(site)
    manifest["http"][key] = write_http_payload(folder, HTTP_NAMES[key], content, packed=key == "snapshot")
    manifest["file"][key] = write_file_payload(folder, key, content)
    write_manifest(folder, manifest)


def _content(site: Path, key: str) -> bytes:
    stored = payload_path(site, "http", key).read_bytes()
    return gzip.decompress(stored) if key == "snapshot" else stored


def _address(variable: str) -> int:
    """Return where a C variable lies, which Emscripten's script knows."""
    script = (PYODIDE / "pyodide.asm.js").read_text(encoding="utf8")
    [address] = re.findall(rf'var {variable}=Module\["{variable}"\]=(\d+);', script)
    return int(address)


def _word(module: bytes, address: int) -> int:
    """Return a word of the memory that a module begins with: one segment, the module's last but custom sections."""
    at = 8
    while module[at] != DATA_SECTION:
        length, at = _number(module, at + 1)
        at += length
    _, at = _number(module, at + 1)
    at += len(SEGMENT_HEAD)
    _, at = _number(module, at)
    return int.from_bytes(module[at + address - MEMORY_BASE :][:4], "little")


def _number(module: bytes, at: int) -> tuple[int, int]:
    """Return a LEB128 number and the place behind it."""
    value = shift = 0
    while True:
        byte = module[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def _place_in_snapshot(snapshot: bytearray, address: int) -> int:
    """Return where a snapshot (see interpreter.js) holds an address of the memory."""
    count: int = struct.unpack_from("<II", snapshot, 16)[1]
    pages: tuple[int, ...] = struct.unpack_from(f"<{count}I", snapshot, 24)
    return 24 + 4 * count + PAGE_SIZE * pages.index(address // PAGE_SIZE) + address % PAGE_SIZE
