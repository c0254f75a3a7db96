"""Charts as HTML: a static SVG for everybody, and the compiled Vega specification for the interactive version.

Compiling costs some 150 ms a chart, so results are kept on disk, named by the hash of what they were made from.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import vl_convert

from plan_model.files.whole_files import kept_text

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "charts"
VEGA_LITE = vl_convert.get_vegalite_versions()[-1]
VERSIONS = f"vl-convert {version('vl-convert-python')} vega {vl_convert.get_vega_version()} vega-lite {VEGA_LITE}"
_TAG = re.compile(r"<[^>]*>")
# What says nothing, what the page has already (fonts, namespace), and inner roles: the drawing is one image.
_EMPTY = re.compile(r'<path class="(?:back|fore)ground"[^>]*/>|<text[^>]*/>')
_IDLE = re.compile(
    r' (?:role|font-family|aria-[a-z]+|xmlns(?::xlink)?|pointer-events|display)="[^"]*"| (?:opacity|stroke-width)="1"'
)
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")


class Chart(Protocol):
    """Whatever can give a Vega-Lite specification with its size in `usermeta`: an Altair chart."""

    def to_dict(self) -> dict[str, Any]:
        """Return the specification."""
        ...


def chart_html(chart: Chart, *, title: str, description: str, cache: Path = CACHE) -> str:
    """Return a figure with an inline SVG, a caption, and the Vega specification as a JSON data block.

    The block is no script to the browser: it passes the content security policy and works over file://, where fetch
    does not. The figure has no blank lines, so Markdown takes it as it is.
    """
    spec = vega_spec(chart, cache)
    name = "chart-" + _digest(f"{title}\n{description}\n{_json(spec)}")[:12]
    drawing = _accessible(vega_svg(spec, cache), name, title, description)
    return (
        f'<figure class="chart" id="{name}" data-spec="{name}-spec" data-search-exclude>'
        f'<div class="chart__drawing">{drawing}</div>'
        f'<figcaption class="chart__caption"><strong>{escape(title)}</strong> '
        f"<span>{escape(description)}</span>{_legend(spec)}</figcaption>"
        f'<script type="application/json" id="{name}-spec">{_data_block(spec)}</script>'
        "</figure>"
    )


def vega_spec(chart: Chart, cache: Path = CACHE) -> dict[str, Any]:
    """Return the compiled Vega specification, its size fixed by the chart and not by measured text."""
    source = chart.to_dict()
    size = source["usermeta"]
    compiled = _cached(
        cache, "vega", _json(source), lambda: _json(vl_convert.vegalite_to_vega(source, vl_version=VEGA_LITE))
    )
    spec: dict[str, Any] = json.loads(compiled)
    del spec["$schema"]
    padding = {side: size[side] for side in ("left", "right", "top", "bottom")}
    return {**spec, "autosize": "none", "width": size["width"], "height": size["height"], "padding": padding}


def vega_svg(spec: dict[str, Any], cache: Path = CACHE) -> str:
    """Return the drawing of a Vega specification, as vl-convert writes it."""
    return _cached(cache, "svg", _json(spec), lambda: vl_convert.vega_to_svg(spec, allowed_base_urls=[]))


def _accessible(svg: str, name: str, title: str, description: str) -> str:
    """Make the drawing one image with a name and a description, sized by the page's style sheet."""
    opening, _, body = svg.strip().partition(">")
    box = re.search(r'viewBox="[^"]+"', opening)
    if box is None:
        raise ValueError("the drawing has no viewBox")
    body = _TAG.sub(lambda tag: _lean(tag[0]), body).replace("\n", "")
    return (
        f'<svg {box[0]} role="img" aria-labelledby="{name}-title {name}-desc" font-family="sans-serif">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>{body}'
    )


def _lean(tag: str) -> str:
    """Leave out of a tag what the page does not need; a hundredth of a pixel is precise enough."""
    if _EMPTY.fullmatch(tag):
        return ""
    return _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", _IDLE.sub("", tag))


def _cached(folder: Path, suffix: str, source: str, make: Callable[[], str]) -> str:
    """Return what was made from this source by these versions, making it when it is not on disk."""
    return kept_text(folder / f"{_digest(VERSIONS + source)}.{suffix}", make)


def _legend(spec: dict[str, Any]) -> str:
    legend = spec["usermeta"]["legend"]
    return f'<span class="chart__legend">{escape(legend)}。</span>' if legend else ""


def _data_block(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    return _json(value).replace("<", "\\u003c")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
