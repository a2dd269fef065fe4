"""経緯: what happened, chapter by chapter: each body with the day it was set up, and what it did, in its order."""

from collections.abc import Iterator

from core.calc.linked import links_of
from core.dataclass import dataclass
from core.documents.paper.document import Block, Document, Heading, Notes, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.chronicle import Event
from core.model.machine.naming import in_order
from core.model.organisation import Body
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation
from core.model.values.partial_dates import first_day, short_period, show_partial_date

TITLE = PRINTOUTS["chronicle"].title
EMPTY = "経緯はまだ登録されていません。"
OTHER = "その他"


@dataclass(frozen=True, slots=True)
class Chapter:
    """`heading` is 富山県自治体クラウド検討会(平成24年4月設置)."""

    heading: str
    events: tuple[Event, ...]


def chapters(book: Book, as_of: str | None = None) -> list[Chapter]:
    """Return the chapters in the order in which the bodies were set up, last what belongs to no body; with a day only
    what had begun by then."""
    events = [one for one in in_order(book, book.all(Event).values()) if _had_begun(one, as_of)]
    bodies = book.all(Body)
    found = {one.body_id: bodies.get(one.body_id or 0) for one in events}
    order = sorted(found, key=lambda id: _place(found[id]))
    return [Chapter(_heading(found[id]), tuple(one for one in events if one.body_id == id)) for id in order]


def _had_begun(event: Event, as_of: str | None) -> bool:
    return as_of is None or event.began_on is None or first_day(event.began_on) <= as_of


def _place(body: Body | None) -> tuple[bool, str, int]:
    if body is None:
        return (True, "", 0)
    return (False, first_day(body.set_up_on) if body.set_up_on else "9999", body.id)


def _heading(body: Body | None) -> str:
    if body is None:
        return OTHER
    return f"{body.name}({show_partial_date(body.set_up_on)}設置)" if body.set_up_on else body.name


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the chronicle as running text under numbered headings."""
    blocks = tuple(_blocks(book, chapters(book, settings.as_of), settings.as_of)) or (Paragraph(EMPTY),)
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )


def _blocks(book: Book, told: list[Chapter], day: str | None) -> Iterator[Block]:
    for number, chapter in enumerate(told, start=1):
        yield Heading(f"{number} {chapter.heading}" if len(told) > 1 else chapter.heading)
        for event in chapter.events:
            yield Paragraph(f"・{event_text(event)}")
            more = [event.detail, *(linked.text for linked in links_of(book, event, day))]
            lines = tuple(line for text in more for line in text.splitlines() if line.strip())
            if lines:
                yield Notes(lines)


def event_text(event: Event) -> str:
    """Return 参加6市町村による協定書締結(H25.12.11)."""
    when = short_period(event.began_on, event.ended_on)
    return f"{event.title}({when})" if when else event.title


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = [[one.heading, [event_text(event) for event in one.events]] for one in chapters(book, settings.as_of)]
    return canonical({"report": "chronicle", "chapters": told})
