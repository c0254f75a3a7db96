"""What the repository must not hold, and which modules may do what."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

from scripts.building.steps import ROOT

REGISTRY = re.compile(r"https?://[^\s\"'<>)]*(pypi|pythonhosted|npmjs|yarnpkg|registry)", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w./-])/(root|home/\w+|Users/\w+|work|tmp/\w+)/")
# The rooms that read files, and the module that keeps the outcome.
READERS = {"files", "documents", "prepared.py"}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
LOCK_FOLDERS = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("bench/*/package-lock.json"))


def committed_texts() -> dict[str, str]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = {name: ROOT / name for name in names.split("\0") if name and name != "tests/site/test_repository.py"}
    return {name: path.read_text(encoding="utf-8", errors="replace") for name, path in files.items() if path.is_file()}


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry address", "machine path"])
def test_no_committed_file_holds_an_address_of_ours(pattern: re.Pattern[str]) -> None:
    texts = committed_texts()
    assert len(texts) > 100
    assert {name: match.group() for name, text in texts.items() if (match := pattern.search(text))} == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--index-url https://pypi.example/simple"),
        (REGISTRY, '"resolved": "https://registry.example/vega-6.tgz"'),
        (MACHINE, "run /" + "root/project/x"),
        (MACHINE, '"/' + 'home/someone/x"'),
    ],
)
def test_the_patterns_find_what_must_not_be_there(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize("folder", [".", *LOCK_FOLDERS])
def test_an_npm_lock_records_integrity_and_no_address(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []


@pytest.mark.parametrize("name", ["documents", "runtime", "site", "test"])
def test_every_locked_requirement_has_a_hash(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[a-zA-Z0-9].*?(?=^[a-zA-Z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def calls(path: Path) -> set[str]:
    """The names of the functions and methods that a module calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        function.attr if isinstance(function, ast.Attribute) else function.id
        for function in functions
        if isinstance(function, (ast.Attribute, ast.Name))
    }


def test_only_the_loaders_of_plan_data_open_files() -> None:
    folder = ROOT / "plan_model"
    opening = {path.relative_to(folder) for path in folder.rglob("*.py") if calls(path) & (OPENING - {"read_text"})}
    assert {path.parts[0] for path in opening} <= READERS
    assert Path("files/yaml_file.py") in opening


def test_the_calculator_opens_no_files() -> None:
    modules = list((ROOT / "target_calculator").rglob("*.py"))
    assert len(modules) > 8
    assert [path.name for path in modules if calls(path) & OPENING] == []
