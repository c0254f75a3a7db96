"""A small hand-made collection: one indicator, two scopes, and values given as keywords."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plan_model.files.load import load_info
from plan_model.shapes.collection import Collection
from plan_model.shapes.indicators import Indicator, IndicatorValue, Scope
from plan_model.shapes.plan import Plan


def value(printed: str, number: str | None = None, **fields: Any) -> IndicatorValue:
    """A target for 2025 of the first scope, unless `fields` say otherwise."""
    high, hoped = fields.pop("high", None), fields.pop("hoped", None)
    given: dict[str, Any] = {
        "row": 2, "indicator_id": "measure", "scope": "qz-city", "year": "2025", "unit": "%", "kind": "target",
        "form": "point", "qualifier": "", "aspect": "level", "attribute": "", "provision_id": "qz-t2-r6", "note": "",
    }  # fmt: skip
    return IndicatorValue(
        printed=printed,
        value=None if number is None else Decimal(number),
        value_high=None if high is None else Decimal(high),
        aspiration=None if hoped is None else Decimal(hoped),
        **{**given, **fields},
    )


def baseline(printed: str, number: str, **fields: Any) -> IndicatorValue:
    return value(printed, number, **{"kind": "baseline", "year": "2020", **fields})


def collection_of(*values: IndicatorValue, unit: str = "%") -> Collection:
    indicator = Indicator(
        id="measure",
        name="资产负债率",
        name_en="Measure",
        unit=unit,
        group="总体规模",
        better="lower",
        definition="定义",
    )
    scopes = [Scope(id="qz-city", plan="qz", name="全市国企"), Scope(id="qz-urban", plan="qz", name="市区国企")]
    plan = Plan(info=load_info("qz"), chapters=(), corrections=())
    return Collection({"qz": plan}, {"measure": indicator}, {scope.id: scope for scope in scopes}, {"qz": values})
