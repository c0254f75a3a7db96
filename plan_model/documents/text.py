"""Reads plain text in the encodings that Chinese offices use: UTF-8, GB18030 (with GBK and GB2312), UTF-16."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from plan_model.documents.block import LARGEST_FILE, Document, DocumentBlock, UnreadableDocumentError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ORDINARY = re.compile(
    r"[\t\n\x0b\x0c\r -~\u00a0-\u024f\u2000-\u206f\u2100-\u22ff\u2460-\u27bf\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
)
# What hardly a Chinese text of some length lacks, and what a wrong decoding hardly ever gives.
_COMMON = re.compile(r"[的和在发展、，。一国为与新a-z \n]")
_LEAST_ORDINARY = 0.95
_LEAST_COMMON = 0.05
_SAVE = "open it in an editor and save it as UTF-8"


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises UnreadableDocumentError for an empty one or one too large for a plan."""
    if path.stat().st_size > LARGEST_FILE:
        what = f"the file has more than {LARGEST_FILE // 2**20} MB"
        raise UnreadableDocumentError(what, "the text of a plan", "see that it is the right file")
    data = path.read_bytes()
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise UnreadableDocumentError("the file is empty", "the text of a plan", "see that it is the right file")
    return data


def decode(data: bytes) -> str:
    """Return text whose encoding is said by its byte order mark or told by its contents, each line end a newline.

    Raises UnreadableDocumentError for what is no text in one of the encodings.
    """
    text = _decoded(data)
    text = _LINE_END.sub("\n", text)
    if found := _CONTROL.search(text):
        what = f"the file holds the control character {found.group()!r}"
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableDocumentError(what, "plain text", f"see that it is a text file; {_SAVE}", line)
    return text


def _decoded(data: bytes) -> str:
    named = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in [named] if named else ["utf-8"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if named or "\0" not in text:
            return text
    guesses = [text for text in (_try(data, encoding) for encoding in _GUESSES) if text]
    best = max(guesses, key=_likeness, default="")
    if named or not best or _likeness(best) < _LEAST_COMMON:
        raise UnreadableDocumentError("the file is no text in a known encoding", "UTF-8, GB18030 or UTF-16", _SAVE)
    return best


def _try(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if len(_ORDINARY.findall(text)) >= _LEAST_ORDINARY * len(text) else ""


def _likeness(text: str) -> float:
    return len(_COMMON.findall(text)) / len(text)


def read_text_document(path: Path) -> Document:
    """Return the lines of a text file, one block each, blank ones too, so that line numbers are those of the file."""
    lines = decode(read_bytes(path)).split("\n")
    blocks = (DocumentBlock(line, f"line {number}") for number, line in enumerate(lines, start=1))
    return Document("text", tuple(blocks), lines_only=True)
