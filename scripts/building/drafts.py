"""Drafted plans on the disk: writing a new one whole, reading it again with its original, writing its review page."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plan_model.documents.block import Document, UnreadableDocumentError
from plan_model.documents.read import read_document
from plan_model.drafting.draft import Draft, review_draft
from plan_model.drafting.folder import corrections_csv, plan_yml
from plan_model.errors import PlanDataError, Problem
from plan_model.files import load
from plan_model.files.digests import change_of
from plan_model.files.whole_files import write_whole
from plan_model.shapes.plan import Plan
from plan_model.source.coverage import Coverage, measure_coverage
from scripts.pages.review import counts, review_page

REVIEW = Path(__file__).resolve().parents[2] / "build" / "review"
ORIGINAL = "original"


def write_new(draft: Draft, file: Path, data: Path) -> Path:
    """Write the folder of a new draft, wholly or not at all; return it."""
    folder = data / "plans" / draft.key
    with tempfile.TemporaryDirectory(prefix=".new-", dir=data) as name:
        new = Path(name) / draft.key
        (new / ORIGINAL).mkdir(parents=True)
        kept = new / ORIGINAL / f"{draft.key}{file.suffix.lower()}"
        shutil.copyfile(file, kept)
        digest = hashlib.sha256(kept.read_bytes()).hexdigest()
        (new / load.SOURCE).write_bytes(draft.source.encode())
        (new / "corrections.csv").write_bytes(corrections_csv(draft).encode())
        (new / "plan.yml").write_bytes(plan_yml(draft, f"{ORIGINAL}/{kept.name}", digest).encode())
        folder.parent.mkdir(exist_ok=True)
        new.rename(folder)
    return folder


def read_again(key: str, data: Path) -> Draft:
    """Return how a drafted plan reads now; raises PlanDataError with everything that is wrong with its files."""
    info = load.load_info(key, data)
    corrections, source = load.load_corrections(key, data), load.load_source(key, data)
    draft = review_draft(info, corrections, _original(key, data))
    if draft.source != source:
        what, fix = "the original does not give this text any more", "draft the plan anew, or restore source.txt"
        raise PlanDataError([Problem(f"plans/{key}/{load.SOURCE}", 1, what, "what the original gives", fix)])
    return draft


def _original(key: str, data: Path) -> Document:
    source = load.load_info(key, data).source
    name = f"plans/{key}/{source.original}"
    path = data / "plans" / key / source.original
    if not source.original or not path.is_file() or path.parent != data / "plans" / key / ORIGINAL:
        fix = "draft the plan with `python -m scripts.add_plan FILE --key KEY`"
        raise PlanDataError(
            [Problem(f"plans/{key}/plan.yml", 1, "the plan has no original", "a file in original/", fix)]
        )
    if change := change_of(path.read_bytes(), source.original_sha256 or ""):
        fix = "restore it from git, or draft the plan anew"
        raise PlanDataError([Problem(name, change.line, change.what, "the file as received", fix)])
    try:
        return read_document(path)
    except UnreadableDocumentError as error:
        raise PlanDataError(
            [Problem(name, error.line, str(error), "a readable file", "restore it from git")]
        ) from error


def coverage_of(draft: Draft, data: Path) -> Coverage:
    """Return how the characters of a draft's source are accounted for."""
    info, corrections = load.load_info(draft.key, data), load.load_corrections(draft.key, data)
    return measure_coverage(Plan(info=info, chapters=draft.chapters, corrections=corrections), draft.source)


def write_review(draft: Draft, data: Path, review: Path = REVIEW) -> tuple[Path, list[str]]:
    """Write the review page; return it, and the lines that tell of the reading."""
    covered = coverage_of(draft, data)
    lost = covered.source_characters - covered.in_provisions - covered.in_corrections
    facts = {
        "characters in the source": str(covered.source_characters),
        "of these in the text": str(covered.in_provisions),
        "in corrections": str(covered.in_corrections),
        "lost": str(lost),
    }
    path = review / f"{draft.key}.html"
    write_whole(path, review_page(draft, facts).encode())
    return path, [f"{name}: {value}" for name, value in {**counts(draft), **facts}.items()]


def outline_lines(draft: Draft) -> Sequence[str]:
    """Return the outline, one part a line, indented by its level."""
    parts = [part for chapter in draft.chapters for part in chapter.walk() if part.kind != "paragraph"]
    return [f"{'  ' * part.id.count('.')}{part.id}  {part.number}{part.heading}" for part in parts]
