"""期限一覧: what ends this month and next month, and what should have ended already."""

from datetime import date, timedelta

from core.calc.schedule.chart import Row, chart_of
from core.calc.schedule.scale import month_end
from core.documents.paper.document import Block, Column, Document, Heading, Kind, Paragraph, Sheet, Table
from core.documents.paper.document import Row as Line
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.schedule.sheet import chart_day
from core.model.book import Book
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = "期限一覧"
_COLUMNS = (
    Column("WBS番号", width=5),
    Column("作業", width=16, weight=3),
    Column("種別", width=6),
    Column("期限", width=9),
    Column("担当", width=8, weight=1),
    Column("進捗", Kind.FIGURE),
    Column("状態", width=6),
)


def groups(book: Book, day: str) -> list[tuple[str, list[Row]]]:
    """Return the tasks that are not done: late, due until the end of this month, due next month; each by its date."""
    end = month_end(date.fromisoformat(day))
    last = month_end(end + timedelta(days=1))
    rows = [row for row in chart_of(book, day).rows if row.planned and not row.is_summary and row.progress < 100]
    rows.sort(key=lambda row: (_due(row), row.task.number))
    return [
        ("期限を過ぎたもの", [row for row in rows if _due(row) < day]),
        (f"今月({end.month}月)", [row for row in rows if day <= _due(row) <= end.isoformat()]),
        (f"来月({last.month}月)", [row for row in rows if end.isoformat() < _due(row) <= last.isoformat()]),
    ]


def _due(row: Row) -> str:
    return row.planned.last if row.planned else ""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the list with a table for each of the three times."""
    day = chart_day(book, settings)
    blocks = tuple(block for heading, rows in groups(book, day) for block in _blocks(heading, rows))
    title = f"{TITLE}({show_date(day)}現在)"
    sheet = Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )


def _blocks(heading: str, rows: list[Row]) -> tuple[Block, ...]:
    if not rows:
        return (Heading(heading), Paragraph("ありません。"))
    return (Heading(f"{heading} {len(rows):,}件"), Table(_COLUMNS, tuple(Line(_cells(row)) for row in rows)))


def _cells(row: Row) -> tuple[str, ...]:
    state = row.delay or row.state.label
    return (
        row.task.number,
        row.label,
        row.task.kind.label,
        show_date(_due(row)),
        row.who,
        f"{row.progress}%",
        state,
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = [[heading, [list(_cells(row)) for row in rows]] for heading, rows in groups(book, chart_day(book, settings))]
    return canonical({"report": "due", "groups": told})
