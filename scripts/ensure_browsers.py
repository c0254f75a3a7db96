"""Makes sure that a Chromium for the browser tests is there; gets one where it is not.

    python -m scripts.ensure_browsers

Debian's Chromium as root, else Playwright's own download. Prints which one the tests will use.
Exit codes: 0 there is one, 1 none could be had (the browser tests are never skipped silently).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FIREFOX_NAMES = ("firefox-esr", "firefox")
_PACKAGES = ("chromium", "firefox-esr", "fonts-noto-cjk")


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine, the one named by CHROMIUM first, or None."""
    wanted = [os.environ.get("CHROMIUM", ""), *_NAMES]
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    return found or _playwright_chromium()


def find_firefox() -> str | None:
    """Return the path of a Firefox on this machine, or None."""
    return next((path for name in _FIREFOX_NAMES if (path := shutil.which(name))), None)


def _playwright_chromium() -> str | None:
    """Ask Playwright in a process of its own: a test session may already have one running here."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as a: print(a.chromium.executable_path)"
    path = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False).stdout.strip()
    return path if path and Path(path).exists() else None


def _install() -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES], check=False)
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Find or get the browsers."""
    if find_chromium() is None or find_firefox() is None:
        print("Getting the browsers for the tests …", flush=True)
        _install()
    path = find_chromium()
    if path is None:
        print("No Chromium: install one and name it in CHROMIUM; the browser tests need it.", file=sys.stderr)
        return 1
    print(f"Browser tests use {path} and {find_firefox() or 'no Firefox'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
