"""最小〜最大 for shares by weight with many undecided: bounds from the lightest and the heaviest, without trying ways.

Up to MOST_EXACT undecided core/calc/allocation/exact_ranges.py gives what can really come about.
"""

from collections.abc import Sequence

from core.calc.allocation.extremes import Side, Units
from core.calc.allocation.frame import NO, YES, Frame
from core.calc.allocation.pricing import Prices
from core.calc.allocation.ranges import Spread, Turn, total_bounds
from core.calc.allocation.weighing import most_kept, turn_by_weight, weighings_of
from core.dataclass import dataclass
from core.model.values.rules import Rule


def weighted_spread(frame: Frame, stance: bytes, rule: Rule, prices: Prices) -> Spread:
    """Return outer bounds of the range when the implementers pay by weight; nothing is enumerated.

    Proof. With n implementers a member with weights w pays the exact share p(n) × Σ part × w / W, where W, the weight
    of all who implement it by a basis, is its own and that of n − y or, if it is undecided itself, n − y − 1 undecided.
    W is least with the lightest of these and greatest with the heaviest, and the share falls as W rises: no way of
    answering gives a share beyond the one with the least W of every basis, or below the one with the greatest. For an
    undecided member the least W is max(W of the lightest n − y, W of the lightest n − y − 1 + its own). The extreme is
    that of all n. Rounding then cuts the share down to the unit or raises it to it, and the member that takes the rest
    gets what n cut shares leave over.

    How wide: with one unequal basis the extreme share is that of a real way of answering, so that the bound is off by
    rounding alone: by largest remainder at most one unit and what is below one, else by what n shares leave over where
    one member takes it. With several, the lightest of one basis need not be those of another: the share with the
    lightest of each basis by itself is a real one, and the bound is off by no more than to the best of these, and
    rounding. `slack` is the largest of that over the members.

    Ways of answering in which a basis has no weight at all are left out and make the range incomplete.
    The weights of everybody who may implement must be known and not negative.
    """
    yes, most = stance.count(YES), len(stance) - stance.count(NO)
    weighings = weighings_of(frame, stance, rule)
    priced = dict(zip(prices.counts, prices.yen, strict=True))
    counts = [n for n in priced if all(w.yes + w.heavy[n - yes] for w in weighings)]
    paid, joining = [priced[n] for n in counts], [n - yes for n in counts]
    low: list[int | None] = [None if one == YES else 0 for one in stance]
    high: list[int | None] = [0 if one == NO else None for one in stance]
    slack, unit = 0, frame.rounding.unit
    if counts:
        rounding = _Rounding(frame, turn_by_weight(frame, stance, weighings), counts, paid)
        certain = [at for at, one in enumerate(stance) if one == YES]
        least, greatest = Side(weighings, paid, joining, unit, least=True), Side(weighings, paid, joining, unit)
        first = int(not joining[0])
        open_ = Side(weighings, paid[first:], joining[first:], unit, undecided=True)
        for one in least.units(certain):
            low[one.place] = rounding.low(one)
        for one in greatest.units(certain):
            high[one.place] = rounding.high(one)
        for one in open_.units(weighings[0].order if open_.joining else ()):
            high[one.place] = rounding.high(one)
        gap = max(least.gap, greatest.gap, open_.gap)
        # Two exact shares that far apart are not cut down or raised further apart than by a unit more.
        slack = rounding.slack + (int(gap) + 1 + unit if sum([w.unequal for w in weighings]) > 1 else 0)
    total_low, total_high = total_bounds(paid, yes)
    kept = most_kept(frame, priced)
    weightless = any(not w.yes + w.light[n] for w in weighings if not w.yes for n in joining)
    return Spread(
        tuple(low),
        tuple(high),
        total_low,
        total_high,
        0,
        kept,
        incomplete=weightless or len(counts) < most - max(yes, 1) + 1,
        slack=slack,
        kept_slack=kept,
    )


@dataclass
class _Rounding:
    """What rounding makes of the extreme exact shares, over all counts."""

    frame: Frame
    turn: Turn | None
    counts: Sequence[int]
    paid: Sequence[int]

    def __post_init__(self) -> None:
        unit, most, frame = self.frame.rounding.unit, self.counts[-1], self.frame
        below = [price % unit for price in self.paid]
        self._least_below, self._most = min(below), max(self.paid)
        if not frame.plain:
            # Whatever it is, it moves a share by less than what all shares leave over.
            self._rest, self.slack = most * unit, 2 * (most + 1) * unit
        elif frame.by_largest:
            self._rest, self.slack = max(below), unit + max(below)
        else:
            self._rest = self.slack = most * unit - 1 if frame.takers else 0

    def low(self, least: Units) -> int:
        """Return the least amount of one of those who said yes."""
        amount = least.down * self.frame.rounding.unit
        if not self.frame.plain:
            return amount - self._rest
        turn = self.turn
        always = turn is not None and all(turn.must(least.place, n) for n in (self.counts[0], self.counts[-1]))
        return amount + self._least_below if always and self.frame.by_largest else amount

    def high(self, most: Units) -> int:
        """Return the greatest amount of a member."""
        cut = self.frame.plain and not self.frame.by_largest
        amount = (most.down if cut else most.up) * self.frame.rounding.unit
        if self.turn is None or most.place in self.turn.last:
            amount += self._rest
        return min(amount, self._most)
