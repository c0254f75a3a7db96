"""Makes sure that the browsers and the Chinese typeface for the browser tests are there; gets them where they are not.

    python -m scripts.ensure_browsers

Debian's packages as root, else Playwright's own Chromium; old Chromium from npm. Prints what the tests will use.
Exit codes: 0 all is there, 1 something could not be had (browser tests are never skipped silently).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.building import old_chromium
from scripts.building.steps import BuildError

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FIREFOX_NAMES = ("firefox-esr", "firefox")
_WEBKIT = "usr/lib*/*/webkit*gtk-*/MiniBrowser"
_WEBKIT_TOOLS = ("WebKitWebDriver", "Xvfb")
_PACKAGES = ("chromium", "firefox-esr", "webkit2gtk-driver", "xvfb", "fontconfig", "fonts-noto-cjk")


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine, the one named by CHROMIUM first, or None."""
    wanted = [os.environ.get("CHROMIUM", ""), *_NAMES]
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    return found or _playwright_chromium()


def find_firefox() -> str | None:
    """Return the path of a Firefox on this machine, or None."""
    return next((path for name in _FIREFOX_NAMES if (path := shutil.which(name))), None)


def find_webkit() -> Path | None:
    """Return WebKitGTK's small browser, or None when it, its driver or a screen for it is lacking."""
    if not all(map(shutil.which, _WEBKIT_TOOLS)):
        return None
    return next(iter(sorted(Path("/").glob(_WEBKIT))), None)


def find_chinese_typeface() -> str | None:
    """Return the typeface that Chinese text is drawn in on this machine, or None when there is none."""
    if not shutil.which("fc-list"):
        return None
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
    return next(iter(sorted(listed.splitlines())), None)


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
    try:
        old_chromium.install()
    except BuildError as error:
        print(error, file=sys.stderr)


def missing() -> list[str]:
    """Return what the browser tests lack on this machine, in words."""
    found = {
        "Chromium (or name one in CHROMIUM)": find_chromium(),
        "Firefox": find_firefox(),
        "WebKitGTK with its driver and Xvfb (webkit2gtk-driver, xvfb)": find_webkit(),
        "a Chinese typeface (fonts-noto-cjk)": find_chinese_typeface(),
        **{name: old_chromium.find(name) for name in old_chromium.names()},
    }
    return [name for name, path in found.items() if path is None]


def main() -> int:
    """Find or get what the browser tests need."""
    if missing():
        print(f"Getting {', '.join(missing())} for the tests …", flush=True)
        _install()
    if lacking := missing():
        print(f"Install {', '.join(lacking)}: the browser tests need it.", file=sys.stderr)
        return 1
    old = ", ".join(old_chromium.names())
    print(f"Browser tests use {find_chromium()}, {find_firefox()}, {find_webkit()}, {old}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
