"""Plan data that tries to be Jinja, Markdown or HTML is shown as text, in every place where plan data stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog

from plan_model.files.load import load_collection
from tests.site.projects import copy_project, replace_plan_data, run
from tests.site.reading import elements_by_id, faults_of, parse

# Where the fixture's hostile wordings of each kind must be read, to the letter.
SHOWN = {
    "qz/index.html": [
        "市小规划 {{ 7*7 }} *甲*", "市国资委 {% raw %}、<script>alert(5)</script>", "〔2021〕1号 *x* {{ 7*7 }}",
        "<img src=x onerror=alert(6)> | 2*3*4", "一、{{ 7*7 }} 目标 <script>alert(1)</script> 2*3*4",
        "资产 {{ 7*7 }} <b>总</b> 2*3*4", "全市 {{ 7*7 }} <i>国企</i>",
    ],
    "qz/1.html": [
        "疑为 {{ 7*7 }} <script>alert(4)</script> [a](javascript:alert(1)) \"x\" | y", "| 竖线 |",
        "资产 | <script>alert(3)</script>", "[质](javascript:1)", "2021. 年起", "# x 标题", "+ x 加号", "- x 减号",
        "&amp; &#49; &lt;b&gt; {# x #} {% endraw %}", "`反引号` ```围栏", "**粗** _斜_ ~~删~~",
    ],
    "indicators/index.html": ["总体 *规模* {{ 7*7 }}", "# 上市 `公司` | y"],
    "indicators/total-assets.html": [
        "资产 {{ 7*7 }} <b>总</b> 2*3*4", "期末 <script>alert(7)</script> {{ 7*7 }} {# x #}。",
        "Total [a](javascript:alert(1)) {% raw %}", "[a](javascript:alert(1)) <img src=x onerror=alert(8)> {{ 7*7 }}",
        "{{ 7*7 }} <script>alert(13)</script> | y", "市 <i>规</i> {{ 7*7 }}",
    ],
    "indicators/listed-companies.html": ["# 上市 `公司` | y", "- 已上市的企业家数。"],
    "themes/scale.html": ["{{ 7*7 }} <b>*", "总量 <script>alert(9)</script> {{ 7*7 }} [a](javascript:alert(1))。"],
    "glossary.html": ["<img src=x onerror=alert(10)> {{ 7*7 }} *x* [a](javascript:alert(1))"],
    "entities/qz-office.html": ["<b>市国资委</b> {{ 7*7 }}"],
    "projects.html": ["{{7}} *x"],
    "compare.html": ["两处 {{ 7*7 }} <script>alert(12)</script> [a](javascript:alert(1)) | y"],
    "about.html": ["疑为 {{ 7*7 }} <script>alert(4)</script>"],
}  # fmt: skip

DATA_TYPES = {"application/json", "application/ld+json"}  # no browser runs these


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with hostile plan data, its pages built by the site's own pipeline."""
    folder = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    replace_plan_data(folder, "hostile")
    home = folder / "docs" / "index.md"
    # The headline targets are named one by one and are not in the fixture.
    home.write_text(home.read_text(encoding="utf-8").replace("{{ target_cards() }}", ""), encoding="utf-8")
    for command in (["scripts.pages.generate"], ["mkdocs", "build", "--site-dir", str(folder / "site")]):
        result = run(folder, *command)
        assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def pages(project: Path) -> dict[str, html.HtmlElement]:
    site = project / "site"
    return {path.relative_to(site).as_posix(): parse(path) for path in sorted(site.rglob("*.html"))}


def test_every_provision_is_shown_to_the_letter(project: Path, pages: dict[str, html.HtmlElement]) -> None:
    faults = [
        fault
        for place in load_collection(project / "plan_data").places.values()
        for fault in faults_of(place.provision, elements_by_id(pages[place.chapter.replace("-", "/") + ".html"]))
    ]
    assert faults == []


@pytest.mark.parametrize("name", SHOWN)
def test_hostile_wordings_are_shown_to_the_letter(pages: dict[str, html.HtmlElement], name: str) -> None:
    text = pages[name].body.text_content()
    assert [wording for wording in SHOWN[name] if wording not in text] == []


def test_no_template_expression_is_worked_out(pages: dict[str, html.HtmlElement]) -> None:
    for name, root in pages.items():
        text = (root.text_content() + " ".join(root.xpath("//@*"))).replace("&#49;", "")
        assert "49" not in [word.strip("。，") for word in text.split()], name


def test_titles_and_descriptions_are_shown_to_the_letter(pages: dict[str, html.HtmlElement]) -> None:
    chapter = pages["qz/1.html"]
    heading = "一、{{ 7*7 }} 目标 <script>alert(1)</script> 2*3*4"
    assert chapter.findtext(".//title").startswith(heading)
    assert chapter.xpath("//meta[@name='description']/@content")[0].startswith("市小规划 {{ 7*7 }} *甲*：2021. 年起")
    for part in ("md-footer__title", "md-nav__link", "md-ellipsis"):
        found = [element.text_content() for root in pages.values() for element in root.find_class(part)]
        assert any(heading in text for text in found), part


def test_plan_text_makes_no_element_of_its_own(pages: dict[str, html.HtmlElement]) -> None:
    for name, root in pages.items():
        scripts = [script for script in root.iter("script") if script.get("type") not in DATA_TYPES]
        assert [script.text for script in scripts if script.text or not script.get("src")] == [], name
        assert root.xpath("//@*[starts-with(name(), 'on')]") == [], name
        assert [address for address in root.xpath("//@href|//@src") if address.startswith("javascript:")] == [], name
        assert root.xpath("//img[@src='x' or @src='x.png']") == [], name
        assert root.xpath("//article//b[text()='总' or text()='州'] | //article//i[text()='国企']") == [], name


@pytest.fixture
def dialogs(browser: Browser, project: Path, pages: dict[str, html.HtmlElement]) -> Iterator[list[str]]:
    """Every dialog and every error that opening the pages in a real browser brings up."""
    seen: list[str] = []
    page = browser.new_page()

    def dismiss(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: seen.append(str(error)))
    for name in pages:
        page.goto((project / "site" / name).as_uri())
    yield seen
    page.close()


@pytest.mark.browser
def test_nothing_of_the_plan_text_runs_in_a_browser(dialogs: list[str]) -> None:
    assert dialogs == []


def test_scripts_of_the_site_hold_hostile_text_as_data(project: Path) -> None:
    provisions = json.loads((project / "site/data/provisions.json").read_text(encoding="utf-8"))
    assert any(provision["heading"].endswith("<script>alert(1)</script> 2*3*4") for provision in provisions)
