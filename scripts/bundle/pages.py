"""Makes a page of the site fit for travel: it names its public address and notices when its folder is missing."""

from __future__ import annotations

import html
import re

NOTICE = (
    '<p class="unpack-first"><strong>请先解压，再打开：</strong>压缩包没有解压，或者文件不全，网页因此没有样式。'
    "请把压缩包全部解压，再双击其中的“打开.html”。</p>"
)
_CANONICAL = re.compile(r'\s*<link rel="canonical"[^>]*>')
_HEAD_END = re.compile(r"</head>")
_BODY = re.compile(r"<body[^>]*>")


def adapt(page: str, path: str, address: str, bundle: str) -> str:
    """Return a page of the site for a bundle; `address` is the public one with a final slash, or empty if not known.

    The public address becomes the page's canonical link, which is what a reader copies over file://. `bundle` tells
    this bundle from every other: what a reader keeps is kept under it, since over file:// browsers share their storage
    among all files of the computer.
    """
    root = "../" * path.count("/")
    links = f'<meta name="bundle" content="{bundle}">\n'
    links += f'<link rel="stylesheet" href="{root}assets/bundle/bundle.css">\n'
    if address:
        page = _CANONICAL.sub("", page)
        links += f'<link rel="canonical" href="{html.escape(address + path)}">\n'
    page = _HEAD_END.sub(lambda match: links + match.group(), page, count=1)
    return _BODY.sub(lambda match: match.group() + NOTICE, page, count=1)
