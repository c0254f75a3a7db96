"""The parts of a DOCX: a ZIP of XML, opened with bounds on its size and without document type declarations."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

from plan_model.documents.block import LARGEST_FILE, LARGEST_PART, UnreadableDocumentError

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "open it in Word or WPS and save it as .docx"
_MOST_PARTS = 5000
_DEEPEST = 500


class _Builder(ET.TreeBuilder):
    """Builds the tree of a part that declares no document type, entities or depth beyond reason."""

    depth = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        what = "a part of the file declares a document type, which DOCX forbids"
        raise UnreadableDocumentError(what, "plain XML", _SAVE_AGAIN)

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnreadableDocumentError("the file nests its parts too deeply", "a document", _SAVE_AGAIN)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


class Package:
    """An open DOCX; raises UnreadableDocumentError for a file that is none."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > LARGEST_FILE:
            what = f"the file has more than {LARGEST_FILE // 2**20} MB"
            raise UnreadableDocumentError(what, "the text of a plan", "take the pictures out and save it again")
        with path.open("rb") as file:
            if file.read(8) == _OLE:
                what = "the file is encrypted, or an old .doc under a new name"
                raise UnreadableDocumentError(what, "a .docx without a password", f"{_SAVE_AGAIN}, without a password")
        try:
            with zipfile.ZipFile(path) as archive:
                self._files = self._read(archive)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            ValueError,
            OSError,
            RuntimeError,
        ) as error:
            what = f"the file is no whole .docx ({error})"
            raise UnreadableDocumentError(what, "a .docx of Word or WPS", _SAVE_AGAIN) from error
        self._main = self._main_part()

    @staticmethod
    def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
        """The XML parts by name; nothing is unpacked to the disk, and no more is read than a plan can have."""
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS:
            raise UnreadableDocumentError(f"the file has {len(entries)} parts", "a document", _SAVE_AGAIN)
        files: dict[str, bytes] = {}
        left = LARGEST_PART
        for entry in entries:
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            if entry.flag_bits & 1:
                what = "the file is encrypted"
                raise UnreadableDocumentError(what, "a .docx without a password", f"{_SAVE_AGAIN}, without a password")
            with archive.open(entry) as file:
                files[entry.filename.lstrip("/")] = file.read(left + 1)
            left -= len(files[entry.filename.lstrip("/")])
            if left < 0:
                what = f"the file unpacks to more than {LARGEST_PART // 2**20} MB of text"
                raise UnreadableDocumentError(what, "the text of a plan", _SAVE_AGAIN)
        return files

    def _main_part(self) -> str:
        targets = self._targets("_rels/.rels", "")
        main = targets.get("officeDocument", "word/document.xml")
        if main not in self._files:
            what = "the file is no .docx: it has no document in it"
            raise UnreadableDocumentError(what, "a .docx of Word or WPS", _SAVE_AGAIN)
        return main

    def _targets(self, name: str, folder: str) -> dict[str, str]:
        """The parts that a part refers to, by the last word of the kind of relation."""
        root = self._parse(name)
        if root is None:
            return {}
        found: dict[str, str] = {}
        for relation in root.iter(_RELATIONS):
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], full)
        return found

    def _parse(self, name: str) -> ET.Element | None:
        data = self._files.get(name)
        if data is None:
            return None
        try:
            parser = ET.XMLParser(target=_Builder())  # noqa: S314 - no document type passes, so no entities expand
            parser.feed(data)
            root = parser.close()
        except (ET.ParseError, ValueError, LookupError) as error:
            what = f"the part {name} of the file is damaged ({error})"
            raise UnreadableDocumentError(what, "whole XML", _SAVE_AGAIN) from error
        return root if isinstance(root, ET.Element) else None

    def part(self, kind: str, *, required: bool = False) -> ET.Element | None:
        """Return a part: the document, or what it refers to as its styles, numbering, footnotes."""
        if required:
            return self._parse(self._main)
        folder, _, name = self._main.rpartition("/")
        target = self._targets(posixpath.join(folder, "_rels", f"{name}.rels"), folder).get(kind)
        return self._parse(target) if target else None
