"""Printing: what a report of the ledger is drawn from, or the bytes that were kept of it."""

from collections.abc import Callable

from core import heavy
from core.dataclass import dataclass
from core.documents.comparison.adopted import sheet_to_reprint
from core.documents.paper.document import Document
from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.model.sheets import FixedSheet, SheetFile


@dataclass(frozen=True, slots=True)
class Kept:
    """A printout that is never drawn again: the sheet that was fixed and its PDF, whatever has changed since."""

    sheet: FixedSheet
    pdf: bytes


@dataclass(frozen=True, slots=True)
class ToDraw:
    """A printout before it is drawn, and each character that no font can print with the text in which it stands."""

    document: Document
    missing: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the ledger holds nothing of what the report is about."""
        return not self.document.sheets

    def pdf(self, stop: Callable[[], bool] = lambda: False) -> bytes:
        """Draw it; equal books and settings give equal bytes. Raises Stopped when `stop` says so."""
        return heavy.render(self.document, stop)


def printout(book: Book, report: str, settings: PrintSettings, kept: Callable[[int], SheetFile]) -> Kept | ToDraw:
    """Return the report of this name: the comparison of an adopted scenario is the one that was kept then.

    `kept` reads the PDF of a sheet that was fixed, by its id.
    """
    sheet = sheet_to_reprint(book, report, settings)
    return Kept(sheet, kept(sheet.id).content) if sheet else to_draw(REPORTS[report].build(book, settings))


def to_draw(document: Document) -> ToDraw:
    """Return a document with what is to be told before it is drawn."""
    return ToDraw(document, tuple(heavy.missing_characters(document)))
