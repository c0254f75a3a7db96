"""A reader at a browser: the same steps in Chromium (Playwright) and Firefox (Marionette), with the network cut."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, Error

from tests.runtime.marionette import Firefox

SECONDS = 30
# Firefox: what its console has seen from pages, and every request that a tab makes to a host.
FIREFOX_WATCH = """
Services.console.reset();
window.asked = [];
if (!window.watching) {
  window.watching = { observe(subject) {
    const channel = subject.QueryInterface(Ci.nsIHttpChannel);
    if (channel.loadInfo.browsingContext) window.asked.push(channel.URI.spec);
  } };
  Services.obs.addObserver(window.watching, "http-on-modify-request");
}
"""
FIREFOX_PROBLEMS = """
const errors = Services.console.getMessageArray()
  .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
  .filter((one) => /^(file|blob|data):/.test(one.sourceName) || /^content|CSP/i.test(one.category))
  .map((one) => `${one.category}: ${one.errorMessage} ${one.sourceName}`);
return [...errors, ...window.asked];
"""


class Reader(Protocol):
    """What a reader can do; expressions are JavaScript, evaluated in the page and awaited."""

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file by its path."""
        ...

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives."""
        ...

    def back(self) -> None:
        """Go back in the history."""
        ...

    def problems(self) -> list[str]:
        """Return console errors and requests to hosts since the reader was made."""
        ...


class ChromiumReader:
    """Chromium, with the context offline."""

    def __init__(self, context: BrowserContext) -> None:
        self._problems: list[str] = []
        context.set_offline(True)
        context.on("request", lambda request: self._note(request.url) if request.url.startswith("http") else None)
        self.page = context.new_page()
        self.page.on("console", lambda message: self._note(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))

    def _note(self, problem: str) -> None:
        self._problems.append(problem)

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file by its path."""
        self.page.goto(path.as_uri() + fragment)

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives."""
        return self.page.evaluate(expression)

    def back(self) -> None:
        """Go back in the history."""
        self.page.go_back()

    def problems(self) -> list[str]:
        """Return console errors and requests to hosts since the reader was made."""
        return self._problems


class FirefoxReader:
    """Debian's Firefox, whose every address but file:// leads to a proxy that is not there."""

    def __init__(self, firefox: Firefox) -> None:
        self._firefox = firefox
        self._in_browser(FIREFOX_WATCH)

    def _in_browser(self, script: str) -> Any:
        """Run a script with the browser's own rights."""
        self._firefox.send("Marionette:SetContext", {"value": "chrome"})
        try:
            return self._firefox.send("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]
        finally:
            self._firefox.send("Marionette:SetContext", {"value": "content"})

    def prefer(self, name: str, *, value: bool) -> None:
        """Set one of the browser's preferences."""
        self._in_browser(f"Services.prefs.setBoolPref({json.dumps(name)}, {json.dumps(value)})")

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file by its path."""
        self._firefox.send("WebDriver:Navigate", {"url": path.as_uri() + fragment})

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives."""
        return self._firefox.evaluate(expression)

    def back(self) -> None:
        """Go back in the history."""
        self._firefox.send("WebDriver:Back", {})

    def problems(self) -> list[str]:
        """Return console errors and requests to hosts since the reader was made."""
        return list(self._in_browser(FIREFOX_PROBLEMS))


def wait_for(reader: Reader, expression: str, seconds: float = SECONDS) -> Any:
    """Return the first truthy value of an expression; raises AssertionError when there is none in time.

    A page that is being left cannot be asked; it is asked again.
    """
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            if last := reader.evaluate(expression):
                return last
        except (AssertionError, Error) as error:
            last = error
        time.sleep(0.1)
    raise AssertionError(f"{expression} stayed {last!r}")


def follow(reader: Reader, selector: str, destination: str) -> None:
    """Click the first element that matches and wait until the address ends in `destination` and the page is ready."""
    reader.evaluate(f"void document.querySelector({json.dumps(selector)}).click()")
    ends = f"decodeURIComponent(location.href).endsWith({json.dumps(destination)})"
    wait_for(reader, f"{ends} && document.readyState === 'complete'")


def search(reader: Reader, query: str) -> list[str]:
    """Type a query into the search dialog; return the texts of its hits."""
    reader.evaluate(
        f"""(() => {{
            const input = document.getElementById("search-query");
            document.getElementById("search-results").replaceChildren();
            input.focus();
            input.value = {json.dumps(query)};
            input.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
        }})()"""
    )
    wait_for(reader, "document.querySelectorAll('.search-hit').length")
    return list(reader.evaluate("[...document.querySelectorAll('.search-hit')].map((hit) => hit.textContent)"))


def catch_copies(reader: Reader) -> None:
    """From now on keep what the page copies in `window.copied` instead of the system's clipboard."""
    reader.evaluate(
        """void Object.defineProperty(navigator, "clipboard", { configurable: true, value: {
            writeText: async (text) => { window.copied = text; } } })"""
    )
