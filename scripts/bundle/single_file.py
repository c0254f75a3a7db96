"""A meeting's content as one HTML file with everything inside, to be sent by e-mail or messenger."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from html import escape

from lxml.html import HtmlElement

from scripts.building.steps import BuildError
from scripts.bundle.agenda import CALCULATOR, COMPANIONS, COVER, Agenda
from scripts.bundle.archive import Files
from scripts.bundle.meeting import put_cover
from scripts.bundle.merge import Part, merge
from scripts.bundle.references import csp_hash, is_external, resolve
from scripts.bundle.trim import CALCULATOR_ASSETS, article_of, parse
from scripts.bundle.whole import asset

_DELIVERY = re.compile(r'PlanCalculator\.receive\(("[\w-]+"),(".*")\);\s*', re.DOTALL)
_PAYLOADS = "assets/runtime/"
# What the calculator shares with other pages: what starts it, takes an address, lets a reader take something away.
_FIRST = "assets/javascripts/boot.js"
_SHARED = (_FIRST, "assets/javascripts/arrival.js", "assets/javascripts/share.js")
# What is of no use without a script, and what the page has no script for.
_INTERACTIVE = "//script | //button | //form | //input | //*[contains(@class, 'no-print')] | //*[@class='headerlink']"
_MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


def single_file(site: Files, agenda: Agenda, address: str) -> str:
    """Return an agenda's cover, chapters, indicators and, if chosen, calculator as one HTML page without references.

    The measures' own pages are left out: the cover has their text. `address` is the site's public one, or empty.
    """
    pages = [page for page in agenda.pages if not page.startswith("m/") and page not in COMPANIONS]
    trees = {page: parse(site[page].decode()) for page in pages}
    put_cover(trees[COVER], agenda, address)
    scripts = list(_scripts(trees[CALCULATOR], site)) if CALCULATOR in trees else []
    parts = [_part(page, tree, site) for page, tree in trees.items()]
    blocks = list(_payload_blocks(site)) if scripts else []
    return _page(agenda.title, "\n".join(_sheets(trees, site)), merge(parts, address), blocks, scripts)


def _part(path: str, tree: HtmlElement, site: Files) -> Part:
    article = article_of(tree)
    if path != CALCULATOR:
        for element in article.xpath(_INTERACTIVE.replace("//", ".//")):
            element.drop_tree()
    for figure in article.xpath(".//figure[@data-spec]"):
        del figure.attrib["data-spec"]
    for image in article.xpath(".//img[@src]"):
        if not is_external(image.get("src")):
            image.set("src", _data_address(resolve(image.get("src"), path)[0], site))
    return Part(path, article)


def _sheets(trees: Mapping[str, HtmlElement], site: Files) -> Iterator[str]:
    """Every stylesheet of the pages, once, in order, then this bundle's own."""
    paths = [
        resolve(link.get("href"), page)[0]
        for page, tree in trees.items()
        for link in tree.xpath("//link[@rel='stylesheet'][@href]")
    ]
    yield from (_text(path, site) for path in dict.fromkeys(paths))
    yield asset("bundle.css")


def _scripts(calculator: HtmlElement, site: Files) -> Iterator[tuple[str, str]]:
    """The calculator page's own scripts in order, by path, after the one that starts them."""
    paths = [resolve(element.get("src"), CALCULATOR)[0] for element in calculator.xpath("//script[@src]")]
    # Inline scripts run where they stand: what the page's head defers until its body has run comes after it.
    for path in sorted(paths, key=lambda path: path != _FIRST):
        if path.startswith((*CALCULATOR_ASSETS, *_SHARED)):
            yield path, _text(path, site)


def _payload_blocks(site: Files) -> Iterator[str]:
    """The runtime's payloads as blocks of text, which the calculator's client looks for before it loads scripts."""
    for path, content in site.items():
        if path.startswith(_PAYLOADS) and path.endswith(".js") and (match := _DELIVERY.fullmatch(content.decode())):
            yield f'<script type="text/plain" id="payload-{json.loads(match[1])}">{json.loads(match[2])}</script>'


def _text(path: str, site: Files) -> str:
    """A file's text; raises BuildError when the site refers to what it does not have."""
    if path not in site:
        raise BuildError(f"the site has no {path}, which its pages refer to; expected the file; build the site anew")
    return site[path].decode()


def _data_address(path: str, site: Files) -> str:
    media = _MEDIA_TYPES[path.rpartition(".")[2]]
    return f"data:{media};base64,{base64.b64encode(site[path]).decode()}"


def _page(title: str, sheet: str, body: str, blocks: list[str], scripts: list[tuple[str, str]]) -> str:
    """The page around the content, with a policy that allows its own style and scripts and nothing else."""
    sheet = sheet.replace("</", "<\\/")
    texts = [text.replace("</script", "<\\/script") for _, text in scripts]
    script_sources = " ".join(["'wasm-unsafe-eval'", *map(csp_hash, texts)]) if texts else "'none'"
    policy = (
        f"default-src 'none'; script-src {script_sources}; style-src {csp_hash(sheet)}; img-src data:; "
        f"worker-src blob:; base-uri 'none'; form-action 'none'"
    )
    # The client looks for its runtime beside its own address, which an inline script has not.
    inline = "\n".join(f'<script data-runtime=".">{text}</script>' for text in texts)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{sheet}</style>\n</head>\n"
        f'<body class="single-file" data-md-color-scheme="default">\n{body}\n'
        f"{''.join(blocks)}\n{inline}\n</body>\n</html>\n"
    )
