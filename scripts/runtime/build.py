"""Build the calculator's browser runtime: build/runtime/, copied to the site as assets/runtime/.

Steps: measure and compile the standard library modules in use (inside Pyodide, under Node) → zip them with
pyodide-build → drop from Pyodide's interpreter what nothing here uses → take a memory snapshot of it with the
calculator imported → write the payloads and their manifest.
docs/developer/runtime.md explains the parts and how the browser starts from them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.building.atomic_files import replace_folder
from scripts.building.command import run_command_line
from scripts.building.node import install_browser_packages, node_command
from scripts.building.steps import ROOT, RUNTIME, BuildError, fingerprint_of
from scripts.runtime.payloads import content_hash, write_file_payload, write_http_payload, write_manifest
from target_calculator.interface import handle

OUTPUT = RUNTIME
STEPS = ROOT / "scripts/runtime"
PYODIDE = ROOT / "node_modules/pyodide"
CALCULATOR = ROOT / "target_calculator"
SCRIPTS = ROOT / "docs/assets/javascripts/runtime"
INTERPRETER = SCRIPTS / "interpreter.js"
WORKER = SCRIPTS / "runtime-worker.js"
REQUESTS = STEPS / "requests.json"
PACKAGING_PYTHON = ROOT / ".venv-runtime/bin/python"

WAYS = ("http", "file")
HTTP_NAMES = {
    "program": "program.js",
    "wasm": "pyodide.asm.wasm",
    "stdlib": "python_stdlib.zip",
    "snapshot": "snapshot.bin",
}

Report = Callable[[str], None]


class RuntimeBuildError(BuildError):
    """A step failed; the message says which, and what it printed."""


def build_runtime(output: Path = OUTPUT, report: Report = lambda _line: None) -> dict[str, Any]:
    """Build `output` unless its inputs are unchanged; return the manifest.

    The same inputs give the same bytes. Raises RuntimeBuildError when a step fails; `output` then stays as it was.
    """
    install_browser_packages(ROOT)
    inputs = hash_inputs()
    if (kept := _unchanged(output, inputs)) is not None:
        report("runtime: unchanged")
        return kept
    output.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output.parent, prefix="runtime-") as work:
        stdlib = build_stdlib(Path(work), report)
        interpreter = shake_interpreter(Path(work), report)
        snapshot = build_snapshot(Path(work), interpreter, stdlib, report)
        fresh = Path(work) / "runtime"
        manifest = write_payloads(fresh, interpreter, stdlib.read_bytes(), snapshot.read_bytes(), inputs)
        replace_folder(fresh, output)
    return manifest


def build_stdlib(work: Path, report: Report) -> Path:
    """Write the zip of compiled modules that the runtime imports: standard library in use and calculator."""
    modules = work / "modules"
    report("runtime: " + _run([*node_command(), _step("trim_stdlib.mjs"), PYODIDE, CALCULATOR, REQUESTS, modules]))
    archive = work / "python_stdlib.zip"
    _run([PACKAGING_PYTHON, _step("pack_stdlib.py"), modules, archive])
    report(f"runtime: standard library zip {archive.stat().st_size:,} bytes")
    return archive


def shake_interpreter(work: Path, report: Report) -> Path:
    """Write Pyodide's module and its script without what the site never uses; return their folder."""
    folder = work / "interpreter"
    report("runtime: " + _run([*node_command(), _step("shake_pyodide.mjs"), PYODIDE, INTERPRETER, folder]))
    return folder


def build_snapshot(work: Path, interpreter: Path, stdlib: Path, report: Report) -> Path:
    """Write the memory of a Python that has the calculator imported."""
    snapshot = work / "snapshot.bin"
    inputs: list[str | Path] = [interpreter, stdlib, INTERPRETER, REQUESTS, interpreter_id(interpreter)]
    report("runtime: snapshot " + _run([*node_command(), _step("make_snapshot.mjs"), *inputs, snapshot]))
    return snapshot


def interpreter_id(folder: Path) -> str:
    """Return 16 characters that tell one interpreter from another: a snapshot fits the one it was taken of."""
    contents = (path.read_bytes() for path in (folder / "pyodide.asm.wasm", folder / "pyodide.asm.js", INTERPRETER))
    return hashlib.sha256(b"".join(contents)).hexdigest()[:16]


def write_payloads(folder: Path, interpreter: Path, stdlib: bytes, snapshot: bytes, inputs: str) -> dict[str, Any]:
    """Write both sets of payloads and the manifest into the new `folder`; return the manifest."""
    folder.mkdir()
    scripts = (PYODIDE / "pyodide.js", interpreter / "pyodide.asm.js", INTERPRETER, WORKER)
    contents = {
        "program": b"\n".join(_script(path) for path in scripts),
        "wasm": (interpreter / "pyodide.asm.wasm").read_bytes(),
        "stdlib": stdlib,
        "snapshot": snapshot,
    }
    http = {
        key: write_http_payload(folder, HTTP_NAMES[key], content, packed=key == "snapshot")
        for key, content in contents.items()
    }
    file = {key: write_file_payload(folder, key, content) for key, content in contents.items()}
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf8"))
    manifest = {
        "content_hash": content_hash([*http.values(), *file.values()]),
        "inputs_hash": inputs,
        "interpreter": interpreter_id(interpreter),
        "pyodide": json.loads((PYODIDE / "package.json").read_text(encoding="utf8"))["version"],
        "lock": {"info": lock["info"], "packages": {}},
        "check": check_question(),
        "http": http,
        "file": file,
    }
    write_manifest(folder, manifest)
    return manifest


def check_question() -> dict[str, str]:
    """Return what is asked right after a restore, and the answer to the byte, from the Python that builds."""
    request = json.dumps(json.loads(REQUESTS.read_text(encoding="utf8"))[0], ensure_ascii=False)
    return {"request": request, "answer": handle(request)}


def hash_inputs() -> str:
    """Return one hash over everything the runtime is made from."""
    return fingerprint_of(
        (STEPS, CALCULATOR, INTERPRETER, WORKER, ROOT / "package-lock.json", ROOT / "requirements/runtime.lock")
    )


def _unchanged(output: Path, inputs: str) -> dict[str, Any] | None:
    try:
        manifest: dict[str, Any] = json.loads((output / "manifest.json").read_text(encoding="utf8"))
    except (OSError, ValueError):
        return None
    return manifest if manifest.get("inputs_hash") == inputs else None


def _script(path: Path) -> bytes:
    """Return a script without the pointer to its source map, which is not shipped, and without exports for Node.

    The failure of those would make the engine read all that stands in the worker's program a second time.
    """
    unwanted = (b"//# sourceMappingURL=", b"try{Object.assign(exports")
    return b"".join(line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(unwanted))


def _step(name: str) -> Path:
    return STEPS / name


def _run(command: list[str | Path]) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, capture_output=True, text=True, encoding="utf8", check=False
    )
    if done.returncode != 0:
        raise RuntimeBuildError(f"{command[1]} failed\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def _build_and_weigh() -> str:
    manifest = build_runtime(report=print)
    weights = (f"{sum(entry['size'] for entry in manifest[way].values()) / 1e6:.1f} MB over {way}" for way in WAYS)
    return "runtime: " + ", ".join(weights)


def main() -> int:
    """Build the runtime, say what it weighs."""
    return run_command_line(_build_and_weigh)


if __name__ == "__main__":
    sys.exit(main())
