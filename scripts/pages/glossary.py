"""The glossary page: every term of the field, what it means, on what basis, and where the plans use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros.glossary import glossary_html
from macros.plan_names import plans_in_words
from plan_model.publication import Publication
from scripts.pages.page import Page


def glossary_pages(publication: Publication) -> Iterator[Page]:
    """Yield the glossary page."""
    editorial = publication.collection.editorial
    terms = editorial.glossary
    bases = Counter(term.basis for term in terms)
    open_ones = sum(not editorial.is_confirmed(term) for term in terms)
    plans = plans_in_words(publication.collection)
    intro = (
        f"{plans}中的 {len(terms)} 个术语，用本站自己的话解释，按拼音排列。标“依规划原文”的 {bases['plan']} 个，"
        "含义取自规划文字，规划没有展开的照实说明；"
        f"标“一般知识”的 {bases['general']} 个，是通行的理解，不是规划给出的定义：写明查到的公开出处，"
        f"其中 {open_ones} 个未能查到两处，逐条注明。术语后列出它所在的每一处，标题和表头也在内。"
    )
    body = f"# 术语\n\n{intro}\n\n{glossary_html(publication.collection, 'glossary.html')}\n"
    meta = {"description": intro, "page_type": "glossary", "styles": ["assets/stylesheets/glossary.css"]}
    yield Page("glossary.md", "术语", body, meta)
