"""Neutral sentences about nothing in particular, from small lists: the same seed gives the same text."""

from __future__ import annotations

from random import Random

FIELDS = (
    "设备更新", "人才培养", "仓储物流", "绿色用能", "数据治理", "质量管理", "安全生产", "技术研发",
    "品牌建设", "内部审计",    "供应链协同", "客户服务", "财务管控", "标准制定", "资产盘活", "档案管理",
)  # fmt: skip
BODIES = ("各单位", "各部门", "集团本部", "下属企业", "项目团队", "专业公司", "管理机构", "服务窗口")
ACTS = ("完善", "推进", "梳理", "优化", "规范", "加快", "统筹", "细化")
MEANS = ("工作台账", "年度计划", "责任清单", "评价办法", "协作机制", "操作规程", "信息平台", "培训课程")
AIMS = ("流程清楚", "责任到人", "衔接顺畅", "进度可查", "成本可控", "结果可比", "分工明确", "反馈及时")
TIMES = ("每季度", "每半年", "规划期内", "年底前", "分阶段", "按计划", "结合实际", "在试点基础上")


def sentence(random: Random) -> str:
    """Return one sentence of some 40 characters."""
    field, other = random.sample(FIELDS, 2)
    means, more = random.sample(MEANS, 2)
    return (
        f"{random.choice(TIMES)}由{random.choice(BODIES)}{random.choice(ACTS)}{field}的{means}，"
        f"与{other}的{more}一并安排，做到{random.choice(AIMS)}、{random.choice(AIMS)}。"
    )


def paragraph(random: Random) -> str:
    """Return a paragraph of one to three sentences."""
    return "".join(sentence(random) for _ in range(random.randint(1, 3)))


def heading(random: Random) -> str:
    """Return a heading of some ten characters."""
    return f"{random.choice(ACTS)}{random.choice(FIELDS)}和{random.choice(FIELDS)}"
