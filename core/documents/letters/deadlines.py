"""On which day a letter is written, and by when it asks for answers: never by a day that has passed by then."""

from collections.abc import Iterable
from dataclasses import replace

from core.dataclass import dataclass
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import sheet_date
from core.model.book import Book
from core.model.values.dates import show_date

BLANK_DAY = "　　　　年　　月　　日"
"""Where there is no day by which anything can be asked."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The day of the letter, "" if it has none, and the new deadline that was chosen for it."""

    day: str
    new: str | None

    def of(self, own: str | None) -> str | None:
        """Return the deadline in force for something whose own deadline is `own`."""
        return self.new or own

    def has_passed(self, own: str | None) -> bool:
        """Whether the deadline in force lies before the day of the letter."""
        return "" < (self.of(own) or "") < self.day

    def first(self, own: Iterable[str | None]) -> str | None:
        """Return the first deadline in force among those given; None where there is none."""
        return min(filter(None, map(self.of, own)), default=None)

    def words(self, own: str | None) -> str:
        """Return the deadline in force as it is printed: a blank to fill in where it has passed or there is none."""
        return BLANK_DAY if self.has_passed(own) else show_date(self.of(own)) or BLANK_DAY


def dated(
    book: Book, settings: PrintSettings, own: Iterable[str | None], since: Iterable[str | None] = ()
) -> PrintSettings:
    """Return the settings of a letter about something that has a day of its own (ISO, the last one counts): it bears
    that day, unless another was chosen. What has none bears the 資料日付, or the day of the run if that lies before
    what the letter is about (`since`)."""
    if settings.as_of:
        return settings
    day, began = max(filter(None, own), default=None), max(filter(None, since), default="")
    if day is None and (sheet_date(book, settings) or began) < began:
        day = max(began, settings.today or "")
    return replace(settings, as_of=day)


def asking(book: Book, settings: PrintSettings) -> Asking:
    """Return how a letter of this day asks."""
    return Asking(sheet_date(book, settings) or "", settings.deadline)
