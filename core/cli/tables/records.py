"""Any table of the ledger as its records describe it: for the command show, where no view of its own bears the name."""

from collections.abc import Sequence
from typing import Any

from core.cli.output import print_table
from core.model.book import Book
from core.model.machine.kinds import AnyRow, Content, Form, Kind, OneOf, Reference
from core.model.machine.naming import called_at, describe, in_order, title_of
from core.model.machine.records import Record, abouts
from core.model.machine.sealing import SEALED, is_sealed
from core.model.machine.spreadsheet import reference_text, text_at
from core.model.machine.table import Table
from core.model.registry import TABLES


def records_json(book: Book, table: Table) -> list[dict[str, Any]]:
    """Return the rows in order: id, what the row is called, and by column its value. Dates are ISO, words their labels,
    a reference is what a sheet calls the row; what is sealed is 封印."""
    return [
        {
            "id": row.id,
            "called": describe(book, row),
            **{name: _value(book, row, name, kind) for name, kind in _columns(table.record)},
        }
        for row in in_order(book, book.all(table.record).values())
    ]


def records_text(book: Book, table: Table) -> None:
    """Print the rows in order, as people read them."""
    columns = _columns(table.record)
    rows = [
        [_text(book, row, name, kind) for name, kind in columns]
        for row in in_order(book, book.all(table.record).values())
    ]
    labels = [abouts(table.record)[name].label for name, _ in columns]
    print_table(labels, rows, [kind.form is Form.FIGURE for _, kind in columns])


def _columns(record: type[Record]) -> Sequence[tuple[str, Kind]]:
    return [
        (name, about.kind)
        for name, about in abouts(record).items()
        if name != "id" and not isinstance(about.kind, Content)
    ]


def _value(book: Book, row: Record, name: str, kind: Kind) -> object:
    if is_sealed(book, row, name):
        return SEALED
    value = getattr(row, name)
    if isinstance(kind, Reference):
        target = _target(book, kind, value)
        return reference_text(book, target) if target is not None else None
    if isinstance(kind, AnyRow):
        return text_at(book, value)
    return kind.show(value) if isinstance(kind, OneOf) and value is not None else value


def _text(book: Book, row: Record, name: str, kind: Kind) -> str:
    if is_sealed(book, row, name):
        return SEALED
    value = getattr(row, name)
    if isinstance(kind, Reference):
        target = _target(book, kind, value)
        return title_of(book, target) if target is not None else ""
    if isinstance(kind, AnyRow):
        return called_at(book, value)
    return " ".join(kind.show(value).splitlines())


def _target(book: Book, kind: Reference, id: int | None) -> Record | None:
    target: Record | None = None if id is None else book.all(TABLES[kind.target].record).get(id)
    return target
