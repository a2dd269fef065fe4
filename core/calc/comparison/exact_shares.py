"""基礎額: what each member would bear by the rules alone, exactly: whole numbers over one denominator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

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
class Portion:
    """What of one charge falls into a stretch of the term, in twelfths of a yen, and who is there to bear it."""

    charge: Charge
    segment: Presence
    payers: tuple[Member, ...]
    twelfths: int


def portions(
    charges: Sequence[Charge], payers: Sequence[Member], presences: Mapping[str, Presence], term: ContractTerm
) -> list[Portion]:
    """Return the charges cut where somebody joins or leaves. Raises NobodyPays where there is a cost but no member."""
    found = []
    for segment in segments((presences[payer.code] for payer in payers), term):
        there = tuple(payer for payer in payers if _covers(presences[payer.code], segment))
        for charge in charges:
            twelfths = sum(yen * segment.in_year(at) for at, yen in enumerate(charge.years))
            if twelfths and not there:
                raise NobodyPays
            if there:
                found.append(Portion(charge, segment, there, twelfths))
    return found


def exact_shares(parts: Sequence[Portion], payers: Sequence[Member]) -> ExactShares:
    """Return what each payer bears of all portions by their rules, nothing rounded.

    Each month's fee is borne by those who are there in that month. Raises what term_weights raises.
    """
    amounts: dict[tuple[Presence, Term], Fraction] = {}
    there = {part.segment: part.payers for part in parts}
    for part in parts:
        whole = sum(term.parts for term in part.charge.rule.terms)
        for term in part.charge.rule.terms:
            key = (part.segment, replace(term, parts=1))
            amounts[key] = amounts.get(key, Fraction(0)) + Fraction(part.twelfths * term.parts, MONTHS * whole)
    weights = {(segment, term): term_weights(term, there[segment]) for segment, term in amounts}
    per_weight = {key: amount / sum(weights[key]) for key, amount in amounts.items()}
    common = lcm(*(one.denominator for one in per_weight.values()))
    numerators = dict.fromkeys((payer.code for payer in payers), 0)
    for key, one in per_weight.items():
        each = int(one * common)
        for payer, weight in zip(there[key[0]], weights[key], strict=True):
            numerators[payer.code] += each * weight
    return ExactShares(numerators, common)


def _covers(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end and presence.months > 0
