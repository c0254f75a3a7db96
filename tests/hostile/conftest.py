"""A site built from plan data that is hostile in every field of free text."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.register_ids import register
from tests.site.projects import copy_project, replace_plan_data, run

# What tests/fixtures/hostile leaves mild: file, piece, what stands there instead.
WORSE = (
    ("indicators.yml", "unit: 家", 'unit: "<b>家</b> {{ 7*7 }}"'),
    ("plans/qz/values.csv", ",家,", ",<b>家</b> {{ 7*7 }},"),
    ("plans/qz/values.csv", ",200 亿元,qz-1", ",200 亿元 {{ 7*7 }},qz-1"),
    ("entities.csv", "<i>衢州市</i>,市国资委,", "<i>衢州市</i>,<img src=x onerror=alert(1)> 市国资委,"),
    ("plans/qz/mentions.csv", "qz-office,市国资委", "qz-office,<img src=x onerror=alert(1)> 市国资委"),
    ("plans/qz/corrections.csv", "5,竖线,竖线,", "5,{{ 7*7 }}。| 竖线,{{ 7*7 }}。| 竖线,"),
    ("scopes.yml", "    note: ", '    labels: ["<script>alert(21)</script>", "=cmd|x"]\n    note: '),
    ("glossary.yml", "    explanation: ", '    aliases: ["<b>给</b>"]\n    explanation: '),
    ("relations/zj--qz.csv", '"两处 ', "\"=cmd|'/C calc'!A0 两处 "),
    ("plans/qz/values.csv", ",{{ 7*7 }} <script>", ",@SUM(1) {{ 7*7 }} <script>"),
)


def make_worse(data: Path) -> None:
    """Lay WORSE over the hostile fixture; each piece must be there, or the fixture has moved on."""
    for name, old, new in WORSE:
        text = (data / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        (data / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the worst plan data that its models admit, its site built."""
    folder = tmp_path_factory.mktemp("worst") / "project"
    copy_project(folder)
    replace_plan_data(folder, "hostile")
    make_worse(folder / "plan_data")
    register(folder / "plan_data")
    home = folder / "docs/index.md"  # its headline targets are named one by one and are not in the fixture
    home.write_text(home.read_text(encoding="utf-8").replace("{{ target_cards() }}", ""), encoding="utf-8")
    for command in (["scripts.pages.generate"], ["mkdocs", "build", "--site-dir", str(folder / "site")]):
        done = run(folder, *command)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder
