"""What the lists of the ledger have in common: one sheet with one table, or the sentence that there is nothing."""

from collections.abc import Sequence

from core.dataclass import dataclass
from core.documents.paper.document import Block, Column, Document, Notes, Paragraph, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.turned import headed
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.values.paper import Orientation


@dataclass(frozen=True, slots=True)
class Listing:
    """A table before it is set: `empty` is said where there is no row. Very many columns under the heading `members`
    are turned: they stand below each other, the rows across under `across` by their cells in the column `by`."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    totals: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = ""
    legend: str = ""
    before: tuple[Block, ...] = ()
    members: str = ""
    across: str = ""
    by: int = 0


def paper(book: Book, settings: PrintSettings, made: Listing, orientation: Orientation) -> Document:
    """Return the sheet of a list."""
    blocks: tuple[Block, ...] = (Paragraph(made.empty),)
    if made.rows:
        table = Table(made.columns, made.rows, made.totals, made.unit, made.legend)
        tables = headed(table, made.members, "団体", made.across, made.by) if made.members else (table,)
        blocks = (*made.before, *tables, *((Notes(made.notes),) if made.notes else ()))
    sheet = Sheet(made.title, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        title=made.title,
        sheets=(sheet,),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=orientation,
    )


def record(report: str, made: Listing) -> str:
    """Return a list as JSON: its headings and the texts of its rows and totals."""
    lines: Sequence[Row] = (*made.rows, *made.totals)
    headings = [" ".join((*one.groups, one.heading)) for one in made.columns]
    return canonical({"report": report, "columns": headings, "rows": [list(row.cells) for row in lines]})
