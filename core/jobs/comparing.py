"""見比べる: a ledger with another file, with a backup, or with what a 確定版 was computed from; nothing is changed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from core import heavy
from core.documents.allocation.changes import changes
from core.documents.handouts.changes import changes as handout_changes
from core.documents.handouts.leaves import differing
from core.documents.ledger.comparing import Line, build
from core.documents.paper.inputs import INPUTS
from core.documents.paper.settings import PrintSettings, parse_settings
from core.documents.registry import REPORTS
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
CHAPTERS = "資料の章"
CONTENT = "帳票の内容"


def state_of_file(home: Home, path: Path, title: str = "") -> State:
    """Return what the file at `path` holds, of whatever version it is. Raises CannotOpen."""
    with closing(LedgerFile.open(home, path, Access.READ)) as file:
        return state_of_store(file.store, title or path.name)


def titles_of(first: Path, second: Path) -> tuple[str, str]:
    """Return what two files are called beside each other: by their names, where these are the same by their folders."""
    if first.name != second.name:
        return first.name, second.name
    return f"{first.name}({first.absolute().parent})", f"{second.name}({second.absolute().parent})"


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


def papers_between(book: Book, before: str | None, after: str | None) -> list[Told]:
    """Return how what two 確定版 of one printout show differs, beside the rows from which it was computed: amounts of
    allocation tables, what handouts tell, and of any other that it shows something else. None is what the printout
    shows now. Nothing where their printouts are others, or one keeps no result."""
    sheets = [_sheet(book, name) if name is not None else None for name in (before, after)]
    kept = [one for one in sheets if one is not None]
    if not kept or len({one.report for one in kept}) > 1 or kept[0].report not in REPORTS:
        return []
    report = REPORTS[kept[0].report]
    try:
        first, second = (one.result if one else report.result(book, parse_settings(kept[0].settings)) for one in sheets)
        old, new = read_json(first), read_json(second)
        if not old or not new:
            return []
        match report.name:
            case "allocation":
                return list(_amounts(first, new))
            case "handout":
                return list(_handouts(book, old, new))
        told = differing(old, new)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return []
    return [Told(CONTENT, report.title, CHANGED, "", *told)] if old != new else []


def _amounts(before: str, after: Mapping[str, Any]) -> Iterator[Told]:
    number = title = ""
    for row in changes(before, after):
        cells = tuple(map(str, row.cells))
        number, title = (cells[0], cells[1]) if cells[1] else (number, title)
        what = f"項{number} {title}" if number else title
        yield Told(AMOUNTS, what, CHANGED, *cells[2:])


def _handouts(book: Book, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Told]:
    """Yield what two handouts tell differently, but for the rows that every 確定版 keeps: they are compared already."""
    found = handout_changes(book, PrintSettings(), before, after["chapters"], after["state"])
    for one in found:
        if one.table not in INPUTS:
            where = TABLES[one.table].label if one.table else CHAPTERS
            yield Told(where, one.what, one.word.value.strip("＋－"), "", one.before, one.after)
