"""The least and the greatest exact share of every member, over all numbers of implementers, in units of rounding.

Floating point does the work and whole numbers settle what it leaves open: of hundreds of members at as many counts
the extreme is asked for each of thousands of items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import accumulate
from operator import add
from typing import NamedTuple

from core.calc.allocation.weighing import Weighing, exact_share
from core.dataclass import dataclass

_NEAR = 1e-12
"""By how much, in proportion, an exact share may differ from the same in floating point: it is a sum of positive terms
of a few operations, wrong by less than 1e-14."""

_SAFE = 1e-9
"""The same for tangents, whose terms may cancel."""

_CHUNK = 24
"""So many members of like weight are looked at together: at most counts none of them has an extreme share."""


class Units(NamedTuple):
    """An extreme exact share of the member at `place`, cut down to whole units and raised to them."""

    place: int
    down: int
    up: int


@dataclass
class Side:
    """One extreme: of those who said yes, the `least` or the greatest; of the undecided the greatest.

    `paid` and `joining` have for each count the price and how many undecided implement it. After units() `gap` is by
    how many yen an extreme may lie beyond the exact share of a real way of answering: 0 with one unequal basis.
    """

    weighings: tuple[Weighing, ...]
    paid: Sequence[int]
    joining: Sequence[int]
    unit: int
    least: bool = False
    undecided: bool = False
    gap: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        unequal = [w for w in self.weighings if w.unequal]
        self._crossed = [_Crossed.of(self.weighings, w, self.least) for w in unequal] if len(unequal) > 1 else []
        self._totals = [[w.yes + (w.heavy if self.least else w.light)[n] for n in self.joining] for w in self.weighings]
        self._lines = [
            _Line(w, self.paid, totals, [w.yes + w.light[n - 1] for n in self.joining] if self.undecided else None)
            for w, totals in zip(self.weighings, self._totals, strict=True)
        ]

    def units(self, places: Sequence[int]) -> Iterator[Units]:
        """Yield the extreme of each member; an undecided one that would never have a share is left out."""
        if self.undecided and any(not w.yes for w in self.weighings):
            yield from self._where_it_has_weight(places)
            return
        below, above = (1 - _NEAR) / self.unit, (1 + _NEAR) / self.unit
        for chunk in _chunks(places, self.weighings):
            weights = [[line.weights[at] for at in chunk] for line in self._lines]
            kept, same = self._candidates(weights)
            varying = [(line, own) for line, own in zip(self._lines, weights, strict=True) if min(own) != max(own)]
            rows = [_row(varying, at, plus, len(chunk)) for at, plus in zip(kept, same, strict=True)]
            best = rows[0] if len(rows) == 1 else list(map(min if self.least else max, *rows))
            if self._crossed:
                middle = [row[len(chunk) // 2] for row in rows]
                star = middle.index(min(middle) if self.least else max(middle))
                self._widen(chunk, weights, best, kept[star])
            for place, share in zip(chunk, best, strict=True):
                down = int(share * below)
                if down == int(share * above):
                    yield Units(place, down, down + 1 if share else 0)
                else:
                    yield self._exact(place, kept)

    def _where_it_has_weight(self, places: Sequence[int]) -> Iterator[Units]:
        for place in places:
            possible = [
                at for at, n in enumerate(self.joining) if all(w.may_weigh(place, n - 1) for w in self.weighings)
            ]
            if possible:
                yield self._exact(place, possible)
        if self._crossed:
            self.gap = float(max(self.paid))

    def _exact(self, place: int, kept: Sequence[int]) -> Units:
        extreme = min if self.least else max
        shares = []
        for at in kept:
            totals = [sums[at] for sums in self._totals]
            if self.undecided:
                totals = [w.least_with(place, self.joining[at] - 1) for w in self.weighings]
            dividend, divisor = exact_share(self.paid[at], self.weighings, place, totals)
            shares.append((dividend, divisor * self.unit))
        down = extreme([dividend // divisor for dividend, divisor in shares])
        return Units(place, down, extreme([-(dividend // -divisor) for dividend, divisor in shares]))

    def _candidates(self, chunk: Sequence[Sequence[int]]) -> tuple[list[int], list[float]]:
        """Return the places of the counts at which somebody of the chunk may have the extreme share, and what all of it
        pay alike there, by the bases of which all have the same weight.

        `chunk` has for each basis the weights of its members. A share is a sum of concave functions of each weight (for
        those who said yes of straight lines): below its tangents and, between two weights, above its chord. A count is
        beaten where its tangents lie below the chords of another one at the ends, and so between them.
        """
        sign = -1 if self.least else 1
        same = [0.0] * len(self.paid)
        varying = []
        for line, weights in zip(self._lines, chunk, strict=True):
            first, last = min(weights), max(weights)
            if first == last:
                same = list(map(add, same, line.at(first)))
            else:
                varying.append((line, first, last, line.at((first + last) / 2)))
        whole = same
        for _, _, _, values in varying:
            whole = list(map(add, whole, values))
        star = whole.index(min(whole) if self.least else max(whole))
        size = own = same[star]
        margins = [sign * (one - own) for one in same]
        for line, first, last, values in varying:
            (at_first, at_last), half = line.row((first, last), star, 0.0), (last - first) / 2
            size += at_last
            slopes = line.slopes((first + last) / 2)
            margins = [
                margin + max(sign * (value - slope * half - at_first), sign * (value + slope * half - at_last))
                for margin, value, slope in zip(margins, values, slopes, strict=True)
            ]
        edge = -size * _SAFE
        kept = [at for at, margin in enumerate(margins) if margin >= edge]
        return kept, [same[at] for at in kept]

    def _widen(self, chunk: Sequence[int], weights: Sequence[Sequence[int]], best: Sequence[float], at: int) -> None:
        """Widen `gap` to the distance from the best of the real ways: the lightest (heaviest) by each basis in turn."""
        price, joining = self.paid[at], self.joining[at]
        rows = []
        for one in self._crossed:
            row = [0.0] * len(chunk)
            for w, sums, own in zip(self.weighings, one.sums, weights, strict=True):
                if self.undecided:
                    totals = [
                        w.yes + (sums[joining] if one.rank[place] < joining - 1 else sums[joining - 1] + weight)
                        for place, weight in zip(chunk, own, strict=True)
                    ]
                else:
                    totals = [w.yes + sums[joining]] * len(chunk)
                row = [
                    share + price * w.parts * weight / (w.whole * total) if total else -1.0
                    for share, weight, total in zip(row, own, totals, strict=True)
                ]
            if min(row) >= 0:
                rows.append(row)
        if not rows:
            self.gap = float(max(self.paid))
        elif self.least:
            self.gap = max(self.gap, *(min(real) - share for share, *real in zip(best, *rows, strict=True)))
        else:
            self.gap = max(self.gap, *(share - max(real) for share, *real in zip(best, *rows, strict=True)))


class _Crossed(NamedTuple):
    """What the lightest, or the heaviest, k of the undecided by one basis weigh by each of the bases."""

    sums: tuple[tuple[int, ...], ...]
    rank: dict[int, int]

    @staticmethod
    def of(weighings: Sequence[Weighing], by: Weighing, heaviest: bool) -> "_Crossed":
        order = by.order[::-1] if heaviest else by.order
        sums = tuple([tuple(accumulate([w.weights[at] for at in order], initial=0)) for w in weighings])
        return _Crossed(sums, {at: rank for rank, at in enumerate(order)})


class _Line:
    """What somebody with a weight pays by one basis at each count, as good as floating point has it.

    `totals` are the extreme total weights by count. Where `without` is given, for the undecided, the total is no less
    than that and the member's own weight.
    """

    def __init__(
        self, weighing: Weighing, paid: Sequence[int], totals: Sequence[int], without: Sequence[int] | None
    ) -> None:
        self.weights = weighing.weights
        self.grows = without is not None and weighing.unequal
        parts = [price * weighing.parts / weighing.whole for price in paid]
        self.rows = [
            (part, float(total), float(base))
            for part, total, base in zip(parts, totals, without or totals, strict=True)
        ]
        self.factors = [part / total if total else 0.0 for part, total, _ in self.rows]

    def at(self, weight: float) -> list[float]:
        """Return the share of one weight at every count."""
        if not self.grows or not weight:
            return [factor * weight for factor in self.factors]
        return [part * weight / (total if total > base + weight else base + weight) for part, total, base in self.rows]

    def row(self, weights: Sequence[int], at: int, plus: float) -> list[float]:
        """Return the shares of several weights at one count, with `plus` added to each."""
        if not self.grows:
            factor = self.factors[at]
            return [plus + factor * weight for weight in weights]
        part, total, base = self.rows[at]
        return [plus + part * weight / (total if total > base + weight else base + weight) for weight in weights]

    def slopes(self, weight: float) -> list[float]:
        """Return by how much each share rises with the weight."""
        if not self.grows or not weight:
            return self.factors
        return [
            factor if total > base + weight else part * base / (base + weight) ** 2
            for factor, (part, total, base) in zip(self.factors, self.rows, strict=True)
        ]


def _row(lines: Sequence[tuple[_Line, Sequence[int]]], at: int, plus: float, size: int) -> list[float]:
    """Return the shares of a chunk at one count: `plus`, and what each pays by the lines."""
    if not lines:
        return [plus] * size
    first, weights = lines[0]
    row = first.row(weights, at, plus)
    for line, own in lines[1:]:
        row = list(map(add, row, line.row(own, at, 0.0)))
    return row


def _chunks(places: Sequence[int], weighings: Sequence[Weighing]) -> Iterator[list[int]]:
    by = next((w.weights for w in weighings if w.unequal), weighings[0].weights)
    ordered = sorted(places, key=by.__getitem__)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
