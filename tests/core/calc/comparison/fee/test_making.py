"""Lines of every kind in small figures: what is split, what is deducted first, and who bears what."""

from dataclasses import replace
from typing import Any

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.pricing import Money
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario
from core.calc.comparison.premises import Impossible
from core.calc.comparison.total_costs import TotalCosts, UnborneCost, total_costs
from core.calc.comparison.values import comparison_values
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow, Sharing
from core.model.council import Participation, System, Weight
from core.model.fixed_amounts import FixedAmount
from core.model.machine.faults import Fault
from core.model.scenarios import Scenario, ScenarioMember
from core.model.values.rules import Remainder
from core.words.sentences import sentence
from tests.core.calc.cost_book import CODES, amounts, cost_book, cost_line

ONE_YEAR = Scenario(1, "試算", 1, rule="equal", first_fiscal_year=2015, years=1)


def book_of(lines: list[tuple[CostLine, list[int]]], **tables: Any) -> Book:
    """Return a book of the six members with the lines and their amounts from 2015 on."""
    return cost_book({line: amounts(line, *yen) for line, yen in lines}, scenarios=[ONE_YEAR], **tables)


def only(*codes: str) -> list[ScenarioMember]:
    """Return who is in the scenario: nobody but these."""
    return [ScenarioMember(at, 1, at, included=code in codes) for at, code in enumerate(CODES, start=1)]


def made(book: Book, scenario: Scenario = ONE_YEAR) -> Comparison:
    result = compare_scenario(book, scenario)
    assert isinstance(result, Comparison), sentence(result.fault)
    return result


def clouds(book: Book, scenario: Scenario = ONE_YEAR) -> dict[str, int]:
    return {code: row.cloud for code, row in made(book, scenario).rows.items()}


def refusal(book: Book, scenario: Scenario = ONE_YEAR) -> Fault:
    result = compare_scenario(book, scenario)
    assert isinstance(result, Impossible)
    assert sentence(result.fault)
    return result.fault


COST = cost_line(1, name="運営費")
THREE = only("163228", "163422", "163431")


@pytest.mark.parametrize(
    ("prefecture", "paid"),
    [
        (cost_line(2, name="富山県", flow=Flow.OUTSIDE), [41_000]),
        (cost_line(2, name="富山県", flow=Flow.OUTSIDE, portion="41/269"), []),
        (cost_line(2, name="富山県", flow=Flow.REST), [228_000]),
    ],
    ids=["a fixed amount", "a share", "the remainder"],
)
def test_of_269_the_prefecture_pays_41_and_three_towns_76_each(prefecture: CostLine, paid: list[int]) -> None:
    book = book_of([(COST, [269_000]), (prefecture, paid)], scenario_members=THREE)
    result = made(book)
    assert [row.cloud for row in result.rows.values()] == [76_000, 76_000, 76_000]
    premises = comparison_values(book, ONE_YEAR, result)["premises"]
    assert (premises["fee"], premises["fee_gross"]) == (228_000, 269_000)
    assert premises["fee_by_year"] == {"2015": 228_000}
    assert [(one["name"], one["by_year"]) for one in premises["deductions"]] == [("富山県", {"2015": 41_000})]


def test_a_payer_that_is_no_member_may_count_as_one_in_the_equal_split_and_in_no_other() -> None:
    joining = cost_line(2, name="富山県", flow=Flow.JOINING)
    book = book_of([(COST, [100]), (joining, [])], scenario_members=THREE)
    result = made(book)
    assert [row.cloud for row in result.rows.values()] == [25, 25, 25]
    assert result.premises.fee.deductions[0].years == (25,)
    by_people = replace(ONE_YEAR, rule="equal=1,population=1")
    assert made(book, by_people).premises.fee.deductions[0].years == (12,)  # 12.5, cut below one yen
    assert made(book, by_people).total.cloud == 88
    alone = made(book, replace(ONE_YEAR, rule="population"))
    assert alone.premises.fee.deductions[0].years == (0,)
    assert alone.total.cloud == 100


def test_several_shares_are_of_what_money_in_leaves() -> None:
    half = cost_line(3, name="富山県", flow=Flow.OUTSIDE, portion="1/2")
    fifth = cost_line(4, name="一部事務組合", flow=Flow.OUTSIDE, portion="20%")
    grant = cost_line(2, name="国庫補助金", flow=Flow.INCOME)
    book = book_of([(COST, [1_000]), (grant, [400]), (half, []), (fifth, [])], scenario_members=THREE)
    result = made(book)
    assert [one.years for one in result.premises.fee.deductions] == [(400,), (300,), (120,)]
    assert [row.cloud for row in result.rows.values()] == [60, 60, 60]


def test_a_subsidy_by_rate_has_the_amount_of_the_year_as_its_limit() -> None:
    grant = cost_line(2, flow=Flow.INCOME, portion="1/2")
    two = replace(ONE_YEAR, years=2)
    book = book_of([(COST, [1_001, 1_001]), (grant, [300])], scenario_members=THREE)
    assert made(book, two).premises.fee.deductions[0].years == (300, 500)
    assert made(book, two).premises.years == (701, 501)


def test_money_in_of_one_member_is_taken_off_its_own_share() -> None:
    grant = cost_line(2, name="町の補助金", flow=Flow.INCOME, borne_by_id=list(CODES).index("163422") + 1)
    book = book_of([(COST, [300]), (grant, [40])], scenario_members=THREE)
    assert clouds(book) == {"163228": 100, "163422": 60, "163431": 100}
    more = book_of([(COST, [300]), (grant, [101])], scenario_members=THREE)
    assert refusal(more).rule == "credit_exceeds_share"
    assert sentence(refusal(more)) == (
        "入善町の平成27年度の負担額は、控除する額に1円足りません。何も按分していません。財源の金額を確かめてください。"
    )


def test_money_in_with_a_rule_of_its_own_is_split_by_it() -> None:
    surplus = cost_line(2, name="繰越金", flow=Flow.INCOME, rule="population")
    book = book_of([(COST, [300_000]), (surplus, [73_000])], scenario_members=THREE)
    people = {payer.code: payer.population or 0 for payer in made(book).premises.payers}
    whole = sum(people.values())
    for code, yen in clouds(book).items():
        assert abs(yen - (100_000 - 73_000 * people[code] / whole)) < 1
    assert sum(clouds(book).values()) == 227_000


def test_what_is_deducted_and_put_back_stays_with_whom_it_was_taken_for() -> None:
    """渋川's form: the costs less everybody's special grants are split, and each one's grant is added to its share."""
    grants = [
        (cost_line(at + 2, name=f"特別交付税{at}", flow=Flow.RETURNED, borne_by_id=id), [yen])
        for at, (id, yen) in enumerate(((list(CODES).index("163228") + 1, 60), (list(CODES).index("163422") + 1, 30)))
    ]
    book = book_of([(COST, [390]), *grants], scenario_members=THREE)
    assert clouds(book) == {"163228": 160, "163422": 130, "163431": 100}
    assert made(book).premises.gross_years == made(book).premises.years == (390,)
    absent = book_of([(COST, [390]), *grants], scenario_members=only("163431"))
    assert clouds(absent) == {"163431": 390}


@pytest.mark.parametrize(
    ("line", "yen", "rule", "words"),
    [
        (
            cost_line(2, name="国庫補助金", flow=Flow.INCOME),
            [1_001],
            "deduction_exceeds",
            "平成27年度の「国庫補助金」1,001円は、差し引くことのできる額(1,000円)を超えています。何も按分していません。"
            "金額か、業務の指定を確かめてください。",
        ),
        (
            cost_line(2, name="富山県", flow=Flow.REST),
            [1_001],
            "rest_exceeds",
            "平成27年度の「富山県」では構成団体が1,001円を負担しますが、按分する額は1,000円です。何も按分していません。"
            "金額を確かめてください。",
        ),
        (
            cost_line(2, name="特別交付税", flow=Flow.RETURNED),
            [1],
            "returned_without_bearer",
            "経費明細「特別交付税」は控除・戻入ですが、戻し入れる団体がありません。負担団体を選んでください。",
        ),
        (
            cost_line(2, name="国庫補助金", flow=Flow.INCOME, system_id=1),
            [1],
            "deduction_exceeds",
            "平成27年度の「国庫補助金」1円は、差し引くことのできる額(0円)を超えています。何も按分していません。"
            "金額か、業務の指定を確かめてください。",
        ),
    ],
)
def test_what_cannot_be_deducted_is_said_and_nothing_is_allocated(
    line: CostLine, yen: list[int], rule: str, words: str
) -> None:
    book = book_of([(COST, [1_000]), (line, yen)], systems=[System(1, "住民税")])
    assert refusal(book).rule == rule
    assert sentence(refusal(book)) == words


def taking(**systems: str) -> list[Participation]:
    """Return who takes part in which system: letters of the members by the system's id."""
    pairs = [(member, system) for system, letters in systems.items() for member in letters]
    return [Participation(at, "ABCDEF".index(letter) + 1, int(system[1:])) for at, (letter, system) in enumerate(pairs)]


SYSTEMS = [System(1, "住民税"), System(2, "介護保険")]


def test_a_line_of_a_system_is_split_among_those_who_take_part_in_it() -> None:
    line = cost_line(1, system_id=2)
    book = book_of([(line, [900])], systems=SYSTEMS, participations=taking(s1="ABCDEF", s2="ABC"))
    assert list(clouds(book).values()) == [300, 300, 300, 0, 0, 0]
    of_all = book_of(
        [(replace(line, sharing=Sharing.EVERYBODY), [900])],
        systems=SYSTEMS,
        participations=taking(s1="ABCDEF", s2="ABC"),
    )
    assert list(clouds(of_all).values()) == [150] * 6
    unknown = book_of([(line, [900])], systems=SYSTEMS)
    assert list(clouds(unknown).values()) == [150] * 6


def test_lines_of_several_circles_and_rules_add_up_in_one_rounding() -> None:
    lines = [
        (cost_line(1, system_id=2), [100]),
        (cost_line(2, system_id=1), [100]),
        (cost_line(3), [100]),
        (cost_line(4, system_id=2, rule="population"), [100]),
    ]
    book = book_of(lines, systems=SYSTEMS, participations=taking(s1="DEF", s2="ABC"))
    rows = clouds(book)
    assert sum(rows.values()) == 400
    steps = made(book).explain("162116").steps
    labels = [step.label for step in steps if step.label.startswith(("均等割", "人口割"))]
    assert labels == ["均等割(介護保険に参加する団体)", "均等割", "人口割(介護保険に参加する団体)"]


def test_a_cost_of_a_system_in_which_nobody_takes_part_never_vanishes() -> None:
    book = book_of([(cost_line(1, system_id=2), [900])], systems=SYSTEMS, participations=taking(s1="ABCDEF"))
    assert refusal(book).rule == "nobody_takes_part"
    assert "介護保険に参加する団体" in sentence(refusal(book))


def test_money_in_of_a_system_is_taken_off_that_system() -> None:
    lines = [
        (cost_line(1, system_id=2), [900]),
        (cost_line(2), [600]),
        (cost_line(3, flow=Flow.INCOME, system_id=2), [300]),
    ]
    book = book_of(lines, systems=SYSTEMS, participations=taking(s1="ABCDEF", s2="ABC"))
    assert list(clouds(book).values()) == [300, 300, 300, 100, 100, 100]


def test_what_is_taken_off_lines_of_several_rules_goes_by_their_amounts() -> None:
    lines = [
        (cost_line(1), [100]),
        (cost_line(2, rule="population"), [200]),
        (cost_line(3, flow=Flow.INCOME), [100]),
    ]
    parts = made(book_of(lines)).premises.fee.parts
    assert [(part.label, part.gross, part.net) for part in parts] == [
        ("均等割", (100,), (67,)),
        ("人口割", (200,), (133,)),
    ]


def test_foreign_money_is_added_up_in_cents_and_exchanged_once_by_a_fraction() -> None:
    line = cost_line(1, currency="USD", exchange_rate="1103/7")
    cents = [CostAmount(1, 1, 2015, 10, 5), CostAmount(2, 1, 2016, 10, 95)]
    book = cost_book({line: cents}, scenarios=[ONE_YEAR])
    assert made(book, replace(ONE_YEAR, years=2)).total.cloud == 3_309  # 21.00 × 157.571… = 3,309.0
    assert sum(made(book, replace(ONE_YEAR, years=2)).total.years) == 3_309


def test_money_in_of_somebody_who_is_not_there_is_a_named_line() -> None:
    grant = cost_line(2, name="町の補助金", flow=Flow.INCOME, borne_by_id=1)
    book = book_of([(COST, [300]), (grant, [40])], scenario_members=only(*list(CODES)[1:]))
    totals = total_costs(book, ONE_YEAR, made(book), allocate(book), allocate(book, Money.YEARLY))
    assert isinstance(totals, TotalCosts)
    assert UnborneCost("財源「町の補助金」", "cloud", -40) in totals.unborne
    assert totals.total.cloud == 260


def test_a_typed_fee_is_what_the_members_pay() -> None:
    book = book_of([(COST, [300]), (cost_line(2, flow=Flow.INCOME), [40])])
    assert made(book, replace(ONE_YEAR, fee_yen=600)).total.cloud == 600


def of_class(id: int, yen: int, **values: Any) -> FixedAmount:
    return FixedAmount(id, "基本料", yen, **values)


def test_fixed_amounts_are_paid_once_for_all_lines_of_a_rule_whatever_is_deducted_from_one_system() -> None:
    """100 to each first, of 1,000 + 2,000 less the 600 of one system: (3,000 − 600 − 6 × 100) ÷ 6 = 300."""
    one, other = cost_line(1, system_id=1), cost_line(2, system_id=2)
    subsidy = cost_line(3, name="補助金", flow=Flow.INCOME, system_id=1)
    book = book_of(
        [(one, [1_000]), (other, [2_000]), (subsidy, [600])], systems=SYSTEMS, fixed_amounts=[of_class(1, 100)]
    )
    scenario = replace(ONE_YEAR, rule="fixed:基本料,equal=1")
    assert len(made(book, scenario).premises.fee.charges) == 1
    assert clouds(book, scenario) == dict.fromkeys(CODES, 400)


def test_a_limit_is_one_among_those_who_take_part() -> None:
    """Two take part, of 2 and 8 tenths by weight: who would bear 800 of the 1,000 bears its 60 %."""
    line = cost_line(1, system_id=1, rule="weight:件数=1,most:60%")
    taking = [Participation(at, at, 1) for at in (1, 2)] + [Participation(10 + at, at, 2) for at in (3, 4, 5, 6)]
    weights = [Weight(1, 1, "件数", value=2), Weight(2, 2, "件数", value=8)]
    book = book_of([(line, [1_000])], systems=SYSTEMS, participations=taking, weights=weights)
    assert [row.cloud for row in made(book).rows.values()] == [400, 600, 0, 0, 0, 0]


def test_money_in_by_a_limited_rule_is_split_as_the_same_cost_would_be() -> None:
    subsidy = cost_line(2, name="補助金", flow=Flow.INCOME, rule="population,most:20%")
    book = book_of([(COST, [6_000]), (subsidy, [1_000])])
    shares = list(made(book).rows.values())
    assert [row.cloud for row in shares[:2]] == [800, 800], "the two largest get no more than 200 of it"
    assert sum(row.cloud for row in shares) == 5_000
    labels = [step.label for step in made(book).explain(CODES[0]).steps]
    assert "下限・上限(財源、平成27年度)" in labels
    told = next(step for step in made(book).explain(CODES[0]).steps if step.label == "射水市の分(財源、平成27年度)")
    assert (told.formula, told.result) == ("按分の額200円を控除", "△200円")


def test_an_outside_payer_in_the_equal_split_has_no_fixed_amount_and_no_limit() -> None:
    """60 to each member first, then 7 equal shares of 700; the floor of 200 lifts no prefecture."""
    joining = cost_line(2, name="富山県", flow=Flow.JOINING)
    book = book_of([(COST, [1_060]), (joining, [])], fixed_amounts=[of_class(1, 60)])
    result = made(book, replace(ONE_YEAR, rule="fixed:基本料,equal=1"))
    assert {row.cloud for row in result.rows.values()} == {160}
    assert result.premises.fee.deductions[0].years == (100,)
    floored = made(book, replace(ONE_YEAR, rule="equal=1,least:170"))
    assert {row.cloud for row in floored.rows.values()} == {170}
    assert floored.premises.fee.deductions[0].years == (40,)


def test_an_associate_bears_half_an_equal_share_wherever_it_takes_part() -> None:
    line = cost_line(1, system_id=1)
    taking = [Participation(at, at, 1) for at in (1, 2)] + [Participation(10 + at, at, 2) for at in (3, 4, 5, 6)]
    lines = {line: amounts(line, 300)}
    associates = {CODES[1]: {"equal_percent": 50}}
    book = cost_book(lines, members=associates, systems=SYSTEMS, participations=taking, scenarios=[ONE_YEAR])
    assert [row.cloud for row in made(book).rows.values()] == [200, 100, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("remainder", "right", "kept"),
    [
        (Remainder.NEAREST, [1_670, 1_670, 1_670, 1_670, 1_670, 1_650], 0),
        (Remainder.CARRIED, [1_660] * 6, 40),
    ],
)
def test_rounding_to_tens_keeps_what_is_left_after_money_in(remainder: Remainder, right: list[int], kept: int) -> None:
    subsidy = cost_line(2, name="補助金", flow=Flow.INCOME)
    lines = {COST: amounts(COST, 12_000), subsidy: amounts(subsidy, 2_000)}
    settings = {"unit": 10, "remainder": remainder, "representative_id": 6}
    result = made(cost_book(lines, settings, scenarios=[ONE_YEAR]))
    assert [row.cloud for row in result.rows.values()] == right
    assert (result.secretariat, result.total.cloud) == (kept, 10_000)
