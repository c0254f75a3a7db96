"""The ZIP is the same whenever it is built, lists every file, and unpacks on every system."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from scripts.build_bundle import build_zip
from scripts.bundle.archive import unzip, with_inventory, zip_bytes
from scripts.bundle.names import MAX_PATH, name_problems
from scripts.bundle.whole import OPENING, README, read_site
from tests.bundle.small_site import EDITION, NOWHERE, small_site


@pytest.fixture(scope="module")
def content() -> bytes:
    return build_zip(small_site(), "plans-0.1.0", EDITION)


def test_two_builds_give_the_same_bytes_whatever_the_order_of_the_files(content: bytes) -> None:
    backwards = dict(reversed(small_site().items()))
    assert build_zip(backwards, "plans-0.1.0", EDITION) == content


def test_every_entry_has_the_commits_time_and_the_same_permissions(content: bytes) -> None:
    entries = zipfile.ZipFile(BytesIO(content)).infolist()
    assert {entry.date_time for entry in entries} == {(2023, 11, 14, 22, 13, 20)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_a_time_before_1980_becomes_1980() -> None:
    entry = zipfile.ZipFile(BytesIO(zip_bytes({"a": b""}, "b", 0))).infolist()[0]
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_chinese_names_carry_the_utf8_flag(content: bytes) -> None:
    (opening,) = (e for e in zipfile.ZipFile(BytesIO(content)).infolist() if e.filename.endswith(OPENING))
    assert opening.flag_bits & 0x800


def test_manifest_and_checksums_name_every_file(content: bytes) -> None:
    _, files = unzip(content)
    listed = {entry["path"]: entry for entry in json.loads(files["manifest.json"])["files"]}
    assert set(listed) == set(files) - {"manifest.json", "SHA256SUMS"}
    for path, entry in listed.items():
        assert (entry["size"], entry["sha256"]) == (len(files[path]), hashlib.sha256(files[path]).hexdigest())


def test_sha256sum_accepts_the_unpacked_folder(content: bytes, tmp_path: Path) -> None:
    zipfile.ZipFile(BytesIO(content)).extractall(tmp_path)
    result = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "plans-0.1.0", check=False
    )
    assert result.returncode == 0


def test_the_readme_is_chinese_for_windows_and_tells_the_public_address(content: bytes) -> None:
    readme = unzip(content)[1][README]
    assert readme.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in readme.replace(b"\r\n", b"")
    assert "https://plans.example.org/" in readme.decode("utf-8-sig")


def test_without_a_public_address_the_readme_says_so() -> None:
    readme = unzip(build_zip(small_site(), "plans", NOWHERE))[1][README].decode("utf-8-sig")
    assert "没有写入公开网址" in readme


def test_a_zip_with_files_beside_the_folder_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a/b", "")
        archive.writestr("c", "")
    with pytest.raises(ValueError, match="one top folder"):
        unzip(target.getvalue())


def test_what_only_a_server_needs_stays_out(tmp_path: Path) -> None:
    kept = [
        "index.html",
        "assets/runtime/file/wasm.js",
        "assets/runtime/manifest.js",
        "assets/javascripts/runtime/calculator-client.js",
    ]
    left = ["404.html", "sitemap.xml", "sitemap.xml.gz", "assets/runtime/pyodide.wasm", "assets/runtime/manifest.json"]
    left += [f"assets/javascripts/runtime/{name}.js" for name in ("runtime-worker", "interpreter")]
    for name in [*kept, *left]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert sorted(read_site(tmp_path)) == sorted(kept)


def test_a_site_that_is_not_built_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="make site"):
        read_site(Path("nowhere"))


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("a/" + "b" * MAX_PATH, "characters"),
        ("a//b", "empty or relative"),
        ("a/../b", "empty or relative"),
        ("a/b:c", "refused by Windows"),
        ("a/b?.html", "refused by Windows"),
        ("a/b\\c", "refused by Windows"),
        ("a/b.", "refused by Windows"),
        ("a/con", "device"),
        ("a/LPT1.txt", "device"),
    ],
)
def test_a_name_that_windows_cannot_unpack_is_a_problem(path: str, complaint: str) -> None:
    (problem,) = name_problems([path])
    assert complaint in problem


def test_names_that_differ_in_case_alone_are_a_problem() -> None:
    assert "in case alone" in name_problems(["a/B.html", "a/b.html"])[0]


def test_ordinary_and_chinese_names_are_fine() -> None:
    assert name_problems(["plans/打开.html", "plans/site/m/qz-3.1.1-p1.html", "plans/console.js"]) == []


def test_an_inventory_is_made_without_changing_the_files() -> None:
    files = {"a": b"1"}
    with_inventory(files, {})
    assert files == {"a": b"1"}
