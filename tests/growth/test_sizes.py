"""A site with more plans has more files; the files that it shares with a smaller one are no larger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import html

from tests.growth.projects import build, files_of, project_with

FEW, MANY = 3, 12
# The list of all plans, in its two forms; and the page after which the next plan follows in one of the sites.
LISTS = {"plans/index.html", "sitemap.xml", "sitemap.xml.gz"}
LAST_OF_FEW = "sac/1.html"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of a site with few further plans and of one with many."""
    made = []
    for count in (FEW, MANY):
        project = project_with(tmp_path_factory.mktemp("growth") / "project", count)
        build(project)
        made.append(files_of(project / "site"))
    return made[0], made[1]


def test_no_page_index_or_script_grows_with_the_number_of_plans(
    sites: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    few, many = sites
    differing = {path for path in few if many[path] != few[path]} - LISTS - {LAST_OF_FEW}
    assert differing == set()


def test_further_plans_add_files_of_their_own_alone(sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    few, many = sites
    added = sorted(many.keys() - few.keys())
    keys = {f"sa{letter}" for letter in "defghijkl"}
    assert len(added) == len(keys) * 9
    assert all(any(key in path for key in keys) for path in added)


def test_navigation_of_a_page_lists_its_own_plan_only(sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    _, many = sites
    page = many["sae/1.html"].decode()
    navigation = page[page.index('<nav class="md-nav') : page.index("</nav>", page.index('<nav class="md-nav'))]
    assert "../sae/notice.html" in navigation or "notice.html" in navigation
    assert not any(f"sa{letter}/" in navigation for letter in "abcdfghijkl")


def test_search_on_a_plans_pages_reads_that_plans_index(sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    _, many = sites
    assert '<meta name="search-index" content="sae">' in many["sae/1.html"].decode()
    assert b"sae" not in many["assets/search/plans.js"]
    assert len(many["assets/search/sae.js"]) < 2 * len(many["assets/search/saa.js"])


def test_the_list_of_plans_leads_to_every_plan(sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    _, many = sites
    page = many["plans/index.html"].decode()
    assert all(f'href="../sa{letter}/index.html"' in page for letter in "abcdefghijkl")


def test_no_link_of_a_further_plan_leads_nowhere(sites: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    _, many = sites
    for path in ("sae/1.html", "sae/index.html", "plans/index.html"):
        addresses = html.fromstring(many[path].decode()).xpath("//a/@href | //link/@href | //script/@src")
        files = [str(Path("/", path).parent.joinpath(address.partition("#")[0])) for address in addresses
                 if address.partition("#")[0]]  # fmt: skip
        missing = {os.path.normpath(file)[1:] for file in files if "://" not in file} - many.keys()
        assert missing <= {"assets/vega/vega.js"}, path
