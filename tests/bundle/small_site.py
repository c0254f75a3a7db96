"""A site of a few pages, in memory: as much of the real one's shape as bundling relies on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from scripts.bundle.whole import Edition

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:"
ADDRESS = "https://plans.example.org/"
EDITION = Edition("试用版", "0.1.0", 1_700_000_000, ADDRESS)
NOWHERE = Edition("试用版", "0.1.0", 1_700_000_000, "")
INDEX = {
    "key": "qz",
    "title": "衢州市规划",
    "entries": [
        {"id": "qz-3", "kind": "chapter", "page": "qz/3.html", "heading": "三", "parts": []},
        {"id": "qz-3.1.1-p1", "kind": "paragraph", "page": "qz/3.html", "heading": "", "parent": 0,
         "parts": [["qz-3.1.1-p1-s1", "第一句"]]},
        {"id": "qz-4", "kind": "chapter", "page": "qz/4.html", "heading": "四", "parts": []},
    ],
}  # fmt: skip

CITE = {
    "key": "qz",
    "counterparts": {
        "qz-3.1.1-p1": [["承接", "浙江省规划", "m/zj-1.1-p1.html"], ["承接", "本规划", "m/qz-t2.html#r1"]],
        "qz-4.1-p1": [["承接", "浙江省规划", "m/zj-1.1-p1.html"]],
    },
}


def page(path: str, content: str, scripts: str = "") -> bytes:
    """Return a page in the site's frame: navigation, article, stylesheet, script."""
    root = "../" * path.count("/")
    return f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="description" content="一页"><title>{path}</title>
<link rel="stylesheet" href="{root}assets/stylesheets/site.css">{scripts.replace("ROOT/", root)}</head>
<body><a href="#top" class="md-skip">跳到正文</a>
<nav><ul><li><a href="{root}qz/3.html">第三章</a></li><li><a href="{root}qz/4.html">第四章</a></li>
<li><a href="{root}calculator.html">计算器</a></li></ul></nav>
<main><article class="md-content__inner md-typeset"><h1 id="top">{path}</h1>{content}</article></main>
<script src="{root}assets/javascripts/shell.js" defer></script></body></html>""".encode()


CALCULATOR_SCRIPTS = (
    '<script src="ROOT/assets/javascripts/runtime/calculator-client.js" defer></script>'
    '<script src="ROOT/assets/javascripts/calculator/page.js" defer></script>'
)


def small_site() -> dict[str, bytes]:
    """Return the files of the small site, as `read_site` gives them."""
    chart = '<figure class="chart" id="c" data-spec="c-spec"><svg viewBox="0 0 1 1"><path id="clip" d="M0 0"/></svg>'
    chart += '<script type="application/json" id="c-spec">{}</script></figure>'
    spoken = '<p><a href="../qz/2.html#qz-t2-r1">出处</a> <a href="../calculator.html#v=1&amp;s=x">调整</a></p>'
    return {
        "index.html": page("index.html", '<h2 id="home">首页</h2><article class="card">卡片</article>'),
        "qz/2.html": page("qz/2.html", '<table><tr id="qz-t2-r1"><td>4000</td></tr></table>'),
        "qz/3.html": page(
            "qz/3.html",
            '<h2 id="qz-3.1">（一）</h2><p id="qz-3.1.1-p1"><span id="qz-3.1.1-p1-s1">第一句</span>'
            '<a href="../m/qz-3.1.1-p1.html#s1">链接</a> <a href="4.html#qz-4.1">见第四章</a></p>',
        ),
        "qz/4.html": page("qz/4.html", '<h2 id="qz-4.1">（一）</h2><p>内容</p>'),
        "m/qz-3.1.1-p1.html": page("m/qz-3.1.1-p1.html", '<p id="s1">第一句</p><a href="../qz/3.html#qz-3.1">三</a>'),
        "basket.html": page("basket.html", "<p>会议篮</p>"),
        "glossary.html": page("glossary.html", '<p><a href="qz/4.html#qz-4.1">出处</a></p>'),
        "m/qz-t2.html": page("m/qz-t2.html", '<table><tr id="r1"><td>4000</td></tr></table>'),
        "indicators/total-assets.html": page("indicators/total-assets.html", chart + spoken, CALCULATOR_SCRIPTS),
        "calculator.html": page("calculator.html", '<div id="calculator" hidden></div>', CALCULATOR_SCRIPTS),
        "assets/stylesheets/site.css": b"body{color:#000;background:url(data:image/png;base64,AA==)}",
        "assets/images/favicon.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "assets/javascripts/shell.js": b'"use strict"; // https://example.org/manual\n',
        "assets/javascripts/runtime/calculator-client.js": b'"use strict"; var a = "</script>";\n',
        "assets/javascripts/calculator/page.js": b'"use strict";\n',
        "assets/runtime/file/manifest.js": b'PlanCalculator.receive("manifest","{}");\n',
        "assets/search/qz.js": f"PlanSearch.register({json.dumps(INDEX, ensure_ascii=False)});\n".encode(),
        "assets/search/plans.js": b'PlanSearch.announce(["qz"]);\n',
        "assets/cite/qz.js": f"PlanCite.register({json.dumps(CITE, ensure_ascii=False)});\n".encode(),
        "data/indicators/total-assets.csv": b"a,b\n",
        "data/indicators/net-assets.csv": b"a,b\n",
    }


def with_file(files: Mapping[str, bytes], path: str, content: bytes) -> dict[str, bytes]:
    """Return the files with one added or replaced."""
    return {**files, path: content}
