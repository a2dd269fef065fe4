"""見積の表: what every option of every request costs by the number of implementers, and where nothing is quoted."""

from collections.abc import Sequence

from core.calc.allocation.allocate import in_order
from core.calc.allocation.pricing import (
    NOT_COUNTED,
    Money,
    Price,
    PriceList,
    PriceStatus,
    option_in_force,
    prices_of,
)
from core.calc.members import members_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.requests import Customization, Option, Quote

_WITHOUT_MEMBERS = 5
"""Columns of a ledger in which no municipality stands yet."""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """An option of a request; a request that has none yet has one line, and its first quote makes the option.

    `place` is that of the option among its siblings, from 0; `is_adopted`: it is in force, of several. `counts` is
    False where the amounts of this line enter nothing: another option is adopted, or the request costs nothing.
    """

    customization: Customization
    option: Option | None
    place: int
    is_adopted: bool
    counts: bool
    prices: PriceList

    @property
    def key(self) -> tuple[int, int]:
        """What stays the same when the request gets its first option."""
        return self.customization.id, self.place

    def price(self, implementers: int, most: int) -> Price:
        """Return what so many implementers cost together, as the calculation takes it: the quote, a 概算 between two
        quotes, or why there is none. Where the line enters nothing, or more than `most` implementers can never be, a
        gap is none: NOT_COUNTED."""
        price = self.prices.at(implementers)
        is_gap = price.status is not PriceStatus.QUOTED
        return NOT_COUNTED if is_gap and (not self.counts or implementers > most) else price


@dataclass(frozen=True, slots=True)
class QuoteBoard:
    """`counts` are the numbers of implementers: 1 to `most`, the number of members, and what else is quoted."""

    lines: tuple[QuoteLine, ...]
    counts: tuple[int, ...]
    most: int
    money: Money


def quote_board(book: Book, money: Money) -> QuoteBoard:
    """Return the whole matrix, the requests in the order of their 項, the options of a request in theirs."""
    lines = [line for request in in_order(book.all(Customization).values()) for line in _lines(book, request, money)]
    members = len(members_of(book))
    quoted = {count for line in lines for count in line.prices.counts}
    counts = sorted(quoted.union(range(1, (members or _WITHOUT_MEMBERS) + 1)))
    return QuoteBoard(tuple(lines), tuple(counts), members, money)


def options_in_order(book: Book, request: Customization) -> list[Option]:
    """Return the options of a request as people have put them in order."""
    return sorted(book.children(Option, request.id).values(), key=lambda one: (one.position, one.id))


def _lines(book: Book, request: Customization, money: Money) -> Sequence[QuoteLine]:
    in_force, estimate = option_in_force(book, request), book.consortium.estimate
    costs, options = request.disposition.costs, options_in_order(book, request)

    def line(option: Option | None, place: int) -> QuoteLine:
        quotes = book.children(Quote, option.id).values() if option is not None else ()
        counts = costs and (in_force is None or option is in_force)
        is_adopted = option is not None and option is in_force and len(options) > 1
        return QuoteLine(request, option, place, is_adopted, counts, prices_of(quotes, money, estimate))

    return [line(option, at) for at, option in enumerate(options)] or [line(None, 0)]
