"""最小〜最大 for shares by weight with few undecided: what really comes about, the ways that may be extreme tried.

Every way that is tried is rounded by the one function that rounds, so whatever way of rounding there is, this is right.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from core.calc.allocation.frame import NO, OPEN, YES, Frame
from core.calc.allocation.pricing import Prices
from core.calc.allocation.ranges import Spread, total_bounds
from core.calc.allocation.weighing import exact_share, most_kept, turn_by_weight, weighings_of
from core.calc.splitting.rounding import round_shares
from core.model.values.rules import Rule

_FEW = 10
"""Up to so many undecided what the secretariat keeps is exact as well: for that all ways must be tried."""

_NEAR = 1e-12
"""By how much, in proportion, an exact share may differ from the same in floating point."""

_Way = tuple[int, ...]
"""The places of the undecided that implement it."""


def exact_spread(frame: Frame, stance: bytes, rule: Rule, prices: Prices) -> Spread:
    """Return the range when the implementers pay by weight: every bound is the amount of some way of answering.

    With n implementers and the total weights of those who join, a member's exact share is known; rounding moves it by
    less than a unit, or by the rest where the member takes it. Ways of answering are tried from the most extreme exact
    share on, until none that is left can come beyond the best amount found.

    What the secretariat keeps depends on everybody's remainder: with more than ten undecided its bound is what n shares
    can leave over (`kept_slack`). Ways in which a basis has no weight at all are left out and make the range
    incomplete.
    The weights of everybody who may implement must be known and not negative.
    """
    return _Search(frame, stance, rule, prices).spread()


class _Search:
    def __init__(self, frame: Frame, stance: bytes, rule: Rule, prices: Prices) -> None:
        self.frame, self.stance = frame, stance
        self.weighings = weighings_of(frame, stance, rule)
        self.turn = turn_by_weight(frame, stance, self.weighings)
        self.certain = [at for at, one in enumerate(stance) if one == YES]
        self.open = [at for at, one in enumerate(stance) if one == OPEN]
        self.priced = dict(zip(prices.counts, prices.yen, strict=True))
        self.low: dict[int, int] = {}
        self.high: dict[int, int] = {}
        self.kept: list[int] = []
        self.tried: set[_Way] = set()
        # By the basis that tells the undecided apart best the ways are ordered.
        self.by = max(range(len(self.weighings)), key=lambda at: len(set(self.weighings[at].weights)))

    def spread(self) -> Spread:
        yes, most = len(self.certain), len(self.certain) + len(self.open)
        weightless = [w for w in self.weighings if not w.yes]
        counts = [n for n in self.priced if not weightless or any(map(all, self._totals(n)))]
        missing = len(counts) < most - max(yes, 1) + 1
        for place in self.certain:
            self._least(place, counts)
            self._most(place, counts)
        for place in self.open:
            self._most(place, counts)
        total_low, total_high = total_bounds([self.priced[n] for n in counts], yes)
        limit = most_kept(self.frame, {n: self.priced[n] for n in counts})
        kept_low, kept_high, slack = 0, limit, limit
        if limit and len(self.open) <= _FEW:
            for n in counts:
                for ways in _ways(self._open_weights(), n - yes).values():
                    for way in ways:
                        self._try(n, way)
            kept_low, kept_high, slack = min([*self.kept, *([] if yes else [0])]), max(self.kept), 0
        low: dict[int, int | None] = {YES: None, NO: 0, OPEN: 0}
        return Spread(
            tuple([self.low.get(at, low[one]) if one == YES else 0 for at, one in enumerate(self.stance)]),
            tuple([0 if one == NO else self.high.get(at) for at, one in enumerate(self.stance)]),
            total_low,
            total_high,
            kept_low,
            kept_high,
            incomplete=missing or any(not w.yes + w.light[n - yes] for n in counts for w in weightless),
            kept_slack=slack,
        )

    def _open_weights(self) -> tuple[tuple[int, ...], ...]:
        return tuple([tuple([w.weights[at] for at in self.open]) for w in self.weighings])

    def _totals(self, count: int) -> Iterator[tuple[int, ...]]:
        """Yield what all implementers weigh by each basis, in every way that gives so many."""
        for joining in _ways(self._open_weights(), count - len(self.certain)):
            yield tuple([w.yes + weight for w, weight in zip(self.weighings, joining, strict=True)])

    def _most(self, place: int, counts: Iterable[int]) -> None:
        at = self.open.index(place) if self.stance[place] == OPEN else None
        bounds = []
        for n in counts:
            joining = n - len(self.certain)
            if at is None:
                bounds.append((self._beyond(place, n, [w.yes + w.light[joining] for w in self.weighings]), n))
            elif joining:
                totals = [w.least_with(place, joining - 1) for w in self.weighings]
                bounds.append((self._beyond(place, n, totals), n))
        for bound, n in sorted(bounds, reverse=True):
            if place in self.high and bound <= self.high[place]:
                break
            self._search(place, at, n, least=False)

    def _least(self, place: int, counts: Iterable[int]) -> None:
        bounds = []
        for n in counts:
            totals = [w.yes + w.heavy[n - len(self.certain)] for w in self.weighings]
            bounds.append((self._below(place, n, totals), n))
        for bound, n in sorted(bounds):
            if place in self.low and bound >= self.low[place]:
                break
            self._search(place, None, n, least=True)

    def _search(self, place: int, at: int | None, n: int, least: bool) -> None:
        """Try the ways with n implementers that may give the member an amount beyond the best one found."""
        by, weighings = self.by, self.weighings
        joining = n - len(self.certain)
        extremes = [w.yes + (w.heavy if least else w.light)[joining] for w in weighings]
        ways = _ways(self._open_weights(), joining)
        for sums in _ordered(self._open_weights(), joining, by)[:: -1 if least else 1]:
            totals = [w.yes + sum_ for w, sum_ in zip(weighings, sums, strict=True)]
            if not all(totals):
                continue
            # No way from here on has a lower (greater) total by this basis, nor by the others than the extreme.
            safe = [*extremes[:by], totals[by], *extremes[by + 1 :]]
            if self._is_beaten(place, n, safe, least):
                break
            if self._is_beaten(place, n, totals, least):
                continue
            for way in ways[sums]:
                if at is None or at in way:
                    self._try(n, way, totals)
                    if self._is_beaten(place, n, totals, least):
                        break

    def _is_beaten(self, place: int, n: int, totals: Sequence[int], least: bool) -> bool:
        if least:
            return place in self.low and self._below(place, n, totals) >= self.low[place]
        return place in self.high and self._beyond(place, n, totals) <= self.high[place]

    def _units(self, place: int, n: int, totals: Sequence[int]) -> tuple[int, int]:
        """Return the exact share cut down to whole units, and raised to them."""
        share = 0.0
        for w, total in zip(self.weighings, totals, strict=True):
            if total:
                share += w.parts * w.weights[place] / (w.whole * total)
        share *= self.priced[n] / self.frame.rounding.unit
        down = int(share * (1 - _NEAR))
        if down == int(share * (1 + _NEAR)):
            return down, down + 1 if share else 0
        dividend, divisor = exact_share(self.priced[n], self.weighings, place, totals)
        divisor *= self.frame.rounding.unit
        return dividend // divisor, -(dividend // -divisor)

    def _beyond(self, place: int, n: int, totals: Sequence[int]) -> int:
        """Return an amount that rounding cannot exceed when the member pays with so many and such total weights."""
        frame, price, unit = self.frame, self.priced[n], self.frame.rounding.unit
        down, up = self._units(place, n, totals)
        takes = self.turn is None or self.turn.may(place, n)
        if not frame.plain:
            return (up + n) * unit
        if frame.by_largest:
            return min(up * unit + (price % unit if takes else 0), price)
        return min(down * unit + (n * unit - 1 if takes and frame.takers else 0), price)

    def _below(self, place: int, n: int, totals: Sequence[int]) -> int:
        """Return an amount that rounding cannot go below."""
        unit = self.frame.rounding.unit
        down, _ = self._units(place, n, totals)
        if not self.frame.plain:
            return (down - n) * unit
        must = self.frame.by_largest and self.turn is not None and self.turn.must(place, n)
        return down * unit + (self.priced[n] % unit if must else 0)

    def _try(self, n: int, way: _Way, totals: Sequence[int] = ()) -> None:
        """Round the shares of one way of answering and keep what is beyond the bounds found so far."""
        if way in self.tried:
            return
        self.tried.add(way)
        places = [*self.certain, *[self.open[at] for at in way]]
        if not totals:
            totals = [w.yes + sum([w.weights[self.open[at]] for at in way]) for w in self.weighings]
            if not all(totals):
                return
        denominator = self.weighings[0].whole
        for total in totals:
            denominator *= total
        factors = [
            self.priced[n] * w.parts * (denominator // (w.whole * total))
            for w, total in zip(self.weighings, totals, strict=True)
        ]
        members = self.frame.members
        columns = [[w.weights[at] for at in places] for w in self.weighings]
        numerators = {
            members[at].code: sum([factor * weight for factor, weight in zip(factors, own, strict=True)])
            for at, *own in zip(places, *columns, strict=True)
        }
        payers = [members[at] for at in places]
        shares, kept = round_shares(numerators, denominator, payers, self.frame.rounding)
        self.kept.append(kept)
        for at in places:
            share = shares[members[at].code]
            self.high[at] = max(share, self.high.get(at, share))
            self.low[at] = min(share, self.low.get(at, share))


@lru_cache(maxsize=64)
def _ways(weights: tuple[tuple[int, ...], ...], joining: int) -> dict[tuple[int, ...], list[_Way]]:
    """Return by what those who join weigh by each basis the ways in which so many of the undecided join."""
    found: dict[tuple[int, ...], list[_Way]] = {}
    for way in combinations(range(len(weights[0])), joining):
        found.setdefault(tuple([sum([one[at] for at in way]) for one in weights]), []).append(way)
    return found


@lru_cache(maxsize=64)
def _ordered(weights: tuple[tuple[int, ...], ...], joining: int, by: int) -> list[tuple[int, ...]]:
    """Return the total weights of _ways from the least by one of the bases on."""
    return sorted(_ways(weights, joining), key=lambda sums: sums[by])
