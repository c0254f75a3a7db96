"""Whole plan data of invented plans, to build other sites than this one: related plans, text alone, other languages."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from plan_model.shapes.indicators import IndicatorValue
from plan_model.shapes.plan import Strict
from plan_model.shapes.tagging import Entity, Mention, Tag
from scripts.register_ids import register

Rows = Sequence[Sequence[str]]
_DATE = date(2026, 1, 1)
_RELATION_COLUMNS = ["a_id", "b_id", "relation", "reason"]


@dataclass(frozen=True)
class Invented:
    """A plan to be written: its front matter beside what all have, its lines, and what editors add to it."""

    key: str
    info: Mapping[str, object]
    lines: Sequence[str]
    scopes: Sequence[Mapping[str, object]] = ()
    values: Rows = ()
    tags: Rows = ()
    mentions: Rows = ()


def related_plans(data: Path) -> list[str]:
    """Write a province, two cities under it and the successor of one of them (other years); return their keys."""
    plans = [
        _plan("yl", "云岭省", "省", 2020, (3000, 4500)),
        _plan("na", "南安市", "市", 2020, (400, 700)),
        _plan("bh", "北和市", "市", 2020, (300, 480)),
        _plan("nb", "南安市", "市", 2025, (690, 990)),
    ]
    _write_site(data, title="云岭国有企业规划", plans=["yl", "na", "bh", "nb"],
                headline_targets=[{"indicator": "total-assets", "scope": f"{one.key}-all"} for one in plans],
                headline_table="na-t1")  # fmt: skip
    _write_definitions(data)
    for one in plans:
        _write_plan(data, one)
    _write_table(
        data / "entities.csv", Entity, [["yunling-investment", "云岭投资集团", "company", "", "云岭投资集团", ""]]
    )
    for a, b, kind in (("yl", "na", "implements"), ("yl", "bh", "implements"), ("na", "nb", "succeeds"),
                       ("na", "bh", "parallel")):  # fmt: skip
        _write_relation(data, a, b, kind)
    return _registered(data, plans)


def text_alone(data: Path) -> list[str]:
    """Write one plan of which there is nothing but plan.yml and source.txt; return its key."""
    lines = [
        "现将规划印发给你们，请结合实际贯彻执行。",
        "青坪县公共服务“十四五”规划",
        "一、总体要求",
        "（一）指导思想",
        "坚持以人民为中心，办好群众身边的事。到2025年，基本公共服务更加均等。",
        "（二）基本原则",
        "量力而行，尽力而为。",
        "二、重点任务",
        "（一）办好学校",
        "1.扩大学位供给",
        "新建一批学校，改善办学条件。",
    ]
    plan = Invented("qp", _info("青坪县公共服务“十四五”规划", "青坪县规划", "青坪县", "县", 2021), lines)
    _write_site(data, title="青坪县规划")
    _write_plan(data, plan)
    return _registered(data, [plan])


def english_plan(data: Path) -> list[str]:
    """Write one plan in English with a value, and nothing of any other; return its key."""
    lines = [
        "The plan below is issued for implementation.",
        "Riverton Clean Energy Plan 2021–2025",
        "Chapter 1 Aims",
        "1.1 Generation",
        "In 2020 the installed capacity was 120 MW. By 2025 it will reach 200 MW. No new coal plant will be built.",
        "1.2 Savings",
        "Every public building will be surveyed.",
        "Chapter 2 Measures",
        "2.1 Solar roofs",
        "(a) Schools",
        "Each school gets a solar roof (see Chapter 1). The city council reports every year.",
    ]
    info = _info("Riverton Clean Energy Plan 2021–2025", "Riverton plan", "Riverton", "", 2021) | {"language": "en"}
    row = ["installed-capacity", "rv-all", "{year}", "{number}", "", "", "MW", "{kind}", "point", "", "level", "",
           "{number} MW", "{place}", ""]  # fmt: skip
    facts = (("2020", "120", "baseline", "rv-1.1-p1-s1"), ("2025", "200", "target", "rv-1.1-p1-s2"))
    values = [[cell.format(year=year, number=number, kind=kind, place=place) for cell in row]
              for year, number, kind, place in facts]  # fmt: skip
    plan = Invented("rv", info, lines, [{"id": "rv-all", "plan": "rv", "name": "Riverton"}], values)
    _write_site(data, title="Riverton plans", headline_targets=[{"indicator": "installed-capacity", "scope": "rv-all"}])
    name = "Installed capacity"
    indicator = {"id": "installed-capacity", "name": name, "name_en": name, "unit": "MW", "group": "Energy",
                 "better": "higher", "definition": "What all plants can give at once."}  # fmt: skip
    _write_yaml(data / "plans/rv/indicators.yml", {"indicators": [indicator]})
    _write_plan(data, plan)
    return _registered(data, [plan])


def no_plan(data: Path) -> list[str]:
    """Write the data of a site that has no plan yet; return no key."""
    _write_site(data, title="规划")
    return []


SCENES: dict[str, Callable[[Path], list[str]]] = {
    "none": no_plan,
    "related": related_plans,
    "text": text_alone,
    "english": english_plan,
}


def write_scene(name: str, data: Path) -> list[str]:
    """Write the plan data of a scene to a folder, in the place of what it held; return the keys of its plans."""
    shutil.rmtree(data, ignore_errors=True)
    (data / "plans").mkdir(parents=True)
    return SCENES[name](data)


def _plan(key: str, place: str, label: str, base: int, assets: tuple[int, int]) -> Invented:
    """A plan for five years from `base` on: assets at both ends, in the prose and in a table, and a ceiling on debt."""
    first, last, scope = base + 1, base + 5, f"{key}-all"
    period = {2020: "十四五", 2025: "十五五"}[base]
    title = f"{place}国有企业发展“{period}”规划"
    lines = [
        "现将规划印发给你们，请认真组织实施。",
        title,
        "一、发展目标",
        "（一）规模",
        f"{base}年末，全{label}国有企业资产总额为{assets[0]}亿元。到{last}年，资产总额达到{assets[1]}亿元。",
        "（二）质量",
        f"{base}年末，资产负债率为60%。到{last}年，资产负债率低于65%。",
        "表 1 主要目标",
        f"指标\t单位\t{base}年\t{last}年\t增长率",
        f"资产总额\t亿元\t{assets[0]}\t{assets[1]}\t/",
        "二、重点任务",
        "（一）优化布局",
        "推动国有资本向重要行业集中。支持云岭投资集团做强主业。",
        "（二）防范风险",
        "健全风险防控机制。",
    ]
    point = ["total-assets", scope]
    values = [
        [*point, str(base), str(assets[0]), "", "", "亿元", "baseline", "point", "", "level", "", f"{assets[0]}亿元",
         f"{key}-1.1-p1-s1", ""],
        [*point, str(last), str(assets[1]), "", "", "亿元", "target", "point", "", "level", "", f"{assets[1]}亿元",
         f"{key}-1.1-p1-s2", ""],
        ["debt-ratio", scope, str(base), "60", "", "", "%", "baseline", "point", "", "level", "", "60%",
         f"{key}-1.2-p1-s1", ""],
        ["debt-ratio", scope, str(last), "65", "", "", "%", "target", "less_than", "", "level", "约束性", "低于65%",
         f"{key}-1.2-p1-s2", ""],
        [*point, str(base), str(assets[0]), "", "", "亿元", "baseline", "point", "", "level", "", str(assets[0]),
         f"{key}-t1-r1", ""],
        [*point, str(last), str(assets[1]), "", "", "亿元", "target", "point", "", "level", "", str(assets[1]),
         f"{key}-t1-r1", ""],
        [*point, f"{base}-{last}", "", "", "", "%", "", "not_given", "", "total_growth", "", "/", f"{key}-t1-r1", ""],
    ]  # fmt: skip
    tags = [[f"{key}-notice-p1", "background", "", "0"], [f"{key}-1.1-p1", "goal", "scale", "0"],
            [f"{key}-1.2-p1", "goal", "risk", "0"], [f"{key}-t1", "goal", "scale", "0"],
            [f"{key}-2.1-p1", "measure", "scale", "0"], [f"{key}-2.2-p1", "measure", "risk", "0"]]  # fmt: skip
    table = {"role": "targets", "header_rows": 1, "label_columns": ["name", "unit"],
             "formulas": {"total_growth": "增长率"}}  # fmt: skip
    info = _info(title, f"{place}“{period}”规划", place, label, first) | {
        "depth": ["values", "tags", "mentions", "table_cells"],
        "tables": {"t1": table},
    }
    scopes = [{"id": scope, "plan": key, "name": f"{place}国有企业", "short_name": place}]
    mentions = [[f"{key}-2.1-p1-s2", "yunling-investment", "云岭投资集团"]]
    return Invented(key, info, lines, scopes, values, tags, mentions)


def _info(title: str, short: str, place: str, label: str, first: int) -> dict[str, object]:
    return {
        "title": title, "short_title": short, "place": place, "label": label, "issuers": [f"{place}人民政府"],
        "document_number": "", "issued": date(first, 6, 1), "first_year": first, "last_year": first + 4,
        "status": "accepted",
    }  # fmt: skip


def _write_plan(data: Path, plan: Invented) -> None:
    folder = data / "plans" / plan.key
    folder.mkdir(parents=True, exist_ok=True)
    source = "\n".join(plan.lines) + "\n"
    (folder / "source.txt").write_text(source, encoding="utf-8")
    digest = hashlib.sha256(source.encode()).hexdigest()
    notice = {"file": "source.txt", "sha256": digest, "citation": f"{plan.info['title']}。"}
    layout = {"hard_wrapped": False, "notice": [1, 1], "title_line": 2}
    _write_yaml(folder / "plan.yml", {"key": plan.key, **plan.info, "source": notice, "layout": layout})
    if plan.scopes:
        _write_yaml(folder / "scopes.yml", {"scopes": [dict(scope) for scope in plan.scopes]})
    for name, model, rows in (("values", IndicatorValue, plan.values), ("tags", Tag, plan.tags),
                              ("mentions", Mention, plan.mentions)):  # fmt: skip
        if rows:
            _write_table(folder / f"{name}.csv", model, rows)


def _write_site(data: Path, **said: object) -> None:
    _write_yaml(data / "site.yml", {"description": "虚构的规划。", **said})


def _write_definitions(data: Path) -> None:
    assets = {"id": "total-assets", "name": "资产总额", "name_en": "Total assets", "unit": "亿元", "group": "规模",
              "better": "higher", "definition": "全部资产。"}  # fmt: skip
    debt = {"id": "debt-ratio", "name": "资产负债率", "name_en": "Debt ratio", "unit": "%", "group": "质量",
            "better": "lower", "definition": "负债除以资产。"}  # fmt: skip
    _write_yaml(data / "indicators.yml", {"indicators": [assets, debt]})
    themes = [{"id": "scale", "name": "规模布局", "definition": "规模与布局。"},
              {"id": "risk", "name": "风险防控", "definition": "风险与防控。"}]  # fmt: skip
    _write_yaml(data / "themes.yml", {"themes": themes})


def _write_relation(data: Path, a: str, b: str, kind: str) -> None:
    folder = data / "relations"
    folder.mkdir(exist_ok=True)
    _write_yaml(folder / f"{a}--{b}.yml", {"kind": kind})
    pairs = [[f"{a}-2.1-p1-s1", f"{b}-2.1-p1-s1", "same_wording", "用语相同。"],
             [f"{a}-2.2-p1-s1", "", "no_counterpart", "只有前一份写到。"]]  # fmt: skip
    _write_rows(folder / f"{a}--{b}.csv", _RELATION_COLUMNS, pairs)


def _registered(data: Path, plans: Iterable[Invented]) -> list[str]:
    keys = [plan.key for plan in plans]
    register(data, _DATE, keys)
    return keys


def _write_yaml(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _write_table(path: Path, model: type[Strict], rows: Rows) -> None:
    _write_rows(path, [name for name in model.model_fields if name != "row"], rows)


def _write_rows(path: Path, columns: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
