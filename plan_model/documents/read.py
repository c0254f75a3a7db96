"""Reads a file by what it is, told from its first bytes and its ending; one sentence where it cannot be read."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from plan_model.documents.block import Document, UnreadableDocumentError
from plan_model.documents.docx import read_docx
from plan_model.documents.markdown import read_markdown
from plan_model.documents.text import read_text_document

# Files that no reader takes: what they begin with or end in, and what to do.
_SAVE_AS = {
    ".doc": "open it in Word or WPS and save it as .docx",
    ".wps": "open it in WPS and save it as .docx",
    ".ofd": "open it in an OFD reader and save it as PDF, or ask the issuer for the .docx",
    ".rtf": "open it in Word or WPS and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".xlsx": "save the text of the plan as .docx",
    ".pptx": "save the text of the plan as .docx",
    ".docm": "open it in Word and save it as .docx, without macros",
    ".jpg": "recognise its text first, and save that as .docx",
    ".png": "recognise its text first, and save that as .docx",
}
Progress = Callable[[int, int], None]
_EXPECTED = ".docx, .pdf, .html, .md or .txt"
_ZIP, _PDF, _OLE, _RTF = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf"


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """Return the blocks of a document; `progress` is told how many pages of how many of a PDF are read.

    Raises UnreadableDocumentError for a kind of file that is not read, or that is not what its ending says; OSError.
    """
    ending = path.suffix.lower()
    if ending in _SAVE_AS:
        raise UnreadableDocumentError(f"files of the kind {ending} are not read", _EXPECTED, _SAVE_AS[ending])
    with path.open("rb") as file:
        head = file.read(1024)
    found = _kind(head)
    reader = _readers(progress).get(ending)
    if reader is None:
        fix = "give it the ending of what it is, or save it as one of these"
        raise UnreadableDocumentError(f"files of the kind {ending or '(no ending)'} are not read", _EXPECTED, fix)
    if found and found != ending and not (found == ".doc" and ending == ".docx"):
        fix = f"give it the ending {found}" if found in _readers() else _SAVE_AS.get(found, "save it as .docx")
        raise UnreadableDocumentError(f"the file is called {ending} and is {found}", _EXPECTED, fix)
    return reader(path)


def _kind(head: bytes) -> str:
    """What a file is by its first bytes; nothing where they say nothing."""
    starts = {_ZIP: ".docx", _PDF: ".pdf", _OLE: ".doc", _RTF: ".rtf"}
    return next((kind for start, kind in starts.items() if head.startswith(start)), "")


def _readers(progress: Progress | None = None) -> dict[str, Callable[[Path], Document]]:
    return {".docx": read_docx, ".md": read_markdown, ".markdown": read_markdown, ".txt": read_text_document,
            ".html": _read_html, ".htm": _read_html, ".pdf": lambda path: _read_pdf(path, progress)}  # fmt: skip


def _read_pdf(path: Path, progress: Progress | None) -> Document:
    """PDF alone needs packages that `make site` does not install."""
    try:
        pdf = importlib.import_module("plan_model.documents.pdf")
    except ModuleNotFoundError as error:
        what = f"the packages that read PDF are not installed ({error.name})"
        raise UnreadableDocumentError(
            what, "pdfplumber and pypdfium2", "run `make documents` once, then again"
        ) from error
    document: Document = pdf.read_pdf(path, progress)
    return document


def _read_html(path: Path) -> Document:
    """HTML alone needs lxml, so that the other readers go without compiled code."""
    html = importlib.import_module("plan_model.documents.html")
    document: Document = html.read_html(path)
    return document
