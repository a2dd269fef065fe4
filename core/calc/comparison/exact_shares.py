"""基礎額: what each member would bear by the rules alone, exactly: whole numbers over one denominator, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import MONTHS, ContractTerm, Presence, segments
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import term_weights
from core.calc.splitting.limits import Levelled, NobodyPays, level
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
    circles = [_circle(charge) for charge in charges]
    for segment in segments((presences[payer.code] for payer in payers), term):
        there = tuple(payer for payer in payers if _covers(presences[payer.code], segment))
        codes = {payer.code for payer in there}
        bearing = {"": there}
        months = [segment.in_year(at) for at in range(term.years)]
        for charge, circle in zip(charges, circles, strict=True):
            if charge.among is not None and circle not in bearing:
                bearing[circle] = tuple(one for one in charge.among.members if one.code in codes or one.is_guest)
            years = tuple(yen * count for yen, count in zip(charge.years, months, strict=True))
            if any(years) and all(one.is_guest for one in bearing[circle]):
                if charge.among is None:
                    raise NobodyPays
                raise NobodyTakesPart(charge.among.label)
            if bearing[circle]:
                found.append(Portion(charge, segment, bearing[circle], years, circle))
    return found


def _circle(charge: Charge) -> str:
    """Return what tells those who bear the charge from all others: the label, which says of when their figures are, and
    who they are: two systems may have one name."""
    if charge.among is None:
        return ""
    return "/".join((charge.among.label, *(one.code for one in charge.among.members)))


_Key = tuple[Presence, str, Term]
"""A stretch of the term, who bears it, and by what basis."""


def exact_years(
    parts: Sequence[Portion], payers: Sequence[Member], presences: Mapping[str, Presence], years: int
) -> ExactYears:
    """Return what each payer bears of all portions by their rules in each year, nothing rounded.

    Each month's fee is borne by those who are there in that month. Fixed amounts and limits are those of a whole year,
    and of a part of it in months. Raises what term_weights and level raise.
    """
    plain = _in_proportion([part for part in parts if part.charge.rule.is_plain], payers, presences, years)
    shares = [(at, found) for part in parts for at, found in levels(part)]
    return _together(plain, shares) if shares else plain


def levels(part: Portion) -> list[tuple[int, Levelled]]:
    """Return by year the shares of a portion whose rule has fixed amounts or limits, in twelfths of a yen."""
    if part.charge.rule.is_plain:
        return []
    return [
        (at, level_of(yen, part.charge.rule, part.payers, part.segment.in_year(at)))
        for at, yen in enumerate(part.charge.years)
        if yen and part.segment.in_year(at)
    ]


def level_of(yen: int, rule: Rule, payers: Sequence[Member], months: int) -> Levelled:
    """Return the exact shares of so many months of a year's amount, in twelfths of a yen; money in, below zero, is
    split as the same amount of cost would be."""
    found = level(abs(yen), rule, payers, months)
    return found if yen >= 0 else found.mirrored()


def _together(plain: ExactYears, shares: Sequence[tuple[int, Levelled]]) -> ExactYears:
    whole = lcm(plain.denominator, *(MONTHS * one.denominator for _, one in shares))
    rows = {code: [yen * (whole // plain.denominator) for yen in row] for code, row in plain.numerators.items()}
    for at, one in shares:
        factor = whole // (MONTHS * one.denominator)
        for code, share in one.numerators.items():
            rows[code][at] += share * factor
    shared = gcd(whole, *(share for row in rows.values() for share in row))
    return ExactYears({code: tuple(yen // shared for yen in row) for code, row in rows.items()}, whole // shared)


@dataclass(frozen=True, slots=True)
class Margins:
    """What of the term's shares is not rounded, in whole yen by code, and between what they stay: the fixed amounts and
    limits of the rules. None where not everything that is split has such a limit."""

    fixed: Mapping[str, int]
    least: Mapping[str, int] | None = None
    most: Mapping[str, int] | None = None


def margins_of(parts: Sequence[Portion], payers: Sequence[Member], own: Mapping[str, int]) -> Margins:
    """Return the margins of the term; `own` yen, borne alone or below zero credited, count to them."""
    levelled = [one for part in parts for _, one in levels(part)]
    everything = all(not part.charge.rule.is_plain or not any(part.years) for part in parts)
    codes = [payer.code for payer in payers]
    # A cap may be below the fixed amount: nobody pays more of it than its share.
    paid_first = [
        {code: min(yen, one.numerators[code] // one.denominator) for code, yen in one.fixed.items()} for one in levelled
    ]
    fixed = {code: max(0, own.get(code, 0) + _sum_of(paid_first, code) // MONTHS) for code in codes}
    found: list[dict[str, int] | None] = []
    for limits, sign in (([one.least for one in levelled], -1), ([one.most for one in levelled], 1)):
        known = [one for one in limits if one is not None]
        complete = levelled and everything and len(known) == len(limits)
        sums = {code: own.get(code, 0) + sign * (sign * _sum_of(known, code) // MONTHS) for code in codes}
        found.append(sums if complete else None)
    return Margins({code: yen for code, yen in fixed.items() if yen}, *found)


def _sum_of(rows: Sequence[Mapping[str, int]], code: str) -> int:
    return sum(row.get(code, 0) for row in rows)


def _in_proportion(
    parts: Sequence[Portion], payers: Sequence[Member], presences: Mapping[str, Presence], years: int
) -> ExactYears:
    wholes = lcm(*(sum(term.parts for term in part.charge.rule.terms) for part in parts))
    amounts: dict[_Key, list[int]] = {}
    there = {(part.segment, part.circle): part.payers for part in parts}
    for part in parts:
        each = wholes // sum(term.parts for term in part.charge.rule.terms)
        for term in part.charge.rule.terms:
            sums = amounts.setdefault((part.segment, part.circle, replace(term, parts=1)), [0] * years)
            for at, twelfths in enumerate(part.years):
                if twelfths:
                    sums[at] += twelfths * term.parts * each
    weights = {key: term_weights(key[2], there[key[:2]]) for key in amounts}
    common = lcm(*(sum(found) for found in weights.values()))
    per_weight = {key: [amount * (common // sum(weights[key])) for amount in sums] for key, sums in amounts.items()}
    denominator = MONTHS * wholes * common
    shared = gcd(denominator, *(each for sums in per_weight.values() for each in sums))
    by_term: dict[tuple[str, Term], dict[str, int]] = {}
    for (segment, circle, term), found in weights.items():
        codes = (payer.code for payer in there[segment, circle])
        by_term.setdefault((circle, term), {}).update(zip(codes, found, strict=True))
    rows: dict[str, tuple[int, ...]] = {}
    rates: dict[Presence, list[tuple[dict[str, int], list[int]]]] = {}
    for payer in payers:
        presence = presences[payer.code]
        if presence not in rates:
            rates[presence] = _rates(presence, per_weight, by_term, years, shared)
        row = [0] * years
        for known, each_year in rates[presence]:
            weight = known.get(payer.code)
            if weight:
                row = [share + weight * each for share, each in zip(row, each_year, strict=True)]
        rows[payer.code] = tuple(row)
    return ExactYears(rows, denominator // shared)


def _rates(
    presence: Presence,
    per_weight: Mapping[_Key, Sequence[int]],
    by_term: Mapping[tuple[str, Term], dict[str, int]],
    years: int,
    shared: int,
) -> list[tuple[dict[str, int], list[int]]]:
    """Return by term the weights, and what whoever is there so long pays in each year for a weight of one."""
    found: dict[tuple[str, Term], list[int]] = {}
    for (segment, circle, term), each in per_weight.items():
        if _covers(presence, segment):
            sums = found.setdefault((circle, term), [0] * years)
            found[circle, term] = [one + other // shared for one, other in zip(sums, each, strict=True)]
    return [(by_term[key], sums) for key, sums in found.items()]


def _covers(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end and presence.months > 0
