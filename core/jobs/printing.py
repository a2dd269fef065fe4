"""Printing: what a report of the ledger is drawn from, or the bytes that were kept of it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from core import heavy
from core.calc.members import members_of
from core.dataclass import dataclass
from core.documents.comparison.adopted import sheet_to_reprint
from core.documents.evaluation.choosing import bidders_of, shown_seats
from core.documents.letters.address import counted_on
from core.documents.paper.document import Document
from core.documents.paper.pictures import with_pictures
from core.documents.registry import REPORTS, PrintSettings, Report
from core.jobs.writing import name_on_disk
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.sheets import FixedSheet, SheetFile
from core.model.values.dates import show_date


@dataclass(frozen=True, slots=True)
class Kept:
    """A printout that is never drawn again: the sheet that was fixed and its PDF, whatever has changed since."""

    sheet: FixedSheet
    pdf: bytes

    @property
    def is_as_fixed(self) -> bool:
        """Whether the PDF is the very one that was fixed."""
        return hashlib.sha256(self.pdf).hexdigest() == self.sheet.sha256


@dataclass(frozen=True, slots=True)
class ToDraw:
    """A printout before it is drawn, and each character that no font can print with the text in which it stands."""

    document: Document
    missing: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> Fault | None:
        """What keeps letters from being sent: they would ask for answers by a day that has passed on their own day."""
        facts = {"deadline": show_date(self.document.passed), "day": show_date(self.document.day)}
        return Fault("deadline", "deadline_passed", facts) if self.document.passed else None

    @property
    def is_empty(self) -> bool:
        """Whether the ledger holds nothing of what the report is about."""
        return not self.document.sheets

    def pdf(self, stop: Callable[[], bool] = lambda: False) -> bytes:
        """Draw it; equal books and settings give equal bytes. Raises Stopped when `stop` says so."""
        return heavy.render(self.document, stop)

    def pdf_to_keep(self, stop: Callable[[], bool] = lambda: False) -> bytes:
        """Draw it as 確定版: the same pages, tagged for those who do not see them (PDF/A-2a, PDF/UA-1)."""
        return heavy.render(replace(self.document, tagged=True), stop)


def no_picture(_: int) -> bytes:
    """Read the picture of a document that has none."""
    return b""


def printout(
    book: Book,
    report: str,
    settings: PrintSettings,
    kept: Callable[[int], SheetFile],
    picture: Callable[[int], bytes] = no_picture,
) -> Kept | ToDraw:
    """Return the report of this name: the comparison of an adopted scenario is the one that was kept then.

    `kept` reads the PDF of a sheet that was fixed, `picture` a picture of a handout, by their ids.
    """
    sheet = sheet_to_reprint(book, report, settings)
    return Kept(sheet, kept(sheet.id).content) if sheet else to_draw(REPORTS[report].build(book, settings), picture)


def to_draw(document: Document, picture: Callable[[int], bytes] = no_picture) -> ToDraw:
    """Return a document with what is to be told before it is drawn."""
    filled = with_pictures(document, picture)
    return ToDraw(filled, tuple(heavy.missing_characters(filled)))


def by_recipient(
    book: Book, report: str, settings: PrintSettings, picture: Callable[[int], bytes] = no_picture
) -> Iterator[tuple[str, ToDraw]]:
    """Yield for each municipality, reviewer or bidder its own part of a report, under the name of its file without an
    ending, with the numbers that its letters have in the whole run; those to whom nothing is sent are left out."""
    place, known = 0, set[str]()
    for name, chosen in _recipients(book, REPORTS[report], settings):
        own = replace(chosen, number=counted_on(settings.number, place))
        document = REPORTS[report].build(book, own)
        if REPORTS[report].is_letter:
            letters = sum(sheet.is_letter for sheet in document.sheets)
            if not letters and not settings.without_letter:
                continue
            place += letters
        if document.sheets:
            yield _unlike(name_on_disk(name), known), to_draw(document, picture)


def _recipients(book: Book, report: Report, settings: PrintSettings) -> Iterator[tuple[str, PrintSettings]]:
    """Yield the name of each file and the settings of what is in it: 162019_射水市, 採点票_審査員1."""
    if report.parted_by == "municipality":
        members = [book.all(Municipality)[member.id] for member in members_of(book)]
        if report.is_letter:  # of an earlier year those too that have left
            members += [one for one in book.all(Municipality).values() if one not in members]
        for member in members:
            if settings.municipality in {None, member.code}:
                yield f"{member.code}_{member.name}", replace(settings, municipality=member.code)
        return
    if report.parted_by == "reviewer":
        for seat, name in shown_seats(book, settings):
            if settings.reviewer in {None, seat.id}:
                yield f"{report.title}_{name}", replace(settings, reviewer=seat.id)
        return
    for bidder in bidders_of(book, settings):
        if settings.bidder in {None, bidder.id}:
            yield f"{report.title}_{bidder.name}", replace(settings, bidder=bidder.id)


def _unlike(name: str, known: set[str]) -> str:
    """Return a name that no file has yet, large and small letters being the same to some disks; it is known then."""
    found = next(one for at in count(1) if (one := name if at == 1 else f"{name}_{at}").casefold() not in known)
    known.add(found.casefold())
    return found
