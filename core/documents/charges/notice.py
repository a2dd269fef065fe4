"""負担金通知書: tells each member what it is charged for a year and how that came about."""

from collections.abc import Iterator

from core.calc.charges.outlook import YearsBeside, year_beside
from core.calc.charges.versions import shares_of
from core.documents.charges.plain import of_year, said, sheet
from core.documents.charges.wording import figures_words, item_words, payers_of, rule_of, shown, unit_of
from core.documents.charts.waterfall import signed
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import sender
from core.model.book import Book
from core.model.values.charge_premises import Payer
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.paper import Orientation

NAME, TITLE = "charge-notice", "負担金通知書"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each member, or for the one that is chosen."""

    def make(year: int) -> list[Sheet]:
        years = year_beside(book, year)
        found = []
        for code, payer in payers_of(years.charges).items():
            if settings.municipality in {None, code}:
                one = sheet(book, settings, TITLE, tuple(_blocks(years, payer)), sender(book))
                found.append(Sheet(one.title, one.blocks, one.date, one.number, _to(book, settings, payer), one.sender))
        return found

    return of_year(book, settings, TITLE, make, Orientation.PORTRAIT)


def _to(book: Book, settings: PrintSettings, payer: Payer) -> str:
    return f"{shown(book, settings, payer)}　御中"


def _blocks(years: YearsBeside, payer: Payer) -> Iterator[Block]:
    year = show_fiscal_year(years.version.fiscal_year)
    charge = shares_of(years.charges)[payer.code]
    yield Paragraph(f"{year}の負担金を、次のとおり通知します。")
    pairs = [("負担金", f"{charge:,}円")]
    if years.before_version is not None:
        before = shares_of(years.before).get(payer.code, 0)
        pairs += [("前の年度", f"{before:,}円"), ("増減", f"{signed(charge - before)}円")]
    yield KeyValues(tuple(pairs), columns=3)
    columns = (
        Column("事業", width=9),
        Column("版", width=7),
        Column("按分する額(円)", Kind.FIGURE),
        Column("負担金(円)", Kind.FIGURE),
        Column("規則", width=12, weight=1),
    )
    rows = []
    for one in years.charges:
        on = f"\n{show_date(one.version.issued_on)}" if one.version else ""
        share = one.result.shares.get(payer.code, 0)
        cells = (one.project, f"{one.called}{on}", f"{one.result.total:,}", f"{share:,}", rule_of(one.premises))
        rows.append(Row(cells))
    total = Row(("合計", "", f"{sum(one.result.total for one in years.charges):,}", f"{charge:,}", ""), Emphasis.TOTAL)
    yield Table(columns, tuple(rows), (total,), unit_of(years.charges))
    yield Heading("算定の基礎")
    pairs = []
    for one in years.charges:
        own = next((found for found in one.premises.payers if found.code == payer.code), None)
        pairs.append((f"{one.project}の費目", "、".join(map(item_words, one.premises.items))))
        pairs.append((f"{one.project}の基礎数値", figures_words(own, one.premises) if own else "参加していません"))
    yield KeyValues(tuple(pairs))
    notes = [one.version.note for one in years.charges if one.version and one.version.note]
    if notes:
        yield Notes(tuple(dict.fromkeys(notes)))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))
