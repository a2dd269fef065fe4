"""One member's share of an amount where its figures alone are others: asked of one member after the other, what is the
same for all of them is weighed once."""

from collections.abc import Sequence
from math import gcd, prod

from core.calc.members import Member
from core.calc.splitting.bases import known_weights
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import share_out
from core.model.values.rules import Remainder, Rule


class LoneShares:
    """An amount, the rule by which it is split, and whose figures stay as they are but for those of who asks."""

    def __init__(self, total: int, rule: Rule, payers: Sequence[Member], rounding: Rounding) -> None:
        self._total, self._rule, self._rounding = total, rule, rounding
        self._payers = sorted(payers, key=lambda one: one.code)
        self._at = {one.code: at for at, one in enumerate(self._payers)}
        self._terms = [term for term in rule.terms if term.parts]
        known = [known_weights(term, self._payers) for term in self._terms]
        self._weights = [[weight for weight in weights if weight is not None] for weights in known]
        self._is_even = [len(set(weights)) == 1 for weights in self._weights]
        self._sums = [sum(weights) for weights in self._weights]
        is_known = all(len(weights) == len(self._payers) and min(weights) >= 0 for weights in self._weights)
        is_plain = rule.is_plain and rounding.remainder is Remainder.LARGEST and total >= 0
        self._is_quick = bool(self._terms) and is_known and is_plain

    def share(self, member: Member) -> int:
        """Return what split() gives to `member` among the others; 0 where it is none of the payers.

        Raises what split raises.
        """
        at = self._at.get(member.code)
        if at is None:
            return 0
        quick = self._quick(at, member) if self._is_quick else None
        if quick is not None:
            return quick
        payers = sorted([*self._payers[:at], member, *self._payers[at + 1 :]], key=lambda one: (one.position, one.code))
        return share_out(self._total, self._rule, payers, self._rounding)[0][member.code]

    def _quick(self, at: int, member: Member) -> int | None:
        """Return the share by largest remainder, None where split() has something to say of a weight.

        The left-over units are the sum of the remainders over the sum of the weights; the member has one of them where
        fewer remainders come before its own.
        """
        own = [known_weights(term, [member])[0] for term in self._terms]
        changed = [(one, weights[at]) for one, weights in zip(own, self._weights, strict=True)]
        sums = [sum_ - old + (new or 0) for sum_, (new, old) in zip(self._sums, changed, strict=True)]
        if any(one is None or one < 0 for one in own) or not all(sums):
            return None
        factors = [term.parts * prod(sums[:nth] + sums[nth + 1 :]) for nth, term in enumerate(self._terms)]
        weight = sum(factor * (one or 0) for factor, one in zip(factors, own, strict=True))
        total, unit = self._total, self._rounding.unit
        whole = prod(sums) * sum(term.parts for term in self._terms)
        step, scaled = whole * unit, [total * factor for factor in factors]
        shared = gcd(step, *scaled)  # numbers of one machine word are much quicker
        share, mine = divmod(total * weight // shared, step // shared)
        rests = self._rests([factor // shared for factor in scaled], step // shared)
        rests[at] = mine
        units, below = divmod(sum(rests) * shared // whole, unit)
        if units and rests[:at].count(mine) + len([1 for rest in rests if rest > mine]) < units:
            share += 1
        return share * unit + (below if below and self._is_heaviest(at, weight, factors) else 0)

    def _rests(self, factors: Sequence[int], step: int) -> list[int]:
        """Return what is left of each weight times its factors, all of a payer's together, above a multiple of step."""
        level, uneven = 0, list[tuple[int, list[int]]]()
        for factor, weights, is_even in zip(factors, self._weights, self._is_even, strict=True):
            if is_even:
                level += factor * weights[0]
            else:
                uneven.append((factor % step, weights))
        level %= step
        if not uneven:
            return [level] * len(self._payers)
        if len(uneven) == 1:
            ((factor, only),) = uneven
            return [(level + factor * one) % step for one in only]
        return [weight % step for weight in self._combined(factors)]

    def _combined(self, factors: Sequence[int]) -> list[int]:
        return [
            sum(factor * one for factor, one in zip(factors, weights, strict=True))
            for weights in zip(*self._weights, strict=True)
        ]

    def _is_heaviest(self, at: int, weight: int, factors: Sequence[int]) -> bool:
        """Whether nobody weighs more, and none that comes before as much."""
        combined = self._combined(factors)
        return weight >= max(combined[at + 1 :], default=0) and weight > max(combined[:at], default=-1)
