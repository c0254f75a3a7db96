"""The Chinese names of the editorial categories, the same on every page."""

from __future__ import annotations

from plan_model.shapes.editorial import Basis, Relation
from plan_model.shapes.plan import Kind
from plan_model.shapes.site import RelationKind
from plan_model.shapes.tagging import EntityKind, Role

OURS = "本站判断"  # stands beside every judgement of the editors that a page shows
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
    "alliance": "联盟",
    "place": "地点",
    "zone": "园区与功能区",
    "project": "工程与设施",
    "platform": "平台、系统与市场",
    "service": "运输服务",
    "fund": "基金",
    "structure": "管理架构与体系",
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
    "same_wording": "共有的分句用语相同，只差语气、虚词、语序或各自的地名和层级；句中其余内容是另外的任务",
    "adapted": "各项任务都有回应，但共有的分句改了范围、力度、对象、动词或数字",
    "partial": "这一条还有任务没有得到回应；理由中写明缺了什么",
    "more_specific": "共有的分句没有改动，另写出办法、主体、规则、项目或数字",
    "parallel": "目的或题目相同，做法不同；两处都是回顾的也归在这里；不说明一方出自另一方",
    "no_counterpart": "另一份规划没有目标、举措、原则或保障回应其中任何一项任务",
}
# What the second plan of a relation does with the provisions of the first.
ANSWERS: dict[RelationKind, str] = {
    "implements": "怎样回应",
    "succeeds": "怎样接续",
    "parallel": "有怎样的对应",
}
BASES: dict[Basis, str] = {"plan": "依规划原文", "general": "一般知识"}
