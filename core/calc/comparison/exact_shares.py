"""基礎額: what each member would bear by the rules alone, exactly: whole numbers over one denominator, year by year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import MONTHS, ContractTerm, Presence, segments
from core.calc.members import Member
from core.calc.splitting.bases import term_weights
from core.calc.splitting.split import NobodyPays
from core.model.values.rules import Term


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
    """What of one charge falls into a stretch of the term, in twelfths of a yen, and who is there to bear it."""

    charge: Charge
    segment: Presence
    payers: tuple[Member, ...]
    years: tuple[int, ...]

    @property
    def twelfths(self) -> int:
        """Return the sum of the years."""
        return sum(self.years)


def portions(
    charges: Sequence[Charge], payers: Sequence[Member], presences: Mapping[str, Presence], term: ContractTerm
) -> list[Portion]:
    """Return the charges cut where somebody joins or leaves. Raises NobodyPays where there is a cost but no member."""
    found = []
    for segment in segments((presences[payer.code] for payer in payers), term):
        there = tuple(payer for payer in payers if _covers(presences[payer.code], segment))
        months = [segment.in_year(at) for at in range(term.years)]
        for charge in charges:
            years = tuple(yen * count for yen, count in zip(charge.years, months, strict=True))
            if any(years) and not there:
                raise NobodyPays
            if there:
                found.append(Portion(charge, segment, there, years))
    return found


def exact_years(
    parts: Sequence[Portion], payers: Sequence[Member], presences: Mapping[str, Presence], years: int
) -> ExactYears:
    """Return what each payer bears of all portions by their rules in each year, nothing rounded.

    Each month's fee is borne by those who are there in that month. Raises what term_weights raises.
    """
    wholes = lcm(*(sum(term.parts for term in part.charge.rule.terms) for part in parts))
    amounts: dict[tuple[Presence, Term], list[int]] = {}
    there = {part.segment: part.payers for part in parts}
    for part in parts:
        each = wholes // sum(term.parts for term in part.charge.rule.terms)
        for term in part.charge.rule.terms:
            sums = amounts.setdefault((part.segment, replace(term, parts=1)), [0] * years)
            for at, twelfths in enumerate(part.years):
                if twelfths:
                    sums[at] += twelfths * term.parts * each
    weights = {key: term_weights(key[1], there[key[0]]) for key in amounts}
    common = lcm(*(sum(found) for found in weights.values()))
    per_weight = {key: [amount * (common // sum(weights[key])) for amount in sums] for key, sums in amounts.items()}
    denominator = MONTHS * wholes * common
    shared = gcd(denominator, *(each for sums in per_weight.values() for each in sums))
    by_term: dict[Term, dict[str, int]] = {}
    for (segment, term), found in weights.items():
        codes = (payer.code for payer in there[segment])
        by_term.setdefault(term, {}).update(zip(codes, found, strict=True))
    rows: dict[str, tuple[int, ...]] = {}
    rates: dict[Presence, list[tuple[dict[str, int], list[int]]]] = {}
    for payer in payers:
        presence = presences[payer.code]
        if presence not in rates:
            rates[presence] = _rates(presence, per_weight, by_term, years, shared)
        row = [0] * years
        for known, each_year in rates[presence]:
            weight = known[payer.code]
            row = [share + weight * each for share, each in zip(row, each_year, strict=True)]
        rows[payer.code] = tuple(row)
    return ExactYears(rows, denominator // shared)


def _rates(
    presence: Presence,
    per_weight: Mapping[tuple[Presence, Term], Sequence[int]],
    by_term: Mapping[Term, dict[str, int]],
    years: int,
    shared: int,
) -> list[tuple[dict[str, int], list[int]]]:
    """Return by term the weights, and what whoever is there so long pays in each year for a weight of one."""
    found: dict[Term, list[int]] = {}
    for (segment, term), each in per_weight.items():
        if _covers(presence, segment):
            sums = found.setdefault(term, [0] * years)
            found[term] = [one + other // shared for one, other in zip(sums, each, strict=True)]
    return [(by_term[term], sums) for term, sums in found.items()]


def _covers(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end and presence.months > 0
