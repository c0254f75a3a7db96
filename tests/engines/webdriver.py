"""Drive WebKitGTK over WebDriver: JSON over http, to the driver that Debian packs, on a screen that is not there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scripts.ensure_browsers import find_webkit
from tests.runtime.marionette import ASYNC_WRAPPER, free_port

SECONDS = 60
# Bubblewrap and a graphics card are what containers lack.
SURROUNDINGS = {
    "GDK_BACKEND": "x11",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}


class WebKit:
    """A running WebKitGTK with one page."""

    def __init__(self, driver: str, browser: Path, arguments: list[str]) -> None:
        self._address = driver
        options = {"webkitgtk:browserOptions": {"binary": str(browser), "args": ["--automation", *arguments]}}
        timeouts = {"timeouts": {"script": SECONDS * 1000, "pageLoad": SECONDS * 1000}}
        session = self.send("POST", "session", {"capabilities": {"alwaysMatch": {**options, **timeouts}}})
        self._address = f"{driver}session/{session['sessionId']}/"
        self.version: str = session["capabilities"]["browserVersion"]

    @classmethod
    @contextmanager
    def started(cls, profile: Path, user_agent: str | None = None) -> Iterator[WebKit]:
        """Start WebKit with its data in `profile`; end it afterwards."""
        browser, program = find_webkit(), shutil.which("WebKitWebDriver")
        if browser is None or program is None:
            raise FileNotFoundError("no WebKitGTK with its driver here; run `python -m scripts.ensure_browsers`")
        port = free_port()
        with _screen() as display:
            environment = {
                **os.environ,
                **SURROUNDINGS,
                "DISPLAY": display,
                "HOME": str(profile),
                "XDG_DATA_HOME": str(profile),
            }
            process = subprocess.Popen(
                [program, f"--port={port}"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                _await(port)
                webkit = cls(f"http://127.0.0.1:{port}/", browser, [f"--user-agent={user_agent}"] if user_agent else [])
                yield webkit
                webkit.send("DELETE", "")
            finally:
                process.terminate()
                process.wait(20)

    def navigate(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("POST", "url", {"url": address})

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, awaited; raises AssertionError when it throws."""
        script = ASYNC_WRAPPER.replace("{EXPRESSION}", expression)
        answer = self.send("POST", "execute/async", {"script": script, "args": []})
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def send(self, method: str, command: str, body: dict[str, Any] | None = None) -> Any:
        """Send a command and return its result; raises AssertionError when it is refused."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310
            (self._address + command).rstrip("/"), data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=2 * SECONDS) as response:  # noqa: S310
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{command}: {error.read().decode()}") from None


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen of its own; X chooses a free number and tells it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait(20)


def _await(port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5) as response:
            if json.load(response)["value"]["ready"]:
                return
        time.sleep(0.05)
    raise AssertionError("WebKit's driver did not come up")
