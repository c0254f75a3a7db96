"""Verification finds every kind of reference that leaves a bundle or leads nowhere, and every altered file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.build_bundle import build_zip, main
from scripts.building.steps import BuildError
from scripts.bundle.archive import unzip, zip_bytes
from scripts.verify_bundle import bundle_problems, content_problems
from scripts.verify_bundle import main as verify
from tests.bundle.small_site import EDITION, page, small_site, with_file

PAGE = "extra/one.html"


def problems_with(content: str) -> list[str]:
    return content_problems(with_file(small_site(), PAGE, page(PAGE, content)))


def test_the_small_site_is_sound() -> None:
    assert content_problems(small_site()) == []


@pytest.mark.parametrize(
    "content",
    [
        '<script src="https://cdn.example.org/a.js"></script>',
        '<script src="//cdn.example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example.org/a.css">',
        '<link rel="preconnect" href="https://cdn.example.org">',
        '<img src="http://example.org/a.png" alt="">',
        '<img srcset="https://example.org/a.png 2x" alt="">',
        '<picture><source srcset="https://example.org/a.webp"></picture>',
        '<iframe src="https://example.org"></iframe>',
        '<object data="https://example.org/a.svg"></object>',
        '<embed src="https://example.org/a.svg">',
        '<video poster="https://example.org/a.png"></video>',
        '<svg><use xlink:href="https://example.org/a.svg#b"></use></svg>',
        '<svg><image href="https://example.org/a.png"></image></svg>',
        '<svg><rect fill="url(https://example.org/a.svg#b)"></rect></svg>',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        "<style>body{background:url(https://example.org/a.png)}</style>",
        '<style>@import "https://example.org/a.css";</style>',
        '<img src="file:///C:/a.png" alt="">',
    ],
)
def test_a_resource_from_elsewhere_is_a_problem(content: str) -> None:
    assert any("from elsewhere" in problem for problem in problems_with(content))


@pytest.mark.parametrize(
    "script",
    [
        'import("https://example.org/a.mjs")',
        'importScripts("https://example.org/a.js")',
        "fetch('https://example.org/a.json')",
        "fetch(`//example.org/a.json`)",
        'new Worker("https://unpkg.com/iframe-worker/shim")',
        'element.src = "https://example.org/a.js"',
        'new WebSocket("wss://example.org")',
    ],
)
def test_a_script_that_names_another_host_is_a_problem(script: str) -> None:
    files = with_file(small_site(), "assets/a.js", script.encode())
    assert any("external address" in problem for problem in content_problems(files))


def test_namespaces_and_comments_of_scripts_are_no_references() -> None:
    script = b'// see "https://example.org"\nconst svg = "http://www.w3.org/2000/svg"; /* "https://example.org" */'
    assert content_problems(with_file(small_site(), "assets/a.js", script)) == []


@pytest.mark.parametrize("rule", ["@import 'https://example.org/a.css';", "a{background:url(//example.org/a.png)}"])
def test_a_stylesheet_that_loads_from_elsewhere_is_a_problem(rule: str) -> None:
    files = with_file(small_site(), "assets/a.css", rule.encode())
    assert any("from elsewhere" in problem for problem in content_problems(files))


def test_the_iframe_worker_shim_is_named() -> None:
    assert any(
        "iframe-worker shim" in one for one in problems_with('<script src="../assets/iframe-worker.js"></script>')
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('<a href="two.html">二</a>', "does not hold"),
        ('<a href="../qz">目录</a>', "does not hold"),
        ('<a href="../qz/3.html#qz-3.9">三</a>', "an anchor that qz/3.html does not have"),
        ('<a href="#nowhere">无</a>', "an anchor that extra/one.html does not have"),
        ('<a href="/qz/3.html">三</a>', "starts at a server's root"),
        ('<a href="../../qz/3.html">三</a>', "leads out of the bundle"),
        ('<a href="javascript:alert(1)">算</a>', "inline code"),
        ('<p onclick="alert(1)">算</p>', "inline code"),
        ('<p style="color:red">红</p>', "inline code"),
        ("<script>alert(1)</script>", "policy does not allow"),
        ('<base href="../">', "changed base"),
        ('<p id="a"></p><p id="a"></p>', "stands twice"),
        ('<meta http-equiv="Content-Security-Policy" content="script-src https://example.org">', "the policy allows"),
    ],
)
def test_what_does_not_work_from_a_folder_is_a_problem(content: str, complaint: str) -> None:
    assert any(complaint in problem for problem in problems_with(content))


@pytest.mark.parametrize(
    "content",
    [
        '<a href="https://plans.example.org/m/qz-3.html#s1">永久链接</a>',
        '<link rel="canonical" href="https://plans.example.org/extra/one.html">',
        '<a href="../calculator.html#v=1&amp;s=total-assets">计算器</a>',
        '<a href="../qz/3.html#qz-3.1">三</a>',
        '<a href="%2e%2e/qz/3.html">三</a>',
        '<img src="data:image/png;base64,AA==" alt="">',
        '<script type="application/json">{"a": "https://example.org"}</script>',
        '<svg><rect fill="url(#gradient)"></rect></svg>',
    ],
)
def test_what_a_reader_follows_and_what_is_inside_is_sound(content: str) -> None:
    assert problems_with(content) == []


@pytest.mark.parametrize("path", ["site/qz/3.html", "manifest.json", "说明.txt"])
def test_an_altered_file_is_a_problem(path: str) -> None:
    folder, files = unzip(build_zip(small_site(), "plans", EDITION))
    files[path] += b" "
    assert any(problem.startswith(f"{path}: other content than") for problem in bundle_problems(folder, files))


def test_a_removed_and_an_added_file_are_problems() -> None:
    folder, files = unzip(build_zip(small_site(), "plans", EDITION))
    for changed in ({**files, "more.txt": b""}, {k: v for k, v in files.items() if k != "说明.txt"}):
        assert any("lists other files" in problem for problem in bundle_problems(folder, changed))


def test_a_bundle_without_checksums_is_a_problem() -> None:
    assert "is missing" in bundle_problems("plans", {"a.txt": b""})[0]


def test_an_unsound_site_is_not_packed() -> None:
    with pytest.raises(BuildError, match=r"extra/one\.html"):
        build_zip(with_file(small_site(), PAGE, page(PAGE, '<img src="https://a.example/b.png">')), "plans", EDITION)


def test_the_command_tells_sound_from_unsound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = build_zip(small_site(), "plans", EDITION)
    folder, files = unzip(content)
    (tmp_path / "good.zip").write_bytes(content)
    (tmp_path / "bad.zip").write_bytes(zip_bytes({**files, "说明.txt": b""}, folder, 0))
    (tmp_path / "page.html").write_text("<!doctype html><title>一</title><p>页</p>", encoding="utf-8")
    assert verify([str(tmp_path / "good.zip"), str(tmp_path / "page.html")]) == 0
    assert verify([str(tmp_path / "bad.zip")]) == 1
    assert "说明.txt: other content" in capsys.readouterr().out


def test_the_command_refuses_what_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no")
    assert verify([str(tmp_path / "no.zip")]) == 2
    assert verify([str(tmp_path / "missing.zip")]) == 2
    assert verify([]) == 2


def test_a_failed_build_leaves_the_old_file(tmp_path: Path) -> None:
    old = tmp_path / "old.zip"
    old.write_bytes(b"old")
    assert main(["--site", str(tmp_path / "nowhere"), "--output", str(old)]) == 1
    assert old.read_bytes() == b"old"
