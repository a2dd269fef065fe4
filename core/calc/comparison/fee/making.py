"""クラウド利用料 of a scenario: its cost lines put together, less what is deducted first, as charges that are split."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from core.calc.comparison.charges import (
    Among,
    Charge,
    Deduction,
    Fee,
    LineYears,
    Phase,
    UnreadableLine,
    Ways,
    YearBasis,
    lines_of,
    whole_numbers,
)
from core.calc.comparison.contract_term import Presence, spread
from core.calc.comparison.fee.deductions import Pot, Pots, Years, added, cost_parts, deduct
from core.calc.comparison.fee.year_bases import (
    bases_of,
    basis_words,
    check_figures,
    circle_by_year,
    phase_in_of,
    year_charges,
)
from core.calc.comparison.taxes import changes, exactly_taxed, taxed
from core.calc.members import Member
from core.calc.participation import absences
from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow, Sharing, Taxation
from core.model.council import Municipality, System, Weight, WeightYear
from core.model.machine.faults import Refused
from core.model.scenarios import Scenario
from core.model.values.rules import Basis, Rule, parse_rule


def fee_of(
    book: Book,
    scenario: Scenario,
    rule: Rule,
    ways: Ways,
    payers: Sequence[Member] = (),
    presences: Mapping[str, Presence] | None = None,
) -> Fee:
    """Return the fee of a scenario: `fee_yen` in equal years by `rule`, or the lines in scope less what is deducted.

    What a member bears or is credited with counts only where it is among `presences` (None: whoever it is).
    Raises UnreadableLine, CannotDeduct and SplitRefused.
    """
    phase_in, bases = phase_in_of(scenario, rule, ways.term.years), bases_of(book, scenario, payers, ways.term)
    rules = phase_in.rules if phase_in else (rule,) * ways.term.years
    phases = phase_in.phases if phase_in else ()
    words = basis_words(scenario)
    if scenario.fee_yen is not None:
        typed = _typed_years(scenario, ways)
        charges = year_charges(rules, typed, True, None, bases, phases=phases)
        check_figures(charges if bases else (), scenario, presences or {}, ways.term)
        return Fee(tuple(charges), {}, bases=bases, basis_words=words, phase_in=phase_in)
    lines = lines_of(book, ways, in_scope=True)
    codes = {id: one.code for id, one in book.all(Municipality).items()}
    alone, shared = _sorted_out(lines, codes, presences)
    circles = _circles(book, shared, payers)
    whole = [line for line in shared if line.line.flow is not Flow.COST and line.line.rule is None]
    whole += [line for line in alone if line.line.flow is Flow.RETURNED]
    pots = _pots(shared, whole, rule, ways, circles)
    done = deduct(pots, whole, lambda line: _entered(book, line), ways.term.first)
    splitting = _Splitting(rules, phases, bases, circles, tuple(payers), _guests(book, shared))
    charges = splitting.charges(pots, done.pots)
    none = (0,) * ways.term.years
    deductions = []
    for at, one in enumerate(done.deductions):
        if one.line.flow is Flow.RETURNED:
            losses = splitting.charges(pots, {pot: done.lost[at].get(pot, none) for pot in pots})
            by_charge = tuple(charge.years for charge in losses)
            one = replace(one, code=codes[one.line.borne_by_id or 0], by_charge=by_charge)
        deductions.append(one)
    for line in shared:
        if _is_split_income(line.line):
            rule_of_line = _rule_of(line.line)
            charges += splitting.income(line, rule_of_line)
            deductions.append(Deduction(line.line, line.years, f"経費明細の金額({rule_of_line.label})"))
    if bases:
        check_figures(charges, scenario, presences or {}, ways.term)
    deductions += [
        Deduction(line.line, line.years, "経費明細の金額", codes[line.line.borne_by_id or 0])
        for line in alone
        if line.line.flow is Flow.INCOME
    ]
    guest = "均等割の1団体分(年度ごとに1円未満切捨て)"
    deductions += [Deduction(line, none, guest, guest=one) for line, one in splitting.guests]
    costs = [line.line.id for line in lines if line.line.flow is Flow.COST]
    return Fee(
        tuple(charges) or (Charge(rule, none),),
        _own(alone, codes),
        tuple(lines),
        not any(book.children(CostAmount, id) for id in costs),
        cost_parts(pots, done.pots, lambda pot: _name(pot, circles)),
        tuple(deductions),
        bases,
        words,
        phase_in,
    )


def _typed_years(scenario: Scenario, ways: Ways) -> Years:
    """Return a typed fee by year: equal years in the mode in which it was typed, converted like a cost line."""
    yen = scenario.fee_yen or 0
    mode = Taxation((scenario.fee_tax_mode or ways.tax_mode).value)
    parts = tuple(
        (Fraction(yen, ways.term.years), rate) for rate in ways.taxes.of_years(ways.term.first, ways.term.years)
    )
    if not changes(mode, ways.tax_mode):
        return spread(yen, [1] * ways.term.years, ways.instalment)
    weights = whole_numbers(exactly_taxed(parts, mode, ways.tax_mode))
    return spread(taxed(parts, mode, ways.tax_mode), weights, ways.instalment)


def _sorted_out(
    lines: Sequence[LineYears], codes: Mapping[int, str], presences: Mapping[str, Presence] | None
) -> tuple[list[LineYears], list[LineYears]]:
    """Return the lines of one member who is there, and those of all. Raises UnreadableLine."""
    alone, shared = [], []
    for line in lines:
        bearer = line.line.borne_by_id
        if bearer is None or line.line.flow.is_outside:
            if line.line.flow is Flow.RETURNED:
                raise UnreadableLine("returned_without_bearer", name=line.line.name)
            shared.append(line)
        elif presences is None or codes[bearer] in presences:
            alone.append(line)
    return alone, shared


def _own(alone: Sequence[LineYears], codes: Mapping[int, str]) -> dict[str, Years]:
    own: dict[str, Years] = {}
    for line in alone:
        code = codes[line.line.borne_by_id or 0]
        years = tuple(-yen for yen in line.years) if line.line.flow is Flow.INCOME else line.years
        own[code] = added(own[code], years) if code in own else years
    return own


def _circles(book: Book, lines: Sequence[LineYears], payers: Sequence[Member]) -> dict[int, Among]:
    """Return by system who takes part in it, of the systems in which not all who pay do."""
    wanted = {
        line.line.system_id for line in lines if line.line.system_id and line.line.sharing is Sharing.PARTICIPANTS
    }
    found = {}
    for system, absent in absences(book).items() if wanted else ():
        taking = tuple(payer for payer in payers if payer.id not in absent)
        if system in wanted and len(taking) < len(payers):
            found[system] = Among(f"{book.all(System)[system].name}に参加する団体", taking)
    return found


def _pots(
    lines: Sequence[LineYears], taken: Sequence[LineYears], rule: Rule, ways: Ways, circles: Mapping[int, Among]
) -> dict[Pot, Years]:
    """Return what is split alike, the systems apart of which anything is `taken` off."""
    named = {line.line.system_id for line in taken}
    pots: dict[Pot, Years] = {}
    for line in lines:
        if line.line.flow is Flow.COST:
            system = line.line.system_id or 0
            own = _rule_of(line.line) if line.line.rule else None
            pot = Pot(own or rule, own is None, _circle(line.line, circles), system if system in named else 0)
            pots[pot] = added(pots.get(pot, (0,) * ways.term.years), line.years)
    return pots


def _circle(line: CostLine, circles: Mapping[int, Among]) -> int:
    """Return the system among whose participants the line is split, 0 for all who pay."""
    system = line.system_id or 0
    return system if line.sharing is Sharing.PARTICIPANTS and system in circles else 0


def _rule_of(line: CostLine) -> Rule:
    try:
        return parse_rule(line.rule or "")
    except Refused as refused:
        raise UnreadableLine(refused.rule, **refused.facts) from refused


def _is_split_income(line: CostLine) -> bool:
    return line.flow is Flow.INCOME and line.rule is not None


def _entered(book: Book, line: CostLine) -> frozenset[int]:
    return frozenset(one.fiscal_year for one in book.children(CostAmount, line.id).values())


def _name(pot: Pot, circles: Mapping[int, Among]) -> str:
    return f"{pot.rule.label}({circles[pot.among].label})" if pot.among else pot.rule.label


def _guests(book: Book, lines: Sequence[LineYears]) -> list[tuple[CostLine, Member]]:
    """Return the payers that are no members but count as one in the equal split: without people, without figures."""
    chosen = [line.line for line in lines if line.line.flow is Flow.JOINING]
    if not chosen:
        return []
    names = {*(one.name for one in book.all(Weight).values()), *(one.name for one in book.all(WeightYear).values())}
    return [
        (line, Member(-line.id, f"外{line.id}", line.name, "", 10**9 + at, 0, dict.fromkeys(names, 0)))
        for at, line in enumerate(chosen)
    ]


@dataclass(frozen=True, slots=True)
class _Splitting:
    """By which rules, with which figures and among whom the pots are split."""

    rules: tuple[Rule, ...]
    phases: tuple[Phase, ...]
    bases: tuple[YearBasis, ...]
    circles: Mapping[int, Among]
    payers: tuple[Member, ...]
    guests: Sequence[tuple[CostLine, Member]]

    def charges(self, pots: Iterable[Pot], amounts: Pots) -> list[Charge]:
        """Return the charges of the pots in their order, always as many, whatever the amounts are.

        Pots of one rule and the same bearers are one charge: fixed amounts and limits are those of all of it.
        """
        sums: dict[tuple[Rule, bool, int, tuple[int, ...]], Years] = {}
        for pot in pots:
            key = (pot.rule, pot.default, pot.among, self._joining(pot))
            sums[key] = added(sums[key], amounts[pot]) if key in sums else amounts[pot]
        found: list[Charge] = []
        by_year: dict[tuple[int, tuple[int, ...]], Sequence[Among]] = {}
        for (rule, default, circle, joining), years in sums.items():
            among = self.circles.get(circle)
            if joining:
                among = self._with_guests(among, [self.guests[at][1] for at in joining])
            if (circle, joining) not in by_year:
                by_year[circle, joining] = circle_by_year(among, self.bases)
            dated = by_year[circle, joining]
            rules, phases = self._by_year(rule, default), self.phases if default else ()
            found += year_charges(rules, years, default, among, self.bases, dated, phases)
        return found

    def _by_year(self, rule: Rule, default: bool) -> tuple[Rule, ...]:
        return self.rules if default else (rule,) * len(self.rules)

    def _joining(self, pot: Pot) -> tuple[int, ...]:
        """Return the places of the guests that bear their equal share of the pot."""
        rules = [*self._by_year(pot.rule, pot.default)]
        if pot.default:
            rules += [rule for one in self.phases for rule in Charge(pot.rule, (), phase=one).rules]
        equal = any(term.basis is Basis.EQUAL for rule in rules for term in rule.terms)
        return tuple(at for at, (line, _) in enumerate(self.guests) if equal and line.system_id in {None, pot.system})

    def income(self, line: LineYears, rule: Rule) -> list[Charge]:
        """Return money in that is split by a rule of its own."""
        among = self.circles.get(_circle(line.line, self.circles))
        by_year = (rule,) * len(line.years)
        return year_charges(by_year, [-yen for yen in line.years], False, among, self.bases)

    def _with_guests(self, among: Among | None, joining: Sequence[Member]) -> Among:
        names = "、".join(guest.name for guest in joining)
        label = f"{among.label}と{names}" if among else f"構成団体と{names}"
        return Among(label, (*(among.members if among else self.payers), *joining))
