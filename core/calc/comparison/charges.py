"""クラウド利用料: the cost lines as yen in one tax mode, lines of one rule summed before anything is split."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from core.calc.comparison.contract_term import ContractTerm, spread
from core.calc.comparison.taxes import Taxes, exactly_taxed, taxed
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, Flow
from core.model.council import Scope, TaxMode
from core.model.scenarios import Instalment
from core.model.values.ratios import YEN
from core.model.values.rules import Rule, Term


@dataclass(frozen=True, slots=True)
class Among:
    """Who bears a charge, with the figures that count for it: `label` says who, "" for all who pay, and `when` of which
    years the figures are, "" where they are the same for the whole term."""

    label: str
    members: tuple[Member, ...]
    when: str = ""

    @property
    def words(self) -> str:
        """Return both: 介護保険に参加する団体、平成27年度の基礎数値."""
        return "、".join(filter(None, (self.label, self.when)))


@dataclass(frozen=True, slots=True)
class Phase:
    """A year on the way from the `former` rule to the `new` one: so many percent by the new rule."""

    former: Rule
    new: Rule
    percent: Fraction

    @property
    def is_plain(self) -> bool:
        """Whether both rules are nothing but proportions: then the year has one rule that is blended of them."""
        return self.former.is_plain and self.new.is_plain

    @property
    def label(self) -> str:
        """Return 従前の規則(均等割)80% + 新しい規則(人口割、上限 総額の40%)20%."""
        left = show_ratio(100 - self.percent)
        return f"従前の規則({self.former.label}){left}% + 新しい規則({self.new.label}){show_ratio(self.percent)}%"


@dataclass(frozen=True, slots=True)
class Charge:
    """What is split by one rule, in yen by year; `default`: by the scenario's own rule. `among`: None for all who pay.

    `phase`: the years stand on the way from a former rule, and `rule` is what comes of both; where one of them has
    fixed amounts or limits, the amounts by each are added up by percent, and `rule` is the new one. Below zero it is
    money in that is split by a rule of its own.
    """

    rule: Rule
    years: tuple[int, ...]
    default: bool = True
    among: Among | None = None
    phase: Phase | None = None

    @property
    def mixed(self) -> Phase | None:
        """Return the way from one rule to another where amounts, not rules, are put together."""
        return None if self.phase is None or self.phase.is_plain or not 0 < self.phase.percent < 100 else self.phase

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule by which anything of it is split."""
        return (self.mixed.former, self.mixed.new) if self.mixed else (self.rule,)

    @property
    def is_plain(self) -> bool:
        """Whether every share is in proportion to weights, and nothing else."""
        return self.mixed is None and self.rule.is_plain

    @property
    def rule_label(self) -> str:
        """Return the rule in words, or both with their percentages."""
        return self.mixed.label if self.mixed else self.rule.label

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
class YearBasis:
    """年度ごとの基礎数値: the members with the figures that count in one fiscal year, and of when each of them is, by
    code: the population's date, and the year of an index by its name."""

    fiscal_year: int
    members: tuple[Member, ...]
    dates: Mapping[str, str]
    years: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class PhaseIn:
    """激変緩和: the rule by which each year is split, so many percent the new rule and the rest the former one."""

    former: Rule
    percents: tuple[str, ...]
    phases: tuple[Phase, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rule of each year; that of the new one where amounts are put together."""
        return tuple(map(rule_of, self.phases))

    @property
    def labels(self) -> tuple[str, ...]:
        """Return by what each year is split, in words."""
        return tuple(Charge(rule_of(one), (), phase=one).rule_label for one in self.phases)


@dataclass(frozen=True, slots=True)
class CostPart:
    """費用の内訳: the lines of one rule and one circle of bearers by year, before and after what is deducted first."""

    label: str
    gross: tuple[int, ...]
    net: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one line takes off in each year: from what is split, or of the member `code` from its share.

    `by_charge`: of 控除・戻入, what each charge of the fee lost, so that it can be put back where the member leaves.
    `guest`: the payer that takes part in the equal split, as the arithmetic sees it; its years come out of the split.
    `formula` says where the amount comes from.
    """

    line: CostLine
    years: tuple[int, ...]
    formula: str
    code: str = ""
    by_charge: tuple[tuple[int, ...], ...] = ()
    guest: Member | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the members bear so much less; 控除・戻入 comes back to them."""
        return self.line.flow is not Flow.RETURNED

    @property
    def total(self) -> int:
        return sum(self.years)


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee that the members bear: charges by rule, and by code what one member bears alone, net of what it is
    credited with: below zero in a year in which the credit is more. `lines` are those it was made of, `parts` and
    `deductions` how.

    `missing`: neither a fee nor an amount of any line was entered; then it is unknown, not 0 yen.
    """

    charges: tuple[Charge, ...]
    own: Mapping[str, tuple[int, ...]]
    lines: tuple[LineYears, ...] = ()
    missing: bool = False
    parts: tuple[CostPart, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    bases: tuple[YearBasis, ...] = ()
    basis_words: str = ""
    phase_in: PhaseIn | None = None

    @property
    def guests(self) -> tuple[Member, ...]:
        """Return the payers that are no members and take part in the equal split."""
        return tuple(one.guest for one in self.deductions if one.guest is not None)


@dataclass(frozen=True, slots=True)
class Ways:
    """How amounts of the file are turned into those of the comparison."""

    term: ContractTerm
    taxes: Taxes
    tax_mode: TaxMode
    instalment: Instalment


class UnreadableLine(SplitRefused):
    """The line's exchange rate or rule cannot be used."""


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
            net[amount.fiscal_year - ways.term.first] += (amount.amount + Fraction(amount.cents, 100)) * rate
    rates = ways.taxes.of_years(ways.term.first, ways.term.years)
    parts = tuple(zip(net, rates, strict=True))
    total = taxed(parts, line.tax_mode, ways.tax_mode)
    exact = exactly_taxed(parts, line.tax_mode, ways.tax_mode)
    return LineYears(line, total, spread(total, whole_numbers(exact), ways.instalment))


def show_ratio(percent: Fraction) -> str:
    """Return a percentage as people enter it: 20, 33.3."""
    return f"{Decimal(percent.numerator) / Decimal(percent.denominator):f}"


def rule_of(phase: Phase) -> Rule:
    """Return the rule by which a year is split: the former one at 0 percent, both blended where they are plain."""
    if phase.percent in {0, 100} or phase.is_plain:
        return phased(phase.former, phase.new, phase.percent)
    return phase.new


def phased(former: Rule, new: Rule, percent: Fraction) -> Rule:
    """Return the rule that is `percent` the new one and for the rest the former; terms of one basis are one.

    Example: 均等割 to 均等割:人口割 = 3:7 at 20 % → 43:7 (0.8 + 0.2 × 0.3 and 0.2 × 0.7).
    """
    if percent in {0, 100}:
        return new if percent else former
    shares: dict[Term, Fraction] = {}
    for rule, part in ((former, 100 - percent), (new, percent)):
        whole = sum(Fraction(term.parts) for term in rule.terms)
        for term in rule.terms:
            key = replace(term, parts=1)
            shares[key] = shares.get(key, Fraction(0)) + part * Fraction(term.parts) / whole
    kept = {term: share for term, share in shares.items() if share}
    common = lcm(*(share.denominator for share in kept.values()))
    numbers = {term: int(share * common) for term, share in kept.items()}
    shared = gcd(*numbers.values())
    return Rule(tuple(replace(term, parts=number // shared) for term, number in numbers.items()))


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
