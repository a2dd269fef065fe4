"""組織図: the bodies as of a day on one sheet, with the seats that are vacant below it."""

from core.calc.organisation import day_of, vacancies
from core.documents.organisation.chart import organisation_chart
from core.documents.organisation.outline import Outline, flattened, outlines
from core.documents.paper.document import Block, Chart, Document, Notes, Paragraph, Sheet, room_of
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.machine.naming import describe
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["organisation"].title
VACANT = PRINTOUTS["vacancies"].title
"""The list that says what has no room below a chart."""
EMPTY = "会議体はまだ登録されていません。"
_HEAD = 60.0
"""What the title of the sheet and the notes below the chart take of the page."""


_NAMED = 10
"""So many vacant seats are named below the chart; of more only the number, or the chart would not stay on one sheet."""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the chart of the bodies that are there on the day, upright or across as it is larger."""
    tops = outlines(book, chart_day(book, settings))
    title = chart_title(tops)
    wide, tall = Orientation.LANDSCAPE, Orientation.PORTRAIT
    orientation = max((wide, tall), key=lambda one: _fit(tops, settings, one))
    sheet = Sheet(title, _blocks(book, settings, tops, orientation), sheet_date(book, settings), settings.number)
    return Document(title, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON: the bodies in the order of reading, with what the chart says of each."""
    day = chart_day(book, settings)
    told = [[depth, one.title, list(one.lines)] for depth, one in flattened(outlines(book, day))]
    vacant = [describe(book, seat) for seat in vacancies(book, day)]
    return canonical({"report": "organisation", "as_of": day, "bodies": told, "vacant": vacant})


def chart_day(book: Book, settings: PrintSettings) -> str:
    """Return the day that the chart shows."""
    return settings.as_of or day_of(book)


def chart_title(tops: tuple[Outline, ...]) -> str:
    """Return 富山県共同利用型自治体クラウド会議組織図: the body at the top, where there is one only."""
    return f"{tops[0].body.name}{TITLE}" if len(tops) == 1 else TITLE


def _room(settings: PrintSettings, orientation: Orientation) -> tuple[float, float]:
    across, down = room_of(settings.paper, orientation)
    return across, down - _HEAD


def _fit(tops: tuple[Outline, ...], settings: PrintSettings, orientation: Orientation) -> float:
    room = _room(settings, orientation)
    drawing = organisation_chart(tops, room, TITLE)
    return min(1.0, room[0] / drawing.width, room[1] / drawing.height)


def _blocks(
    book: Book, settings: PrintSettings, tops: tuple[Outline, ...], orientation: Orientation
) -> tuple[Block, ...]:
    if not tops:
        return (Paragraph(EMPTY),)
    chart = Chart(organisation_chart(tops, _room(settings, orientation), chart_title(tops)))
    day = chart_day(book, settings)
    vacant = [describe(book, seat) for seat in vacancies(book, day)]
    if not vacant:
        return (chart,)
    head = f"空席(後任未定) {show_date(day)}現在: "
    if len(vacant) > _NAMED:
        return (chart, Notes((f"{head}{len(vacant):,}席(「{VACANT}」に載せています)",)))
    return (chart, Notes((head + "、".join(vacant),)))
