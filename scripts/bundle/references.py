"""What a bundle's files refer to: resources that a browser loads by itself, and links that a reader follows."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml.html import HtmlElement

# Attributes whose address the browser loads without being asked.
_LOADED = ("src", "poster", "data", "background", "manifest", "xlink:href")
_LOADED_BY_HREF = {"link", "image", "use", "feimage", "script"}
# A link element of these kinds is information; browsers load nothing for it.
_NOT_LOADED = {"canonical", "prev", "next", "alternate", "author", "license"}
_DATA_BLOCK = re.compile(r"application/(?:\w+\+)?json|text/plain|text/csv")
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_REFRESH = re.compile(r"^[^;]*;\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
# Text of a script that names another host. Namespaces are names, nothing is ever loaded from them.
_ABSOLUTE = re.compile(r"""["'`]((?:(?:https?|wss?|ftp):)?//[a-z0-9\[][^"'`\s]*)""", re.IGNORECASE)
_NAMESPACE = re.compile(r"http://(?:www\.w3\.org/(?:\d{4}|XML|ns)|schemas\.openxmlformats\.org/\w+(?:/\w+)*)(?:/|$)")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", re.DOTALL)


@dataclass
class References:
    """Everything a page refers to, as written: `loaded` at once, `links` on a click; `ids` are its anchors.

    `scripts`, `styles` and `refused` are CSP sources: hashes of inline code that the page's policy has to allow, and
    inline code that no policy of ours allows.
    """

    loaded: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    policy: str = ""


def references_of(page: bytes) -> References:
    """Return what an HTML page refers to."""
    found = References()
    for element in lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8")).iter():
        if isinstance(element.tag, str):
            _note_addresses(element, found)
            _note_inline_code(element, found)
    return found


def _note_addresses(element: HtmlElement, found: References) -> None:
    get = element.attrib.get
    if identifier := get("id") or (get("name") if element.tag == "a" else None):
        found.ids.append(identifier)
    found.loaded += [get(name, "") for name in _LOADED if name in element.attrib]
    found.loaded += [part.split()[0] for part in get("srcset", "").split(",") if part.strip()]
    if element.tag in {"a", "area"} and "href" in element.attrib:
        found.links.append(get("href", ""))
    elif element.tag in _LOADED_BY_HREF and "href" in element.attrib:
        informs = element.tag == "link" and set(get("rel", "").lower().split()) <= _NOT_LOADED
        (found.links if informs else found.loaded).append(get("href", ""))
    found.links += [get(name, "") for name in ("action", "formaction", "ping") if name in element.attrib]
    if element.tag == "base":
        found.refused.append("<base>")
    if element.tag == "meta":
        _note_meta(element, found)


def _note_meta(element: HtmlElement, found: References) -> None:
    kind, content = element.attrib.get("http-equiv", "").lower(), element.attrib.get("content", "")
    if kind == "refresh" and (match := _REFRESH.match(content)):
        found.loaded.append(match[1])
    elif kind == "content-security-policy":
        found.policy = content


def _note_inline_code(element: HtmlElement, found: References) -> None:
    text = element.text or ""
    if element.tag == "script" and "src" not in element.attrib and not _DATA_BLOCK.fullmatch(element.get("type", "")):
        found.scripts.append(csp_hash(text))
        found.loaded += absolute_addresses(text)
    elif element.tag == "style":
        found.styles.append(csp_hash(text))
        found.loaded += [address for address in css_addresses(text) if not address.startswith("#")]
    for name, value in element.attrib.items():
        if name == "style" or name.startswith("on") or str(value).strip().lower().startswith("javascript:"):
            found.refused.append(f"<{element.tag} {name}=…>")
        elif "url(" in str(value):  # presentation attributes of SVG: fill="url(#gradient)"
            found.loaded += [address for address in css_addresses(str(value)) if not address.startswith("#")]


def csp_hash(text: str) -> str:
    """Return the source expression that allows an inline script or style: `'sha256-…'`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def css_addresses(sheet: str) -> Iterator[str]:
    """Yield the addresses that a stylesheet loads: url(…) and @import."""
    for match in _CSS_URL.finditer(sheet):
        yield next((group for group in match.groups() if group is not None), "")


def absolute_addresses(script: str) -> Iterator[str]:
    """Yield the addresses of other hosts that a script's strings name, however they would be loaded."""
    for match in _ABSOLUTE.finditer(_COMMENT.sub("", script)):
        if not _NAMESPACE.match(match[1]):
            yield match[1]


def is_external(address: str) -> bool:
    """Return whether an address leaves the bundle; data: and blob: stay inside."""
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme not in {"", "data", "blob"}


def resolve(address: str, page: str) -> tuple[str, str]:
    """Return the path inside the bundle and the anchor that a relative address means on a page.

    Raises ValueError for an address that a folder on a disk does not have: one from the root, or above the bundle.
    """
    parts = urlsplit(address.strip())
    if not parts.path:
        return page, unquote(parts.fragment)
    if parts.path.startswith("/"):
        raise ValueError("starts at a server's root")
    steps = page.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            if not steps:
                raise ValueError("leads out of the bundle")
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps), unquote(parts.fragment)
