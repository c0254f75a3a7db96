"""Pages of the peers that run Python in a browser, for calculator_start: PyScript, and MicroPython.

Both come from npm, with a package file of their own in bench/peers/, and are installed there at first need.
PyScript runs our calculator on the stock Pyodide of the same site.
MicroPython has no `decimal`: it works out one growth rate in floats, so it shows the floor and is not like for like.
"""

import json
import shutil
from pathlib import Path

from bench.unwatched import REPORT
from scripts.building.node import install_browser_packages
from scripts.runtime.build import CALCULATOR

PEERS = Path(__file__).parent / "peers"
PYSCRIPT = PEERS / "node_modules/@pyscript/core/dist"
MICROPYTHON = PEERS / "node_modules/@micropython/micropython-webassembly-pyscript"
HEAD = '<!doctype html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<link rel="icon" href="icon.svg">\n'
PROMISE = "globalThis.firstResult = new Promise((done) => {globalThis.finish = (t) => done([t, performance.now()])});"


def add_peers(site: Path, request: str) -> dict[str, str]:
    """Write the peers' pages into `site`, which holds Pyodide in stock/; return page names by way."""
    install_browser_packages(PEERS)
    return {
        "http, PyScript": _add_pyscript(site, request),
        "http, MicroPython (floats)": _add_micropython(site),
    }


def _add_pyscript(site: Path, request: str) -> str:
    shutil.copytree(PYSCRIPT, site / "pyscript")
    shutil.copytree(CALCULATOR, site / "calculator", ignore=shutil.ignore_patterns("__pycache__"))
    files = {f"./calculator/{path.name}": f"./target_calculator/{path.name}" for path in CALCULATOR.glob("*.py")}
    config = {"interpreter": "./stock/pyodide.mjs", "files": files}
    (site / "pyscript.json").write_text(json.dumps(config), encoding="utf8")
    (site / "main.py").write_text(
        "from pyscript import window\nfrom target_calculator.interface import handle\n"
        f"window.finish(handle({request!r}))\n",
        encoding="utf8",
    )
    (site / "pyscript.html").write_text(
        f"{HEAD}<script>{PROMISE}\n{REPORT}</script>\n"
        '<script type="module" src="pyscript/core.js"></script>\n'
        '<script type="py" src="main.py" config="pyscript.json"></script>\n',
        encoding="utf8",
    )
    return "pyscript.html"


def _add_micropython(site: Path) -> str:
    shutil.copytree(MICROPYTHON, site / "micropython")
    (site / "micropython.html").write_text(
        f"{HEAD}<script>{PROMISE}\n{REPORT}</script>\n"
        '<script type="module">import {loadMicroPython} from "./micropython/micropython.mjs";\n'
        "const python = await loadMicroPython();\n"
        'finish(String(python.runPython("(2500 / 1000) ** (1 / 5) - 1") ?? ""));</script>\n',
        encoding="utf8",
    )
    return "micropython.html"
