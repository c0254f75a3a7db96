"""Makes the one script with which charts become interactive: Vega and its expression interpreter, from node_modules.

    python -m scripts.building.vega

The interpreter evaluates Vega's expressions without `eval`, which the content security policy refuses. Its package
has only an ES module, which browsers do not load over file://; so its one import and one export are rewritten here,
and it follows Vega in a classic script that sets `vega` and `vegaInterpreter`. Exit code 1: a package has changed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from scripts.building.steps import ROOT, VEGA, BuildError

MODULES = ROOT / "node_modules"
SCRIPT = "vega.js"
IMPORT = "import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
# Vega's one feature that Chromium 92 and Safari 15 lack.
HAS_OWN = (
    'Object.hasOwn || Object.defineProperty(Object, "hasOwn", '
    "{ value: function (object, key) { return Object.prototype.hasOwnProperty.call(object, key); } });"
)
EXPORT = "export { expression as expressionInterpreter };"


def build(modules: Path = MODULES, output: Path = VEGA) -> str:
    """Write the script and return a line about it; raises BuildError when the packages are not the expected ones."""
    script = "\n".join(
        [
            HAS_OWN,
            _comment("vega", (modules / "vega/LICENSE").read_text(encoding="utf-8")),
            _without_map((modules / "vega/build/vega.min.js").read_text(encoding="utf-8")),
            _comment("vega-interpreter", (modules / "vega-interpreter/LICENSE").read_text(encoding="utf-8")),
            classic(_without_map((modules / "vega-interpreter/build/vega-interpreter.js").read_text(encoding="utf-8"))),
        ]
    )
    output.mkdir(parents=True, exist_ok=True)
    (output / SCRIPT).write_text(script, encoding="utf-8")
    return f"{SCRIPT}, {len(script.encode()) / 1e3:.0f} kB"


def classic(module: str) -> str:
    """Return the interpreter's module as a classic script that takes its helpers from the global `vega`."""
    if (
        module.count(IMPORT) != 1
        or module.count(EXPORT) != 1
        or len(re.findall(r"^(?:im|ex)port\b", module, re.M)) != 2
    ):
        raise BuildError(
            f"vega-interpreter does not consist of one module with `{IMPORT}` and `{EXPORT}`; "
            "look at its build/ folder and change scripts/building/vega.py"
        )
    body = module.replace(
        IMPORT, IMPORT[len("import ") :].replace("{", "const {", 1).replace(" from 'vega-util'", " = vega")
    )
    body = body.replace(EXPORT, "globalThis.vegaInterpreter = { expressionInterpreter: expression };")
    return f"(() => {{\n{body.strip()}\n}})();\n"


def _without_map(script: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.M).rstrip() + "\n"


def _comment(name: str, text: str) -> str:
    return f"/*! {name}\n{text.strip()}\n*/"


def main() -> int:
    """Build and say what was built."""
    try:
        print(build())
    except (BuildError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
