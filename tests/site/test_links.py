"""Every link, anchor and asset of the site leads somewhere.

LinkChecker follows every link and asset over http. Its AnchorCheck reads a page anew for each of its anchors, which
takes many minutes for thousands of sentences: it is used on small sites, on which anchors_missing() must agree with it.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.quiet_server import QuietHandler, served
from tests.site.reading import parse

CONFIG = """
[filtering]
ignorewarnings=url-content-size-zero,http-redirected
checkextern=0
[checking]
threads=8
recursionlevel=-1
maxrequestspersecond=1000
"""
ANCHORS = "[AnchorCheck]\n"
WHOLE = '<!doctype html><title>x</title><a href="b.html#here">b</a>'
BROKEN = {
    "a link": '<a href="gone.html">x</a>',
    "an anchor": '<a href="b.html#gone">x</a>',
    "an image": '<img src="gone.png" alt="">',
    "a script": '<script src="gone.js"></script>',
    "a stylesheet": '<link rel="stylesheet" href="gone.css">',
}


class _Unsparing(QuietHandler):
    def end_headers(self) -> None:
        self.send_header("LinkChecker", "no need to spare this server")  # else it waits between requests
        super().end_headers()


def checked(address: str, config: Path, settings: str = CONFIG) -> tuple[list[dict[str, str]], list[str]]:
    """Return every link that LinkChecker followed, and the faults it found as `page: link: what is wrong`."""
    config.write_text(settings, encoding="utf-8")
    command = ["linkcheck", "--config", str(config), "--no-status", "--verbose", "-o", "csv", address]
    result = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, timeout=300)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"))
    assert rows, result.stderr
    faults = [
        f"{row['parentname']}: {row['urlname']}: {row['result']} {row['warningstring']}"
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    ]
    return rows, faults


def test_every_internal_link_anchor_and_asset_resolves(site: Path, tmp_path: Path) -> None:
    with served(site, _Unsparing) as address:
        rows, faults = checked(address + "index.html", tmp_path / "linkcheckerrc")
    assert faults == []
    followed = {row["url"].partition("#")[0].removeprefix(address) for row in rows}
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert {page for page in pages if page.startswith(("zj/", "qz/", "indicators/", "m/"))} <= followed


def anchors_missing(site: Path) -> list[str]:
    """Return every link of every page whose anchor is no id of the page that it leads to."""
    pages = {path: parse(path) for path in site.rglob("*.html")}
    ids = {path: set(root.xpath("//@id")) for path, root in pages.items()}
    return [
        f"{path.relative_to(site)}: {link}"
        for path, root in pages.items()
        for link in dict.fromkeys(root.xpath("//a/@href"))
        if "#" in link and not leads_somewhere(path, link, ids)
    ]


def leads_somewhere(page: Path, link: str, ids: dict[Path, set[str]]) -> bool:
    """Whether an anchor is an id of its page; a state such as `#v=1&s=…` is read by the calculator, no anchor."""
    parts = urlsplit(link)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    return bool(parts.netloc) or "=" in parts.fragment or unquote(parts.fragment) in ids.get(target, set())


def test_every_anchor_is_an_id_of_its_page(site: Path) -> None:
    assert anchors_missing(site) == []


@pytest.mark.parametrize(("content", "count"), [("", 0), (BROKEN["an anchor"], 1)])
def test_a_missing_anchor_is_found_as_linkchecker_finds_it(content: str, count: int, tmp_path: Path) -> None:
    assert len(faults_of_small_site(tmp_path, content)) == count
    assert len(anchors_missing(tmp_path / "site")) == count


def test_a_missing_anchor_of_the_page_itself_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'{WHOLE}<p id="here"><a href="#gone">x</a><a href="#here">y</a>', "utf-8")
    (tmp_path / "b.html").write_text('<p id="here">', "utf-8")
    assert anchors_missing(tmp_path) == ["index.html: #gone"]


def test_a_whole_site_passes(tmp_path: Path) -> None:
    assert faults_of_small_site(tmp_path, "") == []


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_reference_is_found(what: str, tmp_path: Path) -> None:
    (fault,) = faults_of_small_site(tmp_path, BROKEN[what])
    assert "gone" in fault


def faults_of_small_site(folder: Path, content: str) -> list[str]:
    site = folder / "site"
    site.mkdir()
    (site / "index.html").write_text(WHOLE + content, encoding="utf-8")
    (site / "b.html").write_text('<!doctype html><title>b</title><p id="here">', encoding="utf-8")
    with served(site, _Unsparing) as address:
        return checked(address, folder / "linkcheckerrc", CONFIG + ANCHORS)[1]
