"""Builds the offline bundle from site/: a ZIP that a person unpacks and opens by double-click, without a network.

    python -m scripts.build_bundle                       the whole site → dist/plans-<version>.zip

Exit codes: 0 built and verified, 1 the site is not built, an argument is wrong or the bundle is not sound; dist/ is
then as it was before.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from pathlib import Path

from scripts.build_site import commit_time
from scripts.build_steps import ROOT, SITE, BuildError
from scripts.bundle.archive import with_inventory, zip_bytes
from scripts.bundle.whole import Edition, read_site, whole_bundle
from scripts.verify_bundle import bundle_problems

DIST = ROOT / "dist"
_MAX_SHOWN = 20


def version() -> str:
    """Return the project's version, as pyproject.toml states it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def build_whole(site: Path, edition: Edition) -> bytes:
    """Return the ZIP of the whole site; raises BuildError when it is not sound."""
    return packed(f"plans-{edition.version}", whole_bundle(read_site(site), edition), edition)


def packed(folder: str, files: dict[str, bytes], edition: Edition) -> bytes:
    """Return the verified ZIP of some files below one folder; raises BuildError with every problem."""
    complete = with_inventory(files, {"title": edition.title, "version": edition.version, "address": edition.address})
    if problems := bundle_problems(folder, complete):
        more = f"\n… and {len(problems) - _MAX_SHOWN} more" if len(problems) > _MAX_SHOWN else ""
        raise BuildError("the bundle is not sound:\n" + "\n".join(problems[:_MAX_SHOWN]) + more)
    return zip_bytes(complete, folder, edition.epoch)


def public_address(given: str | None) -> str:
    """Return the site's public address with a final slash, from the option or SITE_URL; empty when neither says."""
    address = (given if given is not None else os.environ.get("SITE_URL", "")).strip()
    if address and not address.startswith(("https://", "http://")):
        raise BuildError(f"--public-address {address}: no web address; expected https://…; correct it")
    return address.rstrip("/") + "/" if address else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build_bundle", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--site", type=Path, default=SITE, help="the built site (default: site/)")
    parser.add_argument("--public-address", help="where the site is published (default: SITE_URL)")
    parser.add_argument("--output", type=Path, help="the file to write (default: below dist/)")
    return parser


def main(arguments: list[str]) -> int:
    """Build the bundle that the arguments ask for and say where it is."""
    options = _parser().parse_args(arguments)
    try:
        address = public_address(options.public_address)
        edition = Edition("“十四五”国资国企规划（离线版）", version(), int(commit_time()), address)
        content = build_whole(options.site, edition)
    except (BuildError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    target = options.output or DIST / f"plans-{edition.version}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f"{target}: {len(content) / 1e6:.1f} MB, verified")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
