"""What each basis of a rule weighs: members' weights as integers, and the terms of a rule put together."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache
from math import gcd, prod

from core.calc.members import Member
from core.calc.splitting.apportion import NegativeWeight, SplitRefused, ZeroWeights
from core.model.values.rules import Basis, Rule, Term

DECREASING_SCALE = 10**20
"""population^(log2 k) is kept to twenty decimals, as an integer of this scale."""

_POWERS = Context(prec=60, rounding=ROUND_HALF_EVEN)


class MissingBasis(SplitRefused):
    """`name` has no population, or no such weight, so the basis named by `basis` cannot be applied."""

    def __init__(self, basis: str, member: Member, what: str) -> None:
        super().__init__("missing_basis", basis=basis, name=member.name, code=member.code, what=what)
        self.basis = basis
        self.name = member.name


def weight_of(term: Term, member: Member) -> int | None:
    """Return what `member` weighs by the basis of `term`, None if unknown: 均等割 in percent of a full member, 逓減人口
    in units of 1/DECREASING_SCALE."""
    match term.basis:
        case Basis.EQUAL:
            return member.equal
        case Basis.WEIGHT:
            return member.weights.get(term.name)
        case Basis.DECREASING if member.population is not None:
            return decreasing(member.population, term.factor)
        case _:
            return member.population


def term_weights(term: Term, members: Sequence[Member]) -> tuple[int, ...]:
    """Return the weights of `members` by one term, in their order; their sum is above zero.

    Raises MissingBasis with the member's name, NegativeWeight or ZeroWeights with the term's label.
    """
    known = known_weights(term, members)
    weights = tuple([weight for weight in known if weight is not None])
    if len(weights) < len(known):
        raise MissingBasis(term.label, members[known.index(None)], term.name or "人口")
    if min(weights, default=0) < 0:
        raise NegativeWeight(term.label)
    if not any(weights):
        raise ZeroWeights(term.label)
    return weights


def known_weights(term: Term, members: Sequence[Member]) -> list[int | None]:
    """Return what weight_of says of each of `members`, in their order."""
    match term.basis:
        case Basis.EQUAL:
            return [member.equal for member in members]
        case Basis.WEIGHT:
            return [member.weights.get(term.name) for member in members]
        case Basis.POPULATION:
            return [member.population for member in members]
        case _:
            return [weight_of(term, member) for member in members]


def combined_weights(rule: Rule, members: Sequence[Member]) -> tuple[int, ...]:
    """Return one integer weight per member whose proportions are exactly those of the whole rule.

    A term's weight counts its parts times the totals of the other terms, so that
    Σ parts × w / W has one common denominator and a single step of rounding is enough.
    Example: equal=1,population=1 over populations 10 and 30 → 3 and 5 (1/2 × 1/2 + 1/2 × 1/4 = 3/8).
    Raises what term_weights raises.
    """
    terms = [(term.parts, term_weights(term, members)) for term in rule.terms if term.parts]
    if not terms:
        raise ZeroWeights(rule.label or "按分規則")
    if len(terms) == 1:
        common = gcd(*terms[0][1])
        return terms[0][1] if common == 1 else tuple([weight // common for weight in terms[0][1]])
    totals = [sum(weights) for _, weights in terms]
    factors = [parts * prod(totals[:at] + totals[at + 1 :]) for at, (parts, _) in enumerate(terms)]
    combined = [0] * len(members)
    for factor, (_, weights) in zip(factors, terms, strict=True):
        combined = [sum_ + factor * weight for sum_, weight in zip(combined, weights, strict=True)]
    common = gcd(*combined)
    return tuple([weight // common for weight in combined])


@lru_cache(maxsize=65_536)
def decreasing(population: int, factor: Decimal) -> int:
    """Return population^(log2 factor) × DECREASING_SCALE, rounded: doubling the population makes it `factor` times.

    Decimal's ln and exp are correctly rounded, so every machine gives the same integer. (逓減人口割; HARP: 1.5)
    """
    if population <= 0:
        return population
    with localcontext(_POWERS):
        exponent = factor.ln() / Decimal(2).ln()
        power = (Decimal(population).ln() * exponent).exp()
        return int((power * DECREASING_SCALE).to_integral_value())
