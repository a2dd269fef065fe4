"""基礎額: what each member would bear by the rules alone, exactly: whole numbers over one denominator, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from math import gcd, lcm
from operator import mul

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import MONTHS, ContractTerm, Presence, segments
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import term_weights
from core.calc.splitting.limits import Levelled, NobodyPays, level, weights_of
from core.dataclass import dataclass
from core.model.values.rules import Rule, Term


class NobodyTakesPart(SplitRefused):
    """There is a cost of which nobody is there who bears it."""

    def __init__(self, circle: str) -> None:
        super().__init__("nobody_takes_part", circle=circle)


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


@dataclass(frozen=True, slots=True)
class Portion:
    """What of one charge falls into a stretch of the term, in twelfths of a yen, and who is there to bear it; portions
    of one `circle` are split among the same members with the same figures."""

    charge: Charge
    segment: Presence
    payers: tuple[Member, ...]
    years: tuple[int, ...]
    circle: str = ""

    @property
    def twelfths(self) -> int:
        """Return the sum of the years."""
        return sum(self.years)


def portions(
    charges: Sequence[Charge], payers: Sequence[Member], presences: Mapping[str, Presence], term: ContractTerm
) -> list[Portion]:
    """Return the charges cut where somebody joins or leaves.

    Raises NobodyPays where there is a cost but no member, NobodyTakesPart where none of those who bear the charge is.
    """
    found = []
    circles = _circles(charges)
    costs = [frozenset(at for at, yen in enumerate(charge.years) if yen) for charge in charges]
    for segment in segments((presences[payer.code] for payer in payers), term):
        there = tuple(payer for payer in payers if _covers(presences[payer.code], segment))
        codes = {payer.code for payer in there}
        bearing = {"": there}
        months = [segment.in_year(at) for at in range(term.years)]
        other = frozenset(at for at, count in enumerate(months) if not count)
        for charge, circle, years_of_cost in zip(charges, circles, costs, strict=True):
            costs_nothing = years_of_cost <= other
            if years_of_cost and costs_nothing:
                continue  # it costs something, but not in this stretch
            if charge.among is not None and circle not in bearing:
                bearing[circle] = tuple([one for one in charge.among.members if one.code in codes or one.id < 0])
            if not costs_nothing and all(one.is_guest for one in bearing[circle]):
                if charge.among is None or not charge.among.label:
                    raise NobodyPays
                raise NobodyTakesPart(charge.among.label)
            if bearing[circle]:
                years = tuple(map(mul, charge.years, months))
                found.append(Portion(charge, segment, bearing[circle], years, circle))
    return found


def _circles(charges: Sequence[Charge]) -> list[str]:
    """Return what tells those who bear each charge from all others: of when their figures are, and who they are, for
    two systems may have one name."""
    among = [charge.among for charge in charges]
    keys = [(one.words, id(one.members)) if one else None for one in among]  # many charges share their members
    distinct = {key: one for key, one in zip(keys, among, strict=True) if one}
    known = {key: "/".join((one.words, *(member.code for member in one.members))) for key, one in distinct.items()}
    return [known.get(key, "") for key in keys]


_Basis = tuple[str, Term]
"""Who bears, and by what basis."""

_Key = tuple[Presence, str, Term]
"""A stretch of the term, who bears it, and by what basis."""

_Years = dict[int, int]
"""Something by the number of the year, of those years only in which there is anything."""

LevelledYears = Sequence[tuple[str, int, Levelled]]
"""By circle and year the shares of portions whose rules have fixed amounts or limits, in twelfths of a yen."""


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
    whole = lcm(*(MONTHS * one.denominator for _, _, one in shares))
    plain = _in_proportion([part for part in parts if part.charge.rule.is_plain], payers, presences, years, whole)
    return _together(plain, shares) if shares else plain


def all_levels(parts: Sequence[Portion]) -> LevelledYears:
    """Return the shares of all portions whose rules have fixed amounts or limits. Raises what level raises."""
    return [one for part in parts for one in levels(part)]


def levels(part: Portion) -> LevelledYears:
    """Return by year the shares of a portion whose rule has fixed amounts or limits, in twelfths of a yen."""
    rule, costs = part.charge.rule, [at for at, twelfths in enumerate(part.years) if twelfths]
    if rule.is_plain or not costs:
        return []
    weights = weights_of(rule, part.payers)
    return [
        (part.circle, at, level_of(part.charge.years[at], rule, part.payers, part.segment.in_year(at), weights))
        for at in costs
    ]


def level_of(
    yen: int, rule: Rule, payers: Sequence[Member], months: int, weights: Mapping[str, int] | None = None
) -> Levelled:
    """Return the exact shares of so many months of a year's amount, in twelfths of a yen; money in, below zero, is
    split as the same amount of cost would be."""
    found = level(abs(yen), rule, payers, months, weights=weights)
    return found if yen >= 0 else found.mirrored()


def _together(plain: ExactYears, shares: LevelledYears) -> ExactYears:
    """Return both together; the plain ones' denominator is a multiple of all.

    What one circle bears in one year is added up first, then the circles of the year: small numbers before large ones.
    """
    whole = plain.denominator
    rows = {code: list(row) for code, row in plain.numerators.items()}
    groups: dict[int, dict[str, list[ExactShares]]] = {}
    for circle, at, one in shares:
        groups.setdefault(at, {}).setdefault(circle, []).append(ExactShares(one.numerators, one.denominator))
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


def _covers(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end and presence.months > 0
