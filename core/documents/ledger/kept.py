"""What is kept of sheets that were fixed and of questions that went out: lists that go into the workbook."""

from collections.abc import Iterable

from core.documents.paper.document import Column, Document, Row, Sheet, Table
from core.documents.registry import REPORTS
from core.model.answers import Distribution
from core.model.book import Book
from core.model.records import Record, abouts, label_of
from core.model.sheets import FixedSheet

FIXED = "確定版の一覧"
SENT = "配布の記録"


def fixed_sheets(book: Book) -> Document:
    """Return the list of the sheets that were fixed; their PDFs stay in the ledger."""
    names = ("report", "name", "fixed_on", "fixed_by", "sha256")
    return _list(FIXED, FixedSheet, names, book.all(FixedSheet).values())


def distributions(book: Book) -> Document:
    """Return the list of what went out to which municipality, and of what came back when."""
    when_and_who = ("issued_at", "issued_by", "deadline", "taken_at", "taken_by", "answered_by", "answered_at")
    names = ("code", "name", "medium", *when_and_who, "number", "sha256")
    return _list(SENT, Distribution, names, book.all(Distribution).values())


def _list(title: str, kind: type[Record], names: tuple[str, ...], records: Iterable[Record]) -> Document:
    columns = tuple(Column(label_of(kind, name)) for name in names)
    rows = tuple(Row(tuple(_text(one, name) for name in names)) for one in records)
    return Document(title, (Sheet(title, (Table(columns, rows),)),))


def _text(record: Record, name: str) -> str:
    value = getattr(record, name)
    if name == "report" and value in REPORTS:
        return REPORTS[value].title
    return abouts(type(record))[name].kind.show(value) if value else ""
