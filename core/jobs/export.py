"""Exporting: the ledger as one workbook, or each table as CSV once it is known what an encoding would lose."""

from collections.abc import Callable

from core import heavy
from core.documents.ledger.computed import computed_sheets
from core.documents.paper.document import Bitmap
from core.documents.paper.pictures import is_sound
from core.jobs.kept_pictures import kept_picture
from core.jobs.writing import name_on_disk
from core.model.book import Book
from core.model.machine.grids import Grid, Lost
from core.model.papers.handouts import HandoutPicture
from core.model.values.picture_head import picture_kind
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


def picture_files(store: Store, book: Book) -> dict[str, bytes]:
    """Return the pictures of handouts by file name; one that is not what was put in does not go out."""
    files = {}
    for one in book.all(HandoutPicture).values():
        content = kept_picture(store, one.id)
        if is_sound(Bitmap(one.id, one.width, one.height, one.sha256), content):
            ending = picture_kind(content).lower().replace("jpeg", "jpg")
            files[f"{name_on_disk(f'資料の図_{one.id}_{one.caption or one.words}')}.{ending}"] = content
    return files
