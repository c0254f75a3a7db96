"""What the main() of every build command does around its work: the lock, the closing line, the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable

from plan_model.errors import PlanDataError
from scripts.building.lock import build_lock
from scripts.building.steps import BuildError, describe


def run_command_line(work: Callable[[], str]) -> int:
    """Do the work under the build lock and print the line it returns; return 0, or 1 after printing what is wrong."""
    try:
        with build_lock(print):
            print(work())
    except (PlanDataError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(describe(error), file=sys.stderr)
        return 1
    return 0
