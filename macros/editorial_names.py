"""The Chinese names of the editorial categories, the same on every page."""

from __future__ import annotations

from plan_model.shapes.editorial import Basis, Relation
from plan_model.shapes.plan import Kind
from plan_model.shapes.tagging import EntityKind, Role

ROLES: dict[Role, str] = {
    "background": "背景",
    "principle": "原则",
    "goal": "目标",
    "measure": "举措",
    "safeguard": "保障",
}
PROVISION_KINDS: dict[Kind, str] = {
    "chapter": "章标题",
    "section": "节标题",
    "item": "条标题",
    "paragraph": "段落",
    "table": "表格",
}
ENTITY_KINDS: dict[EntityKind, str] = {
    "company": "企业",
    "institution": "机构",
    "place": "地点",
    "zone": "园区与功能区",
    "project": "项目",
    "platform": "平台",
    "fund": "基金",
    "campaign": "行动、战略与品牌",
}
RELATIONS: dict[Relation, str] = {
    "same_wording": "用语基本相同",
    "adapted": "按本地情况改写",
    "partial": "部分采用",
    "more_specific": "细化落实",
    "parallel": "同题不同法",
    "no_counterpart": "对方没有对应",
}
RELATION_MEANINGS: dict[Relation, str] = {
    "same_wording": "共有的分句用语大体一样；任一方另有的内容写在别处，或只是修饰",
    "adapted": "采用了这一条，但范围、力度、对象或手段按本地情况改动",
    "partial": "只采用一部分；理由中写明缺了什么",
    "more_specific": "后一份把共有的内容写成具体的项目、规则或数字",
    "parallel": "目的或题目相同，做法不同；不说明一方出自另一方",
    "no_counterpart": "对方没有相应的目标或举措",
}
BASES: dict[Basis, str] = {"plan": "依规划原文", "general": "一般知识"}
