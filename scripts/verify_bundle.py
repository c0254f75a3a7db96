"""Verifies offline bundles: nothing is loaded from elsewhere, every link leads somewhere, every file is as listed.

    python -m scripts.verify_bundle dist/plans-0.1.0.zip dist/meeting.html

Exit codes: 0 sound, 1 problems (each printed on a line), 2 a file is missing or is no bundle.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from scripts.bundle.archive import CHECKSUMS, MANIFEST, Files, sha256, unzip
from scripts.bundle.names import name_problems
from scripts.bundle.references import (
    References,
    absolute_addresses,
    css_addresses,
    is_external,
    references_of,
    resolve,
)

_MAX_SHOWN = 50


def bundle_problems(folder: str, files: Files) -> list[str]:
    """Return what is wrong with a bundle, given its top folder's name and its files; an empty list when it is sound."""
    return [
        *name_problems(f"{folder}/{path}" for path in files),
        *_inventory_problems(files),
        *content_problems(files),
    ]


def content_problems(files: Files) -> list[str]:
    """Return every reference in some files that leads out of them or nowhere."""
    pages = {path: references_of(content) for path, content in files.items() if path.endswith(".html")}
    problems: list[str] = []
    for path, references in pages.items():
        problems += [f"{path}: {problem}" for problem in _page_problems(path, references, files, pages)]
    for path, content in files.items():
        if path.endswith(".css"):
            problems += [f"{path}: {problem}" for problem in _style_problems(path, content.decode(), files)]
        elif path.endswith((".js", ".mjs")):
            problems += [f"{path}: names the external address {a}" for a in absolute_addresses(content.decode())]
        elif path.endswith(".svg"):
            problems += [f"{path}: {p}" for p in _loaded_problems(path, references_of(content).loaded, files)]
    return problems


def _page_problems(path: str, page: References, files: Files, pages: Mapping[str, References]) -> Iterator[str]:
    yield from _loaded_problems(path, page.loaded, files)
    for address in page.links:
        yield from _link_problems(path, address, files, pages)
    for hash_ in [*page.scripts, *page.styles]:
        if hash_ not in page.policy:
            yield f"inline code that the page's policy does not allow ({hash_}); put it in a file or name its hash"
    for what in page.refused:
        yield f"{what}: inline code or a changed base; expected neither; remove it"
    for source in page.policy.replace(";", " ").split():
        if is_external(source) and source not in {"data:", "blob:"}:
            yield f"the policy allows {source}; expected sources inside the bundle; remove it"
    for identifier in sorted({one for one in page.ids if page.ids.count(one) > 1}):
        yield f"the id {identifier} stands twice; expected unique anchors; rename one"


def _loaded_problems(path: str, addresses: list[str], files: Files) -> Iterator[str]:
    for address in addresses:
        if "iframe-worker" in address:
            yield f"loads {address}; expected no iframe-worker shim; the site's search needs none"
        elif is_external(address):
            yield f"loads {address} from elsewhere; expected a file of the bundle; ship the file with it"
        elif not address.startswith(("data:", "blob:", "#")):
            yield from _target_problems(path, address, files)


def _link_problems(path: str, address: str, files: Files, pages: Mapping[str, References]) -> Iterator[str]:
    if address.startswith(("https://", "http://", "mailto:")):
        return  # followed only when a reader clicks
    if is_external(address):
        yield f"links to {address}; expected a page of the bundle or an https address"
        return
    problems = list(_target_problems(path, address, files))
    yield from problems
    if not problems:
        target, anchor = resolve(address, path)
        # `#v=1&s=…` is the state of a page such as the calculator, no anchor.
        if anchor and "=" not in anchor and target in pages and anchor not in _ids(pages, target):
            yield f"links to {address}, an anchor that {target} does not have; correct the link"


def _ids(pages: Mapping[str, References], path: str) -> set[str]:
    return _id_set(tuple(pages[path].ids))


@cache
def _id_set(ids: tuple[str, ...]) -> set[str]:
    return set(ids)


def _target_problems(path: str, address: str, files: Files) -> Iterator[str]:
    try:
        target, _ = resolve(address, path)
    except ValueError as error:
        yield f"refers to {address}, which {error}; expected a relative address inside the bundle"
        return
    if target not in files:
        yield f"refers to {address}, which the bundle does not hold; add the file or remove the reference"


def _style_problems(path: str, sheet: str, files: Files) -> Iterator[str]:
    yield from _loaded_problems(path, list(css_addresses(sheet)), files)


def _inventory_problems(files: Files) -> Iterator[str]:
    if MANIFEST not in files or CHECKSUMS not in files:
        yield f"{MANIFEST} or {CHECKSUMS} is missing; expected both beside the opening page; rebuild the bundle"
        return
    listed = {entry["path"]: entry for entry in json.loads(files[MANIFEST])["files"]}
    sums = {line[66:]: line[:64] for line in files[CHECKSUMS].decode().splitlines()}
    expected = set(files) - {CHECKSUMS}
    if set(sums) != expected or set(listed) != expected - {MANIFEST}:
        yield f"{MANIFEST} or {CHECKSUMS} lists other files than there are; rebuild the bundle"
    for path, content in files.items():
        if path in sums and sums[path] != sha256(content):
            yield f"{path}: other content than {CHECKSUMS} says; rebuild the bundle"
        if path in listed and (listed[path]["sha256"], listed[path]["size"]) != (sha256(content), len(content)):
            yield f"{path}: other content than {MANIFEST} says; rebuild the bundle"


def problems_of(path: Path) -> list[str]:
    """Return what is wrong with a bundle on the disk: a ZIP, or a single HTML file."""
    if path.suffix == ".html":
        return content_problems({path.name: path.read_bytes()})
    return bundle_problems(*unzip(path.read_bytes()))


def main(arguments: list[str]) -> int:
    """Verify the bundles named in the arguments and print what is wrong."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    found = False
    for name in arguments:
        try:
            problems = problems_of(Path(name))
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        found = found or bool(problems)
        print("\n".join(f"{name}: {problem}" for problem in problems[:_MAX_SHOWN]) or f"{name}: sound")
        if len(problems) > _MAX_SHOWN:
            print(f"{name}: and {len(problems) - _MAX_SHOWN} more")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
