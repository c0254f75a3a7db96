"""Tables about the publication itself: coverage, corrections, the data files and their columns."""

from __future__ import annotations

import pandas as pd

from macros.markup import element, escape, link
from macros.tables import data_table_html
from plan_model.files.table_file import table_schema
from plan_model.ids.addresses import provision_address, relative
from plan_model.publication import Publication
from plan_model.published.export import data_files
from plan_model.published.tables import CorrectionRow, correction_rows

CORRECTION_KINDS = {
    "decimal_point": "恢复小数点",
    "item_point": "恢复序号点",
    "page_break": "接续分页",
    "page_number": "省略页码",
    "spacing": "去除多余空格",
    "markup": "省略加粗标记",
    "contents_list": "省略目录行",
    "table_header": "省略重复表头",
    "typo_noted": "存疑字词（照印）",
}
TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "是否"}


def coverage_table_html(publication: Publication) -> str:
    """Return how each plan's source characters are accounted for."""
    if not publication.coverages:
        return element("p", "还没有规划。")
    frame = pd.DataFrame(
        {
            "规划": escape(publication.collection.plans[coverage.plan].info.short_title),
            "来源非空字符": f"{coverage.source_characters:,}",
            "在各章": f"{coverage.in_provisions:,}",
            "列入更正表": f"{coverage.in_corrections:,}",
            "有着落": f"{coverage.share:.0%}",
        }
        for coverage in publication.coverages.values()
    )
    return data_table_html(frame, "来源文本的字符去向")


def corrections_table_html(publication: Publication, page: str) -> str:
    """Return every correction that bears on the reading, page breaks and the contents list left to the CSV file."""
    rows = [row for row in correction_rows(publication.collection) if row.kind not in {"contents_list", "page_break"}]
    if not rows:
        return element("p", "没有需要逐处列出的更正。")
    return data_table_html(pd.DataFrame(_correction(publication, row, page) for row in rows), "更正、省略与存疑字词")


def _correction(publication: Publication, row: CorrectionRow, page: str) -> dict[str, str]:
    address = provision_address(publication.collection, row.provision_id)
    return {
        "来源文本": escape(row.raw),
        "本站刊印": escape(row.published) or "（省略）",
        "类别": CORRECTION_KINDS[row.kind],
        "理由": escape(row.reason),
        "所在": link(relative(address, page), row.provision_id),
    }


def data_files_html(publication: Publication, page: str) -> str:
    """Return the published files with their sizes."""
    frame = pd.DataFrame(
        {
            "文件": link(relative(f"data/{file.name}", page), file.name, download=""),
            "内容": escape(f"{file.title}：{file.description}"),
            "大小": f"{len(file.text.encode()) / 1000:,.0f} kB",
        }
        for file in data_files(publication)
    )
    return data_table_html(frame, "数据文件")


def data_dictionary_html(publication: Publication) -> str:
    """Return the columns of every published table: name, title, type, and what they hold, each allowed value named."""
    return "\n\n".join(
        element("h3", escape(file.name), id=f"columns-{file.name.partition('.')[0]}")
        + data_table_html(
            pd.DataFrame(
                {
                    "列": element("code", escape(field["name"])),
                    "名称": escape(field.get("title", "")),
                    "类型": TYPES[field["type"]],
                    "说明": escape(field.get("description", "")),
                }
                for field in table_schema(file.schema)["fields"]
            ),
            f"{file.name} 的列",
        )
        for file in data_files(publication)
        if file.schema
    )
