"""期限一覧: what is late, and what is due this month and next, of every subject."""

from core.calc.dues.due import Due, month_of, next_month_of
from core.calc.dues.sources import dues_on
from core.calc.organisation import day_of
from core.documents.paper.document import Block, Column, Document, Heading, Notes, Paragraph, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.model.values.partial_dates import show_partial_date

TITLE = PRINTOUTS["dues"].title
TERMS = (
    "期限の過ぎたものは、期限が基準とする日より前で、まだ済んでいないものです。"
    "月や年までしか分からない期限は、その月(年)のうちのどの日でもあり得るものとして載せています。"
)
_COLUMNS = (
    Column("期限", width=9, repeat=True),
    Column("種類", width=8),
    Column("件名", width=16, weight=3),
    Column("担当・対象", width=10, weight=2),
)


def parts(book: Book, day: str) -> list[tuple[str, tuple[Due, ...]]]:
    """Return the three parts with their headings."""
    found = dues_on(book, day)
    this, following = (show_partial_date(first[:7]) for first in (month_of(day)[0], next_month_of(day)[0]))
    return [
        (f"期限の過ぎたもの({show_date(day)}現在)", found.late),
        (f"今月({this})", found.this_month),
        (f"来月({following})", found.next_month),
    ]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with the three parts."""
    day = settings.as_of or day_of(book)
    blocks: tuple[Block, ...] = (Paragraph("資料日付も基準日もないため、どの月の期限かが決まりません。"),)
    if day:
        blocks = (*(block for name, dues in parts(book, day) for block in _part(name, dues)), Notes((TERMS,)))
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )


def _part(name: str, dues: tuple[Due, ...]) -> tuple[Block, ...]:
    if not dues:
        return (Heading(name), Paragraph("ありません。"))
    rows = tuple(Row((show_partial_date(one.on), one.kind, one.title, one.who)) for one in dues)
    return (Heading(f"{name} {len(dues):,}件"), Table(_COLUMNS, rows))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = settings.as_of or day_of(book)
    told = (
        {name: [[one.on, one.kind, one.title, one.who] for one in dues] for name, dues in parts(book, day)}
        if day
        else {}
    )
    return canonical({"report": "dues", "as_of": day, "parts": told})
