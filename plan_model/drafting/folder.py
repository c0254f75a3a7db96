"""The files of a drafted plan's folder: plan.yml and corrections.csv, written to be read and corrected by an editor."""

from __future__ import annotations

import csv
import hashlib
import io
import re

import yaml

from plan_model.drafting.draft import UNKNOWN_DATE, Draft

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|省|市|县|区|州|旗)")
_COLUMNS = ("source_line", "raw", "published", "kind", "reason")
_LEVELS = ("自治区", "自治州")


def plan_yml(draft: Draft, original: str, original_sha256: str) -> str:
    """Return plan.yml of a draft; what the document does not say is left open with a comment."""
    front = draft.front
    place = match.group() if (match := _PLACE.match(front.title)) else ""
    level = next((name for name in _LEVELS if place.endswith(name)), place[-1:])
    issued = front.issued or UNKNOWN_DATE
    years = front.years or (UNKNOWN_DATE.year, UNKNOWN_DATE.year)
    open_date = "" if front.issued else "         # not found: write the day on which it was issued"
    open_years = "" if front.years else "            # not found: write the first year, and below the last"
    is_chinese = draft.language == "zh"
    issuers = "、".join(front.issuers)
    quoted = f"《{front.title}》" if is_chinese else front.title
    citation = "，".join(
        part for part in (f"{issuers}：{quoted}" if issuers else quoted, front.document_number) if part
    )
    head = [
        f"key: {draft.key}",
        f"title: {_word(front.title)}",
        f"short_title: {_word(f'{place}规划' if place else front.title)}",
        f"place: {_word(place)}",
        f"label: {_word(level)}                  # the short word for the level of its issuer",
        f"issuers: [{', '.join(_word(name) for name in front.issuers)}]",
        f"document_number: {_word(front.document_number)}",
        f"issued: {issued.isoformat()}{open_date}",
        f"first_year: {years[0]}{open_years}",
        f"last_year: {years[1]}",
        f"language: {draft.language}",
        "status: draft",
    ]
    source = {
        "file": "source.txt",
        "sha256": hashlib.sha256(draft.source.encode()).hexdigest(),
        "original": original,
        "original_sha256": original_sha256,
        "citation": citation,
    }
    layout = draft.layout.model_dump(exclude_defaults=True, mode="json")
    rest: dict[str, object] = {"source": source, "layout": layout}
    if draft.tables:
        rest["tables"] = {name: {"header_rows": table.header_rows} for name, table in draft.tables.items()}
    return "\n".join(head) + "\n" + _yaml(rest)


def corrections_csv(draft: Draft) -> str:
    """Return corrections.csv with the proposed rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(row, column) for column in _COLUMNS] for row in draft.corrections)
    return text.getvalue()


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)


def _word(text: str) -> str:
    """A text as one YAML scalar."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).removesuffix("...\n").strip()
