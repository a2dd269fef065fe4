"""The planned dates of tasks as a file that calendars take in. Apart from exporting, which loads every printout."""

from datetime import UTC, datetime

from core import heavy
from core.dataclass import dataclass
from core.documents.schedule.entries import entries_of
from core.model.book import Book


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The planned dates as an .ics file, and how many they are."""

    content: bytes
    count: int


def calendar_of_tasks(book: Book, document_id: str, now: datetime | None = None) -> CalendarFile:
    """Return the dates of the tasks as a calendar file, written at a moment (now)."""
    entries = entries_of(book, document_id)
    return CalendarFile(heavy.calendar_bytes(entries, book.consortium.name, now or datetime.now(UTC)), len(entries))
