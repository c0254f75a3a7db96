"""What nginx and Caddy send with the configurations of deploy/: types, compression, caching, policies, the 404 page."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import brotli
import pytest

from scripts.web.host_headers import EVERYWHERE, FOREVER, FRAMED_POLICY, HASHED, PAGE_POLICY
from tests.deploy.conftest import Server

TYPES = {
    ".html": {"text/html; charset=utf-8"},
    ".css": {"text/css; charset=utf-8"},
    ".js": {"application/javascript; charset=utf-8", "text/javascript; charset=utf-8"},
    ".json": {"application/json; charset=utf-8", "application/json"},
    ".csv": {"text/csv; charset=utf-8"},
    ".svg": {"image/svg+xml"},
    ".wasm": {"application/wasm"},
    ".bin": {"application/octet-stream"},
    ".zip": {"application/zip"},
    ".xml": {"text/xml; charset=utf-8"},
}


def example(web: Path, suffix: str) -> str:
    """The address of one of the files with a suffix."""
    found = (path for path in sorted(web.rglob(f"*{suffix}")) if path.name != "404.html")
    return "/" + next(found).relative_to(web).as_posix()


@pytest.mark.parametrize("suffix", TYPES)
def test_every_kind_of_file_has_its_type(server: Server, suffix: str) -> None:
    answer = server.get(example(server.web, suffix))
    assert answer.status == 200
    assert answer.headers["content-type"] in TYPES[suffix]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_published_file_has_a_suffix_without_a_type(server: Server) -> None:
    suffixes = {path.suffix for path in server.web.rglob("*") if path.is_file() and path.name != "_headers"}
    assert suffixes - {".br", ".gz"} <= set(TYPES)


@pytest.mark.parametrize("suffix", [".html", ".css", ".js", ".json", ".csv", ".wasm"])
def test_texts_and_programs_are_sent_compressed_ahead_of_time(server: Server, suffix: str) -> None:
    path = (
        "/"
        + max(server.web.rglob(f"*{suffix}"), key=lambda file: file.stat().st_size).relative_to(server.web).as_posix()
    )
    plain = (server.web / path[1:]).read_bytes()
    small = server.get(path, Accept_Encoding="gzip, br")
    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(small.body) == plain
    older = server.get(path, Accept_Encoding="gzip")
    assert older.headers["content-encoding"] == "gzip"
    assert gzip.decompress(older.body) == plain
    bare = server.get(path)
    assert "content-encoding" not in bare.headers
    assert bare.body == plain
    assert {answer.headers["vary"] for answer in (small, older, bare)} == {"Accept-Encoding"}
    assert len(small.body) < len(older.body) < len(plain)


def test_hashed_files_are_kept_forever_and_all_others_are_asked_for_anew(server: Server) -> None:
    files = [path.relative_to(server.web).as_posix() for path in server.web.glob("assets/**/*.*") if path.is_file()]
    hashed = [name for name in files if HASHED.match(name)]
    assert {name.rpartition(".")[2] for name in hashed} >= {"bin", "css", "js", "wasm", "zip"}
    assert {server.get(f"/{name}").headers["cache-control"] for name in hashed} == {FOREVER}
    others = ["", "index.html", "data/provisions.json", "assets/runtime/manifest.json", "zj/1.html"]
    assert {server.get(f"/{name}").headers["cache-control"] for name in others} == {"no-cache"}


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    tag = server.get("/index.html").headers["etag"]
    assert server.get("/index.html", If_None_Match=tag).status == 304


@pytest.mark.parametrize("path", ["/", "/index.html", "/calculator.html", "/zj/1.html", "/no/such/page.html"])
def test_pages_carry_the_policy_and_may_be_framed_by_this_site_alone(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["content-security-policy"] == PAGE_POLICY
    assert {name: headers[name.lower()] for name in EVERYWHERE} == EVERYWHERE


def test_embeds_may_be_framed_by_any_site_and_their_descriptions_read_by_any(server: Server) -> None:
    page = server.get(example(server.web / "embed", ".html").replace("/", "/embed/", 1))
    assert page.headers["content-security-policy"] == FRAMED_POLICY
    assert server.get("/data/provisions.json").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in server.get("/index.html").headers


MISSING = (
    "/no/such/page.html",
    "/assets/",
    "/m/qz-99.html",
    "/_headers",
    "/embed/qz-99.html",
    "/assets/gone.0123456789abcdef.js",
    "/data/gone.csv",
)


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_gets_the_sites_own_page_with_404(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.body == (server.web / "404.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    assert answer.headers["cache-control"] == "no-cache"


def test_hidden_files_are_not_sent(server: Server) -> None:
    hidden = server.web / ".git/config"
    hidden.parent.mkdir()
    hidden.write_text("[core]", encoding="utf-8")
    try:
        assert server.get("/.git/config").status == 404
    finally:
        shutil.rmtree(hidden.parent)


def test_paths_that_climb_out_of_the_site_are_refused(server: Server) -> None:
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2f..%2fetc/passwd"):
        answer = server.get(path)
        assert answer.status in {400, 404}
        assert b"root:" not in answer.body


def test_the_server_does_not_tell_its_version(server: Server) -> None:
    for path in ("/", "/no/such/page.html"):
        assert server.get(path).headers.get("server") in {None, "nginx"}
