"""From the file to the premises of a comparison: who is in, what the lines cost, what everybody pays today."""

from collections.abc import Iterable
from fractions import Fraction

from core.calc.comparison.charges import Ways
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.contract_term import MONTHS, ContractTerm, Presence, presence_of
from core.calc.comparison.fee.making import fee_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.taxes import changes, taxed, taxes_of
from core.calc.members import Member, member_of, representative_of
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.rounding import Rounding
from core.model.book import Book
from core.model.costs import CurrentCost, OutOfScopeCost, Penalty, Taxation
from core.model.council import Municipality
from core.model.machine.faults import Refused
from core.model.scenarios import Scenario, ScenarioMember, guarantee_tenths
from core.model.values.dates import fiscal_year
from core.model.values.rules import parse_rule

NO_SCENARIO = Scenario(0, "現在の前提")
"""What a file without any scenario is compared by."""

EARLIEST = 1989
"""The first year of a term for which nothing in the file names one."""


def scenarios_of(book: Book) -> list[Scenario]:
    """Return the scenarios in their order."""
    return sorted(book.all(Scenario).values(), key=lambda scenario: (scenario.position, scenario.id))


def present_scenario(book: Book) -> Scenario:
    """Return the scenario in the first place: the consortium's present premises."""
    return next(iter(scenarios_of(book)), NO_SCENARIO)


def first_shown(book: Book) -> Scenario:
    """Return the scenario that tables and papers show before another is chosen: the one adopted last, else the present
    premises."""
    adopted = [one for one in scenarios_of(book) if one.adopted]
    return max(adopted, key=lambda one: one.adopted_on or "", default=None) or present_scenario(book)


def compare_scenario(book: Book, scenario: Scenario) -> Comparison | Impossible:
    """Return the comparison of a scenario of the file, or why there is none."""
    premises = premises_of(book, scenario)
    return premises if isinstance(premises, Impossible) else compare(premises)


def premises_of(book: Book, scenario: Scenario) -> Premises | Impossible:
    """Return what the scenario is calculated from, or why its cost lines or its rule cannot be read."""
    try:
        rule = parse_rule(scenario.rule or book.consortium.rule)
    except Refused as refused:
        return Impossible(refused.at("rule"))
    ways = ways_of(book, scenario)
    payers, presences = payers_of(book, scenario, ways.term)
    try:
        fee = fee_of(book, scenario, rule, ways, payers, presences)
    except SplitRefused as refused:
        return Impossible(refused.fault)
    consortium = book.consortium
    return Premises(
        payers=payers,
        presences=presences,
        term=ways.term,
        rule=rule,
        fee=fee,
        current={payer.code: current_cost(book, payer.id, ways, presences[payer.code]) for payer in payers},
        penalties={payer.code: penalty(book, payer.id, ways) for payer in payers},
        guarantee_tenths=guarantee_tenths(scenario.guarantee_percent),
        key=scenario.redistribution,
        penalty_mode=scenario.penalties,
        rounding=Rounding(consortium.unit, consortium.remainder, representative_of(book, payers)),
        instalment=scenario.instalment,
    )


def ways_of(book: Book, scenario: Scenario) -> Ways:
    """Return term, tax and instalments of a scenario, by the consortium's settings where it says nothing."""
    consortium = book.consortium
    first = scenario.first_fiscal_year or consortium.fiscal_year
    if first is None:
        first = fiscal_year(consortium.base_date) if consortium.base_date else EARLIEST
    term = ContractTerm(first, scenario.years)
    return Ways(term, taxes_of(book), scenario.tax_mode or consortium.tax_mode, scenario.instalment)


def payers_of(book: Book, scenario: Scenario, term: ContractTerm) -> tuple[tuple[Member, ...], dict[str, Presence]]:
    """Return who pays in the term, in the order of (position, code), and when each is there.

    A municipality is there by its dates of membership. A scenario may leave it out, or take in one that otherwise
    would not be there, for the whole term.
    """
    wishes = {}
    if scenario.id:
        chosen = book.children(ScenarioMember, scenario.id).values()
        wishes = {one.municipality_id: one.included for one in chosen}
    payers, presences = [], {}
    for one in sorted(book.all(Municipality).values(), key=lambda one: (one.position, one.code)):
        presence = presence_of(one, term, scenario.partial_term)
        if not presence.months and wishes.get(one.id):
            presence = Presence(0, term.months)
        if presence.months and wishes.get(one.id, True):
            payers.append(member_of(book, one, scenario.population_date))
            presences[one.code] = presence
    return tuple(payers), presences


def current_cost(book: Book, municipality_id: int, ways: Ways, presence: Presence) -> int | None:
    """Return what the municipality pays today for the time that it is there; None where nothing is entered."""
    costs = book.children(CurrentCost, municipality_id).values()
    return sum_of(((cost.yen, cost.fiscal_year, cost.tax_mode) for cost in costs), ways, presence) if costs else None


def out_of_scope_cost(book: Book, municipality_id: int, ways: Ways, presence: Presence) -> int:
    """Return what the municipality pays outside the split for the time that it is there."""
    costs = book.children(OutOfScopeCost, municipality_id).values()
    return sum_of(((cost.yen, cost.fiscal_year, cost.tax_mode) for cost in costs), ways, presence)


def penalty(book: Book, municipality_id: int, ways: Ways) -> int:
    """Return the municipality's penalties, each at the tax rate of the contract's end or of the term's first day."""
    first = f"{ways.term.first}-04-01"
    return sum(
        taxed(((Fraction(one.yen), ways.taxes.on(one.contract_ends_on or first)),), one.tax_mode, ways.tax_mode)
        for one in book.children(Penalty, municipality_id).values()
    )


def sum_of(costs: Iterable[tuple[int, int | None, Taxation]], ways: Ways, presence: Presence) -> int:
    """Return the sum of costs (yen, fiscal year or None for the whole term, tax), each taxed as a whole.

    Years outside the term do not count. Who is there for a part counts that part in months, below one yen cut off.
    """
    term, whole = ways.term, 0
    for yen, year, stated in costs:
        if year is not None and year not in term.fiscal_years:
            continue
        if changes(stated, ways.tax_mode):
            rate = _rate_while_there(ways, presence, year)
            yen = taxed(((Fraction(yen), rate),), stated, ways.tax_mode)
        months = presence.months if year is None else presence.in_year(year - term.first) * term.years
        whole += yen * months
    return whole // term.months


def _rate_while_there(ways: Ways, presence: Presence, year: int | None) -> Fraction:
    """Return the tax rate of the months that count: who leaves in September 2019 never bears 10 %."""
    start, end = 0, ways.term.months
    if year is not None:
        start = (year - ways.term.first) * MONTHS
        end = start + MONTHS
    there = max(start, presence.start), min(end, presence.end)
    return ways.taxes.of_months(ways.term.first, *(there if there[0] < there[1] else (start, end)))
