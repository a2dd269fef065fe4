from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.gathering import premises_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.what_if import (
    PERCENTS,
    blended,
    difference,
    differences,
    equal_percent,
    leaving,
    sensitivity,
    with_equal_share,
)
from core.model.scenarios import ScenarioMember
from core.model.values.rules import parse_rule
from tests.core.calc.cost_book import CODES, SCENARIO, amounts, cost_book, cost_line


def source() -> Premises:
    premises = premises_of(cost_book(), SCENARIO)
    assert isinstance(premises, Premises)
    return premises


def made(result: Comparison | Impossible) -> Comparison:
    assert isinstance(result, Comparison)
    return result


@pytest.mark.parametrize(
    ("rule", "percent", "result"),
    [
        ("equal=3,population=7", 0, "population=700"),
        ("equal=3,population=7", 100, "equal=700"),
        ("equal=3,population=7", 30, "equal=210,population=490"),
        ("equal", 25, "equal=25,population=75"),
        ("equal=10,population=45,weight:w=45", 10, "equal=900,population=4050,weight:w=4050"),
    ],
)
def test_the_rest_of_the_rule_keeps_its_proportions(rule: str, percent: int, result: str) -> None:
    assert blended(parse_rule(rule), percent).text == result


@given(st.integers(1, 9), st.integers(1, 9))
def test_at_its_own_percentage_the_rule_stays_what_it_is(equal: int, population: int) -> None:
    rule = parse_rule(f"equal={equal * 10},population={population * 10}")
    percent = equal_percent(rule)
    if percent.denominator == 1:
        blend = blended(rule, int(percent))
        assert equal_percent(blend) == percent


def test_the_chart_runs_from_no_equal_share_to_nothing_else() -> None:
    points = sensitivity(replace(source(), guarantee_tenths=None))
    assert [percent for percent, _ in points] == list(PERCENTS)
    smallest = [made(result).rows["163210"].cloud for _, result in points]
    assert smallest == sorted(smallest)
    assert len({row.cloud for row in made(points[-1][1]).rows.values()}) == 1
    (present,) = [made(result) for percent, result in points if percent == 30]
    assert dict(present.rows) == dict(made(compare(replace(source(), guarantee_tenths=None))).rows)


def test_lines_with_a_rule_of_their_own_keep_it() -> None:
    lines = {cost_line(1): amounts(1, 100), cost_line(2, rule="population"): amounts(2, 100)}
    premises = premises_of(cost_book(lines), SCENARIO)
    assert isinstance(premises, Premises)
    assert [charge.rule.text for charge in with_equal_share(premises, 100).fee.charges] == ["equal=700", "population=1"]


def test_when_a_member_leaves_the_others_bear_its_share() -> None:
    before = made(compare(replace(source(), guarantee_tenths=None)))
    after = made(leaving(replace(source(), guarantee_tenths=None), "162116"))
    assert list(after.rows) == list(CODES[1:])
    assert after.total.cloud == before.total.cloud
    change = differences(before, after)
    assert change["162116"].yen == -before.rows["162116"].cloud
    assert change["162116"].percent == Decimal("-100.0")
    assert all(change[code].yen > 0 for code in CODES[1:])
    assert change[""].yen == sum(change[code].yen for code in CODES) == 0


def test_a_leaving_member_can_break_the_guarantee() -> None:
    result = leaving(source(), "162116")
    assert isinstance(result, Impossible)
    assert result.short == 1_386_000_000 - 868_000_000


def test_what_the_leaver_bears_alone_goes_with_it() -> None:
    lines = {cost_line(1): amounts(1, 100), cost_line(2, borne_by_id=1): amounts(2, 50)}
    premises = premises_of(cost_book(lines), SCENARIO)
    assert isinstance(premises, Premises)
    assert made(leaving(premises, "162116")).total.cloud == 100


def test_it_is_the_same_as_a_scenario_without_the_member() -> None:
    book = cost_book(scenario_members=[ScenarioMember(1, 1, 6, included=False)])
    without = premises_of(book, SCENARIO)
    assert isinstance(without, Premises)
    assert dict(made(compare(without)).rows) == dict(made(leaving(source(), "163210")).rows)


@pytest.mark.parametrize(
    ("before", "after", "yen", "percent"),
    [(1_000, 1_001, 1, "0.1"), (1_000, 999, -1, "-0.1"), (3, 2, -1, "-33.3"), (5, 5, 0, "0.0")],
)
def test_a_difference_is_told_in_yen_and_percent(before: int, after: int, yen: int, percent: str) -> None:
    found = difference(before, after)
    assert (found.yen, found.percent) == (yen, Decimal(percent))


def test_there_is_no_percentage_of_nothing() -> None:
    assert difference(0, 5).percent is None


@pytest.mark.parametrize("rule", ["equal=3,population=7", "equal=3,population=7,most:40%"])
def test_the_chart_goes_the_way_from_the_former_rule_at_every_share(rule: str) -> None:
    """At the present share it is the scenario itself; at another one, what the scenario would be with that rule."""
    way = replace(SCENARIO, guarantee_percent=None, former_rule="population", phase_in="20,60", rule=rule)
    premises = premises_of(cost_book(), way)
    assert isinstance(premises, Premises)
    for percent in (0, 30, 80, 100):
        other = blended(parse_rule(rule), percent).text
        right = compare(premises_of(cost_book(), replace(way, rule=other)))  # type: ignore[arg-type]
        found = compare(with_equal_share(premises, percent))
        assert _years(made(found)) == _years(made(right))
    assert _years(made(compare(with_equal_share(premises, 30)))) == _years(made(compare(premises)))


def _years(found: Comparison) -> dict[str, tuple[int, ...]]:
    return {code: row.years for code, row in found.rows.items()}
