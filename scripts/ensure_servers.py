"""Makes sure that what the tests need of Debian is there: two web servers and a library that changes the clock.

    python -m scripts.ensure_servers

What the system has is used. What it lacks is unpacked from Debian's packages below .cache/, so that no right is needed
and no server starts on the machine. Exit codes: 0 all there, 1 something could not be had (no test is skipped).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.building.steps import CACHE, BuildError

UNPACKED = CACHE / "tools"


@dataclass(frozen=True)
class Tool:
    """A file that a Debian package brings: where it lies, `*` standing for the machine's architecture."""

    package: str
    pattern: str


NGINX = Tool("nginx", "usr/sbin/nginx")
MIME_TYPES = Tool("nginx-common", "etc/nginx/mime.types")
BROTLI_STATIC = Tool("libnginx-mod-http-brotli-static", "usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
CADDY = Tool("caddy", "usr/bin/caddy")
FAKETIME = Tool("libfaketime", "usr/lib/*/faketime/libfaketime.so.1")
TOOLS = (NGINX, MIME_TYPES, BROTLI_STATIC, CADDY, FAKETIME)


def find(tool: Tool) -> Path | None:
    """Return where a tool lies, on the system or unpacked, or None."""
    for root in (Path("/"), UNPACKED):
        if found := next(root.glob(tool.pattern), None):
            return found
    return None


def require(tool: Tool) -> Path:
    """Return where a tool lies, unpacking its package if need be; raises BuildError when it cannot be had."""
    path = find(tool)
    if path is None:
        _unpack(tool.package)
        path = find(tool)
    if path is None:
        raise BuildError(
            f"/{tool.pattern}: not there; expected Debian's package {tool.package}; install it and run again"
        )
    return path


def _unpack(package: str) -> None:
    if not shutil.which("apt-get"):
        return
    UNPACKED.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
    options = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    subprocess.run(["apt-get", *options, "download", "-qq", package], cwd=UNPACKED, check=False)
    for archive in UNPACKED.glob(f"{package}_*.deb"):
        subprocess.run(["dpkg-deb", "--extract", str(archive), str(UNPACKED)], check=False)
        archive.unlink()


def main() -> int:
    """Find or get the tools."""
    try:
        for tool in TOOLS:
            print(f"{tool.package}: {require(tool)}")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
