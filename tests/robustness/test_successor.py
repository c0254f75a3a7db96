"""The site outlives MkDocs 1.x: ProperDocs, which goes on with it, builds the same bytes from the same files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.build_site import FIXED, commit_time
from scripts.building.steps import ROOT
from scripts.generator import CONFIGURATION
from tests.robustness.test_reproducible import contents


def test_properdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    options = ["--config-file", CONFIGURATION, "--strict", "--dirty", "--site-dir", str(tmp_path)]
    command = [sys.executable, "-m", "properdocs", "build", *options]
    environment = {**os.environ, **FIXED, "SOURCE_DATE_EPOCH": commit_time()}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = contents(site), contents(tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
