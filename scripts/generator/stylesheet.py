"""Trims a stylesheet to the components that the site shows; knows as much CSS as Material's output needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What no page of this site has, or styles by itself. A selector that names one of them is dropped.
UNUSED = re.compile(
    r"""
    \.md-(?:annotation|author|badge|banner|blog|clipboard|code|consent|content--post|dialog|draft|feedback|flex|hero
        |input|meta|pagination|path|pin|post|profile|progress|rating|search__suggest
        |search-result__(?:more|teaser|terms|icon|article)|select|sidebar--post|social|source|status|tags?|tooltip2?
        |typeset__\w+|version)(?![a-z])
    | \.(?:admonition|annotate|arithmatex|codehilite|critic|emojione|end|gemoji|giscus|gist|grid|highlight\w*|inline
        |katex-html|keys|linenodiv|linenos|mermaid|middle|o|screenshot|tabbed-\w+|task-list|twemoji|lg|x+l)(?![a-z])
    | \.md-(?:nav|header--lifted) | \.focus-visible | :root>\*
    | \[dir=rtl\] | \[id=__comments\] | \#__c\w+ | data-md-component=outdated | data-md-scrolllock | data-preview
    | \b(?:kbd|del|ins|details|summary|iframe|video)\b | img\[
    """,
    re.VERBOSE,
)
UNUSED_FRAMES = ("@keyframes consent", "@keyframes fact", "@keyframes hoverfix", "@keyframes pulse", "@page")
# Custom properties that hold the dropped components' icons and colours.
UNUSED_PROPERTY = re.compile(
    r"--md-(?:admonition-icon|annotation|clipboard|code-hl|code-copy|code-select|details|post|source|status|tabbed|"
    r"tag|tasklist|tooltip|version|typeset-(?:del|ins|kbd)|search-result-icon|progress)[\w-]*:"
    r"(?:url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)|[^;}])*;?"
)
IS = re.compile(r":is\(((?:[^()]|\([^()]*\))*)\)")
# What came after Chromium 78.
YOUNG = re.compile(r":(?:focus-visible|has\(|:details-content|where\()")
RULE = re.compile(r"\s*([^{}]+?)\s*\{")


def without_unused(sheet: str) -> str:
    """Return a minified stylesheet without the rules whose every selector names an unused component."""
    return "".join(_kept(UNUSED_PROPERTY.sub("", sheet)))


def for_old_browsers(sheet: str) -> str:
    """Return a stylesheet that says without `:is()` what it said with it.

    A browser drops a whole rule for one selector that it does not know, so such selectors get rules of their own.
    Raises ValueError where an element would have to stand before what precedes `:is()`.
    """
    return "".join(_plain_rules(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))


def _plain_rules(sheet: str) -> Iterator[str]:
    for prelude, body in _blocks(sheet):
        if prelude.startswith(("@media", "@supports")):
            yield f"{prelude}{{{for_old_browsers(body)}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        else:
            selectors = [plain for selector in _selectors(prelude) for plain in _without_is(selector)]
            known = [selector for selector in selectors if not YOUNG.search(selector)]
            young = [[selector] for selector in selectors if YOUNG.search(selector)]
            yield from (f"{','.join(group)}{{{body}}}" for group in ([known] if known else []) + young)


def _without_is(selector: str) -> list[str]:
    found = IS.search(selector)
    if not found:
        return [selector]
    before, after = selector[: found.start()], selector[found.end() :]
    parts = _selectors(found[1])
    if before[-1:].strip(" >+~(") and any(part[0].isalpha() for part in parts):
        raise ValueError(f"`{selector}`: an element cannot follow; expected it before the class; put :is() first")
    return [plain for part in parts for plain in _without_is(before + part + after)]


def minify(sheet: str) -> str:
    """Return a stylesheet without comments and without the white space that only people need."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s+", " ", sheet)
    return re.sub(r"\s*([{};,])\s*", r"\1", sheet).replace(";}", "}").strip() + "\n"


def _kept(sheet: str) -> Iterator[str]:
    for prelude, body in _blocks(sheet):
        if prelude.startswith(("@media", "@supports")):
            inner = "".join(_kept(body))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield "" if prelude.startswith(UNUSED_FRAMES) else f"{prelude}{{{body}}}"
        elif body.strip():
            selectors = [selector for selector in _selectors(prelude) if not UNUSED.search(selector)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Each block's prelude and body; statements such as @charset, which has no meaning in UTF-8, are passed over."""
    position = 0
    while match := RULE.match(sheet, position):
        end = _closing(sheet, match.end())
        yield match[1].rpartition(";")[2].strip(), sheet[match.end() : end]
        position = end + 1


def _closing(sheet: str, start: int) -> int:
    depth = 1
    for match in re.finditer(r"\"[^\"]*\"|'[^']*'|[{}]", sheet[start:]):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return start + match.start()
    raise ValueError("the stylesheet has an unclosed block; expected a closing brace; repair the stylesheet")


def _selectors(prelude: str) -> list[str]:
    """Split a list of selectors at the commas that no bracket encloses."""
    parts, depth = [""], 0
    for piece in re.split(r"([(),])", prelude):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]
