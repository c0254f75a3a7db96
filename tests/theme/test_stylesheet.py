import pytest

from scripts.generator.stylesheet import minify, without_unused


def test_a_rule_for_an_unused_component_is_dropped() -> None:
    assert without_unused(".md-tooltip{color:red}.md-tabs{color:red}") == ".md-tabs{color:red}"


def test_a_rule_keeps_its_used_selectors() -> None:
    assert without_unused(".md-tabs,.md-tags,[dir=rtl] .md-tabs{color:red}") == ".md-tabs{color:red}"


def test_a_media_query_left_without_rules_goes_too() -> None:
    assert without_unused("@media print{.md-banner{display:none}}a{color:red}") == "a{color:red}"


def test_commas_inside_brackets_do_not_split_a_selector() -> None:
    assert without_unused(".md-tabs:is(.a,.b),.md-tag{x:y}") == ".md-tabs:is(.a,.b){x:y}"


def test_braces_inside_strings_do_not_end_a_block() -> None:
    assert without_unused('a{content:"}"}b{x:y}') == 'a{content:"}"}b{x:y}'


def test_outlines_that_only_a_script_brings_back_stay_visible() -> None:
    assert without_unused(".md-header__button:not(.focus-visible){outline:none}a{x:y}") == "a{x:y}"


def test_an_unclosed_block_is_reported() -> None:
    with pytest.raises(ValueError, match="unclosed"):
        without_unused("a{color:red")


def test_minifying_keeps_the_meaning_of_spaces() -> None:
    assert minify("/* why */\na b {\n  margin: 0 auto;\n}\n") == "a b{margin: 0 auto}\n"
