"""Appends to the registries of plans (plans/<key>/registry.csv) what their texts now say; earlier rows stay.

    python -m scripts.register_ids [KEY …]
    python -m scripts.register_ids [KEY …] --earlier <folder>
    python -m scripts.register_ids KEY … --undo [--published REVISION]

Without keys, all accepted plans. The second form is for an intended change of published text: `<folder>` is plan_data
as it was before, for instance of a git worktree. It first adds a draft to amendments.csv for every text that changed or
went, with the earlier wording; fill in `reason` (and `replaced_by` for what went), then run the first form.

The third form takes back what was registered and not yet published: the rows that the registry did not have in a
revision of git (HEAD unless told; `origin/main`, say, where only that is published).

Exit codes: 0 done, 1 a change lacks its amendment or the plan data is at fault; the registries are then as they were.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from plan_model.errors import Gathering, PlanDataError, Problem
from plan_model.files.load import DATA, load_collection, load_info, load_registry, plan_infos
from plan_model.ids.registry import Amendment, Registry, RegistryRow, amendments_file, registry_file
from plan_model.ids.registry_check import registry_problems
from plan_model.ids.registry_update import csv_cells, draft_amendments, new_rows
from plan_model.shapes.plan import plan_of
from scripts.pages.taken_names import key_problems


def register(data: Path = DATA, today: date | None = None, keys: Sequence[str] | None = None) -> int:
    """Append the missing rows to the registries of plans, all accepted ones unless named; return how many.

    Raises PlanDataError for an unexplained change, an unknown plan or a draft, whose ids are not yet frozen.
    """
    named = _accepted(data, keys)
    if taken := [*key_problems(named)]:
        raise PlanDataError(taken)
    collection, registry = load_collection(data, named), load_registry(data, named)
    rows = tuple(new_rows(collection, registry, today or _today()))
    problems = registry_problems(collection, Registry((*registry.rows, *rows), registry.amendments))
    if problems:
        raise PlanDataError(problems)
    for key in named:
        _append(data / registry_file(key), RegistryRow, [row for row in rows if plan_of(row.id) == key])
    return len(rows)


def draft(earlier: Path, data: Path = DATA, today: date | None = None, keys: Sequence[str] | None = None) -> int:
    """Append a draft amendment for each text that differs from the plan data in `earlier`; return how many."""
    named = _accepted(data, keys)
    before = load_collection(earlier)
    drafts = tuple(
        draft_amendments(before, load_collection(data, named), load_registry(data, named), today or _today())
    )
    for key in dict.fromkeys(plan_of(entry.id) for entry in drafts):
        _append(data / amendments_file(key), Amendment, [entry for entry in drafts if plan_of(entry.id) == key])
    return len(drafts)


def undo(keys: Sequence[str], data: Path = DATA, published: str = "HEAD") -> int:
    """Take back the rows that the plans' registries did not have in a git revision; return how many.

    Raises PlanDataError where the registry no longer begins with what was published, or git does not know the revision.
    """
    _git(data, "rev-parse", "--verify", "--quiet", f"{published}^{{commit}}")
    with Gathering() as gathering:
        kept = {key: gathering.read("", _published_registry, key, data, published) for key in keys}
    return sum(_keep(data / registry_file(key), text) for key, text in kept.items())


def _published_registry(key: str, data: Path, published: str) -> str:
    """What a plan's registry said in a revision; empty where it did not exist."""
    name = registry_file(key)
    if not (data / name).is_file():
        raise PlanDataError([Problem(name, 1, "the file is missing", "a registered plan", "correct the key")])
    earlier = _git(data, "ls-tree", "--name-only", published, "--", name)
    text = _git(data, "show", f"{published}:./{name}") if earlier else ""
    if not (data / name).read_bytes().decode().startswith(text):
        what, fix = f"rows that {published} holds have changed", "restore the file from git"
        raise PlanDataError([Problem(name, 1, what, "rows only ever appended", fix)])
    return text


def _keep(path: Path, text: str) -> int:
    """Cut a registry down to `text`, or remove it where nothing is left; return how many rows went."""
    gone = path.read_bytes().decode().removeprefix(text).count("\n") - (not text)
    if text:
        path.write_bytes(text.encode())
    else:
        path.unlink()
    return gone


def _git(folder: Path, *command: str) -> str:
    result = subprocess.run(["git", *command], cwd=folder, capture_output=True, check=False)
    if result.returncode:
        what = f"git {' '.join(command)} failed: {result.stderr.decode(errors='replace').strip()[:200]}"
        fix = "run it in a checkout, and name a revision that it knows"
        raise PlanDataError([Problem("registry.csv", 1, what, "a git revision that was published", fix)])
    return result.stdout.decode()


def _accepted(data: Path, keys: Sequence[str] | None) -> list[str]:
    """The plans named, or all accepted ones; raises PlanDataError for a draft."""
    if keys is None:
        return [info.key for info in plan_infos(data) if info.status == "accepted"]
    with Gathering() as gathering:
        for key in keys:
            info = gathering.read(None, load_info, key, data)
            if info and info.status != "accepted":
                fix = "review the plan, write `status: accepted`, then register"
                gathering.note(Problem(f"plans/{key}/plan.yml", 1, "the plan is a draft", "an accepted plan", fix))
    return [*keys]


def _today() -> date:
    return datetime.now().astimezone().date()


def _append(path: Path, model: type[RegistryRow | Amendment], rows: Iterable[RegistryRow | Amendment]) -> None:
    """Append rows to a table, which begins with its header, below a last line that an editor may have left open."""
    added = [*csv_cells(rows)]
    if not path.exists():
        added.insert(0, [name for name in model.model_fields if name != "row"])
    is_open = path.exists() and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("\n" if is_open else "")
        csv.writer(file, lineterminator="\n").writerows(added)


def main(arguments: list[str] | None = None) -> int:
    """Register the ids, draft amendments or take registrations back, and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("keys", nargs="*", metavar="KEY", help="plans; all accepted ones unless named")
    parser.add_argument("--earlier", type=Path, help="plan_data before the change: draft the amendments")
    parser.add_argument("--undo", action="store_true", help="take back what is not yet published")
    parser.add_argument("--published", default="HEAD", help="with --undo: the git revision that is published")
    options = parser.parse_args(arguments)
    if options.undo and not options.keys:
        parser.error("--undo takes the keys of plans")
    keys = options.keys or None
    try:
        if options.undo:
            done, what = undo(options.keys, published=options.published), "rows taken back"
        elif options.earlier:
            done, what = draft(options.earlier, keys=keys), "amendments drafted; fill in their reasons"
        else:
            done, what = register(keys=keys), "rows appended"
    except PlanDataError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{done} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
