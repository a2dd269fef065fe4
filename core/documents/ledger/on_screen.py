"""What is on the screen as a paper: a table as it is shown, or figures, each at its own size."""

from collections.abc import Sequence

from core.dataclass import dataclass
from core.documents.paper.document import (
    Align,
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.drawing import Drawing
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.values.paper import Orientation

_NARROWEST, _WIDEST = 3, 14
"""Of a column of texts, in full-width characters; longer texts are broken."""
_LOOKED_AT = 500
"""So many rows say how wide the columns are."""


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """`stays` at the left while the others are scrolled: on paper it returns on every sheet of a parted table."""

    heading: str
    is_figure: bool = False
    is_centred: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the window with its columns, rows, and totals as they are seen; `hidden` rows are filtered away."""

    title: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    hidden: int = 0


def table_document(book: Book, settings: PrintSettings, shown: ShownTable) -> Document:
    """Return the table as it is seen, with how many rows there are and how many are not shown."""
    columns = tuple(_column(shown, at) for at in range(len(shown.columns)))
    rows = tuple(Row(cells) for cells in shown.rows)
    totals = _totals(shown.totals, columns)
    told = f"{len(rows):,}件" + (f"(絞り込みで{shown.hidden:,}件を除いています)" if shown.hidden else "")
    return _document(book, settings, shown.title, (Table(columns, rows, totals), Notes((told,))))


def _totals(totals: tuple[tuple[str, ...], ...], columns: tuple[Column, ...]) -> tuple[Row, ...]:
    """Return the totals with their names in the wider of the first two columns, where it has room for them."""
    moves = (
        len(columns) > 1
        and columns[1].kind is Kind.TEXT
        and columns[1].width > columns[0].width
        and not any(cells[1] for cells in totals)
    )
    told = (("", cells[0], *cells[2:]) if moves else cells for cells in totals)
    return tuple(Row(cells, Emphasis.TOTAL) for cells in told)


def figures_document(book: Book, settings: PrintSettings, title: str, figures: Sequence[Drawing]) -> Document:
    """Return figures, each under its title, in the order in which they are seen."""
    blocks: list[Block] = []
    for one in figures:
        blocks += [Paragraph(one.title, bold=True), Chart(one)] if one.title else [Chart(one)]
    return _document(book, settings, title, tuple(blocks))


def _document(book: Book, settings: PrintSettings, title: str, blocks: tuple[Block, ...]) -> Document:
    sheet = Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    author, foot = book.consortium.name, footer(settings)
    return Document(title, (sheet,), author, foot, settings.paper, orientation=Orientation.LANDSCAPE)


def _column(shown: ShownTable, at: int) -> Column:
    one = shown.columns[at]
    if one.is_figure:
        return Column(one.heading, Kind.FIGURE, repeat=one.stays)
    texts = [cells[at] for cells in shown.rows[:_LOOKED_AT]]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    width = min(max(longest, _NARROWEST), _WIDEST)
    align = Align.CENTER if one.is_centred else None
    return Column(one.heading, align=align, width=width, weight=1 if longest > width else 0, repeat=one.stays)
