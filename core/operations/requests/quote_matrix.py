"""Typing and pasting into the matrix of quotes: a line for each option, a column for each number of implementers."""

from collections.abc import Mapping, Sequence

from core.calc.allocation.pricing import Money
from core.calc.allocation.quote_board import QuoteLine
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.requests import Option, Quote
from core.model.values.money import show_yen
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read
from core.operations.requests.adding import first_option

_FIELDS = {Money.ONE_OFF: "one_off_yen", Money.YEARLY: "yearly_yen"}


def set_quotes(book: Book, cells: Sequence[tuple[QuoteLine, int, str]], money: Money) -> ChangeSet | Faults:
    """Write what so many implementers cost together, all or none; the first quote of a request makes its option.

    A blank takes a one-off amount away with its quote, and a yearly one from it. A quote needs its one-off amount: a
    yearly one alone is refused ("no_one_off"), since a missing amount is never 0; so is taking the one-off amount from
    a quote that has a yearly one ("has_yearly").
    """

    def write(draft: Draft, line: QuoteLine, implementers: int, text: str) -> Quote | None:
        field, old = _FIELDS[money], _quote(draft, line, implementers)
        values: Mapping[str, FieldValue] | None = {field: read(draft, Quote, field, text)} if text.strip() else None
        facts = {"item": line.customization.item, "n": implementers}
        if old is None and values is None:
            return None
        if money is Money.YEARLY:
            if old is None:
                raise Refused("no_one_off", **facts)
            values = values or {field: 0}
        elif values is None and old is not None and old.yearly_yen:
            raise Refused("has_yearly", yearly=show_yen(old.yearly_yen), **facts)
        option = line.option or first_option(draft, line.customization.id)
        place = {"option_id": option.id, "implementers": implementers}
        return write_cell(draft, Quote, option.id, place, values)

    return write_all(book, cells, write, _FIELDS[money], "見積")


def _quote(draft: Draft, line: QuoteLine, implementers: int) -> Quote | None:
    """Return the quote of one cell as the draft has it; the line's option may have been made by a cell before."""
    options = [line.option] if line.option else list(draft.children(Option, line.customization.id).values())[:1]
    quotes = (quote for option in options for quote in draft.children(Quote, option.id).values())
    return next((quote for quote in quotes if quote.implementers == implementers), None)
