"""基礎額: what each member would bear by the rules alone, exactly: whole numbers over one denominator, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from math import gcd, lcm

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import MONTHS, Presence
from core.calc.comparison.portions import LevelledYears, Portion, all_levels
from core.calc.members import Member
from core.calc.splitting.bases import term_weights
from core.calc.splitting.limits import Levelled
from core.dataclass import dataclass
from core.model.values.rules import Rule, Term


@dataclass(frozen=True, slots=True)
class ExactShares:
    """Yen by code as numerators over `denominator`; together they are the amount that was split."""

    numerators: Mapping[str, int]
    denominator: int

    def of(self, code: str) -> Fraction:
        return Fraction(self.numerators[code], self.denominator)


@dataclass(frozen=True, slots=True)
class ExactYears:
    """Yen by code and year as numerators over `denominator`; the members' together are each year's bill."""

    numerators: Mapping[str, tuple[int, ...]]
    denominator: int

    @property
    def term(self) -> ExactShares:
        """The shares of the whole term."""
        return ExactShares({code: sum(years) for code, years in self.numerators.items()}, self.denominator)

    def with_own(self, own: Mapping[str, Sequence[int]]) -> "ExactYears":
        """Return the shares with whole yen by code and year added."""
        added = {
            code: tuple(share + yen * self.denominator for share, yen in zip(self.numerators[code], years, strict=True))
            for code, years in own.items()
            if code in self.numerators
        }
        return ExactYears({**self.numerators, **added}, self.denominator)

    def with_twelfths(self, more: Mapping[int, Mapping[str, int]]) -> "ExactYears":
        """Return the shares with twelfths of a yen by year and code added; `denominator` is a multiple of twelve."""
        rows = {code: list(years) for code, years in self.numerators.items()}
        factor = self.denominator // MONTHS
        for at, amounts in more.items():
            for code, twelfths in amounts.items():
                rows[code][at] += twelfths * factor
        return ExactYears({code: tuple(row) for code, row in rows.items()}, self.denominator)


_Basis = tuple[str, Term]
"""Who bears, and by what basis."""

_Key = tuple[Presence, str, Term]
"""A stretch of the term, who bears it, and by what basis."""

_Years = dict[int, int]
"""Something by the number of the year, of those years only in which there is anything."""


def exact_years(
    parts: Sequence[Portion],
    payers: Sequence[Member],
    presences: Mapping[str, Presence],
    years: int,
    levelled: LevelledYears | None = None,
) -> ExactYears:
    """Return what each payer bears of all portions by their rules in each year, nothing rounded.

    Each month's fee is borne by those who are there in that month. Fixed amounts and limits are those of a whole year,
    and of a part of it in months; `levelled` is what all_levels gives. Raises what term_weights and level raise.
    """
    shares = all_levels(parts) if levelled is None else levelled
    held: list[tuple[Portion, int, Levelled]] = []
    free: list[tuple[Portion, int, Levelled]] = []
    for one in shares:
        plain_above = one[2].is_free and one[0].charge.mixed is None and one[0].charge.rule.terms
        (free if plain_above else held).append(one)
    whole = lcm(*(MONTHS * one.denominator for _, _, one in held), *([MONTHS] if free else []))
    proportional = [part for part in parts if part.charge.is_plain]
    plain = _in_proportion([*proportional, *_above_fixed(free)], payers, presences, years, whole)
    if free:
        plain = plain.with_twelfths(_fixed_by_year(free))
    return _together(plain, held) if held else plain


def _above_fixed(free: LevelledYears) -> list[Portion]:
    """Return what is left above the fixed amounts where nobody stands at a limit: it is simply in proportion, so that
    it is split together with all else that is."""
    plain: dict[int, Rule] = {}  # by the rule's identity: many portions share it
    found = []
    for part, at, one in free:
        rule = part.charge.rule
        if id(rule) not in plain:
            plain[id(rule)] = Rule(rule.terms, rule.scale)
        rest = part.years[at] - sum(one.fixed.values())
        charge = Charge(plain[id(rule)], (), part.charge.default, part.charge.among)
        found.append(Portion(charge, part.segment, part.payers, (*[0] * at, rest), part.circle))
    return found


def _fixed_by_year(free: LevelledYears) -> dict[int, dict[str, int]]:
    """Return by year the fixed amounts of those shares, in twelfths of a yen."""
    by_year: dict[int, list[Mapping[str, int]]] = {}
    for _, at, one in free:
        if any(one.fixed.values()):
            by_year.setdefault(at, []).append(one.fixed)
    return {at: sums_of(rows, [1] * len(rows)) for at, rows in by_year.items()}


def _together(plain: ExactYears, shares: LevelledYears) -> ExactYears:
    """Return both together; the plain ones' denominator is a multiple of all.

    What one circle bears in one year is added up first, then the circles of the year: small numbers before large ones.
    """
    whole = plain.denominator
    rows = {code: list(row) for code, row in plain.numerators.items()}
    groups: dict[int, dict[str, list[ExactShares]]] = {}
    for part, at, one in shares:
        groups.setdefault(at, {}).setdefault(part.circle, []).append(ExactShares(one.numerators, one.denominator))
    for at, circles in groups.items():
        year = _added([_added(group) for group in circles.values()])
        factor = whole // (MONTHS * year.denominator)
        for code, share in year.numerators.items():
            rows[code][at] += share * factor
    shared = gcd(whole, *(share for row in rows.values() for share in row))
    if shared > 1:
        rows = {code: [yen // shared for yen in row] for code, row in rows.items()}
    return ExactYears({code: tuple(row) for code, row in rows.items()}, whole // shared)


def _added(shares: Sequence[ExactShares]) -> ExactShares:
    common = lcm(*(one.denominator for one in shares))
    factors = [common // one.denominator for one in shares]
    return ExactShares(sums_of([one.numerators for one in shares], factors), common)


def sums_of(rows: Sequence[Mapping[str, int]], factors: Sequence[int]) -> dict[str, int]:
    """Return by code the sum of the rows, each so many times."""
    sums = dict.fromkeys(chain.from_iterable(rows), 0)
    for row, factor in zip(rows, factors, strict=True):
        if factor == 1:
            for code, share in row.items():
                sums[code] += share
        else:
            for code, share in row.items():
                sums[code] += share * factor
    return sums


def _in_proportion(
    parts: Sequence[Portion], payers: Sequence[Member], presences: Mapping[str, Presence], years: int, also: int
) -> ExactYears:
    """Return the shares of portions in proportion to weights; their denominator is a multiple of `also` unless that is
    1."""
    wholes = lcm(*(part.charge.rule.whole for part in parts))
    amounts = _amounts(parts, wholes)
    bearing = {(part.segment, part.circle): part.payers for part in parts}
    there = {key: [payer.code for payer in bearers] for key, bearers in bearing.items()}
    by_term: dict[_Basis, dict[str, int]] = {}
    wholes_of = {
        key: _weigh(by_term.setdefault(key[1:], {}), key[2], bearing[key[:2]], there[key[:2]]) for key in amounts
    }
    denominator = lcm(MONTHS * wholes * lcm(*wholes_of.values()), also)
    common = denominator // (MONTHS * wholes)
    per_weight = {
        key: {at: amount * (common // wholes_of[key]) for at, amount in sums.items()} for key, sums in amounts.items()
    }
    if also == 1:
        shared = gcd(denominator, *(each for sums in per_weight.values() for each in sums.values()))
        per_weight = {key: {at: each // shared for at, each in sums.items()} for key, sums in per_weight.items()}
        denominator //= shared
    rows: dict[str, tuple[int, ...]] = {}
    rates: dict[Presence, list[tuple[dict[str, int], list[tuple[int, int]]]]] = {}
    for payer in payers:
        presence, code = presences[payer.code], payer.code
        if presence not in rates:
            rates[presence] = _rates(presence, per_weight, by_term)
        row = [0] * years
        for known, each_year in rates[presence]:
            weight = known.get(code)
            if weight:
                for at, each in each_year:
                    row[at] += weight * each
        rows[code] = tuple(row)
    return ExactYears(rows, denominator)


def _amounts(parts: Sequence[Portion], wholes: int) -> dict[_Key, _Years]:
    """Return what is split by year, in parts of a twelfth of a yen of which there are `wholes`."""
    terms: dict[int, list[tuple[Term, int]]] = {}  # by the rule's identity: many portions share it
    amounts: dict[_Key, _Years] = {}
    for part in parts:
        rule = part.charge.rule
        if id(rule) not in terms:
            terms[id(rule)] = [(replace(term, parts=1), term.parts * (wholes // rule.whole)) for term in rule.terms]
        costs = [(at, twelfths) for at, twelfths in enumerate(part.years) if twelfths]
        for term, factor in terms[id(rule)]:
            sums = amounts.setdefault((part.segment, part.circle, term), {})
            for at, twelfths in costs:
                sums[at] = sums.get(at, 0) + twelfths * factor
    return amounts


def _weigh(known: dict[str, int], term: Term, there: Sequence[Member], codes: Sequence[str]) -> int:
    """Return what those who are there weigh together; `known` has the weights by code and learns those that it lacks.

    Raises what term_weights raises.
    """
    found = list(map(known.get, codes))
    if None in found or not any(found):
        weights = term_weights(term, there)
        known.update(zip(codes, weights, strict=True))
        return sum(weights)
    return sum(filter(None, found))


def _rates(
    presence: Presence, per_weight: Mapping[_Key, _Years], by_term: Mapping[_Basis, dict[str, int]]
) -> list[tuple[dict[str, int], list[tuple[int, int]]]]:
    """Return by term the weights, and what whoever is there so long pays in each year for a weight of one."""
    found: dict[_Basis, _Years] = {}
    for (segment, circle, term), each in per_weight.items():
        if presence.start <= segment.start and segment.end <= presence.end:
            sums = found.setdefault((circle, term), {})
            for at, yen in each.items():
                sums[at] = sums.get(at, 0) + yen
    return [(by_term[key], list(sums.items())) for key, sums in found.items()]
