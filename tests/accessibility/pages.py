"""One address for each kind of page of the site, and what makes it show all that it has."""

from __future__ import annotations

from playwright.sync_api import Page, expect

PAGES = {
    "home": "index.html",
    "overview": "qz/index.html",
    "chapter with a table": "qz/2.html",
    "notice": "zj/notice.html",
    "indicators": "indicators/index.html",
    "indicator with charts": "indicators/total-assets.html",
    "indicator without chart": "indicators/clean-enterprise-sites.html",
    "calculator": "calculator.html",
    "calculator, own values": "calculator.html#v=1&s=return-on-equity.qz-urban&own=2022:1.8",
    "calculator, table 2": "calculator.html#v=1&table2=qz-city",
    "check": "check.html",
    "explorer": "explore.html#theme=innovation&entity=lanke-mountain",
    "explorer, table": "explore.html#theme=innovation&view=table",
    "explorer, timeline": "explore.html#view=timeline",
    "explorer, names": "explore.html#view=entities",
    "comparison": "compare.html",
    "glossary": "glossary.html",
    "themes": "themes/index.html",
    "theme": "themes/innovation.html",
    "entities": "entities/index.html",
    "entity": "entities/zhejiang-ftz.html",
    "projects": "projects.html",
    "paragraph": "m/qz-2.3.1-p1.html",
    "quotation to embed": "embed/qz-2.3.1-p1.html",
    "meeting basket": "basket.html#zj-1.1-p1,qz-2.3.1-p1",
    "citing": "cite.html",
    "data": "data.html",
    "about": "about.html",
    "missing page": "404.html",
}
IN_THE_FRAME = {name: path for name, path in PAGES.items() if not path.startswith("embed/")}


def show(page: Page, path: str) -> None:
    """Open a page afresh and wait until its scripts have filled it."""
    page.goto("about:blank")
    page.goto(path)
    if path.startswith("explore"):
        expect(page.locator("#explore-panel")).to_be_visible()
        page.locator(".explore-fold").evaluate("fold => { fold.open = true; }")
    if path.startswith("calculator"):
        expect(page.locator("#calculator")).to_be_visible()
    if "own=" in path:
        expect(page.locator("#calculator-progress-result")).not_to_be_empty(timeout=30_000)
