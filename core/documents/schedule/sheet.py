"""移行スケジュール and 作業詳細スケジュール: the tasks of a ledger on a calendar, as of a day."""

from datetime import date

from core.calc.schedule.beside import numbers_before
from core.calc.schedule.chart import Chart, Row, chart_of
from core.calc.schedule.scale import Unit
from core.calc.schedule.standing import reference_day
from core.documents.paper.document import Block, Document, Notes, PageBreak, Paragraph, Sheet, room_of
from core.documents.paper.document import Chart as Picture
from core.documents.paper.drawing import Drawing
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.schedule.gantt import sheets
from core.documents.schedule.parts import GAP, Aside, Layout, undated
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import fiscal_year
from core.model.values.paper import Orientation, Paper

TITLE = PRINTOUTS["schedule"].title
DETAIL = PRINTOUTS["schedule-detail"].title
EMPTY = "日程のある作業はまだ登録されていません。"
_HEAD = 62.0
"""What the title of the sheet takes of a page."""
_NAMES = {Paper.A4: 190.0, Paper.A3: 250.0}
_LARGER = (1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4)
"""How much larger than on A4 a schedule may be on A3, as far as it needs no further page and no year is parted."""
_MONTH = 13.0
"""The least width of a month in points."""
_TEN_DAYS = 8.0
"""The same of a third of a month."""


def chart_day(book: Book, settings: PrintSettings) -> str:
    """Return the day at whose end the schedule is told: the one asked for, else the 資料日付, else today."""
    return settings.as_of or reference_day(book) or date.today().isoformat()


def build(book: Book, settings: PrintSettings) -> Document:
    """Return 移行スケジュール: fiscal years by months, as many years side by side as leave the months readable."""
    chart = chart_of(book, chart_day(book, settings))
    names, width = _NAMES[settings.paper], room_of(settings.paper, Orientation.LANDSCAPE)[0]
    who = Aside("担当", 70, lambda row: row.who)
    most = max(1, int((width - names - who.width) / (12 * _MONTH)))
    return _document(book, settings, chart, Layout(Unit.MONTH, names, (who,), (), _evenly(chart, most)), TITLE)


def build_detail(book: Book, settings: PrintSettings) -> Document:
    """Return 作業詳細スケジュール on A3: one fiscal year a sheet by 旬, with delays and their reasons at the right."""
    chart = chart_of(book, chart_day(book, settings))
    before = (
        Aside("担当", 74, lambda row: row.who),
        Aside("先行", 40, lambda row: numbers_before(book, row.task)),
    )
    after = (
        Aside("進捗", 30, lambda row: f"{row.progress}%"),
        Aside("遅れ", 48, lambda row: row.delay),
        Aside("理由・備考", 130, lambda row: row.task.delay_reason or row.task.note),
    )
    layout = Layout(Unit.TEN_DAYS, 220, before, after, 1)
    paper = PrintSettings(as_of=settings.as_of, number=settings.number, file_name=settings.file_name, paper=Paper.A3)
    return _document(book, paper, chart, layout, DETAIL)


def _evenly(chart: Chart, most: int) -> int:
    """Return how many fiscal years share a sheet, so that all sheets have about as many."""
    if chart.is_empty:
        return most
    years = fiscal_year(chart.last) - fiscal_year(chart.first) + 1
    return -(-years // -(-years // most))


def _laid(
    chart: Chart, layout: Layout, paper: Paper, title: str, larger: float
) -> tuple[tuple[Drawing, ...], list[Block]]:
    """Return the drawings, printed `larger` than they are drawn, and how they stand on the pages."""
    across, down = room_of(paper, Orientation.LANDSCAPE)
    drawings = tuple(sheets(chart, layout, (across / larger, (down - GAP) / larger), _HEAD / larger, title))
    blocks: list[Block] = []
    free = down - _HEAD
    for drawing in drawings:
        height = drawing.height * larger + GAP
        if blocks and height > free:
            blocks.append(PageBreak())
            free = down
        blocks.append(Picture(drawing, larger))
        free -= height
    return drawings, blocks


def _least_width(layout: Layout) -> float:
    """Return how wide a drawing must be for its months, or their thirds, to be told apart."""
    units = _MONTH if layout.unit is Unit.MONTH else 3 * _TEN_DAYS
    return layout.name_width + sum(one.width for one in (*layout.before, *layout.after)) + 12 * layout.years * units


def _document(book: Book, settings: PrintSettings, chart: Chart, layout: Layout, title: str) -> Document:
    drawings, blocks = _laid(chart, layout, settings.paper, title, 1.0)
    parts, pages = len(drawings), blocks.count(PageBreak())
    most = room_of(settings.paper, Orientation.LANDSCAPE)[0] / _least_width(layout)
    sizes = [one for one in _LARGER if one <= most] if settings.paper is Paper.A3 else []
    while sizes:  # what is larger takes no fewer pages, so each try decides about half of them
        middle = len(sizes) // 2
        tried, laid = _laid(chart, layout, settings.paper, title, sizes[middle])
        if len(tried) <= parts and laid.count(PageBreak()) <= pages:
            drawings, blocks, sizes = tried, laid, sizes[middle + 1 :]
        else:
            sizes = sizes[:middle]
    without = undated(chart)
    if without:
        told = "、".join(f"{row.task.number} {row.label}" for row in without)
        blocks += [*((PageBreak(),) if drawings else ()), Notes((f"日程のない作業({len(without):,}件): {told}",))]
    if not blocks:
        blocks.append(Paragraph(EMPTY))
    heading = f"{book.consortium.name}　{title}" if book.consortium.name else title
    sheet = Sheet(heading, tuple(blocks), sheet_date(book, settings) or chart.reference or None, settings.number)
    return Document(
        title, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return what 移行スケジュール says as JSON: the tasks in order, with their dates and how they stand on the day."""
    return _result("schedule", chart_of(book, chart_day(book, settings)))


def result_detail(book: Book, settings: PrintSettings) -> str:
    """Return the same of 作業詳細スケジュール."""
    return _result("schedule-detail", chart_of(book, chart_day(book, settings)))


def _result(report: str, chart: Chart) -> str:
    return canonical({"report": report, "as_of": chart.reference, "tasks": [_values(row) for row in chart.rows]})


def _values(row: Row) -> list[str | int | None]:
    planned, actual = row.planned, row.actual
    dates = [planned.first if planned else None, planned.last if planned else None]
    dates += [actual.first if actual else None, actual.last if actual else None]
    return [
        row.level,
        row.task.number,
        row.label,
        *dates,
        row.progress,
        row.state.label,
        row.late_days,
        row.who,
        row.task.delay_reason,
    ]
