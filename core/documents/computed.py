"""The computed sheets that go out together with the ledger's tables."""

from core.calc.pricing import Money
from core.documents import allocation_sheet
from core.documents.document import Document
from core.documents.settings import Settings, Totals
from core.model.book import Book
from core.model.customization import Quote


def computed_sheets(book: Book) -> tuple[Document, ...]:
    """Return the allocation with all its totals, and per year where any quote has a yearly amount."""
    yearly = any(quote.yearly_yen for quote in book.all(Quote).values())
    kinds = (Money.ONE_OFF, Money.YEARLY) if yearly else (Money.ONE_OFF,)
    return tuple(allocation_sheet.build(book, Settings(totals=Totals.RANGE, money=money)) for money in kinds)
