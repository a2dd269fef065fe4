"""工程表 on paper: the rows of a chart with their bars, split over sheets on which head and names stand again.

Planned is hollow, done is black, a milestone is ▲, a deadline ▼, a meeting ◆ (hollow as planned): all of it survives a
black and white copier. Only rows that have something in the time of a sheet stand on it, with those above them.
"""

from collections.abc import Iterator, Sequence

from core.calc.schedule.chart import Chart, Mark, Row
from core.calc.schedule.scale import Band, heads
from core.calc.schedule.standing import Span, State, days_between
from core.dataclass import dataclass
from core.documents.paper.drawing import (
    Anchor,
    Dash,
    Drawing,
    Fill,
    Ink,
    Line,
    Point,
    Polyline,
    Rect,
    Shape,
    Text,
    length,
)
from core.documents.schedule.parts import (
    BODY,
    HEAD_LINE,
    INDENT,
    LEGEND_LINE,
    LINE,
    PAD,
    ROW,
    SMALL,
    Layout,
    Part,
    cell_lines,
    head_height,
    name_lines,
    parts,
    row_height,
    row_name,
)
from core.model.values.dates import show_date

_CENTRE = 0.36
_MARKS = {Mark.UP: ("△", "▲"), Mark.DOWN: ("▽", "▼"), Mark.DIAMOND: ("◇", "◆")}
_MARK_SIZE = 9.0
LEGEND = "□ 予定　■ 実績　△▲ マイルストーン　▽▼ 期限　◇◆ 会議(白抜きは予定、黒は済み)　- - 基準日　折れ線 イナズマ線"


def sheets(chart: Chart, layout: Layout, room: tuple[float, float], head: float, title: str) -> list[Drawing]:
    """Return the drawings that fit the room (width, height), year by year and in these row by row; on the first
    the title takes `head` of the height. None where nothing is dated."""
    return [_draw(chart, layout, part, room, title) for part in parts(chart, layout, room[1], head)]


def _draw(chart: Chart, layout: Layout, part: Part, room: tuple[float, float], title: str) -> Drawing:
    left = layout.name_width + sum(one.width for one in layout.before)
    right = room[0] - sum(one.width for one in layout.after)
    scale = (right - left) / ((part.last - part.first).days + 1)
    axis = _Axis(part.first.isoformat(), part.last.isoformat(), left, right, scale)
    head, tops, y = head_height(layout), list[tuple[int, float, float]](), head_height(layout)
    for at in part.rows:
        tall = row_height(chart.rows[at], layout)
        tops.append((at, y, tall))
        y += tall
    shapes = [
        *_grid(layout, axis, part, head, y, room[0]),
        *(shape for at, top, tall in tops for shape in _row(chart.rows[at], layout, axis, top, tall, room[0])),
        *_links(chart, axis, tops),
        *_lightning(chart, axis, tops, head, y),
        Text(0, y + 10, LEGEND, SMALL, room=room[0]),
    ]
    words = "、".join(_told(chart.rows[at]) for at in part.rows)
    return Drawing(room[0], y + LEGEND_LINE, tuple(shapes), title, words)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: str
    last: str
    left: float
    right: float
    scale: float

    def x(self, day: str, later: float = 0) -> float:
        """Return where a day begins, `later` days on; at the edge where that is on another sheet."""
        return min(self.right, max(self.left, self.left + (days_between(self.first, day) + later) * self.scale))

    def middle(self, day: str) -> float:
        """Return the middle of a day, as far from the edges as a mark needs."""
        return min(self.right - _MARK_SIZE / 2, max(self.left + _MARK_SIZE / 2, self.x(day, 0.5)))

    def holds(self, day: str) -> bool:
        return self.first <= day <= self.last


def _grid(layout: Layout, axis: _Axis, part: Part, head: float, bottom: float, width: float) -> Iterator[Shape]:
    lines = heads(layout.unit, part.first, part.last)
    for level, bands in enumerate(lines):
        top = level * HEAD_LINE
        fits = all(length(band.label, SMALL) <= _days(band) * axis.scale - 1 for band in bands)
        yield Line(axis.left, top, axis.right, top)
        for band in bands:
            x0, x1 = axis.x(band.first.isoformat()), axis.x(band.last.isoformat(), 1)
            yield _band_text(band, x0, x1, top, fits)
            is_year = (band.first.month, band.first.day) == (4, 1) and level == 0
            lowest = level == len(lines) - 1
            yield Line(
                x0, top, x0, bottom, 0.9 if is_year else 0.3, ink=Ink.DARK if is_year or not lowest else Ink.QUIET
            )
    yield Line(0, 0, width, 0, 0.9)
    yield Line(0, head, width, head, 0.9)
    yield Line(0, bottom, width, bottom, 0.9)
    x = 0.0
    headings = (("作業", layout.name_width), *((one.heading, one.width) for one in layout.before))
    for text, wide in headings:
        yield from _heading(text, x, wide, head, bottom)
        x += wide
    x = axis.right
    for one in layout.after:
        yield from _heading(one.heading, x, one.width, head, bottom)
        x += one.width
    yield Line(width, 0, width, bottom, 0.9)


def _days(band: Band) -> int:
    return (band.last - band.first).days + 1


def _band_text(band: Band, x0: float, x1: float, top: float, fits: bool) -> Text:
    """Return the label, or the short one where not all labels of the line have room."""
    text = band.label if fits else band.short or band.label
    return Text((x0 + x1) / 2, top + HEAD_LINE - 4, text, SMALL, Anchor.MIDDLE, room=max(1.0, x1 - x0 - 0.5))


def _heading(text: str, x: float, width: float, head: float, bottom: float) -> Iterator[Shape]:
    yield Line(x, 0, x, bottom, 0.9 if x == 0 else 0.5)
    yield Text(x + width / 2, head / 2 + BODY * _CENTRE, text, BODY, Anchor.MIDDLE, bold=True, room=width - 2)


def _row(row: Row, layout: Layout, axis: _Axis, top: float, tall: float, width: float) -> Iterator[Shape]:
    yield Line(0, top + tall, width, top + tall, 0.3, ink=Ink.QUIET)
    indent = INDENT * row.level
    yield from _texts(name_lines(row, layout), PAD + indent, top, tall, BODY, bold=row.is_summary)
    x = layout.name_width
    for one in layout.before:
        yield from _texts(cell_lines(one.text(row), one.width), x + PAD, top, tall, SMALL)
        x += one.width
    x = axis.right
    for one in layout.after:
        yield from _texts(cell_lines(one.text(row), one.width), x + PAD, top, tall, SMALL)
        x += one.width
    yield from _bars(row, axis, top + (tall - ROW) / 2)


def _texts(
    lines: Sequence[str], x: float, top: float, tall: float, size: float, *, bold: bool = False
) -> Iterator[Shape]:
    first = top + tall / 2 - (len(lines) - 1) * LINE / 2 + size * _CENTRE
    for at, line in enumerate(lines):
        yield Text(x, first + at * LINE, line, size, bold=bold)


def _bars(row: Row, axis: _Axis, top: float) -> Iterator[Shape]:
    if row.mark is not None:
        yield from _mark(row, row.mark, axis, top)
        return
    if row.planned is not None:
        yield from _bar(row.planned, axis, top + 3.5, 2.5 if row.is_summary else 5.0, Fill.NONE)
    if row.actual is not None:
        yield from _bar(row.actual, axis, top + 10.0, 2.0 if row.is_summary else 4.0, Fill.SOLID)


def _bar(span: Span, axis: _Axis, top: float, tall: float, fill: Fill) -> Iterator[Shape]:
    if span.first > axis.last or span.last < axis.first:
        return
    x0, x1 = axis.x(span.first), axis.x(span.last, 1)
    yield Rect(x0, top, max(x1 - x0, 1.0), tall, fill)


def _mark(row: Row, mark: Mark, axis: _Axis, top: float) -> Iterator[Shape]:
    hollow, filled = _MARKS[mark]
    done = row.state is State.DONE
    day = row.actual.last if done and row.actual is not None else row.planned.last if row.planned else None
    if done and row.actual and row.planned and row.actual.last != row.planned.last and axis.holds(row.planned.last):
        yield Text(axis.middle(row.planned.last), top + 12.5, hollow, _MARK_SIZE, Anchor.MIDDLE)
    if day is not None and axis.holds(day):
        yield Text(axis.middle(day), top + 12.5, filled if done else hollow, _MARK_SIZE, Anchor.MIDDLE)


def _links(chart: Chart, axis: _Axis, tops: Sequence[tuple[int, float, float]]) -> Iterator[Shape]:
    """Yield the lines from the end of an earlier task to the beginning of a later one, where the sheet has both."""
    places = {at: top + tall / 2 for at, top, tall in tops}
    for link in chart.links:
        before, after = chart.rows[link.before].planned, chart.rows[link.after].planned
        if link.before not in places or link.after not in places or before is None or after is None:
            continue
        if not (axis.holds(before.last) and axis.holds(after.first)):
            continue
        x0, x1 = axis.x(before.last, 1), axis.x(after.first)
        y0, y1 = places[link.before], places[link.after]
        turn = max(x0 + 2, x1 - 3) if x1 > x0 else x0 + 2
        down = y1 - 4 if y1 > y0 else y1 + 4
        way = ((x0, y0), (turn, y0), (turn, y1), (x1, y1)) if x1 - 2 > x0 else ((x0, y0), (turn, y0), (turn, down))
        dash = Dash.DOTTED if link.is_broken else Dash.SOLID
        yield Polyline(way, dash, weight=0.5, ink=Ink.QUIET)
        if x1 - 2 > x0:
            yield Polyline(((x1 - 2.5, y1 - 1.5), (x1, y1), (x1 - 2.5, y1 + 1.5)), weight=0.5, ink=Ink.QUIET)


def _lightning(
    chart: Chart, axis: _Axis, tops: Sequence[tuple[int, float, float]], head: float, bottom: float
) -> Iterator[Shape]:
    """Yield the reference line, and the line through where each task stands."""
    if not chart.reference or not axis.holds(chart.reference):
        return
    now = axis.x(chart.reference, 1)
    yield Line(now, head - HEAD_LINE, now, bottom, 0.8, Dash.DASHED)
    points: list[Point] = [(now, head)]
    for at, top, tall in tops:
        place = chart.rows[at].progress_at
        if place is not None:
            points += [(now, top), (axis.x(chart.first, place), top + tall / 2), (now, top + tall)]
    if len(points) > 1:
        yield Polyline((*points, (now, bottom)), weight=1.0)


def _told(row: Row) -> str:
    span = row.planned
    when = f"{show_date(span.first)}〜{show_date(span.last)}" if span else ""
    return " ".join(part for part in (row_name(row), when, row.delay) if part)
