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
        self._parts = [term.parts for term in self._terms]
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
        own = list[int]()
        for term in self._terms:
            (one,) = known_weights(term, [member])
            if one is None or one < 0:
                return None
            own.append(one)
        before = zip(self._sums, own, self._weights, strict=True)
        sums = [sum_ + one - weights[at] for sum_, one, weights in before]
        product = prod(sums)
        if not product:
            return None
        factors = [parts * (product // sum_) for parts, sum_ in zip(self._parts, sums, strict=True)]
        weight = sum([factor * one for factor, one in zip(factors, own, strict=True)])
        total, unit = self._total, self._rounding.unit
        whole = product * sum(self._parts)
        step = whole * unit
        share, mine = divmod(total * weight, step)
        parts, grain, level = self._remainders([total * factor for factor in factors], step)
        parts[at], over = divmod(mine - level, grain)
        units, below = divmod((sum(parts) * grain + level * len(parts) + over) // whole, unit)
        if units:
            edge = parts[at]
            alike = parts[:at].count(edge) if not over else 0
            share += alike + len([1 for part in parts if part > edge]) < units
        return share * unit + (below if below and self._is_heaviest(at, weight, factors) else 0)

    def _remainders(self, factors: Sequence[int], step: int) -> tuple[list[int], int, int]:
        """Return of all payers what is left above a multiple of `step`, as part × grain + level.

        The level is of the weights that are the same for all of them: the parts are left above smaller numbers then,
        which is much quicker where those are of one machine word.
        """
        terms = list(zip(factors, self._weights, self._is_even, strict=True))
        same = sum(factor * weights[0] for factor, weights, is_even in terms if is_even)
        others = [(factor, weights) for factor, weights, is_even in terms if not is_even]
        grain = gcd(step, *[factor for factor, _ in others])
        begin, level = divmod(same % step, grain)
        step //= grain
        if len(others) == 1:
            ((factor, only),) = others
            factor = factor // grain % step
            return [(begin + factor * weight) % step for weight in only], grain, level
        parts = [begin] * len(self._payers)
        for factor, weights in others:
            parts = [part + factor // grain * weight for part, weight in zip(parts, weights, strict=True)]
        return [part % step for part in parts], grain, level

    def _combined(self, factors: Sequence[int]) -> list[int]:
        return [
            sum(factor * one for factor, one in zip(factors, weights, strict=True))
            for weights in zip(*self._weights, strict=True)
        ]

    def _is_heaviest(self, at: int, weight: int, factors: Sequence[int]) -> bool:
        """Whether nobody weighs more, and none that comes before as much."""
        combined = self._combined(factors)
        return weight >= max(combined[at + 1 :], default=0) and weight > max(combined[:at], default=-1)
