"""文書番号: which number the next letter has, by what was fixed last."""

from core.dataclass import dataclass
from core.documents.letters.address import counted_on
from core.documents.paper.document import Document
from core.documents.paper.settings import parse_settings
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.sheets import LETTERS, FixedSheet, letters_in
from core.model.values.dates import is_date


@dataclass(frozen=True, slots=True)
class Head:
    """The number of the first letter of a run, and the day that all of them bear."""

    number: str
    day: str | None


def last_number(document: Document) -> str:
    """Return the number of the last letter of a document, "" where it has none."""
    return next((sheet.number for sheet in reversed(document.sheets) if sheet.is_letter), "")


def next_number(book: Book) -> str:
    """Return the number that follows the last one that a 確定版 of letters bears, "" where none does.

    Example: 推第18号 after six letters from 推第12号 on, whatever they were.
    """
    last = _last(book)
    return counted_on(last, 1) if isinstance(last, str) else ""


def number_fault(book: Book) -> Fault | None:
    """Return why nobody knows the number of the letters that were fixed last; None where it is known."""
    last = _last(book)
    return Fault("", "last_number_not_read", {"sheet": last.name}) if isinstance(last, FixedSheet) else None


def _last(book: Book) -> str | FixedSheet:
    """Return the last number that a 確定版 bears, "" where none does, or the one whose numbers cannot be read."""
    sheets = sorted(book.all(FixedSheet).values(), key=lambda one: (one.fixed_on, one.id), reverse=True)
    for sheet in sheets:
        found = _last_of(sheet)
        if found is None:
            return sheet
        if found:
            return found
    return ""


def _last_of(sheet: FixedSheet) -> str | None:
    """Return the number of its last letter; of one from an older program, by its first and how many there were. None
    where these cannot be read."""
    if sheet.last_number or sheet.report not in LETTERS:
        return sheet.last_number
    head, letters = head_of(sheet), letters_in(sheet)
    if head is None or letters is None:
        return None
    return counted_on(head.number, (len(letters) or 1) - 1)


def head_of(sheet: FixedSheet) -> Head | None:
    """Return what the letters of a 確定版 bore; None where it cannot be read."""
    try:
        kept = parse_settings(sheet.settings)
    except (ValueError, TypeError, AttributeError):
        return None
    is_day = kept.as_of is None or (isinstance(kept.as_of, str) and is_date(kept.as_of))
    return Head(kept.number, kept.as_of) if isinstance(kept.number, str) and is_day else None
