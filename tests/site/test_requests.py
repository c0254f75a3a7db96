"""Every page of the built site, opened in a real browser, asks its own origin alone and logs no error."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

OWN_SCHEMES = ("data:", "blob:")


def watch(context: BrowserContext, origin: str, seen: list[str]) -> None:
    """Note each request to another origin, each failed request, each error and each breach of the policy."""

    def note_request(url: str) -> None:
        if not url.startswith((origin, *OWN_SCHEMES)):
            seen.append(f"asked {url}")

    def note_failure(url: str, reason: str) -> None:
        if "ERR_ABORTED" not in reason:  # the next page was opened before an icon had come
            seen.append(f"failed {url}: {reason}")

    context.on("request", lambda request: note_request(request.url))
    context.on("requestfailed", lambda request: note_failure(request.url, request.failure or ""))
    context.on("console", lambda message: seen.append(message.text) if message.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: seen.append(str(error.error)))


def faults_of_pages(browser: Browser, origin: str, names: list[str]) -> dict[str, list[str]]:
    """Open pages one after another; return what each of them is at fault for."""
    seen: list[str] = []
    context = browser.new_context()
    watch(context, origin, seen)
    page = context.new_page()
    faults: dict[str, list[str]] = {}
    for name in names:
        page.goto(origin + name, wait_until="load")
        if seen:
            faults[name] = list(seen)
            seen.clear()
    context.close()
    return faults


@pytest.mark.browser
def test_no_page_asks_another_host_or_logs_an_error(browser: Browser, site: Path, site_url: str) -> None:
    names = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    assert len(names) > 300
    assert faults_of_pages(browser, site_url, names) == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    "content",
    ['<img src="http://127.0.0.2:9/x.png">', "<script>throw Error()</script>", '<script src="gone.js"></script>'],
    ids=["another host", "an error", "a missing script"],
)
def test_a_page_at_fault_is_found(browser: Browser, site_url: str, content: str) -> None:
    seen: list[str] = []
    context = browser.new_context()
    watch(context, site_url, seen)
    page = context.new_page()
    page.goto(site_url + "data/provisions.json")
    page.set_content(content)
    page.wait_for_timeout(200)
    context.close()
    assert seen
