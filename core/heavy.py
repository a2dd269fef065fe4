"""The one place where the heavy rooms are loaded, on first use: the window and the light commands open without them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.documents.paper.document import Document
from core.documents.paper.outlines import PageOutlines
from core.model.answer_file import AnswerFile, FilledBook
from core.model.book import Book
from core.model.machine.grids import Copied, Grid, Lost, SourceFile
from core.model.machine.records import Record
from core.model.operating.forms import FilledForm, Form

if TYPE_CHECKING:
    from core.documents.schedule.entries import Entry
    from core.model.selection.score_file import FilledScores, ScoreFile
    from core.model.values.pictures import TakenPicture
    from core.printing.preview import PageImage


def render(document: Document, stop: Callable[[], bool] = lambda: False) -> bytes:
    """Return the PDF of `document`; the same document gives the same bytes. Raises Stopped when `stop` says so."""
    from core.printing.render import render

    return render(document, stop)


def missing_characters(document: Document) -> list[tuple[str, str]]:
    """Return each character that no font can print, with the text in which it stands."""
    from core.printing.fonts import missing_characters

    return missing_characters(document)


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    from core.printing.preview import page_count

    return page_count(pdf)


def page_images(pdf: bytes, scale: float, pages: range | None = None) -> Iterator["PageImage"]:
    """Yield `pages` of a PDF (from 0; all by default) as pictures, `scale` pixels per point."""
    from core.printing.preview import page_images

    return page_images(pdf, scale, pages)


def page_outlines(pdf: bytes, pages: range | None = None) -> Iterator[PageOutlines]:
    """Yield `pages` of a PDF of this program (from 0; all by default) as texts and lines; raises LookupError."""
    from core.printing.outlines import page_outlines

    return page_outlines(pdf, pages)


def font_file(name: str) -> str:
    """Return the path of one of the program's fonts; raises LookupError."""
    from core.printing.outlines import font_file

    return font_file(name)


def workbook(
    book: Book,
    document_id: str,
    revision: int,
    computed: Sequence[Document] = (),
    pictures: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return the .xlsx of every table, of the pictures of handouts and of the computed sheets."""
    from core.exchange.workbook import workbook

    return workbook(book, document_id, revision, computed, pictures)


def table_workbook(book: Book, record: type[Record], rows: Iterable[Record], document_id: str, revision: int) -> bytes:
    """Return the .xlsx of some rows of one table."""
    from core.exchange.workbook import table_workbook

    return table_workbook(book, record, rows, document_id, revision)


def ledger_grids(book: Book) -> list[Grid]:
    """Return every table that goes out, as sheets for `csv_bytes` and `lost_characters`."""
    from core.exchange.csv_files import ledger_grids

    return ledger_grids(book)


def calendar_bytes(entries: "Iterable[Entry]", name: str, now: datetime) -> bytes:
    """Return entries as a calendar file."""
    from core.exchange.calendar_file import calendar_bytes

    return calendar_bytes(entries, name, now)


def csv_bytes(grid: Grid, encoding: str = "utf-8-sig", replacement: str = "") -> bytes:
    """Return a sheet as CSV; in CP932 what is lost becomes `replacement`, without one UnicodeEncodeError."""
    from core.exchange.csv_files import csv_bytes

    return csv_bytes(grid, encoding, replacement)


def lost_characters(grids: Iterable[Grid], encoding: str) -> list[Lost]:
    """Return every character that the encoding does not have, cell by cell."""
    from core.exchange.csv_files import lost_characters

    return lost_characters(grids, encoding)


def read_source(content: bytes, name: str, encoding: str | None = None) -> SourceFile:
    """Return the sheets of a workbook or CSV file; raises SourceRefused with the reason."""
    from core.exchange.sources import read_source

    return read_source(content, name, encoding)


def with_joined_cells(cells: list[list[str]], html: str) -> Copied:
    """Return a block of the clipboard with the ranges that its HTML joins; raises SourceRefused with the reason."""
    from core.exchange.copied_table import with_joined_cells

    return with_joined_cells(cells, html)


def questionnaire_book(file: AnswerFile) -> bytes:
    """Return an answer file as an Excel book to fill in."""
    from core.exchange.questionnaire_book import questionnaire_book

    return questionnaire_book(file)


def read_questionnaire(content: bytes) -> FilledBook:
    """Return what a returned Excel book says; raises SourceRefused with the reason."""
    from core.exchange.questionnaire_book import read_questionnaire

    return read_questionnaire(content)


def score_book(file: "ScoreFile") -> bytes:
    """Return a score sheet as an Excel book to fill in."""
    from core.exchange.score_book import score_book

    return score_book(file)


def read_returned_book(content: bytes) -> "FilledBook | FilledScores":
    """Return what a returned Excel book says, of answers or of scores; raises SourceRefused with the reason."""
    from core.exchange.returned_book import read_returned_book

    return read_returned_book(content)


def form_book(form: Form) -> bytes:
    """Return a form as an Excel book to fill in."""
    from core.exchange.form_book import form_book

    return form_book(form)


def read_form(content: bytes, name: str) -> FilledForm:
    """Return what a returned form says; raises SourceRefused with the reason."""
    from core.exchange.form_book import read_form

    return read_form(content, name)


def take_picture(content: bytes, name: str) -> "TakenPicture":
    """Return a picture from outside, drawn anew; raises PictureRefused with the reason."""
    from core.exchange.pictures import take_picture

    return take_picture(content, name)
