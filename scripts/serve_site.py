"""Serves the site, drafts too, on 127.0.0.1 and rebuilds it when the plan data, the pages or the code change.

    python -m scripts.serve_site [--port 8000]

Exit codes: 0 stopped with Ctrl+C, 1 the port is taken.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from plan_model.files.load import DRAFTS
from scripts.building.steps import ROOT
from scripts.generator import CONFIGURATION, GENERATOR

_WATCHED = ("plan_data", "plan_model", "macros", "target_calculator", "scripts")


def main(arguments: list[str] | None = None) -> int:
    """Run MkDocs' live server; the hook regenerates the pages before each rebuild."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    watched = [flag for folder in _WATCHED for flag in ("--watch", folder)]
    address = ["--config-file", CONFIGURATION, "--dev-addr", f"127.0.0.1:{options.port}"]
    command = [sys.executable, "-m", GENERATOR, "serve", *address, *watched]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", DRAFTS: "1"}
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
