"""見積: what a customization costs when n municipalities implement it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from core.model.book import Book
from core.model.machine.table import Look
from core.model.requests import Customization, Option, Quote
from core.model.requests import Money as Money
from core.model.values.words import Word

_ONE_OFF = Money.ONE_OFF


class PriceStatus(Word):
    """Where an amount comes from, or why there is none."""

    QUOTED = "quoted", "見積"
    ESTIMATED = "estimated", "概算"
    MISSING = "missing", "見積なし"
    NOT_COUNTED = "not_counted", "対象外"
    NOBODY = "nobody", "実施団体なし"
    NO_OPTION = "no_option", "案未定"
    RULE_FAILS = "rule_fails", "按分不能"


QUOTED, ESTIMATED = PriceStatus.QUOTED, PriceStatus.ESTIMATED
"""By a name of their own: to look them up in their class takes as long as to make a Price."""


class Price(NamedTuple):
    """A total in yen (None: unknown), where it comes from, and the quote itself if it is printed as quoted."""

    yen: int | None
    status: PriceStatus
    quote: Quote | None = None


NOT_COUNTED = Price(0, PriceStatus.NOT_COUNTED)
NOBODY = Price(0, PriceStatus.NOBODY)
NO_OPTION = Price(None, PriceStatus.NO_OPTION)
MISSING = Price(None, PriceStatus.MISSING)


class Prices(NamedTuple):
    """Numbers of implementers, ascending, and aligned with them what so many cost together, in yen.

    `known` is how many counts of the stretch have a price, `estimated` whether one of them is a 概算.
    """

    counts: Sequence[int]
    yen: Sequence[int]
    known: int
    estimated: bool


NO_PRICES = Prices((), (), 0, False)


class PriceList(NamedTuple):
    """The quotes in force by ascending number of implementers, and aligned with them these `counts`.

    `estimate`: whether counts between two quotes have a 概算. `unsettled`: several options stand and none is adopted.
    """

    quotes: Sequence[Quote]
    counts: Sequence[int]
    money: Money
    estimate: bool = False
    unsettled: bool = False

    def at(self, implementers: int) -> Price:
        """Return the price when so many implement it; 0 yen when nobody does."""
        if implementers <= 0:
            return NOBODY
        if self.unsettled:
            return NO_OPTION
        place = bisect_right(self.counts, implementers)
        if place and self.counts[place - 1] == implementers:
            quote = self.quotes[place - 1]
            return Price(self.money.of(quote), QUOTED, quote)
        if self.estimate and 0 < place < len(self.counts):
            return Price(self._line(place, (implementers,))[0], ESTIMATED)
        return MISSING

    def neighbours(self, implementers: int) -> tuple[Quote, Quote] | None:
        """Return the quotes between which the count is estimated: None beyond them, or when switched off."""
        place = bisect_right(self.counts, implementers)
        if not self.estimate or not 0 < place < len(self.counts):
            return None
        return self.quotes[place - 1], self.quotes[place]

    def within(self, first: int, last: int) -> Prices:
        """Return the price of every count from `first` (1 or more) to `last` that has one.

        A 概算 is exact between its neighbours, halves of a yen up: 1,040,000 for 2 and 1,160,000 for 4 give 1,100,000.
        """
        begin, end = bisect_left(self.counts, first), bisect_right(self.counts, last)
        quoted, yen = self.counts[begin:end], self._yen(begin, end)
        if not self.estimate or len(quoted) > last - first:
            return Prices(quoted, yen, len(quoted), False)
        known = dict(zip(quoted, yen, strict=True))
        for place in range(max(begin, 1), min(end + 1, len(self.counts))):
            gap = range(max(self.counts[place - 1] + 1, first), min(self.counts[place], last + 1))
            known.update(zip(gap, self._line(place, gap), strict=True))
        counts = sorted(known)
        return Prices(counts, [known[n] for n in counts], len(counts), len(counts) > len(quoted))

    def corners(self, first: int, last: int) -> Prices:
        """Return of within() the quoted counts, the first two and the last: between them prices are a straight line.

        With estimates, the price P of n is ⌊a + b·n + 1/2⌋ there, so ⌊P / n⌋ = ⌊(a + 1/2) / n + b⌋ and
        ⌈P / n⌉ = ⌊(a − 1/2) / n + b + 1⌋ only rise or only fall: their extremes are at the corners.
        """
        if not self.estimate or not self.counts:
            return self.within(first, last)
        first, last = max(first, self.counts[0]), min(last, self.counts[-1])
        if first > last:
            return NO_PRICES
        begin, end = bisect_left(self.counts, first), bisect_right(self.counts, last)
        counts, yen = [*self.counts[begin:end]], self._yen(begin, end)
        for n in (first, min(first + 1, last), last):
            at = bisect_left(counts, n)
            if n not in counts[at : at + 1]:
                counts.insert(at, n)
                yen.insert(at, self._line(bisect_right(self.counts, n), (n,))[0])
        return Prices(counts, yen, last - first + 1, end - begin <= last - first)

    def _yen(self, begin: int, end: int) -> list[int]:
        """Return what the quotes at these places cost."""
        if self.money is _ONE_OFF:
            return [quote.one_off_yen for quote in self.quotes[begin:end]]
        return [quote.yearly_yen for quote in self.quotes[begin:end]]

    def _line(self, place: int, counts: Iterable[int]) -> list[int]:
        """Return the yen of counts before the quoted one at `place` on the line from the one before it, halves up."""
        below, above = self.counts[place - 1 : place + 1]
        start, end = self._yen(place - 1, place + 1)
        slope, denominator = 2 * (end - start), 2 * (above - below)
        # start + (end − start) × (n − below) / (above − below) + 1/2 over one denominator, then floored
        at_zero = start * denominator - slope * below + (above - below)
        return [(at_zero + slope * n) // denominator for n in counts]


def option_in_force(book: Look, customization: Customization) -> Option | None:
    """Return the adopted option, else the only one, else None."""
    options = book.children(Option, customization.id)
    adopted = options.get(customization.adopted_option_id or 0)
    if adopted is None and len(options) == 1:
        (adopted,) = options.values()
    return adopted


def price_list(book: Book, customization: Customization, money: Money, estimate: bool) -> PriceList:
    """Return the prices of the option in force; none at all if there is no option or it has no quotes.

    `estimate`: whether counts between two quotes have a 概算 (consortium.estimate).
    """
    option = option_in_force(book, customization)
    if option is None:
        several = len(book.children(Option, customization.id)) > 1
        return PriceList((), (), money, unsettled=several)
    return prices_of(book.children(Quote, option.id).values(), money, estimate)


def prices_of(quotes: Iterable[Quote], money: Money, estimate: bool = False) -> PriceList:
    """Return the price list of one option's quotes, no two of which are for the same number of implementers."""
    ordered = list(quotes)
    counts = [quote.implementers for quote in ordered]
    if counts != sorted(counts):
        ordered.sort(key=attrgetter("implementers"))
        counts.sort()
    return PriceList(ordered, counts, money, estimate)
