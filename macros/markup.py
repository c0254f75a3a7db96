"""HTML and Markdown that show any text literally, whatever it contains."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"[!\"#$&'*+\-.:<=>@\[\\\]^_`{|}~]")


def escape(text: str) -> str:
    """Return text for an HTML element or a quoted attribute; braces too, so that no template engine sees them."""
    return html.escape(text, quote=True).replace("{", "&#123;").replace("}", "&#125;")


def escape_markdown(text: str) -> str:
    """Return text for a Markdown line: every ASCII punctuation mark becomes a character reference."""
    return _MARKDOWN.sub(lambda match: f"&#{ord(match.group())};", text)


def element(tag: str, content: str, **attributes: str | None) -> str:
    """Return `<tag …>content</tag>`; content is HTML already, attribute values are escaped, None leaves one out.

    A trailing underscore keeps Python's words usable (`class_`), other underscores become hyphens.
    """
    return f"<{tag}{_attributes(attributes)}>{content}</{tag}>"


def link(address: str, text: str, **attributes: str | None) -> str:
    """Return a link with escaped text."""
    return element("a", escape(text), href=address, **attributes)


def _attributes(attributes: dict[str, str | None]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
