"""Escaping: any text, put through the real Markdown and Jinja, is shown as it is."""

from __future__ import annotations

import jinja2
import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from macros.markup import element, escape, escape_markdown

HOSTILE = [
    "{{ 7*7 }}", "{% raw %}", "{# x #}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "2*3*4",
    "[a](javascript:alert(1))", "| pipe", "2021. 年", "+ x", "- x", "# x", "`code`", "&amp;", "&#49;", "_a_ __b__",
    "![a](b)", "[^1]", "{: #id }", "{#id .class}", "x{ onclick=alert(1) }", "*[HTML]: x", "\\*", "~~x~~", "<!-- x -->",
    "<https://example.org>", "a  \nb",
]  # fmt: skip
# What HTML itself cannot carry: NUL, other control characters, lone surrogates; white space is collapsed by HTML.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).map(str.strip).filter(bool)
EXTENSIONS = ["attr_list", "md_in_html", "tables", "footnotes", "toc"]


def rendered(source: str) -> html.HtmlElement:
    """A page by the site's own Markdown extensions."""
    return html.fragment_fromstring(markdown.markdown(source, extensions=EXTENSIONS), create_parent="div")


def after_jinja(source: str) -> str:
    """What Jinja makes of a text on a page that asks for macros."""
    return jinja2.Environment(autoescape=False).from_string(source).render()  # noqa: S701  what is tested


def shown(text: str) -> str:
    """Text as a reader sees it: runs of white space are one space."""
    return " ".join(text.split())


@given(TEXT)
@example("# x #")
def test_any_heading_is_shown_literally(text: str) -> None:
    page = rendered(f"# {escape_markdown(shown(text))} {{#zj-1}}")
    (heading,) = page
    assert (heading.tag, heading.get("id"), len(heading)) == ("h1", "zj-1", 0)
    assert shown(heading.text_content()) == shown(text)


@given(TEXT)
def test_any_text_in_an_element_is_shown_literally(text: str) -> None:
    (paragraph,) = rendered(element("p", escape(text), class_="x"))
    assert (paragraph.tag, len(paragraph)) == ("p", 0)
    assert shown(paragraph.text_content()) == shown(text)


@given(TEXT)
def test_any_text_in_an_attribute_is_kept(text: str) -> None:
    (link,) = rendered(element("p", element("a", "x", title=text)))[0]
    assert sorted(link.attrib) == ["title"]
    assert shown(link.get("title", "")) == shown(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_literally_in_heading_and_element(text: str) -> None:
    page = rendered(f"# {escape_markdown(shown(text))}\n\n" + element("p", escape(text)))
    assert [part.tag for part in page.iter()] == ["div", "h1", "p"]
    assert [shown(part.text_content()) for part in page] == [shown(text)] * 2


@given(st.text(alphabet="{}%#a-7*") | st.sampled_from(HOSTILE))
def test_jinja_finds_nothing_to_do_in_escaped_text(text: str) -> None:
    assert after_jinja(escape(text)) == escape(text)
    assert after_jinja(escape_markdown(text)) == escape_markdown(text)


def test_an_attribute_of_none_is_left_out_and_words_of_python_can_be_named() -> None:
    assert element("a", "x", class_="c", id=None, aria_label="y") == '<a class="c" aria-label="y">x</a>'
