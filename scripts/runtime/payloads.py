"""Payload files of the runtime and the manifest that names, measures and hashes them.

Two sets with the same content. Over http: plain files, named after their hash so that they may be cached for ever.
Over file://: gzip and base64 inside classic scripts, since a page there can load nothing but scripts.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from pathlib import Path
from typing import TypedDict


class Payload(TypedDict):
    """A stored file: `size` and `sha256` as stored (over file://: of the gzip inside), `unpacked` bytes in use."""

    name: str
    size: int
    sha256: str
    unpacked: int


def pack(content: bytes) -> bytes:
    """Return `content` gzipped, without a time stamp."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def write_http_payload(folder: Path, name: str, content: bytes, *, packed: bool = False) -> Payload:
    """Write `content` as `<stem>.<hash><suffix>`, gzipped if `packed`; return its manifest entry.

    A packed file must not end in `.gz`: some servers then unpack it on the way.
    """
    stored = pack(content) if packed else content
    stem, _, suffix = name.rpartition(".")
    entry = _entry(f"{stem}.{{hash}}.{suffix}", stored, len(content))
    (folder / entry["name"]).write_bytes(stored)
    return entry


def write_file_payload(folder: Path, key: str, content: bytes) -> Payload:
    """Write `content` as a script that hands it to the page under `key`; return its manifest entry."""
    stored = pack(content)
    entry = _entry(f"file/{key}.{{hash}}.js", stored, len(content))
    write_delivery(folder / entry["name"], key, base64.b64encode(stored).decode())
    return entry


def write_manifest(folder: Path, manifest: dict[str, object]) -> None:
    """Write manifest.json, and the same as a script, for file:// and to save a round trip over http."""
    text = json.dumps(manifest, ensure_ascii=True, indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf8")
    write_delivery(folder / "manifest.js", "manifest", text)


def write_delivery(path: Path, key: str, text: str) -> None:
    """Write a classic script that calls `PlanCalculator.receive(key, text)`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"PlanCalculator.receive({json.dumps(key)},{json.dumps(text)});\n", encoding="ascii")


def content_hash(payloads: list[Payload]) -> str:
    """Return one hash over all payloads, for cache-busting."""
    return hashlib.sha256("".join(entry["sha256"] for entry in payloads).encode()).hexdigest()[:16]


def _entry(name: str, stored: bytes, unpacked: int) -> Payload:
    digest = hashlib.sha256(stored).hexdigest()
    return {"name": name.format(hash=digest[:10]), "size": len(stored), "sha256": digest, "unpacked": unpacked}
