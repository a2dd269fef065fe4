"""What stands on which sheet of a 工程表: fiscal years side by side, and in these as many rows as a sheet is high."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from core.calc.schedule.chart import Chart, Row
from core.calc.schedule.scale import Unit, heads
from core.dataclass import dataclass
from core.documents.organisation.chart import broken
from core.model.values.dates import fiscal_year

BODY = 7.5
SMALL = 6.5
HEAD_LINE = 13.0
ROW = 18.0
LINE = 8.0
INDENT = 7.0
PAD = 3.0
LEGEND_LINE = 14.0


@dataclass(frozen=True, slots=True)
class Aside:
    """A column of texts beside the bars."""

    heading: str
    width: float
    text: Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """`before` and `after` stand at the left and right of the bars; `years` fiscal years at most share a sheet."""

    unit: Unit
    name_width: float
    before: tuple[Aside, ...]
    after: tuple[Aside, ...]
    years: int


GAP = 12.0
"""Between two drawings that share a sheet."""
_SOME = 5
"""Of years that begin below others at least so many rows stand there."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands on one sheet: the places of the rows and the days."""

    rows: tuple[int, ...]
    first: date
    last: date


def undated(chart: Chart) -> list[Row]:
    """Return the rows that no sheet shows, since nothing is known of when they are."""
    return [row for row in chart.rows if row.planned is None and row.actual is None and not row.is_summary]


def parts(chart: Chart, layout: Layout, height: float, head: float) -> Iterator[Part]:
    """Yield the drawings year by year, and in these row by row; the title takes `head` of the first sheet's height.
    Later years begin below earlier ones where there is room for some of their rows."""
    spans = [span for row in chart.rows for span in (row.planned, row.actual) if span is not None]
    if not spans:
        return
    begins = fiscal_year(min(one.first for one in spans))
    ends = fiscal_year(max(one.last for one in spans))
    used = head
    for year in range(begins, ends + 1, layout.years):
        first, last = date(year, 4, 1), date(min(year + layout.years - 1, ends) + 1, 3, 31)
        rows = _rows_within(chart, first.isoformat(), last.isoformat())
        if used > head:
            used += GAP
        needed = _height(chart, layout, rows)
        if used > head and used + min(needed, _height(chart, layout, rows[:_SOME])) > height:
            used = 0.0
        for some in _pages(chart, layout, rows, height, used):
            yield Part(tuple(some), first, last)
            tall = _height(chart, layout, some)
            used = used + tall if some[0] == rows[0] else tall


def _rows_within(chart: Chart, first: str, last: str) -> list[int]:
    shown = set[int]()
    for at, row in enumerate(chart.rows):
        spans = [span for span in (row.planned, row.actual) if span is not None]
        if any(one.first <= last and first <= one.last for one in spans):
            above: int | None = at
            while above is not None and above not in shown:
                shown.add(above)
                above = chart.rows[above].above
    return sorted(shown)


def _pages(chart: Chart, layout: Layout, rows: Sequence[int], height: float, head: float) -> Iterator[list[int]]:
    """Yield the rows sheet by sheet; a sheet begins with the rows above its first one again."""
    free = height - head_height(layout) - LEGEND_LINE
    page, used = list[int](), head
    for at in rows:
        tall = row_height(chart.rows[at], layout)
        if page and used + tall > free:
            above = _above(chart, at)
            while page and page[-1] in above:
                page.pop()  # a stage does not end a sheet: it begins the next one
            if page:
                yield page
            page = above
            used = sum(row_height(chart.rows[one], layout) for one in page)
        page.append(at)
        used += tall
    if page:
        yield page


def _height(chart: Chart, layout: Layout, rows: Sequence[int]) -> float:
    """Return how high a drawing of these rows is."""
    return head_height(layout) + sum(row_height(chart.rows[at], layout) for at in rows) + LEGEND_LINE


def _above(chart: Chart, at: int) -> list[int]:
    found, above = list[int](), chart.rows[at].above
    while above is not None:
        found.insert(0, above)
        above = chart.rows[above].above
    return found


def head_height(layout: Layout) -> float:
    """Return how high the lines of the head are together."""
    return HEAD_LINE * len(heads(layout.unit, date(2026, 4, 1), date(2026, 4, 30)))


def row_height(row: Row, layout: Layout) -> float:
    """Return how high a row is: as its longest text needs."""
    texts = [
        name_lines(row, layout),
        *(cell_lines(one.text(row), one.width) for one in (*layout.before, *layout.after)),
    ]
    return max(ROW, max(map(len, texts)) * LINE + 4)


def row_name(row: Row) -> str:
    """Return 5.4 データ移行(推定)."""
    return f"{row.task.number} {row.label}"


def name_lines(row: Row, layout: Layout) -> list[str]:
    """Return number and name in lines that fit beside the bars."""
    return list(broken(row_name(row), layout.name_width - 2 * PAD - INDENT * row.level, BODY))


def cell_lines(text: str, width: float) -> list[str]:
    """Return a text in lines that fit a column."""
    return [line for part in text.splitlines() for line in broken(part, width - 2 * PAD, SMALL)]
