"""Which printout a chapter of a handout names, and which of its settings that printout heeds: nothing is built here."""

from collections.abc import Mapping
from typing import Protocol

from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.papers.handouts import HandoutChapter
from core.model.values.codes import search_key


class Printable(Protocol):
    """What is needed of an entry of the registry of printouts."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    def build(self, book: Book, settings: PrintSettings) -> Document: ...
    def result(self, book: Book, settings: PrintSettings) -> str: ...


Printables = Mapping[str, Printable]


def report_named(text: str, reports: Printables) -> Printable | None:
    """Return the printout of this title, or of this name."""
    wanted = search_key(text).strip()
    return next((one for one in reports.values() if wanted in {search_key(one.title), one.name}), None)


SETTINGS: dict[str, str] = {
    **{name: name for name in ("fiscal_year", "month", "as_of", "unit", "digits", "rate_from", "yearly", "money")},
    **{name: name for name in ("totals", "scenario_rows", "disposition", "hide_reviewers")},
    **{name: name for name in ("addressing", "deadline", "open_only", "chased")},
    "scenario_id": "scenario",
    "municipality_id": "municipality",
    "procurement_id": "procurement",
    "body_id": "body",
    "meeting_id": "meeting",
    "system_id": "system",
    "outage_id": "outage",
    "previous_id": "previous",
    "listed": "table",
}
"""By column of a chapter the setting of its printout that it chooses."""


def unheeded(chapter: HandoutChapter, report: Printable) -> list[str]:
    """Return the columns in which something is chosen that the chapter's printout does not heed."""
    return [
        column
        for column, setting in SETTINGS.items()
        if getattr(chapter, column) not in {None, False, ""} and setting not in report.options
    ]
