"""The computed sheets that go out together with the ledger's tables."""

from core.calc.allocation.pricing import Money
from core.documents.allocation import sheet as allocation_sheet
from core.documents.comparison import out_of_scope as out_of_scope_sheet
from core.documents.comparison import sheet as comparison_sheet
from core.documents.comparison import totals as totals_sheet
from core.documents.ledger.kept import distributions, fixed_sheets
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings, Totals
from core.model.answers import Distribution
from core.model.book import Book
from core.model.costs import CurrentCost
from core.model.requests import Quote
from core.model.scenarios import MoneyUnit, RateFrom
from core.model.sheets import FixedSheet


def computed_sheets(book: Book) -> tuple[Document, ...]:
    """Return the allocation with all its totals, per year too where any quote has a yearly amount; and where present
    costs are known the comparison, the totals by municipality and the costs out of scope, all in yen; then what was
    fixed and what went out, where there is any."""
    yearly = any(quote.yearly_yen for quote in book.all(Quote).values())
    kinds = (Money.ONE_OFF, Money.YEARLY) if yearly else (Money.ONE_OFF,)
    allocations = [allocation_sheet.build(book, PrintSettings(totals=Totals.RANGE, money=money)) for money in kinds]
    kept = [fixed_sheets(book)] if book.all(FixedSheet) else []
    kept += [distributions(book)] if book.all(Distribution) else []
    if not book.all(CurrentCost):
        return (*allocations, *kept)
    in_yen = PrintSettings(unit=MoneyUnit.YEN, digits=0, rate_from=RateFrom.YEN, yearly=True)
    builds = (comparison_sheet.build, totals_sheet.build, out_of_scope_sheet.build)
    return (*allocations, *(build(book, in_yen) for build in builds), *kept)
