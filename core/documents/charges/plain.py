"""What the plain papers of charges share: a document of one or more sheets, and what it says as JSON."""

from collections.abc import Callable, Sequence

from core.calc.splitting.apportion import SplitRefused
from core.documents.charges.wording import NOTHING, year_of
from core.documents.paper.document import Block, Document, KeyValues, Paragraph, Sheet, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.values.dates import show_fiscal_year
from core.model.values.paper import Orientation
from core.words.sentences import sentence


def sheet(book: Book, settings: PrintSettings, title: str, blocks: Sequence[Block], sender: str = "") -> Sheet:
    """Return a sheet with the day and the number that were asked for."""
    day = sheet_date(book, settings)
    return Sheet(title, tuple(blocks), day, settings.number, sender=sender or book.consortium.name)


def document(
    book: Book,
    settings: PrintSettings,
    title: str,
    sheets: Sequence[Sheet],
    orientation: Orientation = Orientation.LANDSCAPE,
) -> Document:
    """Return the document."""
    author, foot = book.consortium.name, footer(settings)
    return Document(title, tuple(sheets), author, foot, settings.paper, orientation)


def of_year(
    book: Book,
    settings: PrintSettings,
    title: str,
    make: Callable[[int], Sequence[Sheet]],
    orientation: Orientation = Orientation.LANDSCAPE,
    nothing: str = "該当する負担金はありません。",
) -> Document:
    """Return the paper of the year that is asked for; why there is none is said on it: `nothing` where the year has
    nothing of the kind."""
    year = year_of(book, settings)
    told = NOTHING
    sheets: Sequence[Sheet] = ()
    if year is not None:
        try:
            sheets = make(year)
            told = f"{show_fiscal_year(year)}の{nothing}"
        except SplitRefused as refused:
            told = sentence(refused.fault)
    return document(book, settings, title, sheets or [sheet(book, settings, title, [Paragraph(told)])], orientation)


def said(name: str, made: Document) -> str:
    """Return what a paper says as JSON: its sheets with the cells of their tables."""
    sheets = []
    for one in made.sheets:
        tables = [[row.cells for row in (*t.rows, *t.totals)] for t in one.blocks if isinstance(t, Table)]
        facts = [pair for block in one.blocks if isinstance(block, KeyValues) for pair in block.pairs]
        texts = [block.text for block in one.blocks if isinstance(block, Paragraph)]
        sheets.append({"title": one.title, "tables": tables, "facts": facts, "texts": texts})
    return canonical({"report": name, "sheets": sheets})
