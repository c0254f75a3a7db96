"""Open a page in one of the engines, whichever protocol it speaks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from scripts.building import old_chromium
from scripts.ensure_browsers import find_chromium
from tests.engines.devtools import DevTools
from tests.engines.webdriver import WebKit
from tests.runtime.marionette import Firefox

OLD_CHROMIUM = tuple(sorted(old_chromium.names(), key=lambda name: int(name.rpartition("-")[2])))
ENGINES = (*OLD_CHROMIUM, "chromium", "firefox", "webkit")
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)
# What pages report once they run: WebKit's and Firefox's protocols do not tell of errors.
_WATCH = """(() => {
  if (window.reportedErrors) return;
  window.reportedErrors = [];
  const note = (text) => window.reportedErrors.push(String(text));
  window.addEventListener("error", (event) => note(event.message));
  window.addEventListener("unhandledrejection", (event) => note(event.reason));
  const logged = console.error;
  console.error = (...values) => { note(values.join(" ")); logged.apply(console, values); };
})()"""


class Driver(Protocol):
    """What each protocol must be able to do."""

    def navigate(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        ...

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, awaited; raises AssertionError when it throws."""
        ...


class EnginePage:
    """The one page of a running engine."""

    def __init__(self, engine: str, driver: Driver) -> None:
        self.engine = engine
        self.driver = driver

    def open(self, address: str | Path) -> None:
        """Open an address, or a file by its path, and wait until it has loaded."""
        self.driver.navigate(address.as_uri() if isinstance(address, Path) else address)
        if not isinstance(self.driver, DevTools):
            self.driver.evaluate(_WATCH)

    def run(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, awaited, through JSON; raises AssertionError when it throws."""
        return self.driver.evaluate(expression)

    def wait(self, condition: str, seconds: float = 30) -> Any:
        """Wait until an expression is truthy and return its value; raises AssertionError when it never is."""
        deadline = time.monotonic() + seconds
        while not (value := self.run(condition)):
            assert time.monotonic() < deadline, f"{self.engine}: after {seconds} s still not: {condition}"
            time.sleep(0.05)
        return value

    def version(self) -> str:
        """Return the engine's version: the major one, of WebKitGTK the whole."""
        if isinstance(self.driver, WebKit):
            return self.driver.version
        return str(self.run(r"(/(?:Chrome|Firefox)\/(\d+)/.exec(navigator.userAgent) || ['', ''])[1]"))

    def errors(self) -> list[str]:
        """Return what was thrown and not caught, or written with console.error: in Chromium since the engine started,
        with what the browser itself complains of, elsewhere since the page had loaded."""
        if isinstance(self.driver, DevTools):
            return self.driver.errors()
        return list(self.run("window.reportedErrors || []"))


@contextmanager
def opened(engine: str, user_agent: str | None = None) -> Iterator[EnginePage]:
    """Start an engine with a fresh profile and yield its page; end it afterwards.

    `engine` is one of ENGINES; `user_agent` replaces its own, for workers too. It reaches files and 127.0.0.1 alone.
    Raises FileNotFoundError when the engine is not there.
    """
    with (
        TemporaryDirectory(prefix=f"{engine}-", ignore_cleanup_errors=True) as profile,
        _driver(engine, Path(profile), user_agent) as driver,
    ):
        yield EnginePage(engine, driver)


@contextmanager
def _driver(engine: str, profile: Path, user_agent: str | None) -> Iterator[Driver]:
    if engine == "firefox":
        with Firefox.started(profile, user_agent=user_agent, reach_own_machine=True) as firefox:
            yield firefox
    elif engine == "webkit":
        with WebKit.started(profile, user_agent) as webkit:
            yield webkit
    else:
        program = find_chromium() if engine == "chromium" else old_chromium.find(engine)
        if program is None:
            raise FileNotFoundError(f"no {engine} here; run `python -m scripts.ensure_browsers`")
        with DevTools.started(str(program), profile, user_agent) as chromium:
            yield chromium
