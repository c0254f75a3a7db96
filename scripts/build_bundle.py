"""Builds the offline bundle from site/: a ZIP that a person unpacks and opens by double-click, without a network.

    python -m scripts.build_bundle                       the whole site → dist/plans-<version>.zip
    python -m scripts.build_bundle --measures ids.txt --chapters qz-3,qz-4 --title 专题会 --date 3月1日 --note …
                                                         a meeting pack → dist/meeting-<version>.zip
    python -m scripts.build_bundle … --with-calculator   the meeting pack with the calculator
    python -m scripts.build_bundle … --single-file       the same content as one HTML file

`ids.txt` holds one id a line (`qz-3.1.2-p3`, `qz-t2-r1`) in the meeting's order. Without --public-address and SITE_URL
permalinks are given as paths and no QR codes are made.

Exit codes: 0 built and verified, 1 the site is not built, an argument is wrong or the bundle is not sound; dist/ is
then as it was before.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from plan_model.errors import PlanDataError
from plan_model.files.load import load_collection, load_site, shared_keys
from plan_model.files.whole_files import write_whole
from scripts.build_site import commit_time
from scripts.building.lock import build_lock
from scripts.building.steps import ROOT, SITE, BuildError
from scripts.bundle.agenda import Agenda, chapters_of_plan, read_ids
from scripts.bundle.archive import with_inventory, zip_bytes
from scripts.bundle.meeting import meeting_site
from scripts.bundle.single_file import single_file
from scripts.bundle.whole import Edition, read_site, wrapped
from scripts.verify_bundle import bundle_problems, content_problems

DIST = ROOT / "dist"
OFFLINE = "（离线版）"  # what the whole site's bundle adds to its title
MEETING_TITLE = "会议资料"
_MAX_SHOWN = 20


def version() -> str:
    """Return the project's version, as pyproject.toml states it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def build_zip(site: Mapping[str, bytes], name: str, edition: Edition, agenda: Agenda | None = None) -> bytes:
    """Return the ZIP of the site, or of what an agenda takes of it; raises BuildError when it is not sound."""
    chosen = site if agenda is None else meeting_site(site, agenda, edition.address)
    about = {"title": edition.title, "version": edition.version, "address": edition.address}
    files = with_inventory(wrapped(chosen, edition), about)
    _refuse(bundle_problems(name, files))
    return zip_bytes(files, name, edition.epoch)


def build_single_file(site: Mapping[str, bytes], name: str, edition: Edition, agenda: Agenda) -> bytes:
    """Return an agenda's content as one HTML page; raises BuildError when it is not sound."""
    page = single_file(site, agenda, edition.address).encode()
    _refuse(content_problems({f"{name}.html": page}))
    return page


def _refuse(problems: list[str]) -> None:
    if problems:
        more = f"\n… and {len(problems) - _MAX_SHOWN} more" if len(problems) > _MAX_SHOWN else ""
        raise BuildError("the bundle is not sound:\n" + "\n".join(problems[:_MAX_SHOWN]) + more)


def public_address(given: str | None) -> str:
    """Return the site's public address with a final slash, from the option or SITE_URL; empty when neither says."""
    address = (given if given is not None else os.environ.get("SITE_URL", "")).strip()
    if address and not address.startswith(("https://", "http://")):
        raise BuildError(f"--public-address {address}: no web address; expected https://…; correct it")
    return address.rstrip("/") + "/" if address else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build_bundle", description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--plan", help="a plan's key: a pack of all its chapters")
    parser.add_argument("--chapters", help="ids of chapters, separated by commas")
    parser.add_argument("--measures", type=Path, help="a file with one id a line, in the meeting's order")
    parser.add_argument("--title", help="the meeting's title")
    parser.add_argument("--note", default="", help="a remark for the cover")
    parser.add_argument("--date", default="", help="the meeting's date, as the cover shows it")
    parser.add_argument("--with-calculator", action="store_true", help="take the calculator along")
    parser.add_argument("--single-file", action="store_true", help="write one HTML file instead of a ZIP")
    parser.add_argument("--public-address", help="where the site is published (default: SITE_URL)")
    parser.add_argument("--site", type=Path, default=SITE, help="the built site (default: site/)")
    parser.add_argument("--output", type=Path, help="the file to write (default: below dist/)")
    return parser


def _agenda(options: argparse.Namespace) -> Agenda | None:
    """The agenda that the options state; None for the whole site as a ZIP."""
    if not (options.plan or options.chapters or options.measures or options.single_file):
        return None
    collection = load_collection(keys=shared_keys())
    plans = [options.plan] if options.plan else []
    chapters = [part.strip() for part in (options.chapters or "").split(",") if part.strip()]
    measures = read_ids(options.measures.read_text(encoding="utf-8-sig")) if options.measures else ()
    if options.single_file and not (plans or chapters or measures):
        plans = list(collection.plans)
    chapters += [chapter for plan in plans for chapter in chapters_of_plan(collection, plan)]
    return Agenda(
        collection,
        options.title or (_whole_title() if options.single_file else MEETING_TITLE),
        measures,
        tuple(dict.fromkeys(chapters)),
        options.note,
        options.date,
        options.with_calculator,
    )


def _whole_title() -> str:
    return load_site().title + OFFLINE


def _build(options: argparse.Namespace) -> tuple[str, bytes]:
    """Return the file's name and content that the options ask for."""
    edition = Edition(_whole_title(), version(), int(commit_time()), public_address(options.public_address))
    agenda, site = _agenda(options), read_site(options.site)
    if agenda is None:
        name = f"plans-{edition.version}"
        return f"{name}.zip", build_zip(site, name, edition)
    name, edition = f"meeting-{edition.version}", replace(edition, title=agenda.title)
    if options.single_file:
        return f"{name}.html", build_single_file(site, name, edition, agenda)
    return f"{name}.zip", build_zip(site, name, edition, agenda)


def main(arguments: list[str]) -> int:
    """Build the bundle that the arguments ask for and say where it is."""
    options = _parser().parse_args(arguments)
    try:
        with build_lock(print):  # a bundle of a site that is being replaced would be of two
            name, content = _build(options)
            target = options.output or DIST / name
            write_whole(target, content)
    except (BuildError, PlanDataError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{target.name}: {len(content) / 1e6:.2f} MB, verified")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
