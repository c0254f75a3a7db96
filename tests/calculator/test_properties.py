"""What must hold for any numbers: round trips, paths that end on the target, identities that agree with each other."""

from decimal import Decimal, localcontext
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from target_calculator import growth, identities
from target_calculator.identities import Known
from target_calculator.paths import METHODS, PathYear, decompose, largest_remainder
from target_calculator.precision import judge
from target_calculator.quantity import CONTEXT, Undefined, convert, format_number, parse_number, round_half_up

amounts = st.decimals(min_value="0.01", max_value="1e9", places=2)
signed = st.decimals(min_value="-1e9", max_value="1e9", places=2)
years = st.integers(min_value=1, max_value=30)
tiny = Decimal("1e-30")


def close(first: Decimal | Undefined, second: Decimal) -> bool:
    assert isinstance(first, Decimal)
    with localcontext(CONTEXT):
        return abs(first - second) <= tiny * max(abs(second), Decimal(1))


@given(baseline=amounts, target=amounts, span=years)
def test_target_to_annual_growth_and_back_is_the_target(baseline: Decimal, target: Decimal, span: int) -> None:
    rate = growth.annual_growth(baseline, target, span)
    assert isinstance(rate, Decimal)
    assert close(growth.target_from_annual_growth(baseline, rate, span), target)
    assert close(growth.baseline_from_annual_growth(target, rate, span), baseline)


@given(baseline=amounts, target=amounts)
def test_target_to_total_growth_and_back_is_the_target(baseline: Decimal, target: Decimal) -> None:
    rate = growth.total_growth(baseline, target)
    assert isinstance(rate, Decimal)
    assert close(growth.target_from_growth(baseline, rate), target)
    assert close(growth.baseline_from_growth(target, rate), baseline)


@given(rate=st.decimals(min_value="-0.9", max_value="3", places=4), span=years)
def test_a_short_growth_rate_is_recovered_exactly(rate: Decimal, span: int) -> None:
    target = growth.target_from_annual_growth(Decimal(100), rate, span)
    assert isinstance(target, Decimal)
    found = growth.annual_growth(Decimal(100), target, span)
    assert isinstance(found, Decimal)
    assert format_number(found, 20) == format_number(rate, 20)


@given(baseline=amounts, rate=st.decimals(min_value="0.001", max_value="2", places=3), span=years)
def test_years_needed_are_the_years_grown(baseline: Decimal, rate: Decimal, span: int) -> None:
    target = growth.target_from_annual_growth(baseline, rate, span)
    assert close(growth.years_needed(baseline, target if isinstance(target, Decimal) else None, rate), Decimal(span))


@st.composite
def decompositions(
    draw: st.DrawFn,
) -> tuple[tuple[PathYear, ...] | Undefined, Decimal, Decimal, int, dict[int, Decimal]]:
    method = draw(st.sampled_from(METHODS))
    numbers = amounts if method == "geometric" else signed
    baseline, target, span = draw(numbers), draw(numbers), draw(years)
    weights = draw(st.lists(st.integers(1, 9).map(Decimal), min_size=span, max_size=span))
    inner = list(range(2021, 2020 + span))
    fixed = draw(st.dictionaries(st.sampled_from(inner), numbers, max_size=3)) if inner else {}
    decimals = draw(st.integers(0, 4))
    path = decompose(
        baseline, target, 2020, 2020 + span, method=method, weights=weights, fixed=fixed, decimals=decimals
    )
    return path, baseline, target, span, fixed


@given(drawn=decompositions())
def test_a_path_ends_exactly_on_the_target_and_keeps_fixed_years(
    drawn: tuple[tuple[PathYear, ...] | Undefined, Decimal, Decimal, int, dict[int, Decimal]],
) -> None:
    path, baseline, target, span, fixed = drawn
    assert not isinstance(path, Undefined)
    assert [row.year for row in path] == list(range(2020, 2021 + span))
    assert (path[0].value, path[-1].value, path[-1].exact) == (baseline, target, target)
    assert {row.year: row.value for row in path if row.year in fixed} == fixed


@given(drawn=decompositions())
def test_every_row_of_a_path_adds_up_and_stays_near_the_exact_course(
    drawn: tuple[tuple[PathYear, ...] | Undefined, Decimal, Decimal, int, dict[int, Decimal]],
) -> None:
    path, baseline, target, span, _ = drawn
    assert not isinstance(path, Undefined)
    for before, row in pairwise(path):
        assert row.increment is not None
        assert before.value + row.increment == row.value
        unit = Decimal(1).scaleb(row.value.as_tuple().exponent)  # type: ignore[arg-type]
        assert abs(row.value - row.exact) < unit * span
    assert sum(row.increment or 0 for row in path) == target - baseline


@given(course=st.lists(signed, min_size=2, max_size=30), decimals=st.integers(0, 1))
def test_rounded_increments_add_up_and_none_is_off_by_a_whole_unit(course: list[Decimal], decimals: int) -> None:
    ends = [round_half_up(course[0], decimals), *course[1:-1], round_half_up(course[-1], decimals)]
    increments = largest_remainder(ends, decimals)
    assert sum(increments) == ends[-1] - ends[0]
    for before, after, increment in zip(ends, ends[1:], increments, strict=False):
        assert abs(increment - (after - before)) < Decimal(1).scaleb(-decimals)


@given(assets=amounts, net_assets=amounts, revenue=amounts, total_profit=amounts, net_profit=amounts)
def test_identities_agree_whichever_three_are_given(
    assets: Decimal, net_assets: Decimal, revenue: Decimal, total_profit: Decimal, net_profit: Decimal
) -> None:
    net_assets = min(assets, net_assets)
    amounts_given = {
        "assets": assets,
        "net_assets": net_assets,
        "revenue": revenue,
        "total_profit": total_profit,
        "net_profit": net_profit,
    }
    forward = identities.solve({name: Known(value) for name, value in amounts_given.items()})
    assert forward.conflicts == ()
    start = {name: forward.values[name] for name in ("assets", *identities.RATIOS)}
    back = identities.solve(start)
    if forward.values["debt_ratio"].value < 1 and min(forward.values[name].value for name in identities.RATIOS[1:]) > 0:
        for name, value in amounts_given.items():
            with localcontext(CONTEXT):
                assert abs(back.values[name].value / value - 1) < tiny


@given(baseline=amounts, target=amounts, decimals=st.integers(0, 4))
def test_a_correctly_rounded_figure_is_judged_so(baseline: Decimal, target: Decimal, decimals: int) -> None:
    rate = growth.total_growth(baseline, target)
    assert isinstance(rate, Decimal)
    printed = format_number(rate * 100, decimals)
    if len(printed.lstrip("-").partition(".")[0]) <= 15:
        verdict = judge(f"{printed}%", "total_growth", {"baseline": f"{baseline}亿元", "target": f"{target}亿元"})
        assert verdict.verdict == ("exact" if verdict.recomputed == Decimal(printed) else "rounded")


@given(number=signed)
def test_a_number_survives_full_width_typing(number: Decimal) -> None:
    typed = f"{number:,f}".translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert parse_number(typed) == number


@given(number=amounts, unit=st.sampled_from(["元", "万元", "亿元", "万亿元"]))
def test_converting_there_and_back_changes_nothing(number: Decimal, unit: str) -> None:
    there = convert(number, "亿元", unit)
    assert isinstance(there, Decimal)
    assert convert(there, unit, "亿元") == number


@settings(max_examples=30)
@given(first=amounts, second=amounts)
def test_the_callers_decimal_context_does_not_change_results(first: Decimal, second: Decimal) -> None:
    expected = growth.annual_growth(first, second, 5)
    with localcontext() as context:
        context.prec = 3
        assert growth.annual_growth(first, second, 5) == expected
