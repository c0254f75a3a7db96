"""A build of one page set and one archive, through the project's own steps, lock and ways of writing.

Copied beside the copied modules and run as a script, so that a build takes a tenth of a second and can
be killed many times. KILL_AT=<n> kills the process at its n-th touch of the file system; TWO_RENAMES=1 forbids the
one-step exchange of folders; PAUSE=<seconds> spreads the build out for kills from outside. Its last line is the list
of its touches.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

from plan_model.files.whole_files import write_whole
from scripts.building import atomic_files
from scripts.building.atomic_files import new_folder, recover_folder, write_files
from scripts.building.lock import build_lock
from scripts.building.steps import BUILD, PAGES, ROOT, SITE, BuildError, Step, describe, run_step

_TOUCHES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym", "os.scandir"}
PLAN = ROOT / "plan.json"
_touched: list[str] = []


def _count(event: str, arguments: tuple[object, ...]) -> None:
    if (event in _TOUCHES and str(ROOT) in str(arguments)) or event == "ctypes.dlsym":
        _touched.append(f"{event} {arguments[0]}")
        if len(_touched) == int(os.environ.get("KILL_AT", "0")):
            os.kill(os.getpid(), signal.SIGKILL)


def _pages() -> str:
    plan = json.loads(PLAN.read_text(encoding="utf-8"))
    return f"{write_files(PAGES, plan)} changed"


def _site() -> str:
    with new_folder(SITE, BUILD) as new:
        for page in sorted(PAGES.rglob("*.md")):
            target = new / page.relative_to(PAGES).with_suffix(".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"<p>{page.read_text(encoding='utf-8')}</p>", encoding="utf-8")
            time.sleep(float(os.environ.get("PAUSE", "0")))
    return "built"


def _archive() -> str:
    content = "".join(page.read_text(encoding="utf-8") for page in sorted(SITE.rglob("*.html")))
    write_whole(ROOT / "dist/plans.txt", content.encode())
    return "packed"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Build, and tell the touches."""
    todo = (
        Step("pages", _pages, (PLAN,), PAGES),
        Step("site", _site, (PAGES,), SITE),
        Step("archive", _archive, (SITE,), ROOT / "dist"),
    )
    if os.environ.get("TWO_RENAMES"):
        atomic_files._exchange = lambda first, second: False
    sys.addaudithook(_count)
    try:
        with build_lock(_tell, patience=5):
            recover_folder(SITE)
            for step in todo:
                run_step(step)
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{describe(error)}\n")
        return 1
    _tell(json.dumps(_touched))
    return 0


if __name__ == "__main__":
    sys.exit(main())
