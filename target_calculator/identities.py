"""The identities that tie the plans' indicators together: change one, choose what is held, the others follow.

资产负债率 = 1 − 净资产 ÷ 资产总额; 净资产收益率 = 净利润 ÷ 净资产; 利润率 = 利润总额 ÷ 营业收入;
净利润率 = 净利润 ÷ 营业收入. They are the definitions under which the Quzhou plan's own tables recompute
(year-end values, no averages). Ratios are fractions here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from target_calculator.quantity import Undefined, decimals_of, format_number, precise

LABELS = {
    "assets": "资产总额",
    "net_assets": "净资产",
    "revenue": "营业收入",
    "total_profit": "利润总额",
    "net_profit": "净利润",
    "debt_ratio": "资产负债率",
    "return_on_equity": "净资产收益率",
    "profit_margin": "利润率",
    "net_margin": "净利润率",
}
NAMES = tuple(LABELS)
RELATIONS = ("at_least", "more_than", "at_most", "less_than")
_OPPOSITE = {"at_least": "at_most", "more_than": "less_than", "at_most": "at_least", "less_than": "more_than"}


_UPWARD = ("at_least", "more_than")
_STRICT = ("more_than", "less_than")


class Identity(NamedTuple):
    """ratio = numerator / denominator, or one minus that."""

    ratio: str
    numerator: str
    denominator: str
    complement: bool
    text: str

    def parts(self) -> tuple[str, str, str]:
        """Return the names of the three quantities tied together."""
        return self.ratio, self.numerator, self.denominator


IDENTITIES = (
    Identity("debt_ratio", "net_assets", "assets", True, "资产负债率 = 1 − 净资产 ÷ 资产总额"),
    Identity("return_on_equity", "net_profit", "net_assets", False, "净资产收益率 = 净利润 ÷ 净资产"),
    Identity("profit_margin", "total_profit", "revenue", False, "利润率 = 利润总额 ÷ 营业收入"),
    Identity("net_margin", "net_profit", "revenue", False, "净利润率 = 净利润 ÷ 营业收入"),
)
RATIOS = tuple(identity.ratio for identity in IDENTITIES)


class Known(NamedTuple):
    """A value, and its relation when it is a bound: at_least, more_than, at_most, less_than; "" for an equality."""

    value: Decimal
    relation: str = ""


class Step(NamedTuple):
    """One use of an identity: which quantity it gave, from what."""

    name: str
    identity: Identity
    result: Known


class Conflict(NamedTuple):
    """Values that cannot hold together, and the reason in Chinese."""

    names: tuple[str, ...]
    reason: str


class Solution(NamedTuple):
    """Everything that follows from the given values, how it followed, and what contradicts what."""

    values: dict[str, Known]
    steps: tuple[Step, ...]
    conflicts: tuple[Conflict, ...]


@precise
def solve(given: Mapping[str, Known]) -> Solution:
    """Apply the identities until nothing more follows.

    Three given quantities of one identity that disagree by more than the printed decimals of the ratio are a
    conflict, as are values outside what a quantity can be. Nothing is derived from a conflicting identity.
    """
    values = dict(given)
    steps: list[Step] = []
    conflicts = list(_impossible(given))
    waiting = [] if conflicts else list(IDENTITIES)
    while ready := [identity for identity in waiting if _unknown_count(identity, values) <= 1]:
        identity = ready[0]
        waiting.remove(identity)
        missing = [name for name in identity.parts() if name not in values]
        if not missing:
            conflicts.extend(_contradiction(identity, values))
            continue
        result = _derive(identity, missing[0], values)
        if isinstance(result, Undefined):
            conflicts.append(Conflict(identity.parts(), f"{identity.text}：{result.reason}"))
            continue
        values[missing[0]] = result
        steps.append(Step(missing[0], identity, result))
    return Solution(values, tuple(steps), tuple(conflicts))


@precise
def follow(base: Mapping[str, Decimal], changed: Mapping[str, Decimal], held: Collection[str]) -> Solution:
    """Change some quantities of a consistent `base`, hold others, and let the rest follow.

    Held quantities that `base` does not state are first derived from it.
    """
    start = solve({name: Known(value) for name, value in base.items()})
    kept = {name: start.values[name] for name in held if name in start.values and name not in changed}
    solution = solve({**kept, **{name: Known(value) for name, value in changed.items()}})
    unknown = [name for name in held if name not in start.values]
    conflicts = [Conflict((name,), f"{LABELS[name]}没有基准数值，不能保持不变") for name in unknown] + [
        Conflict((name,), f"{LABELS[name]}不能既改变又保持不变") for name in held if name in changed
    ]
    return solution._replace(conflicts=(*start.conflicts, *conflicts, *solution.conflicts))


def missing_for(name: str, solution: Solution) -> str:
    """Return, in Chinese, which quantities would have to be known for `name` to follow."""
    ways = []
    for identity in IDENTITIES:
        if name in identity.parts():
            lacking = [LABELS[part] for part in identity.parts() if part != name and part not in solution.values]
            ways.append("和".join(lacking))
    return f"条件不足，无法求出{LABELS[name]}；还需要：{'；或'.join(way for way in ways if way)}"


def _unknown_count(identity: Identity, values: Mapping[str, Known]) -> int:
    return sum(name not in values for name in identity.parts())


def _impossible(given: Mapping[str, Known]) -> Iterable[Conflict]:
    for name, known in given.items():
        if name in ("assets", "revenue") and known.value <= 0:
            yield Conflict((name,), f"{LABELS[name]}须大于零")
        if name == "debt_ratio" and known.value < 0:
            yield Conflict((name,), "资产负债率不能为负（净资产不会多于资产总额）")


def _contradiction(identity: Identity, values: Mapping[str, Known]) -> Iterable[Conflict]:
    """Compare the stated ratio with the computed one, at the decimals the ratio was stated with."""
    stated = values[identity.ratio]
    computed = _derive(identity, identity.ratio, values)
    if isinstance(computed, Undefined):
        yield Conflict(identity.parts(), f"{identity.text}：{computed.reason}")
    elif not _agrees(stated, computed):
        shown = [format_number(value * 100, 4) + "%" for value in (computed.value, stated.value)]
        reason = f"{identity.text}：按分子、分母应为{shown[0]}，与给定的{shown[1]}不一致"
        yield Conflict(identity.parts(), reason)


def _agrees(stated: Known, computed: Known) -> bool:
    half = Decimal(5).scaleb(-decimals_of(stated.value) - 1)
    gap = computed.value - stated.value
    if stated.relation in ("at_most", "less_than"):
        return gap < 0 if stated.relation == "less_than" else gap <= half
    if stated.relation in ("at_least", "more_than"):
        return gap > 0 if stated.relation == "more_than" else gap >= -half
    return abs(gap) <= half


def _derive(identity: Identity, name: str, values: Mapping[str, Known]) -> Known | Undefined:
    """Solve one identity for `name`; a bound among the inputs becomes a bound on the result."""
    first, second = (values[part] for part in identity.parts() if part != name)
    if (first.relation or second.relation) and min(first.value, second.value) <= 0:
        # The order of a quotient turns round with the sign, so a bound would point the wrong way.
        return Undefined("bound_of_negative", "含有不大于零的数值，推不出界限")
    if name == identity.ratio:
        return _quotient(first, second, identity.complement)
    share = Known(1 - first.value, _flip(first.relation)) if identity.complement else first
    if name == identity.numerator:
        relation = _combine(share.relation, second.relation)
        return relation if isinstance(relation, Undefined) else Known(share.value * second.value, relation)
    return _quotient(second, share, complement=False)


def _quotient(top: Known, bottom: Known, complement: bool) -> Known | Undefined:
    if bottom.value <= 0:
        return Undefined("zero_denominator", "分母不大于零，没有意义")
    relation = _combine(top.relation, _flip(bottom.relation))
    if isinstance(relation, Undefined):
        return relation
    value = top.value / bottom.value
    return Known(1 - value, _flip(relation)) if complement else Known(value, relation)


def _flip(relation: str) -> str:
    return _OPPOSITE.get(relation, "")


def _combine(first: str, second: str) -> str | Undefined:
    """Join the bounds of two factors; bounds that point opposite ways give no bound at all."""
    if not first or not second:
        return first or second
    if (first in _UPWARD) != (second in _UPWARD):
        return Undefined("opposite_bounds", "两个界限方向相反，推不出界限")
    return first if first in _STRICT else second
