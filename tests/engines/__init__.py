"""Real browser engines behind one interface, old ones too, for what a page must do in each of them.

    from tests.engines import IPHONE, opened

    with opened("chromium-103") as page:  # or "chromium", "firefox", "webkit"; each time a fresh profile
        page.open(site_url + "calculator.html")  # http://127.0.0.1… or file://…, nothing else resolves
        page.wait("document.documentElement.classList.contains('js')")  # until the expression is truthy; returns it
        assert page.run("PlanCalculator.start().then(() => PlanCalculator.fromSnapshot)") is True
        assert page.errors() == []

    with opened("webkit", user_agent=IPHONE) as page: ...  # seen by the page's workers too

Expressions run in the engine itself: for Chromium 78 they must be written in the language of 2019 (no `?.`, no `??`).
`python -m scripts.ensure_browsers` gets the engines. A start costs 0.3 to 1 s, Firefox's about 3 s, so let a test
do all that it has to ask of an engine in one `opened`. What an error of a script says is told over http alone: a page
from a file sees "Script error."
"""

from tests.engines.page import ENGINES, IPHONE, OLD_CHROMIUM, EnginePage, opened

__all__ = ["ENGINES", "IPHONE", "OLD_CHROMIUM", "EnginePage", "opened"]
