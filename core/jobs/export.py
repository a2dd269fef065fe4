"""Exporting: the ledger as one workbook or as CSV; and any file that is taken out of the program, written whole."""

from collections.abc import Callable, Mapping
from pathlib import Path

from core import heavy
from core.documents.ledger.computed import computed_sheets
from core.model.book import Book
from core.model.grids import Grid, Lost
from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.whole_file import write_whole
from core.storage.rows.store import Store


def workbook_of(store: Store, book: Book) -> Callable[[], bytes]:
    """Return what makes the workbook of everything; it takes a while and may be called in any thread."""
    document_id, revision = store.document_id, store.revision
    return lambda: heavy.workbook(book, document_id, revision, computed_sheets(book))


def lost_characters(book: Book, encoding: str) -> list[Lost]:
    """Return every character of the tables that the encoding does not have, cell by cell."""
    return heavy.lost_characters(heavy.ledger_grids(book), encoding)


def has_all_of(encoding: str, text: str) -> bool:
    """Whether the encoding has every character of `text`, so that it can stand for those that are lost."""
    return not heavy.lost_characters([Grid("", ((text,),))], encoding)


def csv_files(book: Book, encoding: str, replacement: str = "") -> dict[str, bytes]:
    """Return the tables as CSV by file name; what is lost in the encoding becomes `replacement`."""
    return {f"{grid.name}.csv": heavy.csv_bytes(grid, encoding, replacement) for grid in heavy.ledger_grids(book)}


def write_file(path: Path, content: bytes) -> None:
    """Put the file at `path` at one stroke; raises CannotSave, then what was there is as it was."""
    with told_as(CannotSave, path):
        write_whole(path, content)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into `folder`, which is made if need be, one after the other; raises CannotSave at the first that
    cannot be written."""
    with told_as(CannotSave, folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_file(folder / name, content)
