"""What is kept of sheets that were fixed and of questions that went out: lists that go into the workbook."""

from collections.abc import Iterable

from core.documents.document import Column, Document, Row, Sheet, Table
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.dates import show_date, show_moment
from core.model.distributions import Distribution
from core.model.fixed_sheets import FixedSheet
from core.model.records import label_of

FIXED = "確定版の一覧"
SENT = "配布の記録"


def fixed_sheets(book: Book) -> Document:
    """Return the list of the sheets that were fixed; their PDFs stay in the ledger."""
    columns = [Column(label_of(FixedSheet, name)) for name in ("report", "name", "fixed_on", "fixed_by", "sha256")]
    rows = (
        (
            REPORTS[one.report].title if one.report in REPORTS else one.report,
            one.name,
            show_date(one.fixed_on),
            one.fixed_by,
            one.sha256,
        )
        for one in book.all(FixedSheet).values()
    )
    return _list(FIXED, columns, rows)


def distributions(book: Book) -> Document:
    """Return the list of what went out to which municipality, and of what came back when."""
    names = ("code", "name", "medium", "issued_at", "issued_by", "deadline", "taken_at", "taken_by", "answered_by")
    columns = [Column(label_of(Distribution, name)) for name in (*names, "answered_at", "number", "sha256")]
    rows = (
        (
            one.code,
            one.name,
            one.medium.label,
            _moment(one.issued_at),
            one.issued_by,
            show_date(one.deadline),
            _moment(one.taken_at),
            one.taken_by,
            one.answered_by,
            _moment(one.answered_at),
            one.number,
            one.sha256,
        )
        for one in book.all(Distribution).values()
    )
    return _list(SENT, columns, rows)


def _moment(iso: str | None) -> str:
    return show_moment(iso) if iso else ""


def _list(title: str, columns: list[Column], rows: Iterable[tuple[str, ...]]) -> Document:
    return Document(title, (Sheet(title, (Table(tuple(columns), tuple(map(Row, rows))),)),))
