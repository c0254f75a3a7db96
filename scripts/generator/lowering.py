"""Lowers the site's scripts, with esbuild, to syntax that every browser parses which may be asked to run them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.building.node import node_command
from scripts.building.steps import ROOT, run_command

ESBUILD = ROOT / "node_modules/esbuild/bin/esbuild"
# What decides for the other scripts whether they run must itself run everywhere.
SYNTAX, SYNTAX_OF_FIRST = "es2019", "es5"
FIRST = "boot.js"


def lowered_scripts(folder: Path) -> dict[str, str]:
    """Return every script below `folder` by its path there, lowered and without comments and white space.

    Features that a browser lacks are not put in its place: scripts do without them (tests/parts/test_features.py).
    Raises BuildError with esbuild's words when a script does not parse.
    """
    scripts = sorted(folder.rglob("*.js"))
    first = [path for path in scripts if path.relative_to(folder).as_posix() == FIRST]
    rest = [path for path in scripts if path not in first]
    with TemporaryDirectory() as made:
        for paths, syntax in ((first, SYNTAX_OF_FIRST), (rest, SYNTAX)):
            if paths:
                _run(paths, syntax, folder, made)
        return {path.relative_to(made).as_posix(): path.read_text("utf-8") for path in sorted(Path(made).rglob("*.js"))}


def _run(paths: list[Path], syntax: str, folder: Path, output: str) -> None:
    places = [f"--outbase={folder}", f"--outdir={output}"]
    options = [f"--target={syntax}", "--charset=utf8", "--log-level=warning", "--minify-whitespace", "--minify-syntax"]
    run_command([*node_command(), str(ESBUILD), *map(str, paths), *places, *options])
