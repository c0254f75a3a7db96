"""The published tables: one row model each, from which the CSV files and their Table Schemas are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal

from plan_model.derived.figures import Printings, is_numeric, normalised, place_of
from plan_model.published.columns import column
from plan_model.published.row_ids import RowIds
from plan_model.shapes.collection import Collection
from plan_model.shapes.editorial import OptionalProvisionId, Relation
from plan_model.shapes.indicators import Aspect, Bound, Form, IndicatorValue, Slug, ValueKind, Years
from plan_model.shapes.plan import CorrectionKind, PlanKey, ProvisionId, Strict
from plan_model.shapes.site import RelationKind

IndicatorId = Annotated[Slug, column("指标编号", "指标的固定编号，与指标页地址相同。")]
Plan = Annotated[PlanKey, column("规划", "规划的代号，也是条文编号的开头。")]
ScopeId = Annotated[Slug, column("范围编号", "数字所说的企业范围，见 scopes.csv。")]
Year = Annotated[
    Years,
    column("年份", "一个年份，或“起-止”：增长率写两个端点，合计数、新增数写起止两年；原文未写明的留空。"),
]
Number = Annotated[
    Decimal | None,
    column("数值", "按原文单位的数：数值本身、上限、下限，或区间的下端；未给出数值的留空。"),
]
High = Annotated[Decimal | None, column("区间上端", "只有区间（range）才有。")]
Aspiration = Annotated[Decimal | None, column("力争值", "界限之外另写“力争”的数，按原文单位。")]
FormColumn = Annotated[
    Form,
    column(
        "形式",
        "怎样限定数值：数值（point）、不低于（at_least）、超过（more_than）、不高于（at_most）、低于（less_than）、区间（range）、"
        "约数（about）、只作比较而未给数值（relative）、表格写“/”而未给出（not_given）。",
    ),
]
AspectColumn = Annotated[
    Aspect,
    column(
        "含义",
        "数值说的是水平（level）、占比（share）、一段时期的合计（period_total）、年均数（yearly_average）、新增量（increment）、"
        "总体增长率（total_growth）、年均增长率（annual_growth）还是变动（change）。",
    ),
]
Attribute = Annotated[
    Literal["", "预期性", "约束性"], column("属性", "原表末栏所写的指标属性，预期性或约束性；没有写的留空。")
]
Printed = Annotated[str, column("原文写法", "规划印出的文字，一字不改。")]
ProvisionColumn = Annotated[ProvisionId, column("条文编号", "印出这个数的句子或表格行的固定编号。")]


class IndicatorRow(Strict):
    """A row of the published indicators.csv: one printed value, or a cell that gives none."""

    row_id: Annotated[str, column("行编号", "这一行的固定编号：条文、指标、范围、年份、含义。")]
    indicator_id: IndicatorId
    name: Annotated[str, column("指标名称", "按规划的叫法。")]
    name_en: Annotated[str, column("英文名称", "本站所译。")]
    group: Annotated[str, column("类别", "表中的指标按原表分类，其余由本站归类。")]
    unit: Annotated[str, column("单位", "原文的单位。")]
    plan: Plan
    scope: ScopeId
    year: Year
    value: Number
    value_high: High
    aspiration: Aspiration
    kind: Annotated[
        ValueKind,
        column(
            "性质",
            "基期值（baseline：同一规划为它定了目标）、历史值（historical）或目标值（target）；未给出的格子留空。",
        ),
    ]
    form: FormColumn
    attribute: Attribute
    printed: Printed
    provision_id: ProvisionColumn
    note: Annotated[str, column("说明", "本站对记录方式的说明，例如年份、范围取自哪里。")]
    qualifier: Annotated[
        Bound,
        column(
            "比较方向",
            "只作比较的数（relative）在哪一边：不低于（at_least）、高于（more_than）、不高于（at_most）、低于（less_than）、大约"
            "（about）；其余留空。",
        ),
    ]
    aspect: AspectColumn
    value_normalised: Annotated[
        Decimal | None, column("换算后数值", "换算成 unit_normalised 的数，同一指标可直接比较。")
    ]
    value_high_normalised: Annotated[Decimal | None, column("换算后区间上端", "同上。")]
    aspiration_normalised: Annotated[Decimal | None, column("换算后力争值", "同上。")]
    unit_normalised: Annotated[str, column("换算后单位", "水平、占比、合计和新增数用指标的单位，其余与原文单位相同。")]
    preferred: Annotated[
        bool, column("首选", "同一个数印在几处时，只有一处为 true（先取表格，再取正文最先一处）；统计时只用这些行。")
    ]


class ScopeRow(Strict):
    """A row of the published scopes.csv: a set of enterprises that figures speak of."""

    scope_id: Annotated[Slug, column("范围编号", "固定编号。")]
    plan: Plan
    name: Annotated[str, column("名称", "本站采用的叫法，取自原文。")]
    labels: Annotated[str, column("原文叫法", "原文用过的叫法，以“；”分隔。")]
    may_be: Annotated[str, column("可能相同的范围", "规划没有说明是否同一范围的其他编号，以空格分隔；不合并计算。")]
    note: Annotated[str, column("说明", "为什么合并或单列。")]


class CrosswalkRow(Strict):
    """A row of the published crosswalk.csv: how a provision of one plan answers one of another, or that none does."""

    a_id: Annotated[OptionalProvisionId, column("前一份规划的条文", "条文编号；没有对应的留空。")]
    b_id: Annotated[OptionalProvisionId, column("后一份规划的条文", "条文编号；没有对应的留空。")]
    relation: Annotated[
        Relation,
        column(
            "关系",
            "编辑判断：用语基本相同（same_wording）、按本地情况改写（adapted）、部分采用（partial）、细化落实（more_specific）、"
            "同题不同法（parallel）、没有对应（no_counterpart）。",
        ),
    ]
    reason: Annotated[str, column("理由", "这样判断的理由。")]
    kind: Annotated[
        RelationKind,
        column("规划之间", "后一份规划落实（implements）、接续（succeeds）前一份，或与之并列（parallel）。"),
    ]


class CorrectionRow(Strict):
    """A row of the published corrections.csv: a difference between the source and the site."""

    plan: Plan
    provision_id: Annotated[str, column("条文编号", "更正所在的最内一层条文；目录、页码等不属于条文的留空。")]
    raw: Annotated[str, column("来源文本", "来源文本中的文字。")]
    published: Annotated[str, column("本站刊印", "网站刊印的文字；省略的留空。")]
    kind: Annotated[
        CorrectionKind,
        column(
            "类别",
            "恢复小数点（decimal_point）、恢复序号点（item_point）、接续分页（page_break）、省略页码（page_number）、去除多余空格"
            "（spacing）、省略排版标记（markup）、省略目录行（contents_list）、省略重复表头（table_header）、"
            "存疑而照印（typo_noted）。",
        ),
    ]
    reason: Annotated[str, column("理由", "为什么更正、省略或存疑。")]
    source_line: Annotated[int, column("来源行", "来源文本的行号，从 1 起。")]


def indicator_rows(
    collection: Collection, values: Iterable[IndicatorValue], names: RowIds | None = None
) -> Iterator[IndicatorRow]:
    """Yield the published form of the rows of values files; `names` are the collection's row ids, where at hand."""
    names = names or RowIds(collection)
    printings = Printings(collection)
    for value in values:
        indicator = collection.indicators[value.indicator_id]
        numbers = {name: getattr(value, name) for name in ("value", "value_high", "aspiration")}
        converted = {name: normalised(number, value, indicator) for name, number in numbers.items()}
        row = value.model_dump(exclude={"row"}) | {f"{name}_normalised": pair[0] for name, pair in converted.items()}
        row |= {"name": indicator.name, "name_en": indicator.name_en, "group": indicator.group}
        row |= {"row_id": names[value], "plan": collection.scopes[value.scope].plan}
        row |= {"unit_normalised": converted["value"][1], "preferred": _is_preferred(printings, value)}
        yield IndicatorRow.model_validate(row)


def _is_preferred(printings: Printings, value: IndicatorValue) -> bool:
    """Whether a row stands for its figure; what has no number or no year repeats nothing, and an empty cell is none."""
    if not value.is_given:
        return False
    if not is_numeric(value) or not value.year:
        return True
    first = printings.first_of(value)
    return first is not None and place_of(first) == place_of(value)


def scope_rows(collection: Collection) -> Iterator[ScopeRow]:
    """Yield the published form of the scopes."""
    for scope in collection.scopes.values():
        yield ScopeRow(
            scope_id=scope.id,
            plan=scope.plan,
            name=scope.name,
            labels="；".join(scope.labels),
            may_be=" ".join(scope.may_be),
            note=scope.note,
        )


def correction_rows(collection: Collection) -> Iterator[CorrectionRow]:
    """Yield every plan's corrections with the innermost provision that each stands in, if any."""
    for plan in collection.plans.values():
        for correction in plan.corrections:
            around = [
                provision.id
                for provision in plan.provisions()
                if provision.source_lines[0] <= correction.source_line <= provision.source_lines[1]
            ]
            yield CorrectionRow(
                plan=plan.key,
                provision_id=around[-1] if around else "",
                **correction.model_dump(exclude={"row"}),
            )


def crosswalk_rows(collection: Collection) -> Iterator[CrosswalkRow]:
    """Yield the published form of the crosswalk."""
    for relation in collection.editorial.relations:
        for pair in relation.pairs:
            yield CrosswalkRow(kind=relation.kind, **pair.model_dump(exclude={"row"}))
