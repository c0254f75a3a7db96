"""Builds site/ from the plan data, saying what it does; a second run re-does only what changed.

    python -m scripts.build_site

Exit codes: 0 built (or nothing to do), 1 the plan data or a build step is at fault, 130 interrupted; unless it says 0,
site/ is as it was before.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files import load
from plan_model.prepared import prepare_once
from scripts import import_plan
from scripts.building import node
from scripts.building import vega as build_vega
from scripts.building.atomic_files import new_folder, recover_folder
from scripts.building.lock import build_lock
from scripts.building.plan_data import shared_plan_data, shown_drafts
from scripts.building.steps import (
    ALONE_PLANS,
    BUILD,
    CODE_FILES,
    PAGES,
    ROOT,
    RUNTIME,
    SITE,
    STATIC,
    VEGA,
    BuildError,
    Step,
    describe,
    run_command,
    run_step,
)
from scripts.generator import CONFIGURATION, GENERATOR
from scripts.pages import alone
from scripts.pages import generate as generate_pages
from scripts.pages.taken_names import key_problems
from scripts.runtime import build as build_runtime

RUNTIME_CODE = (
    ROOT / "scripts/runtime/build.py",
    ROOT / "scripts/runtime",
    ROOT / "docs/assets/javascripts/runtime/interpreter.js",
    ROOT / "docs/assets/javascripts/runtime/runtime-worker.js",
)
GENERATED = (BUILD / "nav", PAGES, STATIC, ALONE_PLANS, RUNTIME, VEGA)
LOCKS = (ROOT / "requirements", ROOT / "package-lock.json")
# What MkDocs and Python would otherwise take from the person's machine.
FIXED = {"LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}


def steps() -> tuple[Step, ...]:
    """Return the build's steps in order."""
    sources = (*CODE_FILES, *shared_plan_data())
    drafts = shown_drafts()
    return (
        Step("browser-packages", _install_packages, (ROOT / "package-lock.json",), ROOT / "node_modules"),
        Step("plan-data", _check_plan_data, (*CODE_FILES, *_texts()), ROOT / "plan_data"),
        Step("pages", generate_pages.generate, sources, PAGES, settings=(generate_pages.site_address(), drafts)),
        Step("plans", alone.build_alone_plans, (*CODE_FILES, ROOT / "plan_data"), ALONE_PLANS, settings=(drafts,)),
        Step("charts-runtime", build_vega.build, (ROOT / "scripts/building/vega.py", *LOCKS), VEGA),
        Step("python-runtime", _build_runtime, (ROOT / "target_calculator", *RUNTIME_CODE, *LOCKS), RUNTIME),
        Step(
            "site",
            build_html,
            (ROOT / "docs", ROOT / "mkdocs.yml", *GENERATED, *sources, *LOCKS),
            SITE,
            settings=(generate_pages.site_address(), commit_time(), drafts),
        ),
    )


def _texts() -> list[Path]:
    """What the chapters come from, and the chapters."""
    plans = ROOT / "plan_data" / "plans"
    return [plans / key / name for key in load.plan_folders() for name in import_plan.READ]


def _install_packages() -> str:
    node.install_browser_packages()
    return "installed from package-lock.json"


def _build_runtime() -> str:
    manifest = build_runtime.build_runtime()
    sizes = {kind: sum(entry["size"] for entry in manifest[kind].values()) for kind in ("http", "file")}
    return ", ".join(f"{size / 1e6:.1f} MB over {kind}" for kind, size in sizes.items())


def _check_plan_data() -> str:
    """Every problem of the plan data is told first, all at once; then the chapters must be what the sources give.

    Raises PlanDataError.
    """
    with Gathering() as gathering:
        for problem in key_problems(load.plan_folders()):
            gathering.note(problem)
        gathering.read(None, prepare_once)
    expected, fix = "what the source text gives", "run `python -m scripts.import_plan` with the plan's key, and review"
    stale = [Problem(name, 1, "the chapter is out of date", expected, fix) for name in import_plan.stale_chapters()]
    if stale:
        raise PlanDataError(stale)
    return "the chapters are what the source texts give"


def build_html() -> str:
    """Build the site with MkDocs beside the old one, then put it in its place."""
    environment = {**os.environ, **FIXED, "SOURCE_DATE_EPOCH": commit_time()}
    with new_folder(SITE, BUILD) as new:
        options = ["--config-file", CONFIGURATION, "--strict", "--dirty", "--site-dir", str(new)]
        run_command([sys.executable, "-m", GENERATOR, "build", *options], environment)
    pages = sum(1 for _ in SITE.rglob("*.html"))
    size = sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file())
    return f"{pages} HTML pages, {size / 1e6:.1f} MB"


def commit_time() -> str:
    """The time of the commit being built, so that two builds of it are equal; 0 outside a checkout."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return epoch
    try:
        return run_command(["git", "log", "-1", "--format=%ct"]).strip()
    except (BuildError, FileNotFoundError):
        return "0"


def run_steps(todo: Sequence[Step]) -> None:
    """Run the steps with progress; raises what the failing step raises, its line of progress ended."""
    recover_folder(SITE)
    for number, step in enumerate(todo, start=1):
        print(f"[{number}/{len(todo)}] {step.name} …", end=" ", flush=True)
        before = time.monotonic()
        try:
            done = run_step(step)
        except BaseException:
            print("failed", flush=True)
            raise
        print(f"{done} ({time.monotonic() - before:.1f} s)", flush=True)


def main() -> int:
    """Build under the lock, and end by saying where the site is or why it could not be built."""
    started = time.monotonic()
    try:
        with build_lock(print):
            run_steps(steps())
    except (PlanDataError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(describe(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; site/ is as it was", file=sys.stderr)
        return 130
    print(f"\nsite/ is ready after {time.monotonic() - started:.1f} s. Open site/index.html, or serve it: make serve")
    return 0


if __name__ == "__main__":
    sys.exit(main())
