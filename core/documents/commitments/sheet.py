"""債務負担調書: every promise with its limit, its years and what is left."""

from core.calc.commitments import contract_years, left, planned, spent
from core.documents.charges.plain import document, said, sheet
from core.documents.paper.document import Column, Document, Emphasis, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen

NAME = "charge-commitments"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet."""
    promises = in_order(book, book.all(Commitment).values())
    if not promises:
        return document(
            book, settings, TITLE, [sheet(book, settings, TITLE, (Paragraph("債務負担行為はありません。"),))]
        )
    columns = (
        Column("事項", width=12, weight=1),
        Column("期間・年度", width=12),
        Column("限度額(円)", Kind.FIGURE),
        Column("年度割額(円)", Kind.FIGURE),
        Column("支出済額(円)", Kind.FIGURE),
        Column("残り(円)", Kind.FIGURE),
        Column("契約の月数による額(円)", Kind.FIGURE),
    )
    rows = []
    for one in promises:
        span = f"{show_fiscal_year(one.first_year)}〜{show_fiscal_year(one.last_year)}"
        figures = (one.limit_yen, planned(book, one), spent(book, one), left(book, one))
        rows.append(Row((one.name, span, *map(show_yen, figures), ""), Emphasis.STRONG))
        by_month = {year.fiscal_year: year for year in contract_years(one)}
        years = {row.fiscal_year: row for row in book.children(CommitmentYear, one.id).values()}
        for year in sorted({*by_month, *years}):
            row, months = years.get(year), by_month.get(year)
            told = ""
            if months is not None:
                count = f"平常{months.ordinary}か月+年度末{months.closing}か月"
                told = count if months.yen is None else f"{months.yen:,} ({count})"
            yen = (show_yen(row.planned_yen), show_yen(row.spent_yen)) if row else ("", "")
            rows.append(Row(("", show_fiscal_year(year), "", *yen, "", told)))
    notes = Notes(("残りは、限度額から年度割額の合計を引いた額です。△は限度額を超えた額です。",))
    table = Table(columns, tuple(rows), unit="単位:円")
    return document(book, settings, TITLE, [sheet(book, settings, TITLE, (table, notes))])


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))
