"""年度ごとの基礎数値と規則: which population, which index and which rule count for each fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from core.calc.comparison.charges import Among, Charge, Phase, PhaseIn, YearBasis
from core.calc.comparison.contract_term import ContractTerm, Presence
from core.calc.fixed_amounts import fixed_of
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.council import Municipality, Population, WeightYear
from core.model.machine.faults import Refused
from core.model.scenarios import Scenario
from core.model.values.dates import show_date, show_fiscal_year, show_month_day
from core.model.values.rules import Rule, parse_rule


def phase_in_of(scenario: Scenario, rule: Rule, years: int) -> PhaseIn | None:
    """Return the rules by which the years are split on the way from the former rule; None where there is no such way.

    Raises SplitRefused where only one of former rule and percentages is entered, or the former rule cannot be read.
    """
    if scenario.former_rule is None and scenario.phase_in is None:
        return None
    if scenario.former_rule is None or scenario.phase_in is None:
        raise SplitRefused("phase_in_incomplete", name=scenario.name)
    try:
        former = parse_rule(scenario.former_rule)
    except Refused as refused:
        raise SplitRefused(refused.rule, **refused.facts) from refused
    percents = tuple([*scenario.phase_in.split(","), *["100"] * years][:years])
    return PhaseIn(former, percents, tuple(Phase(former, rule, Fraction(percent)) for percent in percents))


def bases_of(book: Book, scenario: Scenario, payers: Sequence[Member], term: ContractTerm) -> tuple[YearBasis, ...]:
    """Return the figures of each fiscal year; none where the scenario's figures are the same for the whole term.

    The population is the newest on or before the chosen day of the year before, of the chosen source; an index has the
    newest value up to the year that is looked back to, or that which belongs to no year where no year's is entered.
    """
    if scenario.basis_day is None and scenario.index_year.back is None:
        return ()
    return tuple(_basis(book, scenario, payers, year) for year in term.fiscal_years)


def _basis(book: Book, scenario: Scenario, payers: Sequence[Member], year: int) -> YearBasis:
    members, dates, years = [], {}, {}
    for payer in payers:
        population, weights = payer.population, dict(payer.weights)
        if scenario.basis_day is not None:
            found = _newest(book, payer.id, f"{year - 1}-{scenario.basis_day}", scenario.basis_source)
            population = found.population if found else None
            if found:
                dates[payer.code] = found.reference_date
        back = scenario.index_year.back
        if back is not None:
            values = _values(book, payer.id, year - back)
            weights |= {name: one.value for name, one in values.items()}
            years[payer.code] = {name: one.fiscal_year for name, one in values.items()}
        fixed = payer.fixed
        if population != payer.population:
            fixed = fixed_of(book, book.all(Municipality)[payer.id], population)
        members.append(replace(payer, population=population, weights=weights, fixed=fixed))
    return YearBasis(year, tuple(members), dates, years)


def _newest(book: Book, municipality_id: int, day: str, source: str) -> Population | None:
    known = book.children(Population, municipality_id).values()
    usable = (one for one in known if one.reference_date <= day and source in one.source)
    return max(usable, key=lambda one: one.reference_date, default=None)


def _values(book: Book, municipality_id: int, last: int) -> dict[str, WeightYear]:
    found: dict[str, WeightYear] = {}
    for one in book.children(WeightYear, municipality_id).values():
        known = found.get(one.name)
        if one.fiscal_year <= last and (known is None or known.fiscal_year < one.fiscal_year):
            found[one.name] = one
    return found


def year_charges(
    rules: Sequence[Rule],
    amounts: Sequence[int],
    default: bool,
    among: Among | None,
    bases: Sequence[YearBasis],
    dated: Sequence[Among] = (),
    phases: Sequence[Phase | None] = (),
) -> list[Charge]:
    """Return what is split by year as charges, one for all years of the same rule and the same figures.

    `dated` is what circle_by_year gives, for who needs it more than once. `phases`: of years on the way from a former
    rule, how far they are.
    """
    members = (dated or circle_by_year(among, bases)) if bases else [among] * len(amounts)
    found: list[tuple[Rule, Phase | None, Among | None, list[int]]] = []
    for at, rule in enumerate(rules):
        phase = phases[at] if phases else None
        counted = members[at] if among or any(map(_needs_figures, Charge(rule, (), phase=phase).rules)) else None
        for known, way, circle, years in found:
            alike = known == rule and way == phase
            if alike and (circle.members if circle else None) == (counted.members if counted else None):
                years.append(at)
                break
        else:
            found.append((rule, phase, counted, [at]))
    first = bases[0].fiscal_year if bases else 0
    return [
        Charge(
            rule,
            tuple(yen if at in years else 0 for at, yen in enumerate(amounts)),
            default,
            _labelled(circle, [first + at for at in years]) if circle and bases else circle,
            phase,
        )
        for rule, phase, circle, years in found
    ]


def _needs_figures(rule: Rule) -> bool:
    return bool(rule.needs_population or rule.names or rule.fixed)


def circle_by_year(among: Among | None, bases: Sequence[YearBasis]) -> list[Among]:
    """Return the circle with the figures of each year."""
    return [_dated(among, basis) for basis in bases]


def _dated(among: Among | None, basis: YearBasis) -> Among:
    """Return the circle with the figures of a year."""
    if among is None:
        return Among("", basis.members)
    dated = {member.code: member for member in basis.members}
    return Among(among.label, tuple([dated.get(member.code, member) for member in among.members]))


def _labelled(among: Among, years: Sequence[int]) -> Among:
    """Return the circle with the years of its figures: 平成27年度〜平成29年度の基礎数値."""
    shown = "、".join(map(show_fiscal_year, years))
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        shown = f"{show_fiscal_year(years[0])}〜{show_fiscal_year(years[-1])}"
    return replace(among, when=f"{shown}の基礎数値")


def check_figures(
    charges: Sequence[Charge], scenario: Scenario, presences: Mapping[str, Presence], term: ContractTerm
) -> None:
    """Raise SplitRefused "basis_of_year_missing" for a member that is there in a year whose figure is not known."""
    seen = set()
    for charge in charges:
        for at, yen in enumerate(charge.years):
            if not yen or not charge.among:
                continue
            wanted = charge.rules
            alike = (charge.among.label, len(charge.among.members), at, wanted)
            if alike not in seen:
                seen.add(alike)
                for rule in charge.rules:
                    _check_year(rule, charge.among.members, scenario, presences, term.first + at, at)


def _check_year(
    rule: Rule,
    members: Sequence[Member],
    scenario: Scenario,
    presences: Mapping[str, Presence],
    year: int,
    at: int,
) -> None:
    people = any(member.population is None for member in members) if rule.needs_population or rule.fixed else False
    if not people and all(name in member.weights for name in rule.names for member in members):
        return
    for member in members:
        missing = _missing(rule, member, scenario, year)
        if missing and (member.code not in presences or presences[member.code].in_year(at)):
            shown = show_fiscal_year(year)
            raise SplitRefused("basis_of_year_missing", year=shown, name=member.name, what=missing)


def _missing(rule: Rule, member: Member, scenario: Scenario, year: int) -> str | None:
    """Return which figure of the member the rule needs in a year and nobody knows."""
    if member.is_guest:
        return None
    by_people = rule.needs_population or (rule.fixed and member.fixed.get(rule.fixed, 0) is None)
    if by_people and member.population is None:
        return _wanted(scenario, year)
    unknown = next((name for name in rule.names if name not in member.weights), None)
    return f"指標「{unknown}」({scenario.index_year.label})" if unknown else None


def _wanted(scenario: Scenario, year: int) -> str:
    """Return 人口(平成26年9月30日以前、国勢調査)."""
    if scenario.basis_day is None:
        return "人口"
    source = f"、{scenario.basis_source}" if scenario.basis_source else ""
    return f"人口({show_date(f'{year - 1}-{scenario.basis_day}')}以前{source})"


def basis_words(scenario: Scenario) -> str:
    """Return how the figures of a year are chosen: 前年9月30日以前で最新の国勢調査の人口、指標は前年度の実績."""
    words = []
    if scenario.basis_day is not None:
        source = f"「{scenario.basis_source}」の" if scenario.basis_source else ""
        words.append(f"人口は前年の{show_month_day(scenario.basis_day)}以前で最新の{source}もの")
    if scenario.index_year.back is not None:
        words.append(f"指標は{scenario.index_year.label}")
    return "、".join(words)
