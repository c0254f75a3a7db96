"""Checks the JSDoc types of the browser scripts with TypeScript, from the project's own node_modules.

    python -m scripts.check_types

Exit codes: TypeScript's own (0 when every type holds).
"""

from __future__ import annotations

import subprocess
import sys

from scripts.building.node import install_browser_packages, node_command
from scripts.building.steps import ROOT


def main() -> int:
    """Run the TypeScript compiler over tsconfig.json, writing nothing."""
    install_browser_packages()
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    return subprocess.run([*node_command(), str(compiler), "--noEmit"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
