"""What is left of Pyodide is small, still whole, and a Pyodide that is written otherwise stops the build."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.building.node import node_command
from scripts.runtime.build import CALCULATOR, INTERPRETER, OUTPUT, PYODIDE, STEPS

EXPORTS = "JSON.stringify(WebAssembly.Module.exports(new WebAssembly.Module(fs.readFileSync(file))).map((e) => e.name))"


def exports_of(wasm: Path) -> set[str]:
    script = f"const fs = require('fs'); const file = process.argv[1]; console.log({EXPORTS})"
    done = subprocess.run([*node_command(), "-e", script, str(wasm)], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def shake(package: Path, output: Path) -> subprocess.CompletedProcess[str]:
    command = [*node_command(), str(STEPS / "shake_pyodide.mjs"), str(package), str(INTERPRETER), str(output)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf8", check=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of Pyodide's package that a test may change."""
    return Path(shutil.copytree(PYODIDE, tmp_path / "pyodide"))


def test_few_of_pyodides_exports_are_left_and_the_calculators_entry_points_among_them(manifest: dict[str, Any]) -> None:
    exports = exports_of(OUTPUT / manifest["http"]["wasm"]["name"])
    assert len(exports) * 30 < len(exports_of(PYODIDE / "pyodide.asm.wasm"))
    assert {"PyImport_Import", "PyObject_CallOneArg", "PyUnicode_AsUTF8", "__main_argc_argv"} <= exports


def test_the_program_is_a_third_of_pyodides_script_and_the_snapshot_a_fifth_of_the_memory(
    manifest: dict[str, Any],
) -> None:
    assert manifest["http"]["program"]["size"] * 3 < (PYODIDE / "pyodide.asm.js").stat().st_size
    assert manifest["http"]["snapshot"]["unpacked"] * 5 < 20 * 2**20


@pytest.mark.parametrize(
    "passage",
    [
        '=wasmExports["PyObject_CallOneArg"]',
        "var wasmImports={",
        "try{var node=FS.lookupNode(dir,name);return 20}",
        "function getPyEMCountArgsPtr(){",
    ],
)
def test_a_pyodide_that_is_written_otherwise_stops_the_build(package: Path, tmp_path: Path, passage: str) -> None:
    script = package / "pyodide.asm.js"
    text = script.read_text(encoding="utf8")
    assert passage in text
    other = text.replace('=wasmExports["', '=otherExports["') if passage.startswith("=") else text.replace(passage, "")
    script.write_text(other, encoding="utf8")
    done = shake(package, tmp_path / "out")
    assert done.returncode != 0
    assert "pyodide.asm.js has nothing like" in done.stderr
    assert len(done.stderr) < 2000
    assert not (tmp_path / "out/pyodide.asm.js").exists()


def test_the_calculator_imports_nothing_while_it_answers() -> None:
    """A start from the snapshot has no library: whatever is imported must have been before."""
    for path in CALCULATOR.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        inside = [node for function in functions for node in ast.walk(function)]
        late = [node for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]
        assert late == [], path.name
