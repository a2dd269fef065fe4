"""The computed sheets that go out together with the ledger's tables."""

from core.calc.pricing import Money
from core.documents import allocation_sheet, comparison_sheet, out_of_scope_sheet, totals_sheet
from core.documents.document import Document
from core.documents.kept_sheets import distributions, fixed_sheets
from core.documents.settings import Settings, Totals
from core.model.book import Book
from core.model.costs import CurrentCost
from core.model.customization import Quote
from core.model.distributions import Distribution
from core.model.fixed_sheets import FixedSheet
from core.model.scenarios import MoneyUnit, RateFrom


def computed_sheets(book: Book) -> tuple[Document, ...]:
    """Return the allocation with all its totals, per year too where any quote has a yearly amount; and where present
    costs are known the comparison, the totals by municipality and the costs out of scope, all in yen; then what was
    fixed and what went out, where there is any."""
    yearly = any(quote.yearly_yen for quote in book.all(Quote).values())
    kinds = (Money.ONE_OFF, Money.YEARLY) if yearly else (Money.ONE_OFF,)
    allocations = [allocation_sheet.build(book, Settings(totals=Totals.RANGE, money=money)) for money in kinds]
    kept = [fixed_sheets(book)] if book.all(FixedSheet) else []
    kept += [distributions(book)] if book.all(Distribution) else []
    if not book.all(CurrentCost):
        return (*allocations, *kept)
    in_yen = Settings(unit=MoneyUnit.YEN, digits=0, rate_from=RateFrom.YEN, yearly=True)
    builds = (comparison_sheet.build, totals_sheet.build, out_of_scope_sheet.build)
    return (*allocations, *(build(book, in_yen) for build in builds), *kept)
