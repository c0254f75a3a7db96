"""The files of site/data/: provisions, indicators, checks, corrections, described as a Frictionless Data Package."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from plan_model.files.table_file import table_schema
from plan_model.ids.addresses import provision_address
from plan_model.publication import Publication
from plan_model.published.check_tables import CheckRow, UnderivedRow, check_rows, underived_rows
from plan_model.published.csv_text import to_csv
from plan_model.published.tables import (
    CorrectionRow,
    CrosswalkRow,
    IndicatorRow,
    ScopeRow,
    correction_rows,
    crosswalk_rows,
    indicator_rows,
    scope_rows,
)
from plan_model.published.target_table import TargetRow, target_rows
from plan_model.shapes.collection import Collection, Place
from plan_model.shapes.plan import Strict


@dataclass(frozen=True)
class DataFile:
    """A published file: `schema` is the row model of a table, None for JSON."""

    name: str
    title: str
    description: str
    text: str
    schema: type[Strict] | None = None


def data_files(publication: Publication) -> list[DataFile]:
    """Return the published files, the data package's descriptor last."""
    collection, checks = publication.collection, publication.checks
    files = [
        DataFile(
            "provisions.json",
            "条文",
            "各规划的全部条文，到句；每条有固定编号、地址和所引指标。角色（role）、主题（themes）和名称（entities）是编辑判断。",
            _json([_provision(collection, place) for place in collection.places.values()]),
        ),
        DataFile(
            "indicators.csv",
            "指标数值",
            "规划中的每一个基期值、历史值和目标值，一行一个，保留原文写法和出处。",
            to_csv(indicator_rows(collection, collection.all_recorded), IndicatorRow),
            IndicatorRow,
        ),
        DataFile(
            "targets.csv",
            "目标",
            "规划的全部目标，一个一行：形式、上下界、力争值、基期值、所需增长、出处；正文与表格重复的只列一次。",
            to_csv(target_rows(collection, publication.targets), TargetRow),
            TargetRow,
        ),
        DataFile(
            "checks.csv",
            "校核",
            "按定义、增长、增减、年均、重印等关系，可由其他印刷数字推算的每一个印刷数字，印在几处就有几行；附推算值和结论。",
            to_csv(check_rows(collection, checks), CheckRow),
            CheckRow,
        ),
        DataFile(
            "underived.csv",
            "没有推算的数",
            "没有由其他印刷数字推算的印刷数字，逐个说明原因。",
            to_csv(underived_rows(collection, publication.underived), UnderivedRow),
            UnderivedRow,
        ),
        DataFile(
            "scopes.csv",
            "范围",
            "数字所说的企业范围：固定编号、原文叫法和单列或合并的理由。",
            to_csv(scope_rows(collection), ScopeRow),
            ScopeRow,
        ),
        DataFile(
            "crosswalk.csv",
            "条文对照",
            "有关系的规划之间，后一规划的条文怎样回应前一规划的条文，或没有对应，每一对说明理由（编辑判断）。",
            to_csv(crosswalk_rows(collection), CrosswalkRow),
            CrosswalkRow,
        ),
        DataFile(
            "corrections.csv",
            "更正与省略",
            "逐处列出的更正与省略：恢复的小数点、序号点，省略的页码、目录和排版标记，接续的分页，存疑字词。全角数字、字母改半角以及空白的增减是通则，不逐处列出。",
            to_csv(correction_rows(collection), CorrectionRow),
            CorrectionRow,
        ),
    ]
    return [
        *files,
        DataFile(
            "datapackage.json", "数据包说明", "本目录各文件的机器可读说明。", _package(collection.site.title, files)
        ),
    ]


def indicator_csv(collection: Collection, indicator_id: str) -> str:
    """Return what the plans print of one indicator as CSV."""
    own = (row for row in collection.all_recorded if row.indicator_id == indicator_id)
    return to_csv(indicator_rows(collection, own), IndicatorRow)


def data_texts(publication: Publication) -> dict[str, str]:
    """Return every file below site/data/ that speaks of all plans, by its path on the site."""
    collection = publication.collection
    texts = {f"data/{file.name}": file.text for file in data_files(publication)}
    return texts | {f"data/indicators/{name}.csv": indicator_csv(collection, name) for name in collection.indicators}


def _provision(collection: Collection, place: Place) -> dict[str, object]:
    provision = place.provision
    linked = [provision.id, *(identifier for identifier, _ in provision.sentence_ids())]
    tag = collection.editorial.tag_of.get(provision.id)
    values = [value for identifier in linked for value in collection.values_by_sentence.get(identifier, ())]
    return {
        "id": provision.id,
        "plan": place.plan,
        "kind": provision.kind,
        "number": provision.number,
        "heading": provision.heading,
        "path": list(place.path),
        "text": provision.text,
        "sentences": [[identifier, text] for identifier, text in provision.sentence_ids()],
        "url": provision_address(collection, provision.id),
        "role": tag.role if tag else "",
        "themes": list(tag.themes) if tag else [],
        "entities": [entity.entity_id for entity in collection.editorial.entities_in(linked)],
        "indicators": list(dict.fromkeys(value.indicator_id for value in values)),
        "source_lines": list(provision.source_lines),
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _package(title: str, files: list[DataFile]) -> str:
    return _json(
        {
            "name": "plan-explorer",
            "title": f"{title}数据",
            "profile": "data-package",
            "resources": [_resource(file) for file in files],
        }
    )


def _resource(file: DataFile) -> dict[str, object]:
    data = file.text.encode()
    name, _, extension = file.name.partition(".")
    return {
        "name": name,
        "path": file.name,
        "title": file.title,
        "description": file.description,
        "format": extension,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        **({"profile": "tabular-data-resource", "schema": table_schema(file.schema)} if file.schema else {}),
    }
