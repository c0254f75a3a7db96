"""Ties pages to the scripts and stylesheets they were made with: a browser refuses any other content of them.

Over http alone: browsers can check no integrity over file://, where every file counts as of another origin, and refuse
such files altogether. So dist/web/ has it; site/ and the offline bundle do not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from scripts.building.steps import BuildError

# As the templates write them; in a page's text the brackets are escaped.
_REFERENCE = re.compile(r'(<(?:script src|link rel="stylesheet" href)=")([^"]*?)(assets/[^"?]+)"')


def tie_pages(web: Path) -> None:
    """Give every script and stylesheet in the pages of `web` the digest of what lies there.

    The address carries a part of it, so that no cache gives a new page an old file. The pages in embed/ are left as
    they are: a site that frames them in a sandbox makes them another origin too. Raises BuildError when a file is
    missing.
    """
    digest_of = cache(_digest)

    def tied(found: re.Match[str]) -> str:
        before, prefix, path = found.groups()
        digest = digest_of(web / path)
        return f'{before}{prefix}{path}?{digest.hex()[:8]}" integrity="sha384-{base64.b64encode(digest).decode()}"'

    for page in sorted(web.rglob("*.html")):
        if page.relative_to(web).parts[0] != "embed":
            page.write_text(_REFERENCE.sub(tied, page.read_text(encoding="utf-8")), encoding="utf-8")


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha384(path.read_bytes()).digest()
    except FileNotFoundError as error:
        raise BuildError(f"{path}: not there, but a page loads it; expected a whole site; run `make site`") from error
