"""見比べる: a ledger with another file, with a backup, or with what a 確定版 was computed from; nothing is changed."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from core import heavy
from core.documents.allocation.changes import changes
from core.documents.ledger.comparing import Line, build
from core.model.book import Book
from core.model.machine.changes import Row
from core.model.machine.records import column_names
from core.model.machine.stored_json import read_json
from core.model.registry import TABLES
from core.model.sheets import FixedSheet
from core.operations.telling.comparing import CHANGED, State, Told, differences, not_compared
from core.storage.disk.errors import StoreError
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.rows.store import Store

LINES = 5_000
"""Most differences that are printed: nobody reads more of them."""

AMOUNTS = "カスタマイズ費用按分表"


def state_of_file(home: Home, path: Path, title: str = "") -> State:
    """Return what the file at `path` holds, of whatever version it is. Raises CannotOpen."""
    with closing(LedgerFile.open(home, path, Access.READ)) as file:
        return state_of_store(file.store, title or path.name)


def state_of_store(store: Store, title: str) -> State:
    """Return what an open ledger holds."""
    return State(title, store.document_id, store.rows())


def state_of_sheet(book: Book, name: str, document_id: str) -> State:
    """Return what the 確定版 of this name was computed from: the tables that amounts depend on.

    Raises StoreError "no_such_sheet", "sheet_keeps_nothing".
    """
    sheet = _sheet(book, name)
    try:
        kept: dict[str, dict[str, Any]] = read_json(sheet.inputs)
        rows = {one: _rows(one, told["columns"], told["rows"]) for one, told in kept.items() if one in TABLES}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("sheet_keeps_nothing", name=name) from error
    if not rows:
        raise StoreError("sheet_keeps_nothing", name=name)
    return State(f"確定版「{name}」", document_id, rows)


def _rows(table: str, columns: list[str], rows: list[list[Any]]) -> Mapping[int, Row]:
    known = set(column_names(TABLES[table].record))
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return {int(row["id"]): {name: value for name, value in row.items() if name in known} for row in named}


def _sheet(book: Book, name: str) -> FixedSheet:
    sheets = book.all(FixedSheet).values()
    found = next((one for one in sheets if one.name == name), None)
    if found is None:
        known = "、".join(f"「{one.name}」" for one in sheets) or "なし"
        raise StoreError("no_such_sheet", name=name, known=known)
    return found


def compared(store: Store, before: State, after: State) -> list[Told]:
    """Return how the two states differ; `store` is an open ledger, which says what refers to what."""
    try:
        return list(differences(before, after, store.references()))
    except (KeyError, ValueError, TypeError) as error:
        raise StoreError("not_comparable", before=before.title, after=after.title) from error


def line_of(one: Told) -> Line:
    """Return a difference as it stands in a list."""
    return one.table, one.what, one.column or f"({one.kind})", one.before, one.after


def paper_of(book: Book, before: State, after: State, told: Sequence[Told], day: str, file_name: str) -> bytes:
    """Return the list of differences as a PDF, the first LINES of them; `day` (ISO) is when it was made."""
    lines = [line_of(one) for one in told[:LINES]]
    is_cut = len(told) > LINES
    name = book.consortium.name
    left_out = not_compared(before, after)
    return heavy.render(build(name, before.title, after.title, lines, day, file_name, is_cut=is_cut, left_out=left_out))


def amounts_between(book: Book, before: str, after: str) -> list[Told]:
    """Return how the amounts of two allocation tables differ that are kept under these names; nothing for others, or
    where one keeps no result."""
    first, second = _sheet(book, before), _sheet(book, after)
    if {first.report, second.report} != {"allocation"}:
        return []
    told: list[Told] = []
    number = title = ""
    try:
        rows = changes(first.result, cast("Mapping[str, Any]", read_json(second.result)))
    except (ValueError, KeyError, TypeError):
        return []
    for row in rows:
        cells = tuple(map(str, row.cells))
        number, title = (cells[0], cells[1]) if cells[1] else (number, title)
        what = f"項{number} {title}" if number else title
        told.append(Told(AMOUNTS, what, CHANGED, *cells[2:]))
    return told
