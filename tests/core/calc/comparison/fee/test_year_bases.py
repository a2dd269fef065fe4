"""激変緩和 and the figures that count for each fiscal year."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.comparison.charges import phased
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.members import Member
from core.calc.splitting.bases import combined_weights
from core.model.book import Book
from core.model.council import Population, Weight, WeightYear
from core.model.fixed_amounts import FixedAmount
from core.model.registry import TABLES
from core.model.scenarios import IndexYear, Scenario
from core.model.values.rules import parse_rule
from core.words.sentences import sentence
from tests.core.calc.cost_book import CODES, amounts, cost_book, cost_line

SCENARIO = Scenario(1, "試算", 1, rule="population", first_fiscal_year=2015, years=3, basis_day="09-30")


def book_of(yearly: int = 900, weights: list[Weight] | None = None, dated: list[WeightYear] | None = None) -> Book:
    """Two figures of people for each of the six; the newer one, of a census, is of October 2015."""
    populations = [
        *(Population(at, at, "2014-09-30", 100 * at, "住民基本台帳") for at in range(1, 7)),
        *(Population(10 + at, at, "2015-10-01", 200 if at == 1 else 100, "国勢調査") for at in range(1, 7)),
    ]
    return cost_book(
        {cost_line(): amounts(1, *[yearly] * 3)},
        scenarios=[SCENARIO],
        populations=populations,
        weights=weights or [],
        weight_years=dated or [],
    )


def made(book: Book, scenario: Scenario = SCENARIO) -> Comparison:
    result = compare_scenario(book, scenario)
    assert isinstance(result, Comparison), sentence(result.fault)
    return result


def test_each_year_goes_by_the_newest_figure_up_to_the_day_of_the_year_before() -> None:
    """On 30 September 2014 and 2015 the older figures were the newest, a year later those of October 2015."""
    result = made(book_of(2_100))
    assert [row.years for row in result.rows.values()] == [
        (100, 100, 600),
        (200, 200, 300),
        (300, 300, 300),
        (400, 400, 300),
        (500, 500, 300),
        (600, 600, 300),
    ]
    labels = [charge.among.when for charge in result.premises.fee.charges if charge.among]
    assert labels == ["平成27年度、平成28年度の基礎数値", "平成29年度の基礎数値"]


def test_only_figures_of_the_source_that_is_asked_for_count() -> None:
    census = replace(SCENARIO, basis_source="国勢調査", first_fiscal_year=2017)
    assert made(book_of(), census).premises.fee.bases[0].dates == dict.fromkeys(CODES, "2015-10-01")
    early = compare_scenario(book_of(), replace(SCENARIO, basis_source="国勢調査"))
    assert isinstance(early, Impossible)
    assert sentence(early.fault) == (
        "平成27年度の按分に使う射水市の人口(平成26年9月30日以前、国勢調査)がありません。何も按分していません。"
        "人口と指標のページで入力してください。"
    )


@pytest.mark.parametrize(
    ("which", "values"),
    [
        (IndexYear.CURRENT, [15, 15, 17]),
        (IndexYear.PREVIOUS, [1, 15, 15]),
        (IndexYear.SECOND, [1, 1, 15]),
    ],
)
def test_an_index_has_the_newest_value_of_the_year_that_is_looked_back_to(which: IndexYear, values: list[int]) -> None:
    plain = [Weight(at, at, "ごみ量", value=1) for at in range(1, 7)]
    dated = [WeightYear(1, 1, "ごみ量", 2015, 15), WeightYear(2, 1, "ごみ量", 2017, 17)]
    scenario = replace(SCENARIO, rule="weight:ごみ量", basis_day=None, index_year=which)
    result = made(book_of(weights=plain, dated=dated), scenario)
    assert [basis.members[0].weights["ごみ量"] for basis in result.premises.fee.bases] == values
    for at, value in enumerate(values):
        assert abs(result.rows["162116"].years[at] - Fraction(900 * value, value + 5)) < 1


def test_an_index_of_which_no_year_is_known_in_time_is_told() -> None:
    dated = [WeightYear(at, at, "ごみ量", 2016, 5) for at in range(1, 7)]
    scenario = replace(SCENARIO, rule="weight:ごみ量", basis_day=None, index_year=IndexYear.PREVIOUS)
    result = compare_scenario(book_of(dated=dated), scenario)
    assert isinstance(result, Impossible)
    assert "平成27年度の按分に使う射水市の指標「ごみ量」(前年度の実績)がありません" in sentence(result.fault)


def test_a_rule_without_figures_needs_none_of_any_year() -> None:
    result = made(book_of(), replace(SCENARIO, rule="equal", first_fiscal_year=2010))
    assert all(charge.among is None for charge in result.premises.fee.charges)


def test_the_figures_of_each_year_stand_in_the_derivation() -> None:
    steps = {step.label: step for step in made(book_of()).explain("162116").steps}
    figures = steps["年度ごとの基礎数値"]
    assert figures.formula == "人口は前年の9月30日以前で最新のもの"
    assert figures.inputs == (
        ("平成27年度", "人口 100人(平成26年9月30日)"),
        ("平成28年度", "人口 100人(平成26年9月30日)"),
        ("平成29年度", "人口 200人(平成27年10月1日)"),
    )
    assert steps["人口割(平成29年度の基礎数値)"].formula == "900円 × 200人 ÷ 700人"


PHASED = replace(
    SCENARIO, population_date="2014-09-30", basis_day=None, rule="population", former_rule="equal", phase_in="20,60"
)


def test_the_new_rule_comes_in_by_percent_over_the_years() -> None:
    book = book_of(2_100)
    people = {payer.code: payer.population or 0 for payer in made(book, PHASED).premises.payers}
    whole = sum(people.values())
    for code, row in made(book, PHASED).rows.items():
        exact = [
            Fraction(2_100 * (100 - new), 600) + Fraction(2_100 * new * people[code], 100 * whole)
            for new in (20, 60, 100)
        ]
        for yen, share in zip(row.years, exact, strict=True):
            assert abs(yen - share) < 1
    steps = {step.label: step for step in made(book, PHASED).explain("162116").steps}
    assert steps["激変緩和"].inputs == (
        ("平成27年度", "新しい規則20% → 均等割:人口割 = 4:1"),
        ("平成28年度", "新しい規則60% → 均等割:人口割 = 2:3"),
        ("平成29年度", "新しい規則100% → 人口割"),
    )


@pytest.mark.parametrize("half", [replace(PHASED, former_rule=None), replace(PHASED, phase_in=None)])
def test_half_of_it_is_told_and_nothing_is_allocated(half: Scenario) -> None:
    result = compare_scenario(book_of(), half)
    assert isinstance(result, Impossible)
    assert result.fault.rule == "phase_in_incomplete"
    assert sentence(result.fault)


RULES = st.sampled_from(("equal", "population", "equal=3,population=7", "weight:w=2,equal=1", "decreasing:1.5"))


@given(RULES, RULES, st.integers(0, 1_000), st.lists(st.integers(1, 10**6), min_size=2, max_size=5))
def test_on_the_way_a_share_is_so_many_percent_of_both_rules(
    former: str, new: str, tenths: int, people: list[int]
) -> None:
    members = [Member(at, str(at), "", "", at, count, {"w": at + 1}) for at, count in enumerate(people)]

    def shares(rule: str) -> list[Fraction]:
        weights = combined_weights(parse_rule(rule), members)
        return [Fraction(weight, sum(weights)) for weight in weights]

    mixed = phased(parse_rule(former), parse_rule(new), Fraction(tenths, 10))
    weights = combined_weights(mixed, members)
    for weight, old, fresh in zip(weights, shares(former), shares(new), strict=True):
        assert Fraction(weight, sum(weights)) == (old * (1_000 - tenths) + fresh * tenths) / 1_000


def test_a_class_by_population_is_that_of_the_figure_of_each_year() -> None:
    """The table says 10 below 300 people, else 40; the first of the six grows from 100 to 200, the last falls."""
    classes = [FixedAmount(1, "基本料", 10, below=300), FixedAmount(2, "基本料", 40, least=300)]
    book = book_of(600)
    book = Book({**{name: list(book.all(t.record).values()) for name, t in TABLES.items()}, "fixed_amounts": classes})
    result = made(book, replace(SCENARIO, rule="fixed:基本料,equal=1"))
    # 2 × 10 + 4 × 40 = 180 and 70 each in the first years, 6 × 10 = 60 and 90 each in the last.
    assert [row.years for row in result.rows.values()] == [(80, 80, 100)] * 2 + [(110, 110, 100)] * 4
    steps = {one.label: one for one in result.explain(CODES[5]).steps}
    assert "定額(平成29年度)" in steps


def test_a_limit_by_an_index_goes_by_the_value_of_the_year_before_and_says_where_it_is_missing() -> None:
    dated = [WeightYear(at, at, "前年度負担金", 2014, 100) for at in range(1, 7)]
    dated += [WeightYear(10 + at, at, "前年度負担金", 2015, 1_000) for at in range(1, 7)]
    scenario = replace(SCENARIO, index_year=IndexYear.PREVIOUS, years=2)
    limited = replace(scenario, rule="population,most:150%前年度負担金")
    result = made(book_of(900, dated=dated), limited)
    assert {row.years[0] for row in result.rows.values()} == {150}
    assert len({row.years[1] for row in result.rows.values()}) == 6
    missing = compare_scenario(book_of(900, dated=dated[6:]), limited)
    assert isinstance(missing, Impossible)
    assert "平成27年度" in sentence(missing.fault)
    assert "前年度負担金" in sentence(missing.fault)


LIMITED = replace(PHASED, rule="population,most:26%", former_rule="fixed:基本料,equal=1", phase_in="20,33.3,100")


def limited_book(yen: int = 2_100) -> Book:
    tables = {name: list(book_of(yen).all(t.record).values()) for name, t in TABLES.items()}
    return Book({**tables, "fixed_amounts": [FixedAmount(1, "基本料", 150, municipality_id=1), _others()]})


def _others() -> FixedAmount:
    return FixedAmount(2, "基本料", 30)


def test_on_the_way_to_a_rule_with_limits_the_amounts_of_both_rules_are_added_up_by_percent() -> None:
    """By the former rule the first pays 150 first and all others 30, then 2,100 − 300 = 1,800 in six equal parts; by
    the new rule nobody pays more than 546, and the others take over by their people what that moves."""
    result = made(limited_book(), LIMITED)
    people = {payer.code: payer.population or 0 for payer in result.premises.payers}
    capped = [code for code, count in people.items() if count * 100 > 26 * sum(people.values())]
    others = sum(count for code, count in people.items() if code not in capped)
    years = {code: row.years for code, row in result.rows.items()}
    for code, count in people.items():
        former = Fraction(450 if code == CODES[0] else 330)
        left = 2_100 - 546 * len(capped)
        new = Fraction(546) if code in capped else Fraction(left * count, others)
        for at, percent in enumerate((Fraction(20), Fraction(333, 10), Fraction(100))):
            exact = (former * (100 - percent) + new * percent) / 100
            assert abs(years[code][at] - exact) < 1
    assert len(capped) == 1
    assert [sum(column) for column in zip(*years.values(), strict=True)] == [2_100] * 3


def test_such_a_year_is_told_by_both_rules_and_their_percentages() -> None:
    steps = {step.label: step for step in made(limited_book(), LIMITED).explain(CODES[5]).steps}
    assert steps["激変緩和"].inputs[1] == (
        "平成28年度",
        "新しい規則33.3% → 従前の規則(定額(基本料)、均等割)66.7% + 新しい規則(人口割、上限 総額の26%)33.3%",
    )
    assert steps["按分(平成28年度)(従前の規則)"].result == "2,100円"
    assert "下限・上限(平成28年度)(新しい規則)" in steps
    own = steps["舟橋村の分(平成28年度)"]
    assert own.formula == "(従前の規則の額330円 × 66.7% + 新しい規則の額546円 × 33.3%)"
    assert own.result == "401.92…円"
    assert steps["舟橋村の分(平成29年度)"].formula == "按分の額546円"


@pytest.mark.parametrize("percent", ["0", "100"])
def test_at_the_ends_of_the_way_it_is_one_of_the_two_rules(percent: str) -> None:
    way = replace(LIMITED, phase_in=",".join([percent] * 3))
    alone = replace(LIMITED, phase_in=None, former_rule=None)
    alone = alone if percent == "100" else replace(alone, rule=LIMITED.former_rule)
    one, other = made(limited_book(), way), made(limited_book(), alone)
    assert {code: row.years for code, row in one.rows.items()} == {code: row.years for code, row in other.rows.items()}
