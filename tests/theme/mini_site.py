"""Builds a few sample pages with the site's own frame, so that its look can be tested before any page is generated."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from plan_model.files.load import load_plan, plan_keys
from plan_model.published.search_index import build_index, index_script, manifest_script
from plan_model.published.search_pinyin import pinyin_script

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("衢州市规划", "指标", "计算器", "校核", "探索", "对照", "术语", "数据", "关于")
NAV = [
    {"首页": "index.md"},
    {"浙江省规划": ["zj/index.md", "zj/1.md"]},
    *({name: "other.md"} for name in OTHERS),
]


def build_mini_site(folder: Path) -> Path:
    """Build the sample pages of tests/theme/docs below `folder` and return the site's folder."""
    docs, site = folder / "docs", folder / "site"
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    shutil.copytree(ROOT / "tests" / "theme" / "docs", docs, dirs_exist_ok=True)
    _write_search(docs / "assets" / "search")
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(docs),
        "site_dir": str(site),
        "theme": {"custom_dir": str(ROOT / "docs" / "overrides")},
        "hooks": [str(ROOT / "scripts" / "generator" / "theme_hook.py")],
        "plugins": [],
        "nav": NAV,
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    build(load_config(str(file)))
    return site


def _write_search(folder: Path) -> None:
    plans = [load_plan(key) for key in plan_keys()]
    scripts = {plan.key: index_script(plan) for plan in plans}
    scripts |= {"plans": manifest_script(list(scripts)), "pinyin": pinyin_script(map(build_index, plans))}
    folder.mkdir(parents=True)
    for name, script in scripts.items():
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
