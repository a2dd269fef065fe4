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
from core.calc.splitting.split import NobodyPays
from core.model.values.rules import Term


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
                bearing[circle] = tuple(one for one in charge.among.members if one.code in codes or is_guest(one))
            years = tuple(yen * count for yen, count in zip(charge.years, months, strict=True))
            if any(years) and all(map(is_guest, bearing[circle])):
                if charge.among is None:
                    raise NobodyPays
                raise NobodyTakesPart(charge.among.label)
            if bearing[circle]:
                found.append(Portion(charge, segment, bearing[circle], years, circle))
    return found


def is_guest(member: Member) -> bool:
    """Whether it is a payer that is no member of the consortium and takes part in the equal split."""
    return member.id < 0


def _circle(charge: Charge) -> str:
    """Return what tells those who bear the charge from all others: the label, and who else is among them."""
    if charge.among is None:
        return ""
    return "/".join((charge.among.label, *(one.code for one in charge.among.members if is_guest(one))))


_Key = tuple[Presence, str, Term]
"""A stretch of the term, who bears it, and by what basis."""


def exact_years(
    parts: Sequence[Portion], payers: Sequence[Member], presences: Mapping[str, Presence], years: int
) -> ExactYears:
    """Return what each payer bears of all portions by their rules in each year, nothing rounded.

    Each month's fee is borne by those who are there in that month. Raises what term_weights raises.
    """
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
