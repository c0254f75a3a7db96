"""What the reader takes away, and brings back in."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from plan_model.derived.scenarios import Scenario

from .driver import CalculatorPage, python_result

pytestmark = pytest.mark.browser


def download(calculator: CalculatorPage, name: str) -> tuple[str, bytes]:
    """The suggested name and the content of what a button offers."""
    with calculator.page.expect_download() as waiting:
        calculator.page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_csv_holds_the_path_with_its_source(calculator: CalculatorPage, scenarios: dict[str, Scenario]) -> None:
    calculator.type("observed-2021", "2300")
    expect(calculator.page.locator("#calculator-progress-result")).to_contain_text("2300")
    name, content = download(calculator, "下载CSV")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    path = python_result("path", scenarios["total-assets.qz-city"].request)["path"]
    assert name == "total-assets.qz-city-2025.csv"
    assert [(row[4], row[5]) for row in rows[1:7]] == [(str(year["year"]), year["value"]) for year in path]
    assert rows[2][8] == "2300"
    assert ["出处", "qz-t2-r1"] in rows


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "  =1"])
def test_no_cell_of_a_csv_is_read_as_a_formula(calculator: CalculatorPage, cell: str) -> None:
    text = calculator.page.evaluate("cell => CalculatorDownloads.csv([[cell, '-3.20']])", cell)
    assert next(csv.reader(io.StringIO(text.removeprefix("\ufeff")))) == [f"'{cell}", "-3.20"]


def test_the_svg_stands_alone(calculator: CalculatorPage) -> None:
    name, content = download(calculator, "下载图SVG")
    assert name.endswith(".svg")
    text = content.decode()
    assert "4000.00" in text
    assert "class=" not in text
    assert "var(" not in text


def test_the_png_is_a_picture_of_the_chart(calculator: CalculatorPage) -> None:
    name, content = download(calculator, "下载图PNG")
    picture = Image.open(io.BytesIO(content))
    assert name.endswith(".png")
    assert picture.width > 600
    assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 20


def test_saved_scenarios_stand_side_by_side_and_come_back_from_a_file(fresh: CalculatorPage, tmp_path: Path) -> None:
    page = fresh.page
    for name, value in (("保守", "3800"), ("=积极", "4400")):
        fresh.type("value", value)
        fresh.wait_for_hash(f"target={value}")
        page.fill("#calculator-name", name)
        page.get_by_role("button", name="存为方案").click()
    table = page.locator("#calculator-saved table")
    expect(table.locator("thead th")).to_have_text(["", "保守", "=积极"])
    expect(page.locator("#calculator-chart .line.saved")).to_have_count(2)
    file = tmp_path / "scenarios.json"
    file.write_bytes(download(fresh, "导出方案")[1])
    fresh.open()
    page.set_input_files("#calculator-import", file)
    expect(table.locator("thead th")).to_have_text(["", "保守", "=积极"])
    expect(page.locator("#calculator-value")).to_have_value("3800")


BAD_FILES = {
    "no-json": ("{", "不是有效的JSON"),
    "other-format": ("{}", "不是计算器导出"),
    "null": ("null", "不是计算器导出"),
    "other-version": (json.dumps({"format": "plan-calculator-scenarios", "version": 9}), "版本"),
    "empty": (json.dumps({"format": "plan-calculator-scenarios", "version": 1, "scenarios": []}), "没有方案"),
    "too-large": ("[" * 200_000, "过大"),
}


def scenario_file(**inputs: object) -> str:
    one = {"name": "x", "inputs": {"scenario": "total-assets.qz-city", **inputs}}
    return json.dumps({"format": "plan-calculator-scenarios", "version": 1, "scenarios": [one]})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *BAD_FILES.values(),
        (scenario_file(scenario="gold.mars"), "不存在"),
        (scenario_file(value={"a": 1}), "无效"),
        (scenario_file(value="<b>"), "无效"),
        (scenario_file(extra="1"), "不认识"),
        (scenario_file(target_year="1990"), "目标年必须晚于基期年"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(
    calculator: CalculatorPage, scenarios: dict[str, Scenario], text: str, message: str
) -> None:
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    calculator.page.set_input_files("#calculator-import", file)  # type: ignore[arg-type]
    expect(calculator.page.locator("#calculator-action-message")).to_contain_text(message)
    calculator.expect_summary(scenarios["total-assets.qz-city"].request)


def test_the_printed_summary_is_one_page_with_formula_inputs_and_source(calculator: CalculatorPage) -> None:
    calculator.type("observed-2022", "2600")
    calculator.type("fixed-2024", "3700")
    expect(calculator.page.locator("#calculator-progress-result")).to_contain_text("2600")
    pages = calculator.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    details = calculator.page.locator("#calculator-print-details")
    for part in ("2024年固定为3700", "四舍五入", "qz-t2-r1", "打印日期"):
        expect(details).to_contain_text(part)
    assert pages == 1
