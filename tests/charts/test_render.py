"""The drawing and its markup: what is drawn, what the page may not contain, and what must not change."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from macros.charts import chart_html, headline_chart, indicator_chart, matrix_chart
from macros.charts.render import vega_spec, vega_svg
from macros.charts.style import TEXT, wrap
from plan_model.shapes.collection import Collection
from tests.charts.data import baseline, collection_of, value

WORDS = {"title": "资产负债率", "description": "全市国企：2025年目标 <65%。"}


@pytest.fixture
def ceiling() -> Collection:
    return collection_of(baseline("55.60%", "55.60"), value("<65%", "65", form="less_than"))


def html(collection: Collection, cache: Path) -> str:
    chart = indicator_chart(collection, "measure", ["qz-city"])
    assert chart is not None
    return chart_html(chart, **WORDS, cache=cache)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def test_ceiling_rule_stands_at_its_number_with_its_wording(ceiling: Collection, tmp_path: Path) -> None:
    chart = indicator_chart(ceiling, "measure", ["qz-city"])
    assert chart is not None
    spec = vega_spec(chart, tmp_path)
    rows = [row for data in spec["data"] for row in data.get("values", [])]
    assert any(row.get("y") == 65 and row.get("y2") == 65 and row["x"] == 2020 and row["x2"] == 2025 for row in rows)
    assert any(row.get("y") == 65 and row.get("text") == ["<65%"] for row in rows)
    drawing = html(ceiling, tmp_path)
    # From 0 to 65 in 140 px: the allowed side hangs 140 px down from the ceiling, which is as wide.
    (side,) = re.findall(r'd="M([\d.]+),(\d+)h([\d.]+)v140h[^"]+" fill="#1259a8" opacity="0.18"', drawing)
    assert f'<line transform="translate({side[0]},{side[1]})" x2="{side[2]}"' in drawing
    assert "&lt;65%" in texts(drawing)


def test_svg_has_no_style_and_no_script(ceiling: Collection, tmp_path: Path) -> None:
    drawing = re.search(r"<svg.*</svg>", html(ceiling, tmp_path))
    assert drawing
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|https?:", drawing[0])


def test_svg_is_one_named_image_that_scales(ceiling: Collection, tmp_path: Path) -> None:
    page = html(ceiling, tmp_path)
    opening = re.search(r"<svg[^>]*>", page)
    assert opening
    assert 'role="img"' in opening[0]
    assert re.search(r'viewBox="0 0 400 \d+"', opening[0])
    assert not re.search(r"\s(width|height)=", opening[0])
    for name in re.findall(r'aria-labelledby="(\S+) (\S+)"', opening[0])[0]:
        assert page.count(f'id="{name}"') == 1


def test_page_text_is_escaped(ceiling: Collection, tmp_path: Path) -> None:
    chart = indicator_chart(ceiling, "measure", ["qz-city"])
    assert chart is not None
    page = chart_html(chart, title="<img onerror=x>", description="</script>{{ 7*7 }}", cache=tmp_path)
    assert "<img" not in page
    assert page.count("</script>") == 1


def test_hostile_wording_cannot_end_the_data_block(tmp_path: Path) -> None:
    page = html(collection_of(value("</script><img onerror=x>", "1")), tmp_path)
    assert page.count("</script>") == 1
    assert "<img" not in page


def test_data_block_is_the_specification_without_addresses(ceiling: Collection, tmp_path: Path) -> None:
    block = re.search(r'<script type="application/json" id="(.*?)-spec">(.*?)</script>', html(ceiling, tmp_path))
    assert block
    spec = json.loads(block[2])
    assert spec["autosize"] == "none"
    assert "http" not in block[2]


def test_two_compilations_are_equal(ceiling: Collection, tmp_path: Path) -> None:
    assert html(ceiling, tmp_path / "a") == html(ceiling, tmp_path / "b")


def test_second_compilation_is_read_from_disk(
    ceiling: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = html(ceiling, tmp_path)

    def refuse(*_: Any, **__: Any) -> str:
        raise AssertionError("compiled twice")

    monkeypatch.setattr(vl_convert, "vegalite_to_vega", refuse)
    monkeypatch.setattr(vl_convert, "vega_to_svg", refuse)
    assert html(ceiling, tmp_path) == first
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".svg", ".vega"]


@pytest.mark.parametrize("font", ["No Such Font", "monospace"])
def test_layout_does_not_depend_on_the_fonts_of_the_machine(ceiling: Collection, tmp_path: Path, font: str) -> None:
    """A machine without Chinese fonts measures other widths; nothing may move, and no text may be lost."""
    chart = indicator_chart(ceiling, "measure", ["qz-city"])
    assert chart is not None
    spec = vega_spec(chart, tmp_path)
    other = json.loads(json.dumps(spec).replace("sans-serif", font))
    plain = [re.sub(r' font-family="[^"]*"', "", vega_svg(one, tmp_path)) for one in (spec, other)]
    assert other != spec
    assert plain[0] == plain[1]
    assert "资产负债率（%）" in texts(plain[1])


def test_chart_without_a_number_is_none() -> None:
    words = value("位于全国前列", None, form="relative")
    assert indicator_chart(collection_of(words), "measure", ["qz-city"]) is None


def test_headline_bars_are_multiples_of_the_baseline(tmp_path: Path) -> None:
    values = (baseline("2090.49", "2090.49", unit="亿元"), value("4000", "4000", unit="亿元"))
    page = chart_html(headline_chart(collection_of(*values, unit="亿元"), "qz-t2"), **WORDS, cache=tmp_path)
    assert "1.91倍 2090.49→4000" in texts(page)


def test_headline_leaves_out_percentages_and_zero_baselines(tmp_path: Path) -> None:
    ratio = (baseline("20%", "20"), value("22%", "22"))
    assert "倍 20%" not in chart_html(headline_chart(collection_of(*ratio), "qz-t2"), **WORDS, cache=tmp_path)
    none = (baseline("0", "0", unit="家"), value("1", "1", unit="家"))
    assert "0→1" not in chart_html(headline_chart(collection_of(*none, unit="家"), "qz-t2"), **WORDS, cache=tmp_path)


def test_matrix_labels_every_cell(tmp_path: Path) -> None:
    rows = [{"zj": "第一章", "qz": f"第{n}章", "links": n} for n in (1, 2, 30)]
    page = chart_html(matrix_chart(rows, row="zj", column="qz", count="links", title="对应数"), **WORDS, cache=tmp_path)
    assert {"1", "2", "30", "第一章", "第30章", "对应数"} <= set(texts(page))


def test_long_wording_is_broken_and_never_cut() -> None:
    text = "控制在全国地方国有企业平均水平以下，AA+评级企业"
    lines = wrap(text, 8 * TEXT)
    assert "".join(lines) == text
    assert len(lines) > 2
    assert not any(line.startswith("，") for line in lines)
