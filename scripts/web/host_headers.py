"""The headers that static hosts (Cloudflare Pages, Netlify and others) read from `_headers` in the site's root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.generator.theme_hook import POLICY
from scripts.pages.embed import POLICY as EMBED_POLICY

# A file whose name holds a hash of its content never changes under that name.
HASHED = re.compile(r"^assets/.*\.[0-9a-f]{8,64}\.(?:bin|css|js|mjs|wasm|zip)$")
FOREVER = "public, max-age=31536000, immutable"
# The pages may be framed by this site alone, the quotations in embed/ by any: a meta tag cannot say that.
PAGE_POLICY = f"{POLICY}; frame-ancestors 'self'"
FRAMED_POLICY = f"{EMBED_POLICY}; frame-ancestors *"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def headers_file(site: Path) -> str:
    """Return the text of `_headers` for a built site.

    Hosts join the headers of all patterns that match, and two policies count both; so no header stands in two
    patterns that match one path. What is not hashed is revalidated, which is these hosts' default.
    """
    return "".join(
        f"{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for pattern, headers in _rules(site)
    )


def _rules(site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    yield "/*", EVERYWHERE
    yield "/", {"Content-Security-Policy": PAGE_POLICY}
    yield "/:page", {"Content-Security-Policy": PAGE_POLICY}
    for folder in sorted(path.name for path in site.iterdir() if path.is_dir()):
        yield f"/{folder}/*", _folder_headers(folder)
    for path in sorted(site.glob("assets/**/*")):
        name = path.relative_to(site).as_posix()
        if HASHED.match(name):
            yield f"/{name}", {"Cache-Control": FOREVER}


def _folder_headers(folder: str) -> dict[str, str]:
    policy = FRAMED_POLICY if folder == "embed" else PAGE_POLICY
    # Pages of other sites may read the published data and the descriptions of embeds.
    shared = {"Access-Control-Allow-Origin": "*"} if folder in {"data", "embed"} else {}
    return {"Content-Security-Policy": policy, **shared}
