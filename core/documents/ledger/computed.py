"""The sheets that go out together with the ledger's tables: what is computed, what was fixed and what was sent."""

from collections.abc import Iterable

from core.calc.allocation.pricing import Money
from core.documents.allocation import sheet as allocation_sheet
from core.documents.comparison import out_of_scope as out_of_scope_sheet
from core.documents.comparison import sheet as comparison_sheet
from core.documents.comparison import totals as totals_sheet
from core.documents.paper.document import Column, Document, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings, Totals
from core.model.answers import Distribution
from core.model.book import Book
from core.model.costs import CurrentCost
from core.model.machine.naming import describe
from core.model.machine.records import Record, abouts, label_of
from core.model.papers.handouts import HandoutPicture
from core.model.papers.printouts import report_title
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
    kept += [pictures(book)] if book.all(HandoutPicture) else []
    if not book.all(CurrentCost):
        return (*allocations, *kept)
    in_yen = PrintSettings(unit=MoneyUnit.YEN, digits=0, rate_from=RateFrom.YEN, yearly=True)
    builds = (comparison_sheet.build, totals_sheet.build, out_of_scope_sheet.build)
    return (*allocations, *(build(book, in_yen) for build in builds), *kept)


FIXED = "確定版の一覧"
SENT = "配布の記録"
PICTURES = "資料の図の一覧"


def fixed_sheets(book: Book) -> Document:
    """Return the list of the sheets that were fixed; their PDFs stay in the ledger."""
    names = ("report", "name", "fixed_on", "fixed_by", "sha256")
    return _list(FIXED, FixedSheet, names, book.all(FixedSheet).values())


def distributions(book: Book) -> Document:
    """Return the list of what went out to which municipality, and of what came back when."""
    when_and_who = ("issued_at", "issued_by", "deadline", "taken_at", "taken_by", "answered_by", "answered_at")
    names = ("code", "name", "medium", *when_and_who, "number", "sha256")
    return _list(SENT, Distribution, names, book.all(Distribution).values())


def pictures(book: Book) -> Document:
    """Return the list of the pictures of handouts; the pictures themselves go out beside the CSV files."""
    rows = tuple(
        Row((describe(book, one), one.words, one.caption, f"{one.width:,}×{one.height:,}", one.sha256))
        for one in book.all(HandoutPicture).values()
    )
    columns = tuple(map(Column, ("図", "代替テキスト", "図の題", "ピクセル", "ハッシュ値")))
    return Document(PICTURES, (Sheet(PICTURES, (Table(columns, rows),)),))


def _list(title: str, kind: type[Record], names: tuple[str, ...], records: Iterable[Record]) -> Document:
    columns = tuple(Column(label_of(kind, name)) for name in names)
    rows = tuple(Row(tuple(_text(one, name) for name in names)) for one in records)
    return Document(title, (Sheet(title, (Table(columns, rows),)),))


def _text(record: Record, name: str) -> str:
    value = getattr(record, name)
    if name == "report":
        return report_title(value)
    return abouts(type(record))[name].kind.show(value) if value else ""
