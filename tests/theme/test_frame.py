"""The frame as published: a strict policy that every page keeps to, in Chromium and by reading the files."""

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

PAGES = ["index.html", "zj/index.html", "zj/1.html", "404.html"]
WIDTHS = [390, 1280]


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_no_page_has_an_inline_script_or_style(mini_site: Path) -> None:
    inline = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    assert [(file.name, inline.findall(file.read_text("utf-8"))) for file in html_files(mini_site)] == [
        (file.name, []) for file in html_files(mini_site)
    ]


def test_no_published_file_loads_from_another_host(mini_site: Path) -> None:
    remote = re.compile(r"(?:src|href)=[\"']?(?:https?:)?//|url\([\"']?(?:https?:)?//|@import")
    files = [file for file in mini_site.rglob("*") if file.suffix in {".html", ".css"}]
    assert [file.name for file in files if remote.search(file.read_text("utf-8"))] == []


def test_the_policy_comes_before_anything_that_loads(mini_site: Path) -> None:
    for file in html_files(mini_site):
        text = file.read_text("utf-8")
        assert 0 < text.index("Content-Security-Policy") < min(text.index("<script"), text.index("<link"))


def test_a_page_without_a_public_address_claims_none(mini_site: Path) -> None:
    assert all("canonical" not in file.read_text("utf-8") for file in html_files(mini_site))


def test_a_page_loads_one_stylesheet_and_the_theme_ships_no_unused_files(mini_site: Path) -> None:
    assert {file.read_text("utf-8").count('rel="stylesheet"') for file in html_files(mini_site)} == {1}
    assert not [file for file in mini_site.rglob("*") if re.search(r"lunr|bundle|\.map$|workers", file.as_posix())]


def test_styles_and_scripts_of_every_page_weigh_at_most_24_kb_gzip(mini_site: Path) -> None:
    page = (mini_site / "index.html").read_text("utf-8")
    paths = re.findall(r'(?:src|href)="(assets/[^"]+\.(?:css|js))"', page)
    assert len(paths) == 5
    assert sum(len(gzip.compress((mini_site / path).read_bytes())) for path in paths) <= 24_000


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(quiet_page: Page, address: str, width: int, scheme: str) -> None:
    quiet_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    quiet_page.set_viewport_size({"width": width, "height": 900})
    for name in PAGES[:3]:
        quiet_page.goto(f"{address}/{name}")
        report = Axe().run(quiet_page, options={"preload": False})  # which file:// refuses, with an error logged
        assert report.violations_count == 0, report.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(quiet_page: Page, address: str, width: int) -> None:
    quiet_page.set_viewport_size({"width": width, "height": 900})
    for name in PAGES[:3]:
        quiet_page.goto(f"{address}/{name}")
        assert quiet_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_palette_button_is_remembered(quiet_page: Page, address: str) -> None:
    quiet_page.emulate_media(color_scheme="light")
    quiet_page.goto(f"{address}/index.html")
    quiet_page.get_by_role("button", name="深色显示").click()
    quiet_page.goto(f"{address}/zj/1.html")
    assert quiet_page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert quiet_page.get_by_role("button", name="深色显示").get_attribute("aria-pressed") == "true"


@pytest.mark.browser
def test_the_drawer_works_by_keyboard_alone(quiet_page: Page, address: str) -> None:
    quiet_page.set_viewport_size({"width": 390, "height": 844})
    quiet_page.goto(f"{address}/zj/1.html")
    quiet_page.get_by_role("button", name="导航").press("Enter")
    assert quiet_page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
    quiet_page.keyboard.press("Escape")
    assert quiet_page.evaluate("document.activeElement.getAttribute('data-toggle')") == "__drawer"
    assert not quiet_page.is_checked("#__drawer")


@pytest.mark.browser
def test_marking_the_target_moves_nothing(quiet_page: Page, address: str) -> None:
    quiet_page.goto(f"{address}/zj/1.html")
    measure = "JSON.stringify([...document.querySelectorAll('.sentence')].map((s) => s.offsetTop + s.offsetHeight))"
    before = quiet_page.evaluate(measure)
    quiet_page.goto(f"{address}/zj/1.html#zj-1.1-p1-s2")
    assert quiet_page.evaluate(measure) == before
    assert quiet_page.locator(".sentence:target").is_visible()


@pytest.mark.browser
def test_a_page_reads_without_scripts(page: Page, mini_site: Path) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto((mini_site / "zj/1.html").as_uri())
    assert plain.locator("#zj-1\\.1-p1-s2").is_visible()
    assert not plain.locator("#palette-toggle").is_visible()
    assert not plain.locator("#search-query").is_visible()
    plain.context.close()
