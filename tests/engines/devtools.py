"""Drive any Chromium over its DevTools protocol, through a pair of pipes: JSON, each message ended by a zero byte.

Playwright speaks to current versions only.
"""

from __future__ import annotations

import itertools
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS = 60
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
]
# The browser reads from 3 and writes to 4; between fork and exec nothing of ours may run, so a Python does it.
LAUNCHER = (
    "import fcntl, os, sys\n"
    "ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]\n"
    "[os.dup2(end, number) for end, number in zip(ends, (3, 4))]\n"
    "os.execv(sys.argv[3], sys.argv[3:])"
)


class DevTools:
    """A running headless Chromium with one page."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._ids = itertools.count(1)
        self._rest = b""
        self._session: str | None = None
        self._loads = 0
        self._errors: list[str] = []
        target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    @classmethod
    @contextmanager
    def started(cls, program: str, profile: Path, user_agent: str | None = None) -> Iterator[DevTools]:
        """Start a Chromium by its program with a fresh profile; end it afterwards."""
        (reading, its_output), (its_input, writing) = os.pipe(), os.pipe()
        flags = [*FLAGS, f"--user-data-dir={profile}", *([f"--user-agent={user_agent}"] if user_agent else [])]
        command = [sys.executable, "-ISc", LAUNCHER, str(its_input), str(its_output), program, *flags]
        process = subprocess.Popen(command, pass_fds=(its_input, its_output), stderr=subprocess.DEVNULL)
        os.close(its_input)
        os.close(its_output)
        try:
            yield cls(reading, writing)
        finally:
            process.terminate()
            process.wait(20)
            os.close(reading)
            os.close(writing)

    def navigate(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        loads = self._loads
        answer = self.send("Page.navigate", {"url": address})
        assert "errorText" not in answer, f"{address}: {answer['errorText']}"
        deadline = time.monotonic() + SECONDS
        while "loaderId" in answer and self._loads == loads:  # no loader: only the fragment changed
            self._note(self._receive(deadline))

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, awaited; raises AssertionError when it throws."""
        options = {"expression": expression, "awaitPromise": True, "returnByValue": True, "userGesture": True}
        answer = self.send("Runtime.evaluate", options)
        assert "exceptionDetails" not in answer, _words(answer["exceptionDetails"])
        return answer["result"].get("value")

    def errors(self) -> list[str]:
        """Return what the console has shown as errors since the start."""
        self.send("Runtime.evaluate", {"expression": "0"})  # what was said before has then arrived
        return list(self._errors)

    def send(self, method: str, parameters: dict[str, Any] | None = None) -> Any:
        """Send a command to the page and return its result; raises AssertionError when it is refused."""
        number = next(self._ids)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters or {}}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + SECONDS
        while (answer := self._receive(deadline)).get("id") != number:
            self._note(answer)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _note(self, message: dict[str, Any]) -> None:
        method, told = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self._loads += 1
        elif method == "Runtime.exceptionThrown":
            self._errors.append(_words(told["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "assert"):
            self._errors.append(" ".join(str(one.get("value", one.get("description"))) for one in told["args"]))
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self._errors.append(f"{told['entry']['text']} {told['entry'].get('url', '')}".strip())

    def _receive(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reading], [], [], max(0, deadline - time.monotonic()))
            assert ready, "the browser did not answer in time"
            part = os.read(self._reading, 1 << 20)
            assert part, "the browser ended"
            self._rest += part
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def _words(details: dict[str, Any]) -> str:
    thrown = details.get("exception", {})
    return str(thrown.get("description", thrown.get("value", details.get("text"))))
