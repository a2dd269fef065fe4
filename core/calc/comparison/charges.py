"""クラウド利用料: the cost lines as yen in one tax mode, lines of one rule summed before anything is split."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from core.calc.comparison.contract_term import ContractTerm, spread
from core.calc.comparison.taxes import Taxes, changes, exactly_taxed, taxed
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Taxation
from core.model.council import Municipality, Scope, TaxMode
from core.model.machine.faults import Refused
from core.model.scenarios import Instalment, Scenario
from core.model.values.ratios import YEN
from core.model.values.rules import Rule, parse_rule


@dataclass(frozen=True, slots=True)
class Charge:
    """What is split by one rule, in yen by year; `default`: by the scenario's own rule."""

    rule: Rule
    years: tuple[int, ...]
    default: bool = True

    @property
    def total(self) -> int:
        return sum(self.years)


@dataclass(frozen=True, slots=True)
class LineYears:
    """One cost line within the term, in yen of the comparison's tax mode; `total` is the sum of `years`."""

    line: CostLine
    total: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fee:
    """The whole fee: charges by rule, and by code what one member bears alone. `lines` are those it was made of.

    `missing`: neither a fee nor an amount of any line was entered; then it is unknown, not 0 yen.
    """

    charges: tuple[Charge, ...]
    own: Mapping[str, tuple[int, ...]]
    lines: tuple[LineYears, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """How amounts of the file are turned into those of the comparison."""

    term: ContractTerm
    taxes: Taxes
    tax_mode: TaxMode
    instalment: Instalment


class UnreadableLine(SplitRefused):
    """The line's exchange rate or rule cannot be used."""


def fee_of(book: Book, scenario: Scenario, rule: Rule, ways: Ways) -> Fee:
    """Return the fee of a scenario: `fee_yen` in equal years by `rule`, or the sum of the lines in scope.

    Raises UnreadableLine.
    """
    if scenario.fee_yen is not None:
        return Fee((Charge(rule, _typed_years(scenario.fee_yen, scenario.fee_tax_mode, ways)),), {})
    lines = lines_of(book, ways, in_scope=True)
    sums: dict[tuple[Rule, bool], tuple[int, ...]] = {}
    own: dict[str, tuple[int, ...]] = {}
    none = (0,) * ways.term.years
    for line in lines:
        if line.line.borne_by_id is not None:
            code = book.all(Municipality)[line.line.borne_by_id].code
            own[code] = _added(own.get(code, none), line.years)
        else:
            key = (_rule_of(line.line) or rule, line.line.rule is None)
            sums[key] = _added(sums.get(key, none), line.years)
    charges = tuple(Charge(rule, years, default) for (rule, default), years in sums.items())
    missing = not any(book.children(CostAmount, line.line.id) for line in lines)
    return Fee(charges or (Charge(rule, none),), own, tuple(lines), missing)


def _typed_years(yen: int, stated: TaxMode | None, ways: Ways) -> tuple[int, ...]:
    """Return a typed fee by year: equal years in the mode in which it was typed, converted like a cost line."""
    mode = Taxation((stated or ways.tax_mode).value)
    parts = tuple(
        (Fraction(yen, ways.term.years), rate) for rate in ways.taxes.of_years(ways.term.first, ways.term.years)
    )
    if not changes(mode, ways.tax_mode):
        return spread(yen, [1] * ways.term.years, ways.instalment)
    weights = whole_numbers(exactly_taxed(parts, mode, ways.tax_mode))
    return spread(taxed(parts, mode, ways.tax_mode), weights, ways.instalment)


def lines_of(book: Book, ways: Ways, in_scope: bool) -> list[LineYears]:
    """Return the cost lines that are part of the fee, or those that are not, in their order. Raises UnreadableLine."""
    chosen = (line for line in book.all(CostLine).values() if (line.scope is Scope.IN_SCOPE) == in_scope)
    ordered = sorted(chosen, key=lambda line: (line.position, line.id))
    return [line_years(line, book.children(CostAmount, line.id).values(), ways) for line in ordered]


def line_years(line: CostLine, amounts: Iterable[CostAmount], ways: Ways) -> LineYears:
    """Return one line in yen by year: exchanged, taxed once on the whole line, cut below one yen once each."""
    rate = exchange_rate(line)
    net = [Fraction(0)] * ways.term.years
    for amount in amounts:
        if amount.fiscal_year in ways.term.fiscal_years:
            net[amount.fiscal_year - ways.term.first] += amount.amount * rate
    rates = ways.taxes.of_years(ways.term.first, ways.term.years)
    parts = tuple(zip(net, rates, strict=True))
    total = taxed(parts, line.tax_mode, ways.tax_mode)
    exact = exactly_taxed(parts, line.tax_mode, ways.tax_mode)
    return LineYears(line, total, spread(total, whole_numbers(exact), ways.instalment))


def exchange_rate(line: CostLine) -> Fraction:
    """Return how many yen one unit of the line's currency is. Raises UnreadableLine where no rate is given."""
    if line.currency == YEN:
        return Fraction(1)
    if not line.exchange_rate:
        raise UnreadableLine("exchange_rate_missing", line=line.name, currency=line.currency)
    return Fraction(line.exchange_rate)


def whole_numbers(ratios: Sequence[Fraction]) -> list[int]:
    """Return whole numbers in the proportions of `ratios`."""
    common = lcm(*(ratio.denominator for ratio in ratios))
    return [int(ratio * common) for ratio in ratios]


def _rule_of(line: CostLine) -> Rule | None:
    try:
        return parse_rule(line.rule) if line.rule else None
    except Refused as refused:
        raise UnreadableLine(refused.rule, **refused.facts) from refused


def _added(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
