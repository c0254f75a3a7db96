"""Growth between a baseline and a target: rates are fractions (0.1386 is 13.86 %), years are whole years.

Sources. Total growth: the column 总体增长率 / 增长率 of the Quzhou plan's own tables. Annual growth: 平均增长速度 by
the level method (水平法, the geometric mean) of the National Bureau of Statistics, elsewhere called the compound
annual growth rate. The other functions solve the same two equations for another unknown.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from target_calculator.quantity import CONTEXT, Undefined, precise

MISSING = Undefined("missing", "缺少数值，无法计算")
ZERO_BASELINE = Undefined("zero_baseline", "基期值为零，增长率没有意义，请看增量")
NEGATIVE_BASELINE = Undefined("negative_baseline", "基期值为负，增长率没有意义，请看增量")
SIGN_CHANGE = Undefined("sign_change", "由正转负，增长率没有意义，请看增量")
ZERO_TARGET = Undefined("zero_target", "目标值为零，年均增长率没有意义，请看年均增量")
NO_TIME = Undefined("no_years", "目标年必须晚于基期年")
TOTAL_LOSS = Undefined("growth_too_low", "增长率不高于−100%，无法计算")
NO_GROWTH = Undefined("no_growth", "年均增长率不大于零，不会翻番")
NEVER = Undefined("never_reached", "按这个增长率永远达不到目标值")

LN_2 = CONTEXT.ln(Decimal(2))


def _growth_undefined(baseline: Decimal, target: Decimal) -> Undefined | None:
    if baseline == 0:
        return ZERO_BASELINE
    if baseline < 0:
        return NEGATIVE_BASELINE
    return SIGN_CHANGE if target < 0 else None


@precise
def total_growth(baseline: Decimal | None, target: Decimal | None) -> Decimal | Undefined:
    """Return (target − baseline) / baseline."""
    if baseline is None or target is None:
        return MISSING
    return _growth_undefined(baseline, target) or (target - baseline) / baseline


@precise
def annual_growth(baseline: Decimal | None, target: Decimal | None, years: int) -> Decimal | Undefined:
    """Return the compound annual growth rate (target / baseline) ** (1 / years) − 1."""
    if baseline is None or target is None:
        return MISSING
    if years < 1:
        return NO_TIME
    if undefined := _growth_undefined(baseline, target):
        return undefined
    return ZERO_TARGET if target == 0 else root(target / baseline, years) - 1


@precise
def root(number: Decimal, degree: int) -> Decimal:
    """Return the positive `degree`-th root of a positive number, exact where the root is a short decimal."""
    estimate = (number.ln() / degree).exp()
    # exp(ln) is off by some 1e-49; left alone, an exact tie such as 0.125 % could round the wrong way.
    short = estimate.quantize(Decimal("1e-30")) if estimate < 10**18 else estimate
    return short if short**degree == number else estimate


@precise
def target_from_growth(baseline: Decimal | None, growth: Decimal | None) -> Decimal | Undefined:
    """Return baseline × (1 + total growth)."""
    if baseline is None or growth is None:
        return MISSING
    return baseline * (1 + growth)


@precise
def target_from_annual_growth(baseline: Decimal | None, growth: Decimal | None, years: int) -> Decimal | Undefined:
    """Return baseline × (1 + annual growth) ** years."""
    if baseline is None or growth is None:
        return MISSING
    return TOTAL_LOSS if growth <= -1 else baseline * (1 + growth) ** years


@precise
def baseline_from_growth(target: Decimal | None, growth: Decimal | None) -> Decimal | Undefined:
    """Return target / (1 + total growth)."""
    if target is None or growth is None:
        return MISSING
    return TOTAL_LOSS if growth <= -1 else target / (1 + growth)


@precise
def baseline_from_annual_growth(target: Decimal | None, growth: Decimal | None, years: int) -> Decimal | Undefined:
    """Return target / (1 + annual growth) ** years."""
    if target is None or growth is None:
        return MISSING
    return TOTAL_LOSS if growth <= -1 else target / (1 + growth) ** years


@precise
def years_needed(baseline: Decimal | None, target: Decimal | None, growth: Decimal | None) -> Decimal | Undefined:
    """Return ln(target / baseline) / ln(1 + annual growth), in years and fractions of a year."""
    if baseline is None or target is None or growth is None:
        return MISSING
    if undefined := _growth_undefined(baseline, target):
        return undefined
    if target == baseline:
        return Decimal(0)
    if growth <= -1:
        return TOTAL_LOSS
    if target == 0 or growth == 0 or (growth > 0) != (target > baseline):
        return NEVER
    years = (target / baseline).ln() / (1 + growth).ln()
    whole = years.to_integral_value()
    return whole if whole < 1000 and baseline * (1 + growth) ** int(whole) == target else years


@precise
def year_reached(
    base_year: int, baseline: Decimal | None, target: Decimal | None, growth: Decimal | None
) -> int | Undefined:
    """Return the first year at whose end the target is reached when growth is the same every year."""
    years = years_needed(baseline, target, growth)
    if isinstance(years, Undefined):
        return years
    whole = int(years.to_integral_value(rounding=ROUND_CEILING))
    return base_year + whole if whole <= 1000 else Undefined("too_far", "按这个增长率需要一千年以上")


@precise
def doubling_time(growth: Decimal | Undefined) -> Decimal | Undefined:
    """Return ln 2 / ln(1 + annual growth): the years in which a quantity doubles."""
    if isinstance(growth, Undefined):
        return growth
    return LN_2 / (1 + growth).ln() if growth > 0 else NO_GROWTH


@precise
def multiple(baseline: Decimal | None, target: Decimal | None) -> Decimal | Undefined:
    """Return target / baseline: how many times the baseline the target is."""
    if baseline is None or target is None:
        return MISSING
    return _growth_undefined(baseline, target) or target / baseline


@precise
def change(baseline: Decimal | None, target: Decimal | None) -> Decimal | Undefined:
    """Return target − baseline; for figures in per cent the result is in percentage points."""
    return MISSING if baseline is None or target is None else target - baseline
