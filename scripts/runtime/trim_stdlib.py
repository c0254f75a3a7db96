"""Inside Pyodide: find the modules in use and compile them into `compiled`, a dict of path to .pyc bytes.

Runs in the CPython that will load the result, so the byte code fits it by construction.
"""

import importlib.util
import json
import marshal
import pkgutil
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from zipimport import zipimporter

SOURCE = "/source"
# Pyodide copies the docstrings of these onto its C functions at start.
KEEP_DOCSTRINGS = ("_pyodide", "pyodide", "target_calculator")
# Reached only when something goes wrong, too rare for the sample requests to import.
ALSO = ("_strptime", "encodings.ascii", "encodings.latin_1", "codeop", "difflib")


def use_calculator() -> None:
    """Import every module of the calculator and answer the sample requests, to see what they need."""
    sys.path.insert(0, SOURCE)
    package = importlib.import_module("target_calculator")
    for module in pkgutil.walk_packages(package.__path__, "target_calculator."):
        importlib.import_module(module.name)
    for request in json.loads(Path("/requests.json").read_text(encoding="utf8")):
        sys.modules["target_calculator.interface"].handle(json.dumps(request))


def source_of(name: str) -> tuple[str, str] | None:
    """Return (path inside the archive, source) of a pure Python module, or None for built-in and frozen ones."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return None
    if not isinstance(spec.loader, (zipimporter, SourceFileLoader)) or not spec.origin:
        return None
    return spec.origin.split(".zip/")[-1].removeprefix(SOURCE + "/"), spec.loader.get_source(name) or ""


def compile_module(name: str, path: str, source: str) -> bytes:
    """Compile to an unchecked hash-based .pyc: the same source gives the same bytes."""
    keep = name.partition(".")[0] in KEEP_DOCSTRINGS
    code = compile(source, path, "exec", dont_inherit=True, optimize=0 if keep else 2)
    # Layout of a hash-based .pyc (PEP 552): magic, flags with "hash-based" set and "checked" not, unused hash, code.
    return importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8) + marshal.dumps(code)


use_calculator()
modules = sorted({name for name in (*sys.modules, *ALSO) if name != "__main__"})
compiled: dict[str, bytes] = {}
for name in modules:
    found = source_of(name) if getattr(sys.modules.get(name), "__spec__", True) else None
    if found is not None:
        compiled[found[0] + "c"] = compile_module(name, *found)
