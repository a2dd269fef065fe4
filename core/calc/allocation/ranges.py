"""最小〜最大: between what every amount may still end, whatever the undecided answer, without trying every way.

With y members that said yes and u undecided, n = y … y + u may implement. Counts without a price are left out and
make the range incomplete; a member that says no pays nothing at any count, priced or not.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from core.calc.allocation.frame import NO, OPEN, YES, Frame, by_stance
from core.calc.allocation.pricing import Prices

Cells = tuple[int | None, ...]

MOST_EXACT = 15
"""Up to so many undecided members the range of an item is exact: 32,768 ways of answering at the most."""

_BEYOND = 10**18
"""More yen than any amount has."""


class Spread(NamedTuple):
    """Bounds in yen aligned with the members, of the total, and of what the secretariat keeps.

    None where no count that concerns the member has a price. `incomplete`: some way of answering has no amount.
    `slack`: by how many yen at most a bound of a member may lie outside what can really come about (0: each is the
    amount of some way of answering); `kept_slack` the same for what the secretariat keeps.
    """

    low: Cells
    high: Cells
    total_low: int | None
    total_high: int | None
    secretariat_low: int = 0
    secretariat_high: int = 0
    incomplete: bool = False
    slack: int = 0
    kept_slack: int = 0


class Turn(NamedTuple):
    """Who takes the rest, as the undecided answer: among n implementers it is the first by a fixed order.

    `first` is the first of those who said yes (None: nobody has); `last` has for it, and for the undecided that come
    before it, in order, the largest n at which it may take the rest: those before it must say no.
    """

    yes: int
    first: int | None
    last: Mapping[int, int]

    def may(self, place: int, count: int) -> bool:
        """Whether the member takes the rest in some way of answering that gives `count` implementers."""
        return count <= self.last.get(place, 0)

    def must(self, place: int, count: int) -> bool:
        """Whether the member takes the rest in every way of answering that gives `count` implementers."""
        return place == self.first and (len(self.last) == 1 or count == self.yes)


def turn_of(order: Iterable[int], stance: bytes, yes: int, most: int) -> Turn:
    """Return whose turn it may be, given the order in which the rest is taken and how many say yes, or may."""
    last: dict[int, int] = {}
    for place in order:
        if stance[place] != NO:
            last[place] = most - len(last)
        if stance[place] == YES:
            return Turn(yes, place, last)
    return Turn(yes, None, last)


def equal_spread(frame: Frame, stance: bytes, prices: Prices) -> Spread:
    """Return the range when the implementers pay equally: only their number matters.

    Every outcome, rounded by the frame's unit and remainder, lies inside. By largest remainder, with more than
    MOST_EXACT undecided, a bound is at most one unit away from an outcome (`slack`); with fewer, and in the other
    modes, it is one.
    """
    counts, yen = prices.counts, prices.yen
    yes, most = stance.count(YES), len(stance) - stance.count(NO)
    turn = turn_of(frame.takers, stance, yes, most)
    if not counts:
        usual = Usual(None, None, None)
    elif frame.to_the_yen:
        usual = _to_the_yen(turn, counts, yen)
    else:
        usual = _to_the_unit(frame, turn, counts, yen)
    of_each: Callable[[Sequence[int | None]], Cells] = by_stance(stance)
    unit = frame.rounding.unit
    kept = (
        [0] if frame.takers else [price - price // (n * unit) * n * unit for n, price in zip(counts, yen, strict=True)]
    )
    total_low, total_high = total_bounds(yen, yes)
    low = _patched(of_each((0, usual.low, 0)), usual.least)
    high = _patched(of_each((0, usual.high, usual.high_open)), usual.largest)
    few = most - yes <= MOST_EXACT
    if frame.by_largest and few:
        low, high = _by_rank(frame, stance, counts, yen, low, high)
    return Spread(
        low,
        high,
        total_low,
        total_high,
        min(kept, default=0) if yes else 0,
        max(kept, default=0),
        incomplete=prices.known < most - max(yes, 1) + 1,
        slack=unit if frame.by_largest and counts and not few else 0,
    )


def _by_rank(
    frame: Frame, stance: bytes, counts: Sequence[int], yen: Sequence[int], low: Cells, high: Cells
) -> tuple[Cells, Cells]:
    """Return what equal payers really come to pay by largest remainder, given outer bounds of it.

    Units and what is below one go to the first of the payers by code. With n of them the number of undecided that stand
    before a member, k, may be anything from n − y − (the undecided behind it) to what there is; the more, the less.
    """
    unit, yes = frame.rounding.unit, stance.count(YES)
    splits = []
    for n, price in zip(counts, yen, strict=True):
        base = price // (n * unit) * unit
        splits.append((n, base, (price - n * base) // unit, price % unit))
    least, greatest = [*low], [*high]
    certain_before = open_before = 0
    all_open = stance.count(OPEN)
    for place in frame.takers:
        stands = stance[place]
        if stands == NO:
            continue
        own = stands == OPEN
        behind = all_open - open_before - own
        amounts = []
        for n, base, units, below in splits:
            others = n - yes - own
            if others < 0:
                continue
            # Where even the most is below what the count of the bound gives at least, and the least above it.
            if base + 4 * unit < (high[place] or 0) and base > (low[place] or 0) + 4 * unit:
                continue
            first = certain_before + max(others - behind, 0)
            last = certain_before + min(others, open_before)
            most = base + (unit if first < units else 0) + (below if first == 0 else 0)
            amounts += [most, base + (unit if last < units else 0) + (below if last == 0 else 0)]
        if amounts:
            greatest[place] = max(amounts)
            if not own:
                least[place] = min(amounts)
        certain_before, open_before = certain_before + (not own), open_before + own
    return tuple(least), tuple(greatest)


def _patched(cells: Cells, others: Mapping[int, int]) -> Cells:
    """Return the cells with other amounts at some places."""
    if not others:
        return cells
    patched = list(cells)
    for place, amount in others.items():
        patched[place] = amount
    return tuple(patched)


def total_bounds(yen: Sequence[int], yes: int) -> tuple[int | None, int | None]:
    """Return the least and the largest total over the counts that have a price; nobody at all costs 0."""
    if not yen:
        return (None if yes else 0), None
    # Prices mostly rise with the count, and what is in order is sorted sooner than it is searched.
    rising = sorted(yen)
    return rising[0] if yes else 0, rising[-1]


class Usual(NamedTuple):
    """Equal shares over all counts: least and most of those who said yes, most of the undecided (their least is 0); and
    by place the `least` and the `largest` amount of those for whom it is another, since they may take the rest."""

    low: int | None
    high: int | None
    high_open: int | None
    least: Mapping[int, int] = MappingProxyType({})
    largest: Mapping[int, int] = MappingProxyType({})


class _Exact(NamedTuple):
    """Exact shares over some counts: the least cut down to the yen, the least and the largest rounded up."""

    cut: int
    up: int
    high: int


def _exact(counts: Sequence[int], yen: Sequence[int]) -> _Exact:
    """Return the bounds of price / count; those of no count give way to any other."""
    least_cut = least_up = _BEYOND
    high = 0
    for n, price in zip(counts, yen, strict=True):
        cut = price // n
        up = cut if cut * n == price else cut + 1
        if cut < least_cut:
            least_cut = cut
        if up < least_up:
            least_up = up
        if up > high:
            high = up
    return _Exact(least_cut, least_up, high)


def _to_the_yen(turn: Turn, counts: Sequence[int], yen: Sequence[int]) -> Usual:
    """By largest remainder to the yen the first merely pays the exact share rounded up, like others who get a yen."""
    first_open = int(counts[0] == turn.yes)
    # Where only those who said yes implement it, no undecided member pays.
    certain, others = _exact(counts[:first_open], yen[:first_open]), _exact(counts[first_open:], yen[first_open:])
    low, high = min(certain.cut, others.cut), max(certain.high, others.high)
    high_open = others.high if len(counts) > first_open else None
    if turn.first is None:
        return Usual(low, high, high_open)
    least = min(certain.up, others.up if len(turn.last) == 1 else others.cut)
    return Usual(low, high, high_open, {turn.first: least} if least > low else {})


def _to_the_unit(frame: Frame, turn: Turn, counts: Sequence[int], yen: Sequence[int]) -> Usual:
    usual_low, usual_high, taker = _equal_amounts(frame, counts, yen)
    first_open = int(counts[0] == turn.yes)
    high_open = max(usual_high[first_open:], default=None)
    best = list(accumulate(taker, max))
    best_open = list(accumulate(taker[first_open:], max, initial=0))
    least: dict[int, int] = {}
    largest: dict[int, int] = {}
    for place, last in turn.last.items():
        reach = bisect_right(counts, last)
        if place == turn.first:
            least[place] = min(taker if len(turn.last) == 1 else taker[:first_open] + usual_low[first_open:])
            largest[place] = max([*best[max(reach - 1, 0) : reach], *usual_high[first_open:]])
        elif reach > first_open:
            largest[place] = max(best_open[reach - first_open], high_open or 0)
    return Usual(min(usual_low), max(usual_high), high_open, least, largest)


def _equal_amounts(frame: Frame, counts: Sequence[int], yen: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return for each count the least and the largest usual share, and the share of who takes the rest."""
    unit = frame.rounding.unit
    low = [price // (n * unit) * unit for n, price in zip(counts, yen, strict=True)]
    if not frame.by_largest:
        return low, low, [price - (n - 1) * share for n, price, share in zip(counts, yen, low, strict=True)]
    high = [-(price // unit // -n) * unit for n, price in zip(counts, yen, strict=True)]
    return low, high, [share + price % unit for price, share in zip(yen, high, strict=True)]
