"""The engines are what they are called, and tell of what goes wrong in a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import quiet_server
from tests.engines import ENGINES, IPHONE, OLD_CHROMIUM, opened

PAGE = """<!doctype html><meta charset="utf-8"><title>甲</title><link rel="icon" href="data:,">
<script src="page.js"></script>"""
SCRIPT = """
var worker = new Worker(URL.createObjectURL(new Blob(["postMessage(navigator.userAgent)"])));
var seenByWorker = new Promise(function (resolve) { worker.onmessage = function (event) { resolve(event.data); }; });
var late = false;
setTimeout(function () { late = true; }, 300);
function goWrong() {
  setTimeout(function () { throw new Error("thrown"); });
  console.error("logged", 1);
  Promise.reject(new Error("rejected"));
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "页.html").write_text(PAGE, encoding="utf8")
    (tmp_path / "page.js").write_text(SCRIPT, encoding="utf8")
    return tmp_path


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_reads_a_page_over_http_and_from_a_file(engine: str, folder: Path) -> None:
    with quiet_server.served(folder) as address, opened(engine) as page:
        for place in (f"{address}页.html", folder / "页.html"):
            page.open(place)
            assert page.run("document.title") == "甲"
            assert page.run("Promise.resolve({n: [1, null]})") == {"n": [1, None]}
            page.wait("late")
        assert page.errors() == []
        with pytest.raises(AssertionError, match="still not"):
            page.wait("document.title === '乙'", seconds=0.2)
        with pytest.raises(AssertionError, match="nowhere"):
            page.run("nowhere.at.all")


@pytest.mark.parametrize("engine", ENGINES)
def test_page_and_worker_see_the_given_user_agent(engine: str, folder: Path) -> None:
    with quiet_server.served(folder) as address, opened(engine, user_agent=IPHONE) as page:
        page.open(f"{address}页.html")
        assert page.run("navigator.userAgent") == page.run("seenByWorker") == IPHONE


@pytest.mark.parametrize("engine", ENGINES)
def test_errors_are_told(engine: str, folder: Path) -> None:
    with quiet_server.served(folder) as address, opened(engine) as page:
        page.open(f"{address}页.html")
        page.run("goWrong()")
        page.wait("new Promise(function (resolve) { setTimeout(resolve, 100, true); })")
        told = "\n".join(page.errors())
    assert all(word in told for word in ("thrown", "logged 1", "rejected")), told


@pytest.mark.parametrize("engine", OLD_CHROMIUM)
def test_an_old_chromium_is_as_old_as_its_name_says(engine: str, folder: Path) -> None:
    with opened(engine) as page:
        assert page.run(r"/Chrome\/(\d+)/.exec(navigator.userAgent)[1]") == engine.rpartition("-")[2]
