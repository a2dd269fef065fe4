"""経緯 for the command show: the chapters with their events until a day."""

from typing import Any

from core.calc.linked import links_of
from core.cli.output import print_table, told_day
from core.documents.chronicle.sheet import chapters
from core.model.book import Book
from core.model.chronicle import Event
from core.model.values.partial_dates import show_partial_date, show_period


def chronicle_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the chapters in order; dates as they are stored (year, month or day) and as they are shown."""
    return {
        **told_day(as_of),
        "chapters": [
            {"chapter": chapter.heading, "events": [_event(book, one, as_of) for one in chapter.events]}
            for chapter in chapters(book, as_of)
        ],
    }


def _event(book: Book, one: Event, as_of: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "began_on": one.began_on,
        "began_on_shown": show_partial_date(one.began_on),
        "ended_on": one.ended_on,
        "ended_on_shown": show_partial_date(one.ended_on),
        "detail": one.detail,
        "source": one.source,
        "links": [linked.text for linked in links_of(book, one, as_of)],
    }


def chronicle_text(book: Book, as_of: str | None) -> None:
    """Print the same: a line for each chapter and for each event."""
    rows = []
    for chapter in chapters(book, as_of):
        rows.append(("", chapter.heading))
        rows += [(show_period(one.began_on, one.ended_on), f"　{one.title}") for one in chapter.events]
    print_table(["日付", "経緯"], rows, [False, False])
