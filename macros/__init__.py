"""The mkdocs-macros module: `define_env` registers what hand-written pages may call."""

from __future__ import annotations

from typing import Any

from macros.calculator import static_results_table
from macros.home import home_lead, plan_cards_html, target_cards_html, ways_html
from macros.id_guide import example_ids, id_guide_html
from macros.markup import escape_markdown
from macros.plan_names import plans_in_words
from macros.publication_tables import (
    corrections_table_html,
    coverage_table_html,
    data_dictionary_html,
    data_files_html,
)
from macros.recomputed_tables import check_counts, check_tables_html, verdict_list_html
from plan_model.prepared import prepare_once


def define_env(env: Any) -> None:
    """Register the macros; `env` is mkdocs-macros' environment, whose current page gives relative links their base."""
    publication = prepare_once()
    collection = publication.collection

    def page() -> str:
        address: str = env.page.file.dest_uri
        return address

    env.macro(lambda: escape_markdown(collection.site.title), "site_title")
    env.macro(lambda: home_lead(collection), "home_lead")
    env.macro(lambda: plans_in_words(collection), "plans_in_words")
    env.macro(lambda: example_ids(collection), "example")
    env.macro(lambda: id_guide_html(collection), "id_guide")
    env.macro(lambda: ways_html(publication, page()), "ways")
    env.macro(lambda: plan_cards_html(publication, page()), "plan_cards")
    env.macro(lambda: target_cards_html(publication, page()), "target_cards")
    env.macro(lambda: static_results_table(collection, page()), "static_results_table")
    env.macro(lambda: check_counts(publication), "check_counts")
    env.macro(lambda: verdict_list_html(publication.checks), "verdict_list")
    env.macro(lambda: check_tables_html(publication, page()), "check_tables")
    env.macro(lambda: coverage_table_html(publication), "coverage_table")
    env.macro(lambda: corrections_table_html(publication, page()), "corrections_table")
    env.macro(lambda: data_files_html(publication, page()), "data_files")
    env.macro(lambda: data_dictionary_html(publication), "data_dictionary")
