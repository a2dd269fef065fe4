"""What is deducted, who takes part and who pays without being a member, against an exact reference of another hand."""

from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, premises_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.values import comparison_values
from core.calc.comparison.what_if import leaving
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost, Flow, Sharing, Taxation
from core.model.council import Municipality, Participation, Population, System, TaxMode
from core.model.fixed_amounts import FixedAmount
from core.model.registry import TABLES
from core.model.scenarios import Instalment, PartialTerm, RedistributionKey, Scenario
from core.model.values.rules import Remainder
from tests.core.calc.comparison.fee.reference import ALL_RULES, RULES, year_of
from tests.core.calc.cost_book import CODES, cost_book, cost_line
from tests.examples import few

FIRST = 2017
"""The tax rises within the third year, on 1 October 2019."""

MEMBERSHIPS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"joined_on": "2018-04-01"},
    {"joined_on": "2017-07-15"},
    {"left_on": "2018-04-01"},
    {"joined_on": "2017-06-30", "left_on": "2018-12-02"},
)

rules = st.one_of(st.sampled_from(sorted(RULES)), st.sampled_from(sorted(ALL_RULES)))
SYSTEMS = [System(1, "住民税"), System(2, "介護保険")]


@st.composite
def ledgers(draw: st.DrawFn, everything: bool = True) -> tuple[Book, Scenario]:
    """A ledger of the six with lines of every kind; `everything`: also what is credited to single members."""
    years = draw(st.integers(1, 4))
    taking = [
        Participation(at, member, system)
        for at, (member, system) in enumerate(
            sorted(draw(st.sets(st.tuples(st.integers(1, 6), st.integers(1, 2)), max_size=8)))
        )
    ]
    base = cost_line(20, system_id=1, sharing=Sharing.EVERYBODY)
    lines: dict[CostLine, list[CostAmount]] = {}
    if draw(st.integers(0, 4)):  # without it hardly anything can be deducted
        lines[base] = [CostAmount(2_000 + at, 20, FIRST + at, draw(st.integers(10**9, 10**10))) for at in range(years)]
    for id in range(1, draw(st.integers(2, 5)) + 1):
        lines[draw(costs(id))] = draw(amounts(id, years, 10**9))
    for id in range(11, draw(st.integers(11, 15))):
        line = draw(deductions(id, everything))
        most = 10**9 if line.flow is Flow.REST else 2 * 10**7
        lines[line] = [] if line.flow is Flow.JOINING else draw(amounts(id, years, most))
    scenario = Scenario(
        1,
        "試算",
        1,
        rule=draw(rules),
        first_fiscal_year=FIRST,
        years=years,
        tax_mode=draw(st.sampled_from(TaxMode)),
        instalment=draw(st.sampled_from(Instalment)),
        partial_term=draw(st.sampled_from(PartialTerm)),
    )
    settings: dict[str, Any] = {
        "unit": draw(st.sampled_from((1, 100, 1_000))),
        "remainder": draw(st.sampled_from(Remainder)),
    }
    members = {code: {"equal_percent": draw(st.sampled_from((100, 50)))} for code in CODES[:2]}
    for code in CODES[4:]:
        members[code] = draw(st.sampled_from(MEMBERSHIPS))
    fixed = [FixedAmount(at, "基本料", draw(st.integers(0, 3_000_000)), municipality_id=at) for at in range(1, 6)]
    tables: dict[str, list[Any]] = {"systems": SYSTEMS, "participations": taking, "fixed_amounts": fixed}
    return cost_book(lines, settings, members, scenarios=[scenario], **tables), scenario


@st.composite
def costs(draw: st.DrawFn, id: int) -> CostLine:
    own = draw(st.one_of(st.none(), st.none(), st.none(), st.integers(1, 6)))
    rule = draw(st.one_of(st.none(), rules)) if own is None else None
    system = draw(st.sampled_from((None, 1, 2)))
    tax, sharing = draw(st.sampled_from(Taxation)), draw(st.sampled_from(Sharing))
    return cost_line(id, borne_by_id=own, rule=rule, system_id=system, sharing=sharing, tax_mode=tax)


@st.composite
def deductions(draw: st.DrawFn, id: int, everything: bool) -> CostLine:
    flows = [one for one in Flow if one is not Flow.COST and (everything or one is not Flow.RETURNED)]
    flow = draw(st.sampled_from(flows))
    system, part = draw(st.sampled_from((None, None, 1))), draw(st.sampled_from((None, None, "1/3", "12.5%")))
    bearer, rule = None, None
    if everything and flow in {Flow.INCOME, Flow.RETURNED} and (flow is Flow.RETURNED or draw(st.booleans())):
        bearer, part = draw(st.integers(1, 6)), None
    elif everything and flow is Flow.INCOME and draw(st.booleans()):
        rule, part = draw(rules), None
    if flow not in {Flow.INCOME, Flow.OUTSIDE}:
        part = None
    tax = draw(st.sampled_from(Taxation))
    return cost_line(id, flow=flow, system_id=system, portion=part, borne_by_id=bearer, rule=rule, tax_mode=tax)


@st.composite
def amounts(draw: st.DrawFn, line: int, years: int, most: int) -> list[CostAmount]:
    found = draw(st.lists(st.one_of(st.none(), st.integers(0, most)), min_size=years, max_size=years))
    return [CostAmount(100 * line + at, line, FIRST + at, yen) for at, yen in enumerate(found) if yen is not None]


def made(book: Book, scenario: Scenario) -> Comparison:
    result = compare_scenario(book, scenario)
    assume(isinstance(result, Comparison))
    assert isinstance(result, Comparison)
    return result


@few(20)
@given(ledgers())
def test_gross_less_what_is_deducted_is_the_fee_and_both_margins_hold(found: tuple[Book, Scenario]) -> None:
    book, scenario = found
    result = made(book, scenario)
    if any(not charge.rule.is_plain for charge in result.premises.fee.charges):
        event(f"limited rules and {len(result.premises.fee.deductions)} deductions")
    values = comparison_values(book, scenario, result)
    premises, total = values["premises"], values["total"]
    assert list(premises["fee_by_year"].values()) == total["years"]
    gone = [one for one in premises["deductions"] if one["kind"] != "returned"]
    for year, gross in premises["fee_gross_by_year"].items():
        assert gross - sum(one["by_year"][year] for one in gone) == premises["fee_by_year"][year]
    for at, yen in enumerate(total["years"]):
        kept = yen - sum(row["years"][at] for row in values["rows"].values())
        assert kept == 0 or (kept > 0 and book.consortium.remainder.keeps)
    for row in values["rows"].values():
        assert sum(row["years"]) == row["cloud"] >= 0
        assert min(row["years"]) >= 0


@few(20)
@given(ledgers())
def test_every_year_is_what_the_reference_says_within_the_rounding(found: tuple[Book, Scenario]) -> None:
    book, scenario = found
    plain = cost_book_like(book, unit=1, remainder=Remainder.LARGEST)
    years = [year_of(plain, scenario, FIRST + at) for at in range(scenario.years)]
    count = len(plain.all(CostLine))
    near = 3 + count * (count + scenario.years)
    slack = min(year.slack for year in years)
    assume(abs(slack) > near and not any(year.near_nothing for year in years))
    result = compare_scenario(plain, scenario)
    if slack < 0 or any(year.nobody for year in years):
        assert isinstance(result, Impossible)
        return
    assert isinstance(result, Comparison), result.fault
    event(f"{len(result.premises.fee.deductions)} deductions")
    assert all(abs(gross - year.gross) <= near for gross, year in zip(result.premises.gross_years, years, strict=True))
    assert sorted(result.rows) == sorted(years[0].shares)
    for code in result.rows:
        for at, year in enumerate(years):
            assert abs(result.rows[code].years[at] - year.shares[code]) <= near
    for one in result.premises.fee.deductions:
        if one.line.flow.is_outside:
            for at, year in enumerate(years):
                assert abs(one.years[at] - floor(year.outside.get(one.line.name, 0))) <= near


def cost_book_like(book: Book, tables: dict[str, list[Any]] | None = None, **settings: Any) -> Book:
    rows = {name: list(book.all(table.record).values()) for name, table in TABLES.items() if not table.lazy}
    rows["consortium"] = [replace(book.consortium, **settings)]
    return Book({**rows, **(tables or {})})


@given(ledgers(everything=False))
def test_a_file_without_deductions_is_split_as_if_there_were_no_kinds_of_lines(found: tuple[Book, Scenario]) -> None:
    """All lines are costs of everybody: one charge for each rule, as in files of former versions."""
    book, scenario = found
    lines = {
        replace(line, flow=Flow.COST, portion=None, sharing=Sharing.EVERYBODY): list(
            book.children(CostAmount, line.id).values()
        )
        for line in book.all(CostLine).values()
    }
    premises = premises_of(cost_book(lines, scenarios=[scenario]), scenario)
    assert isinstance(premises, Premises)
    assert not premises.fee.deductions
    assert all(charge.among is None for charge in premises.fee.charges)
    assert len(premises.fee.charges) == max(1, len({line.rule for line in lines if line.borne_by_id is None}))


@few(20)
@given(ledgers(), st.sampled_from(CODES))
def test_who_leaves_takes_along_its_own_lines_and_nothing_else_vanishes(
    found: tuple[Book, Scenario], code: str
) -> None:
    book, scenario = found
    result = made(book, scenario)
    without = leaving(result.premises, code)
    assume(isinstance(without, Comparison))
    assert isinstance(without, Comparison)
    own = [
        line
        for line in result.premises.fee.lines
        if line.line.borne_by_id == CODES.index(code) + 1 and line.line.flow is Flow.COST and code in result.rows
    ]
    assert sum(without.premises.gross_years) == sum(result.premises.gross_years) - sum(line.total for line in own)
    assert code not in without.rows
    assert without.total.cloud == sum(row.cloud for row in without.rows.values()) + without.secretariat


@few(20)
@given(ledgers(), st.integers(0, 400), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_with_a_guarantee_both_margins_hold_and_the_term_is_what_the_reference_says(
    found: tuple[Book, Scenario], tenths: int, sizes: list[int]
) -> None:
    """What everybody pays today is so much that the caps carry the fee, or just do not."""
    book, scenario = found
    book = cost_book_like(book, unit=1, remainder=Remainder.LARGEST)
    fee = made(book, scenario).total.cloud
    today = [fee * size * 2 // sum(sizes) for size in sizes]
    rows = [CurrentCost(at, at, yen=yen, tax_mode=Taxation.NOT_TAXABLE) for at, yen in enumerate(today, start=1)]
    scenario = replace(scenario, guarantee_percent=f"{tenths / 10:g}", redistribution=RedistributionKey.POPULATION)
    book = cost_book_like(book, {"current_costs": rows, "scenarios": [scenario]})
    result = compare_scenario(book, scenario)
    assume(isinstance(result, Comparison))
    assert isinstance(result, Comparison)
    values = comparison_values(book, scenario, result)
    assert list(values["premises"]["fee_by_year"].values()) == values["total"]["years"]
    for at, yen in enumerate(values["total"]["years"]):
        assert yen == sum(row["years"][at] for row in values["rows"].values())
    for row in values["rows"].values():
        assert sum(row["years"]) == row["cloud"] <= row["cap"]
        assert min(row["years"]) >= 0
    if result.premises.moves:
        return
    event(f"{len(result.at_cap)} at the cap")
    years = [year_of(book, scenario, FIRST + at) for at in range(scenario.years)]
    base = {code: sum((year.shares[code] for year in years), Fraction(0)) for code in result.rows}
    right = handed_on(base, {code: row.cap or 0 for code, row in result.rows.items()}, people_of(book))
    count = len(book.all(CostLine))
    near = 6 * scenario.years * (3 + count * (count + scenario.years))
    assert all(abs(row.cloud - right[code]) <= near for code, row in result.rows.items())


def people_of(book: Book) -> dict[str, int]:
    codes = {one.id: one.code for one in book.all(Municipality).values()}
    return {codes[one.municipality_id]: one.population for one in book.all(Population).values()}


def handed_on(base: dict[str, Fraction], caps: dict[str, int], people: dict[str, int]) -> dict[str, Fraction]:
    """Return the shares after cutting off and handing on by population, again and again until nobody is above."""
    shares, open_ = dict(base), set(base)
    while over := {code for code in open_ if shares[code] > caps[code]}:
        open_ -= over
        pool = sum((shares[code] - caps[code] for code in over), Fraction(0))
        shares |= {code: Fraction(caps[code]) for code in over}
        whole = sum(people[code] for code in open_)
        for code in open_:
            shares[code] += pool * people[code] / whole
    return shares
