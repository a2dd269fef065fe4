"""One year of a scenario (試算) as a charge: what the members would pay for クラウド利用料 in it, and what that follows
from, so that it can be held against what they were told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from core.calc.charges.assess import assess
from core.calc.charges.gathering import figures_of, needed, taking_of
from core.calc.comparison.charges import LineYears
from core.calc.comparison.compare import Comparison
from core.calc.comparison.contract_term import MONTHS
from core.calc.comparison.gathering import compare_scenario, scenarios_of, ways_of
from core.calc.comparison.premises import Impossible, Premises
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow, Sharing
from core.model.council import Municipality, System
from core.model.scenarios import Scenario
from core.model.values.charge_premises import ChargePremises, ChargeResult, Item, ItemFlow, Payer
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import YEN
from core.model.values.rules import Rule, parse_rule

FEE = "クラウド利用料"
"""What the members of a scenario pay for, as a project and where its lines are not entered one by one."""

OTHERWISE = "試算の計算"
"""What is said of yen that a scenario splits in a way that charges do not know."""


def scenario_years(book: Book) -> list[tuple[Scenario, int]]:
    """Return every fiscal year of every scenario, scenarios in their order, the last year first; none of those for
    which nothing is entered that could be split."""
    priced = bool(book.all(CostAmount))
    known = [one for one in scenarios_of(book) if priced or one.fee_yen is not None]
    return [(one, year) for one in known for year in reversed(ways_of(book, one).term.fiscal_years)]


def scenario_year(book: Book, scenario: Scenario, fiscal_year: int) -> tuple[ChargePremises, ChargeResult]:
    """Return what a scenario charges in a fiscal year: the same yen as its 年度別の負担額.

    The premises give these yen by the arithmetic of charges: what the scenario splits otherwise (最低削減保障,
    激変緩和, the years' fractions) is `adjusted`. Raises SplitRefused: why there is no comparison,
    "scenario_without_fee", "year_outside_scenario".
    """
    made = compare_scenario(book, scenario)
    if isinstance(made, Impossible):
        raise SplitRefused(made.fault.rule, **made.fault.facts)
    term, fee = made.premises.term, made.premises.fee
    if fee.missing:
        raise SplitRefused("scenario_without_fee", scenario=scenario.name)
    at = fiscal_year - term.first
    if not 0 <= at < term.years:
        first, last = show_fiscal_year(term.first), show_fiscal_year(term.first + term.years - 1)
        facts = {"scenario": scenario.name, "year": show_fiscal_year(fiscal_year), "first": first, "last": last}
        raise SplitRefused("year_outside_scenario", **facts)
    payers = tuple(_payers(book, scenario, made.premises, at))
    shares = {one.code: made.rows[one.code].years[at] for one in payers}
    total = made.premises.years[at]
    deducted = sum(one.years[at] for one in fee.deductions if one.is_gone)
    result = ChargeResult(shares, total, deducted, total - sum(shares.values()))
    try:
        premises = _adjusted(_premises(book, scenario, made, at, payers), made, at, shares)
    except SplitRefused:  # what the rule allows of a whole term, fixed amounts and limits, it may not of one year
        alone = tuple(Item(FEE, amount=yen, bearer=code) for code, yen in shares.items())
        plain = replace(_premises(book, scenario, made, at, payers), items=alone, taking={})
        premises = _adjusted(plain, made, at, shares)
    return premises, result


def _premises(book: Book, scenario: Scenario, made: Comparison, at: int, payers: tuple[Payer, ...]) -> ChargePremises:
    premises, rounding = made.premises, made.premises.rounding
    among = {
        one.line.system_id
        for one in premises.fee.lines
        if one.line.system_id is not None and one.line.sharing is Sharing.PARTICIPANTS
    }
    taking = taking_of(book, among, [one.code for one in payers])
    return ChargePremises(
        FEE,
        premises.term.first + at,
        _rule(premises, at).text,
        rounding.unit,
        rounding.remainder,
        rounding.representative or "",
        (scenario.tax_mode or book.consortium.tax_mode).label,
        tuple(_items(book, premises, at, among, {one.code for one in payers})),
        payers,
        taking,
    )


def _rule(premises: Premises, at: int) -> Rule:
    return premises.fee.phase_in.rules[at] if premises.fee.phase_in else premises.rule


def _payers(book: Book, scenario: Scenario, premises: Premises, at: int) -> Iterator[Payer]:
    """Yield who is there in the year, or bears a line in it, with the figures that count for the year."""
    fee = premises.fee
    dated = {one.code: one for one in fee.bases[at].members} if fee.bases else {}
    rules = [_rule(premises, at), *(parse_rule(one.line.rule) for one in fee.lines if one.line.rule)]
    for member in premises.payers:
        presence = premises.presences[member.code]
        start, end = (min(max(edge - at * MONTHS, 0), MONTHS) for edge in (presence.start, presence.end))
        if start >= end and not premises.there[member.code][at]:
            continue
        counted: Member = dated.get(member.code, member)
        date = fee.bases[at].dates.get(member.code, "") if dated and scenario.basis_day else None
        figures = figures_of(book, counted, date, scenario.population_date)
        yield needed(Payer(member.code, member.name, member.label, member.position, figures, start, end), rules)


def _items(book: Book, premises: Premises, at: int, among: set[int], codes: set[str]) -> Iterator[Item]:
    fee = premises.fee
    if not fee.lines:
        yield Item(FEE, amount=sum(charge.years[at] for charge in fee.charges))
        return
    members = {id: one.code for id, one in book.all(Municipality).items()}
    for line in fee.lines:
        bearer = members.get(line.line.borne_by_id or 0, "")
        if line.line.flow is Flow.COST and (not bearer or bearer in codes):
            rule = "" if bearer else line.line.rule or ""
            yield replace(
                _cost(book, premises, line, at), system=_system(book, line.line, among), bearer=bearer, rule=rule
            )
    for one in fee.deductions:
        returned = one.line.flow is Flow.RETURNED
        bearer = one.code if returned or one.line.flow is Flow.INCOME else ""
        if one.years[at] and one.line.rule is None and (not bearer or bearer in codes):
            flow = ItemFlow.RETURNED if returned else ItemFlow.INCOME
            system = "" if one.code and not returned else _system(book, one.line, among)
            yield Item(one.line.name, flow, one.years[at], system=system, bearer=bearer)


def _system(book: Book, line: CostLine, among: set[int]) -> str:
    """Return the system by its name where the line is split, or taken off, among those who take part in it."""
    return book.all(System)[line.system_id].name if line.system_id is not None and line.system_id in among else ""


def _cost(book: Book, premises: Premises, line: LineYears, at: int) -> Item:
    """Return a cost line of one year, in its currency: as entered, or so much of it as gives the yen with their tax."""
    yen, one = line.years[at], line.line
    if one.currency == YEN or not one.exchange_rate:
        return Item(one.name, amount=yen)
    rate = Fraction(one.exchange_rate)
    year = premises.term.first + at
    rows = book.children(CostAmount, one.id).values()
    exact = sum(
        (amount.amount + Fraction(amount.cents, 100) for amount in rows if amount.fiscal_year == year), Fraction()
    )
    if int(exact * rate) != yen:
        exact = Fraction(ceil(yen / rate * 100), 100)
    whole, rest = divmod(exact, 1)
    return Item(one.name, amount=whole, cents=int(rest * 100), currency=one.currency, rate=one.exchange_rate)


def _adjusted(premises: ChargePremises, made: Comparison, at: int, shares: dict[str, int]) -> ChargePremises:
    """Return the premises with what makes of their own shares those of the scenario, and how that is called."""
    split = assess(premises, lenient=True).result.shares
    more = {code: yen - split.get(code, 0) for code, yen in shares.items() if yen != split.get(code, 0)}
    rounding = (len(premises.items) + 2) * max(2, premises.unit)
    by = "" if all(abs(yen) <= rounding for yen in more.values()) else "・".join(_ways(made, at)) or OTHERWISE
    return replace(premises, adjusted=more, adjusted_by=by)


def _ways(made: Comparison, at: int) -> Sequence[str]:
    fee, found = made.premises.fee, list[str]()
    if made.premises.guarantee_tenths is not None and any(row.shifted for row in made.rows.values()):
        found.append("最低削減保障")
    if any(charge.mixed and charge.years[at] for charge in fee.charges):
        found.append("激変緩和")
    if fee.guests:
        found.append("構成団体以外の均等割")
    if any(one.line.flow is Flow.INCOME and one.line.rule for one in fee.deductions):
        found.append("財源の按分規則")
    return found
