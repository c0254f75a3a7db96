"""What the editors judge is marked as theirs wherever a page or the data dictionary shows it."""

from __future__ import annotations

import json
import re

from macros.editorial_names import OURS, RELATIONS, ROLES
from macros.indicator_text import BETTER, definition_html
from macros.provision_page import counterparts_html, facts_html
from plan_model.publication import Publication
from plan_model.published.export import data_files
from plan_model.shapes.collection import Collection
from scripts.building.steps import ROOT
from scripts.pages.compare import compare_pages
from scripts.pages.entities import entity_pages
from scripts.pages.explore import explore_pages
from scripts.pages.themes import theme_pages

EXPLORER = ROOT / "docs" / "assets" / "javascripts" / "explore"


def test_the_direction_of_every_indicator_is_ours(collection: Collection) -> None:
    for indicator in collection.indicators.values():
        label = re.escape(f"<dt>方向（{OURS}）</dt><dd>{BETTER[indicator.better]}</dd>")
        assert re.search(label, definition_html(indicator)), indicator.id


def test_role_themes_and_relations_of_a_provision_are_ours(collection: Collection) -> None:
    shown = 0
    for identifier, tag in collection.editorial.tag_of.items():
        provision = collection.places[identifier].provision
        facts = facts_html(collection, provision, f"m/{identifier}.html")
        assert f"<dt>角色（{OURS}）</dt><dd>{ROLES[tag.role]}</dd>" in facts
        assert (f"<dt>主题（{OURS}）</dt>" in facts) == bool(tag.themes)
        pairs = counterparts_html(collection, provision, f"m/{identifier}.html")
        assert pairs.count(f"（{OURS}）") == pairs.count('class="muted"')
        shown += pairs.count(f"（{OURS}）")
    assert shown > 100


def test_kinds_and_places_of_named_things_are_ours(publication: Publication) -> None:
    index, *pages = entity_pages(publication)
    assert "分类和归并是本站判断" in index.body
    assert len(pages) > 200
    for page in pages:
        assert f"<dt>类别（{OURS}）</dt>" in page.body, page.path
        assert f"<dt>地点（{OURS}）</dt>" in page.body, page.path


def test_pages_by_theme_comparisons_and_the_explorer_say_whose_judgement_they_show(publication: Publication) -> None:
    for page in theme_pages(publication):
        assert "本站" in page.body, page.path
    for page in compare_pages(publication):
        if any(f">{name}<" in page.body for name in RELATIONS.values()):
            assert "编辑" in page.body, page.path
    assert all("角色、主题、名称和对应关系是本站编辑所加" in page.body for page in explore_pages(publication))
    for script in ("downloads.js", "views.js"):
        text = (EXPLORER / script).read_text(encoding="utf-8")
        assert f'"角色（{OURS}）", "主题（{OURS}）"' in text
        assert '"角色"' not in text


def test_the_data_dictionary_says_which_columns_are_judgements(publication: Publication) -> None:
    files = {file.name: file for file in data_files(publication)}
    package = json.loads(files["datapackage.json"].text)
    described = {resource["path"]: json.dumps(resource, ensure_ascii=False) for resource in package["resources"]}
    assert "角色（role）、主题（themes）和名称（entities）是编辑判断" in described["provisions.json"]
    assert "编辑判断" in described["crosswalk.csv"]


def test_english_names_are_plain_and_each_its_own(collection: Collection) -> None:
    names = [indicator.name_en for indicator in collection.indicators.values()]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"“?[A-Z][A-Za-z0-9 ,:()+’“”-]+", name), name
        # Words that read as something else abroad, or as nothing.
        wrong = r"Clean state|[Mm]embership|SASAC|Supervision items|Corporatised|coverage|revitali"
        assert not re.search(wrong, name), name
