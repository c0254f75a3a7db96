"""What is published uses no syntax and no feature that a browser at the floor lacks, by MDN's compatibility data."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scripts.building.node import node_command
from scripts.building.steps import ROOT

DATA = ROOT / "node_modules/@mdn/browser-compat-data/data.json"
READING = {"chrome": 78.0}
SCRIPTS = {"chrome": 92.0, "safari": 15.0, "firefox": 102.0}
CALCULATOR = {"chrome": 98.0, "safari": 16.4, "firefox": 115.0}
OF_CALCULATOR = ("assets/javascripts/calculator/", "assets/javascripts/runtime/", "assets/runtime/program")
# Payloads: one call with data in it, or a library's text in a string.
PAYLOAD = re.compile(
    r"assets/(?:search|cite|explore|glossary|calculator|runtime/file)/(?!fflate|qrcode)|assets/runtime/manifest"
)
# Members of our own objects that happen to be called as something younger elsewhere.
OUR_NAMES = {
    *("address", "badge", "bytes", "changed", "check", "draw", "drop", "element", "entry", "first", "font", "forget"),
    *("format", "handle", "inputs", "lines", "lock", "manifest", "node", "path", "query", "reasons", "role", "to"),
    *("unit", "zip"),
}
# The scripts ask whether these are there.
ASKED_FOR = {
    *("CSS.highlights", "Highlight", "highlights"),  # explore/page.js: without them hits are not marked
    *("Uint8Array.fromBase64", "fromBase64"),  # runtime/runtime-payloads.js has atob beside it
    *("requestIdleCallback", "showModal"),  # calculator-client.js has a timer, share.js an open dialog beside it
    "fetch",  # runtime-worker.js sets it
    *("Object.hasOwn", "hasOwn"),  # vega.js, where scripts/building/vega.py puts it in its place
    *("Error.captureStackTrace", "captureStackTrace", "Error.stackTraceLimit", "stackTraceLimit"),  # V8's alone
}
# Of Pyodide's, for what the calculator never does; of Vega's and fflate's, names of their own.
OF_LIBRARIES = {
    *(
        "AbortSignal.any",
        "chunks",
        "drop",
        "fileName",
        "grow",
        "indexedDB",
        "resize",
        "setImmediate",
        "union",
        "windows",
    ),
    "zip",
}
# What Chromium 78 passes over without harm.
PASSED_OVER_PROPERTIES = {
    *("accent-color", "box-decoration-break", "color-adjust", "color-scheme", "contain-intrinsic-size"),
    *("content-visibility", "forced-color-adjust", "hanging-punctuation", "overscroll-behavior"),
    *("overscroll-behavior-x", "paint-order", "scrollbar-color", "scrollbar-gutter", "scrollbar-width"),
    *("text-autospace", "text-decoration-thickness", "text-spacing-trim", "text-underline-offset", "text-wrap"),
    *("mask-image", "mask-position", "mask-repeat", "mask-size"),  # the prefixed ones stand beside them
    "outline",  # MDN dates it by its round corners
    "size",  # of @page
}
PASSED_OVER = {
    *(f"properties.{name}" for name in PASSED_OVER_PROPERTIES),
    # In rules of their own.
    *("selectors.details-content", "selectors.focus-visible", "selectors.has", "selectors.highlight"),
    "types.min",  # after a line without it, or in a part that needs scripts
}


def scripts(site: Path) -> dict[str, Path]:
    """Return every published script but the payloads, by its path."""
    paths = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.js"))}
    return {name: path for name, path in paths.items() if not PAYLOAD.match(name)}


def floor_of(name: str) -> dict[str, float]:
    return CALCULATOR if name.startswith(OF_CALCULATOR) else SCRIPTS


def test_every_script_parses_at_its_floor(site: Path) -> None:
    def year(name: str) -> int:
        if name == "assets/javascripts/boot.js":
            return 5
        return 2022 if name.startswith("assets/runtime/") else 2021 if "/javascripts/" not in name else 2019

    asked = json.dumps({str(path): year(name) for name, path in scripts(site).items()})
    command = [*node_command(), str(Path(__file__).parent / "parse.mjs")]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    assert json.loads(answer) == []


def test_no_page_script_looks_behind_in_a_regular_expression(site: Path) -> None:
    """Safari learnt it in 16.4, and refuses the whole script before."""
    page_scripts = {name: path for name, path in scripts(site).items() if floor_of(name) is SCRIPTS}
    assert [name for name, path in page_scripts.items() if re.search(r"\(\?<[=!]", path.read_text("utf-8"))] == []


@pytest.mark.parametrize("floor", [SCRIPTS, CALCULATOR], ids=["scripts", "calculator"])
def test_no_script_uses_a_feature_younger_than_its_floor(site: Path, floor: dict[str, float]) -> None:
    found: dict[str, set[str]] = {}
    for name, path in scripts(site).items():
        if floor_of(name) is floor:
            ours = "/javascripts/" in name
            passed = ASKED_FOR | (OUR_NAMES if ours else OF_LIBRARIES)
            for feature in young_features(path.read_text("utf-8"), floor, of_language_alone=not ours) - passed:
                found.setdefault(feature, set()).add(name)
    assert {feature: sorted(names) for feature, names in found.items()} == {}


def young_features(script: str, floor: dict[str, float], *, of_language_alone: bool = False) -> set[str]:
    """Return the names in a script that stand, in every place where MDN's data know them, for something too young.

    A library has many names of its own: of these only the language's own members count, with what is named in full.
    """
    members = set(re.findall(r"\.([A-Za-z_]\w*)", script)) & script_features().keys()
    if of_language_alone:
        members &= {name for owner in data()["javascript"]["builtins"].values() for name in owner}
    young = {name for name in members if not _is_old(script_features()[name], floor)}
    globals_ = set(re.findall(r"(?<![\w.$])([A-Za-z]\w*)(?=[(.])", script)) & exact_features().keys()
    named = {*globals_, *re.findall(r"(?<![\w.$])([A-Z]\w*\.\w+)", script)} & exact_features().keys()
    return young | {name for name in named if not _is_old([exact_features()[name]], floor)}


def _is_old(features: list[Any], floor: dict[str, float]) -> bool:
    return all(any(_since(feature, browser) <= version for feature in features) for browser, version in floor.items())


def _since(feature: Any, browser: str) -> float:
    """The version from which a browser has a feature, unprefixed and without a flag; infinite when it has it not."""
    support = feature["support"].get(browser, {"version_added": False})
    entries = support if isinstance(support, list) else [support]
    plain = [one for one in entries if not one.keys() & {"prefix", "alternative_name", "flags", "version_removed"}]
    return min((_number(one["version_added"]) for one in plain), default=float("inf"))


def _number(version: str | bool | None) -> float:
    found = re.match(r"≤?(\d+(?:\.\d+)?)", version) if isinstance(version, str) else None
    return float(found[1]) if found else float("inf")


@cache
def data() -> Any:
    return json.loads(DATA.read_text("utf-8"))


def _features() -> Iterator[tuple[str, str, Any]]:
    """Yield what scripts can name: the interface, the member (empty for the interface itself) and the support."""
    for group in (data()["javascript"]["builtins"], data()["api"]):
        for owner, content in group.items():
            if "__compat" in content:
                yield owner, "", content["__compat"]
            for member, inner in content.items():
                if member != "__compat" and "__compat" in inner:
                    yield owner, member.removesuffix("_static"), inner["__compat"]


@cache
def script_features() -> dict[str, list[Any]]:
    """By the name of a member, every feature that it may be."""
    features: dict[str, list[Any]] = {}
    for _, member, support in _features():
        if member:
            features.setdefault(member, []).append(support)
    return features


@cache
def exact_features() -> dict[str, Any]:
    """By `Interface`, `Interface.member` or `function`, the one feature that it is."""
    return {f"{owner}.{member}" if member else owner: support for owner, member, support in _features()}


def test_no_stylesheet_uses_what_chromium_78_reads_wrongly(site: Path) -> None:
    found: dict[str, set[str]] = {}
    for path in sorted(site.rglob("*.css")):
        for name in young_styles(path.read_text("utf-8")):
            found.setdefault(name, set()).add(path.name)
    assert {name: sorted(files) for name, files in found.items() if name not in PASSED_OVER} == {}


def young_styles(sheet: str) -> set[str]:
    """Return the properties, selectors, functions and rules of a stylesheet that Chromium 78 does not know."""
    css = data()["css"]
    sheet = re.sub(r"url\([^)]*\)|\"[^\"]*\"|'[^']*'", "", sheet)
    named = {
        "properties": set(re.findall(r"[{;]\s*([a-z][\w-]*)\s*:", sheet)),
        "selectors": set(re.findall(r"::?([a-z][\w-]*)(?=[^{}]*\{)", sheet)),
        "at-rules": set(re.findall(r"@([a-z-]+)", sheet)),
    }
    young = {
        f"{kind}.{name}"
        for kind, names in named.items()
        for name in names
        if name in css[kind] and "__compat" in css[kind][name] and not _is_old([css[kind][name]["__compat"]], READING)
    }
    functions = {name for name in re.findall(r"(?<![\w-])([a-z][a-z-]*)\(", sheet) if name in css["types"]}
    nested = {"&"} if re.search(r"[{};]\s*&", sheet) else set()
    return young | nested | {f"types.{name}" for name in functions if not _is_old([_type(name)], READING)}


def _type(name: str) -> Any:
    return data()["css"]["types"][name].get("__compat", {"support": {"chrome": {"version_added": "1"}}})


@pytest.mark.parametrize(
    ("script", "feature"),
    [
        ("x.findLastIndex(f)", "findLastIndex"),
        ("structuredClone(x)", "structuredClone"),
        ("Object.hasOwn(x,y)", "hasOwn"),
        ("x.at(-1)", "at"),
        ("x.toWellFormed()", "toWellFormed"),
        ("Promise.withResolvers()", "withResolvers"),
        ("AbortSignal.timeout(9)", "AbortSignal.timeout"),
        ("new Set(x).union(y)", "union"),
    ],
)
def test_a_younger_feature_is_found(script: str, feature: str) -> None:
    assert feature in young_features(script, SCRIPTS)
    assert young_features("x.replaceChildren(y.flatMap(f));queueMicrotask(f)", SCRIPTS) == set()


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        (".a:is(b,c){color:red}", "selectors.is"),
        (".a{inset:0}", "properties.inset"),
        (".a{aspect-ratio:1}", "properties.aspect-ratio"),
        (".a{margin-inline:0}", "properties.margin-inline"),
        ("@layer a{.b{color:red}}", "at-rules.layer"),
        (".a{width:clamp(1px,2px,3px)}", "types.clamp"),
        (".a{&:hover{color:red}}", "&"),
    ],
)
def test_a_younger_style_is_found(sheet: str, name: str) -> None:
    assert name in young_styles(sheet)
