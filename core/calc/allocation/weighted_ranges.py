"""最小〜最大 for shares by weight: at each count the extremes come from the lightest or the heaviest undecided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from core.calc.allocation.frame import NO, OPEN, YES, Frame
from core.calc.allocation.pricing import Prices
from core.calc.allocation.ranges import Spread, Turn, total_bounds, turn_of
from core.calc.splitting.bases import weight_of
from core.model.values.rules import Rule, Term


@dataclass(frozen=True, slots=True)
class Weighing:
    """One basis: its parts of the whole, every member's weight, the weight of those who said yes, and what the
    lightest or the heaviest k of the undecided weigh; `rank` has the place of each undecided among them."""

    parts: int
    whole: int
    weights: tuple[int, ...]
    yes: int
    light: tuple[int, ...]
    heavy: tuple[int, ...]
    rank: Mapping[int, int]

    def least_with(self, place: int, others: int) -> int:
        """Return the least total weight when an undecided member says yes together with `others` undecided."""
        if self.rank[place] < others:
            return self.yes + self.light[others + 1]
        return self.yes + self.light[others] + self.weights[place]

    def may_weigh(self, place: int, others: int) -> bool:
        """Whether there is any weight at all when an undecided member says yes with the heaviest `others`."""
        return self.yes + self.weights[place] + self.heavy[others] > 0


def weighted_spread(frame: Frame, stance: bytes, rule: Rule, prices: Prices) -> Spread:
    """Return the range when the implementers pay by weight; nothing is enumerated.

    Exact shares at the extremes are floored and ceiled to the unit. By largest remainder and with one unequal basis a
    bound is at most one unit away from an outcome; with several unequal bases each is bounded by itself, and with
    another way of rounding the rest is bounded by what n members can leave over: safe, but wider.
    Ways of answering in which a basis has no weight at all are left out and make the range incomplete.
    The weights of everybody who may implement must be known and not negative.
    """
    yes, undecided = stance.count(YES), stance.count(OPEN)
    weighings = _weighings(frame, stance, rule)
    turn = _turn(frame, stance, weighings)
    priced = dict(zip(prices.counts, prices.yen, strict=True))
    counts = [n for n in priced if all(w.yes + w.heavy[n - yes] for w in weighings)]
    low: list[int | None] = [None if one == YES else 0 for one in stance]
    high: list[int | None] = [0 if one == NO else None for one in stance]
    weightless = any(not w.yes for w in weighings)
    for n in counts:
        price, open_ = priced[n], n - yes
        most = [w.yes + w.heavy[open_] for w in weighings]
        least = [w.yes + w.light[open_] for w in weighings]
        for place, one in enumerate(stance):
            if one == YES:
                share = _low(frame, turn, place, n, price, _exact(price, weighings, place, most))
                low[place] = _least(low[place], share)
                high[place] = _most(high[place], _high(frame, turn, place, n, price, weighings, least))
            elif one == OPEN and open_:
                if weightless and not all(w.may_weigh(place, open_ - 1) for w in weighings):
                    continue
                with_it = [w.least_with(place, open_ - 1) for w in weighings]
                high[place] = _most(high[place], _high(frame, turn, place, n, price, weighings, with_it))
    total_low, total_high = total_bounds([priced[n] for n in counts], yes)
    missing = len(counts) < yes + undecided - max(yes, 1) + 1
    keeps = frame.rounding.remainder.keeps
    return Spread(
        tuple(low),
        tuple(high),
        total_low,
        total_high,
        0,
        max((_rest_limit(frame, n, priced[n]) for n in counts), default=0) if keeps else 0,
        incomplete=missing or any(not w.yes + w.light[n - yes] for n in counts for w in weighings),
    )


def _weighings(frame: Frame, stance: bytes, rule: Rule) -> tuple[Weighing, ...]:
    parts: dict[Term, int] = {}
    for term in rule.terms:
        basis = replace(term, parts=1)
        parts[basis] = parts.get(basis, 0) + term.parts
    paying = list(zip(frame.members, stance, strict=True))
    whole = sum(parts.values())
    return tuple(
        _weighing(
            share, whole, tuple((weight_of(basis, member) or 0) if one != NO else 0 for member, one in paying), stance
        )
        for basis, share in parts.items()
        if share
    )


def _weighing(parts: int, whole: int, weights: tuple[int, ...], stance: bytes) -> Weighing:
    undecided = sorted((at for at, one in enumerate(stance) if one == OPEN), key=weights.__getitem__)
    light = tuple(accumulate((weights[at] for at in undecided), initial=0))
    heavy = tuple(accumulate((weights[at] for at in reversed(undecided)), initial=0))
    yes = sum(weight for weight, one in zip(weights, stance, strict=True) if one == YES)
    return Weighing(parts, whole, weights, yes, light, heavy, {at: rank for rank, at in enumerate(undecided)})


def _turn(frame: Frame, stance: bytes, weighings: Sequence[Weighing]) -> Turn | None:
    """Return whose turn to take the rest it may be; None: by weights that change places, so anybody's."""
    yes, most = stance.count(YES), len(stance) - stance.count(NO)
    if not frame.by_largest:
        return turn_of(frame.takers, stance, yes, most)
    paying = [at for at, one in enumerate(stance) if one != NO]
    unequal = [w for w in weighings if len({w.weights[at] for at in paying}) > 1]
    if len(unequal) > 1:
        return None
    weights = unequal[0].weights if unequal else weighings[0].weights
    # The heaviest takes what is below one unit: never a member without weight, for somebody must have some.
    by_weight = sorted(frame.by_code, key=lambda at: -weights[at])
    return turn_of((at for at in by_weight if weights[at]), stance, yes, most)


def _exact(price: int, weighings: Sequence[Weighing], place: int, totals: Sequence[int]) -> tuple[int, int]:
    """Return price × Σ part × weight / total as (dividend, divisor); a basis without any weight adds nothing."""
    dividend, divisor = 0, 1
    for weighing, total in zip(weighings, totals, strict=True):
        if total:
            dividend = dividend * total + weighing.parts * weighing.weights[place] * divisor
            divisor *= total
    return price * dividend, divisor * weighings[0].whole


def _low(frame: Frame, turn: Turn | None, place: int, n: int, price: int, exact: tuple[int, int]) -> int:
    unit = frame.rounding.unit
    share = exact[0] // (exact[1] * unit) * unit
    if frame.by_largest and turn is not None and turn.must(place, n):
        share += price % unit
    return share


def _high(
    frame: Frame,
    turn: Turn | None,
    place: int,
    n: int,
    price: int,
    weighings: Sequence[Weighing],
    totals: Sequence[int],
) -> int:
    unit = frame.rounding.unit
    dividend, divisor = _exact(price, weighings, place, totals)
    takes = turn is None or turn.may(place, n)
    if frame.by_largest:
        share = -(dividend // -(divisor * unit)) * unit
        return min(share + price % unit if takes else share, price)
    share = dividend // (divisor * unit) * unit
    return min(share + _rest_limit(frame, n, price), price) if takes and frame.takers else share


def _rest_limit(frame: Frame, n: int, price: int) -> int:
    """Return the most that n shares cut down to the unit can leave over."""
    return min(n * frame.rounding.unit - 1, price)


def _least(known: int | None, share: int) -> int:
    return share if known is None else min(known, share)


def _most(known: int | None, share: int) -> int:
    return share if known is None else max(known, share)
