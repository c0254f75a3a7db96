"""Packs files into a ZIP that is the same, byte for byte, whenever the same commit is packed."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

# Path from the bundle's top folder → content.
Files = Mapping[str, bytes]

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # the ZIP format knows no earlier time
_UNIX, _PERMISSIONS = 3, 0o100644


def with_inventory(files: Files, about: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files with manifest.json (every file's size and checksum, and `about`) and SHA256SUMS added."""
    entries = [{"path": path, "size": len(files[path]), "sha256": sha256(files[path])} for path in sorted(files)]
    manifest = json.dumps({**about, "files": entries}, ensure_ascii=False, indent=1) + "\n"
    complete = {**files, MANIFEST: manifest.encode()}
    sums = "".join(f"{sha256(complete[path])}  {path}\n" for path in sorted(complete))
    return {**complete, CHECKSUMS: sums.encode()}


def zip_bytes(files: Files, folder: str, epoch: int) -> bytes:
    """Return a ZIP of the files below one folder; `epoch` is the time of every entry, in seconds since 1970, UTC."""
    moment = max(datetime.fromtimestamp(epoch, UTC), _EARLIEST).timetuple()[:6]
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _PERMISSIONS << 16
            archive.writestr(entry, files[path])
    return target.getvalue()


def unzip(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the top folder of a bundle's ZIP and its files; raises ValueError when there is not one top folder."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    folders = {path.partition("/")[0] for path in files}
    if len(folders) != 1 or not all("/" in path for path in files):
        raise ValueError(f"the ZIP holds {sorted(folders)}; expected one top folder with everything inside; rebuild it")
    folder = folders.pop()
    return folder, {path.removeprefix(f"{folder}/"): data for path, data in files.items()}


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
