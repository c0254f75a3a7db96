"""MkDocs hook for the look of the site: one stylesheet, no unused theme files, one content security policy."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from scripts.generator.lowering import lowered_scripts
from scripts.generator.stylesheet import for_old_browsers, minify, without_unused

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "worker-src 'self' blob:; base-uri 'none'; object-src 'none'; form-action 'none'"
)
SCRIPTS, STYLES = "assets/javascripts", "assets/stylesheets"
# Material's scripts are replaced by docs/assets/javascripts/, its styles are folded into the site's stylesheet.
REPLACED = ("assets/javascripts/bundle.", "assets/javascripts/lunr/", "assets/javascripts/workers/",
            "assets/stylesheets/main.", "assets/stylesheets/palette.", "assets/images/favicon.png")  # fmt: skip


# Material skips to the first heading of the contents, past what stands before it, and has no link where there is none.
_STOCK_SKIP = re.compile(r'<div data-md-component="skip">.*?</div>', re.DOTALL)
_SKIP = '<a href="#content" class="md-skip">跳到正文</a>'


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name the one stylesheet that pages load and hand templates the security policy."""
    sheet = site_stylesheet(config)
    name = f"assets/stylesheets/site.{hashlib.sha256(sheet.encode()).hexdigest()[:8]}.css"
    config.extra["stylesheet"] = sheet
    config.extra["stylesheet_parts"] = list(config.extra_css)
    config.extra["content_security_policy"] = POLICY
    config.extra_css = [name]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish scripts and styles as old browsers take them; leave out folded parts and unused files of the theme."""
    folded = config.extra["stylesheet_parts"]
    made = {config.extra_css[0]: config.extra["stylesheet"]} | _scripts(config) | _page_styles(config)
    for file in list(files):
        if file.src_uri in folded or file.src_uri in made or _is_replaced(file, config):
            files.remove(file)
    for path, text in made.items():
        if path not in folded:
            files.append(File.generated(config, path, content=text))
    return files


def _scripts(config: MkDocsConfig) -> dict[str, str]:
    scripts = lowered_scripts(Path(config.docs_dir, SCRIPTS))
    return {f"{SCRIPTS}/{path}": text for path, text in scripts.items()}


def _page_styles(config: MkDocsConfig) -> dict[str, str]:
    """The stylesheets that only some pages load."""
    paths = sorted(Path(config.docs_dir, STYLES).glob("*.css"))
    return {
        f"{STYLES}/{path.name}": minify(for_old_browsers(_own_stylesheet(config, f"{STYLES}/{path.name}")))
        for path in paths
    }


def on_post_page(output: str, **_: object) -> str:
    """Give a page a link that skips the navigation."""
    return _STOCK_SKIP.sub(_SKIP, output, count=1)


def on_post_template(output_content: str, *, template_name: str, **_: object) -> str:
    """Give the page for missing addresses the same link."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def site_stylesheet(config: MkDocsConfig) -> str:
    """Return what the site uses of Material's stylesheet, then the files of `extra_css`, as one minified text."""
    parts = [without_unused(_material_stylesheet(config).read_text(encoding="utf-8"))]
    parts += [_own_stylesheet(config, str(path)) for path in config.extra_css]
    return minify(for_old_browsers("\n".join(parts)))


def _own_stylesheet(config: MkDocsConfig, path: str) -> str:
    """Read a part; a brace too few would silently swallow the parts that follow it."""
    text = Path(config.docs_dir, path).read_text(encoding="utf-8")
    if text.count("{") != text.count("}"):
        raise PluginError(f"docs/{path}: braces do not pair up; expected one }} for each {{; close the open block")
    return text


def _material_stylesheet(config: MkDocsConfig) -> Path:
    for folder in config.theme.dirs:
        for path in sorted(Path(folder, "assets/stylesheets").glob("main.*.min.css")):
            return path
    raise FileNotFoundError("the Material theme has no assets/stylesheets/main.*.min.css; check its version")


def _is_replaced(file: File, config: MkDocsConfig) -> bool:
    from_theme = file.src_dir is not None and not Path(file.src_dir).samefile(config.docs_dir)
    return from_theme and (file.src_uri.startswith(REPLACED) or file.src_uri.endswith(".map"))
