"""Drive Firefox over Marionette, its own remote protocol: a TCP socket with length-prefixed JSON.

Playwright drives only its own build of Firefox; readers have Debian's, so the tests do too.
"""

from __future__ import annotations

import itertools
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PREFERENCES = {
    # The network is cut: every address but file:// goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 1,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 1,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
}
ASYNC_WRAPPER = """
const done = arguments[arguments.length - 1];
Promise.resolve().then(() => ({EXPRESSION})).then((value) => done({value}), (error) => done({error: String(error)}));
"""


class Firefox:
    """A running headless Firefox with one tab."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ids = itertools.count(1)
        self._receive()
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "normal"}}})
        self.send("WebDriver:SetTimeouts", {"script": 60_000})

    @classmethod
    @contextmanager
    def started(
        cls, profile: Path, *, user_agent: str | None = None, reach_own_machine: bool = False
    ) -> Iterator[Firefox]:
        """Start Firefox with a fresh profile; end it afterwards. It reaches files, and 127.0.0.1 if told so."""
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            raise FileNotFoundError("no Firefox here; install firefox-esr to run these tests")
        port = free_port()
        preferences = {
            **PREFERENCES,
            "marionette.port": port,
            "network.proxy.allow_hijacking_localhost": not reach_own_machine,
            **({"general.useragent.override": user_agent} if user_agent else {}),
        }
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf8")
        command = [program, "--headless", "--no-remote", "--profile", str(profile), "--marionette"]
        command.append("--remote-allow-system-access")  # lets tests read the browser's own console
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _connect(port) as connection:
                yield cls(connection)
        finally:
            process.terminate()
            process.wait(20)

    def open_file(self, site: Path) -> Callable[[str], Any]:
        """Open the page of a site over file://; return a function that evaluates an expression in it."""
        self.navigate((site / "index.html").as_uri())
        return self.evaluate

    def navigate(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self.send("WebDriver:Navigate", {"url": address})

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, awaited; raises AssertionError when it throws."""
        script = ASYNC_WRAPPER.replace("{EXPRESSION}", expression)
        answer = self.send("WebDriver:ExecuteAsyncScript", {"script": script, "args": []})["value"]
        assert answer is not None, "the page was left before it answered"
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def send(self, command: str, parameters: dict[str, Any]) -> Any:
        """Send a command and return its result."""
        message = json.dumps([0, next(self._ids), command, parameters]).encode()
        self._connection.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._receive()
        assert error is None, error
        return result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._connection.recv(1)
        left, parts = int(length[:-1]), []
        while left:
            parts.append(self._connection.recv(left))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _connect(port: int, seconds: float = 60) -> socket.socket:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=90)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
