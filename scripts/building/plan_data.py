"""Which plan data the steps of a build read."""

from __future__ import annotations

import os
from pathlib import Path

from plan_model.errors import PlanDataError
from plan_model.files import load


def shared_plan_data(data: Path = load.DATA) -> tuple[Path, ...]:
    """Return what the pages that speak of all plans are made from: not the folders of plans that stand by themselves.

    All of it where it cannot be told which these are; the check of the plan data says why.
    """
    try:
        keys = load.shared_keys(data)
    except PlanDataError:
        return (data,)
    apart = data / "plans"
    return (*sorted(path for path in data.iterdir() if path != apart), *(apart / key for key in keys))


def shown_drafts() -> str:
    """Return what tells a build that shows drafts from one that does not."""
    return f"drafts {os.environ.get(load.DRAFTS, '')}"
