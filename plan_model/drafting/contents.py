"""The contents list of a document: which lines it takes, and what it announces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_model.drafting.lines import DraftLine
from plan_model.source.marks import mark_of

_TITLE = re.compile(r"(?:目\s*[录次]|contents|table of contents|inhaltsverzeichnis)", re.IGNORECASE)
_LEADER = re.compile(
    r"^(?P<entry>.*?\S)\s*(?:[.．。·…・]{2,}[\s.·…]*|\t+\s*)(?:[—-]?\s*(?:\d{1,4}|[ivxlc]+)\s*[—-]?)?$"
)
_PAGE = re.compile(r"^(?P<entry>.*\D)\s+\d{1,4}$")
_LONGEST = 80
_PLAIN = re.compile(r"[\s　.．·…:：、，,（）()*]+")


def plain(text: str) -> str:
    """A heading as it is compared: without spaces, points and brackets."""
    return _PLAIN.sub("", text).lower()


def contents_lines(lines: Sequence[DraftLine]) -> list[tuple[DraftLine, str]]:
    """Return the lines of the contents list, each with the heading that it announces (empty for the list's own)."""
    printed = [line for line in lines if line.text]
    flagged = [(line, "" if _TITLE.fullmatch(line.text) else entry_of(line.text)) for line in printed
               if line.block.contents and "\t" not in line.raw.strip()
               and not re.match(r"</?(?:details|summary)", line.text)]  # fmt: skip
    start = next((index for index, line in enumerate(printed) if _TITLE.fullmatch(line.text)), None)
    if start is None:
        return flagged
    later = {plain(line.text) for line in printed[start + 1 :] if not line.block.contents}
    starts = [plain(line.text) for line in printed[start + 1 :]]
    found = [(printed[start], "")]
    for line in printed[start + 1 :]:
        if not _is_entry(line, starts, later):
            break
        if any(plain(line.text) == plain(entry) for _, entry in found if entry):
            break  # the first heading comes again: the text begins
        found.append((line, entry_of(line.text)))
    return sorted({one[0].number: one for one in [*flagged, *found]}.values(), key=lambda one: one[0].number)


def _is_entry(line: DraftLine, starts: Sequence[str], later: set[str]) -> bool:
    text = line.text
    if len(text) > _LONGEST or (text.endswith("。") and not _LEADER.fullmatch(text)):
        return False
    if _LEADER.fullmatch(text) or _PAGE.fullmatch(text):
        return True
    own = plain(text)
    times = sum(1 for start in starts if start.startswith(own))
    return bool(own) and times > 1 and (mark_of(text) is not None or own in later)


def entry_of(text: str) -> str:
    """Return the heading that a line of a contents list announces, without its page number; nothing for the title."""
    if _TITLE.fullmatch(text):
        return ""
    match = _LEADER.fullmatch(text) or _PAGE.fullmatch(text)
    return match["entry"].strip() if match else text
