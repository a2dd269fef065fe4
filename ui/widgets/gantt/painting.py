"""Paints rows, ties and lines of a schedule. Nothing is told apart by colour alone: what is planned is an outline, what
was done is solid, the reference day is dashed, the progress line bends, a tie that is not kept is dashed and has a !.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from core.calc.schedule.scale import Unit
from ui.look import theme
from ui.look.assets import text_font
from ui.widgets.gantt.axis import Axis
from ui.widgets.gantt.bars import Bar, Shape, Span

PLAN_TOP, PLAN_HEIGHT = 6, 10
"""Where in its row the planned bar stands, and how high it is."""
DONE_TOP, DONE_HEIGHT = 19, 6
BEFORE_TOP = 4
MARK = 6.0
"""Half of the width of ▲ and ▼."""
BEND_AT = 15
"""The height in its row at which the progress line bends."""
FREE = "#EEEEF1"
LEAST_DAY_PX = 4.0
"""Free days are shaded where a day is so wide at least: narrower stripes would say nothing."""
_LABEL_GAP = 10
_OUT = 6.0
_ARROW = 4.0
_PX = theme.SMALL_PX


@cache
def colour(name: str) -> QColor:
    """Return a colour of the theme."""
    return QColor(name)


@cache
def font(bold: bool = False) -> QFont:
    """Return the font of labels and heads."""
    return text_font(_PX, bold=bold)


@cache
def _pen(name: str, width: float, dashed: bool = False) -> QPen:
    pen = QPen(colour(name), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([4.0, 2.0])
    return pen


@lru_cache(maxsize=4_096)
def _width(text: str) -> int:
    return QFontMetrics(font()).horizontalAdvance(text)


def span_x(axis: Axis, span: Span) -> tuple[float, float]:
    """Return where a span begins and ends; a bar of a day at the zoom of years can still be seen."""
    left = axis.at(span[0])
    return left, max(axis.at(span[1] + 1), left + 3)


def anchor(axis: Axis, bar: Bar) -> tuple[float, float] | None:
    """Return where ties arrive at a row and leave it; None where it has no planned day."""
    if bar.plan is None:
        return None
    left, right = span_x(axis, bar.plan)
    if bar.shape.is_moment:
        middle = (axis.at(bar.plan[0]) + axis.at(bar.plan[0] + 1)) / 2
        return middle - MARK, middle + MARK
    return left, right


def paint_ground(painter: QPainter, axis: Axis, free: Iterable[Span], strip: QRectF) -> None:
    """Paint the free days and the lines between months, tens or days over `strip`."""
    for span in free:
        left = axis.at(span[0])
        painter.fillRect(QRectF(left, strip.top(), axis.at(span[1] + 1) - left, strip.height()), colour(FREE))
    heads = axis.heads(strip.left(), strip.right())
    strong = 1 if axis.unit is Unit.TEN_DAYS else 0
    for bands, ink in ((heads[-1], theme.LIGHT_LINE), (heads[strong], theme.LINE)):
        painter.setPen(_pen(ink, 1))
        painter.drawLines([_down(axis.at(band.first.toordinal()), strip) for band in bands])


def paint_bar(painter: QPainter, axis: Axis, bar: Bar, top: int, ground: str) -> None:
    """Paint a row whose upper edge is at `top`: its plan, what was done, and its label over `ground`."""
    right = 0.0
    if bar.before is not None:
        _paint_before(painter, axis, bar.before, top)
    if bar.plan is not None:
        right = _paint_plan(painter, axis, bar, bar.plan, top)
    if bar.actual is not None:
        right = max(right, _paint_actual(painter, axis, bar, bar.actual, top))
    if bar.label and right:
        box = QRectF(right + _LABEL_GAP, top + 4, _width(bar.label) + 4, _PX + 4)
        painter.fillRect(box, colour(ground))
        painter.setPen(colour(theme.TEXT))
        painter.setFont(font())
        painter.drawText(QPointF(box.left() + 2, top + 4 + _PX), bar.label)


def _paint_before(painter: QPainter, axis: Axis, before: Span, top: int) -> None:
    """Paint what was planned earlier: a thin line between two ends above the bar."""
    left, right = span_x(axis, before)
    painter.setPen(_pen(theme.SECONDARY, 1))
    y = top + BEFORE_TOP
    painter.drawLines([QLineF(left, y, right, y), QLineF(left, y - 2, left, y + 2), QLineF(right, y - 2, right, y + 2)])


def _paint_plan(painter: QPainter, axis: Axis, bar: Bar, plan: Span, top: int) -> float:
    left, right = span_x(axis, plan)
    if bar.shape.is_moment:
        middle = (axis.at(plan[0]) + axis.at(plan[0] + 1)) / 2
        _paint_mark(painter, bar.shape, middle, top + PLAN_TOP + PLAN_HEIGHT / 2, theme.SURFACE)
        return middle + MARK
    if bar.shape is Shape.GROUP:
        painter.fillRect(QRectF(left, top + PLAN_TOP + 2, right - left, 4), colour(theme.TEXT))
        for x, inwards in ((left, 5.0), (right, -5.0)):
            foot = [QPointF(x, top + PLAN_TOP + 2), QPointF(x + inwards, top + PLAN_TOP + 6)]
            _fill(painter, [*foot, QPointF(x, top + PLAN_TOP + 12)], theme.TEXT)
        return right
    box = QRectF(round(left) + 0.5, top + PLAN_TOP + 0.5, max(round(right) - round(left) - 1, 2), PLAN_HEIGHT - 1)
    painter.fillRect(box, colour(theme.SELECTION))
    painter.setPen(_pen(theme.PRIMARY, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    return right


def _paint_actual(painter: QPainter, axis: Axis, bar: Bar, actual: Span, top: int) -> float:
    left, right = span_x(axis, actual)
    if bar.shape.is_moment:
        middle = (axis.at(actual[0]) + axis.at(actual[0] + 1)) / 2
        _paint_mark(painter, bar.shape, middle, top + DONE_TOP + DONE_HEIGHT / 2, theme.TEXT)
        return middle + MARK
    painter.fillRect(QRectF(left, top + DONE_TOP, right - left, DONE_HEIGHT), colour(theme.PRIMARY))
    return right


def _paint_mark(painter: QPainter, shape: Shape, x: float, y: float, ground: str) -> None:
    if shape is Shape.DIAMOND:
        corners = [QPointF(x, y - MARK), QPointF(x + MARK, y), QPointF(x, y + MARK), QPointF(x - MARK, y)]
    else:
        tip = -MARK if shape is Shape.UP else MARK
        corners = [QPointF(x, y + tip), QPointF(x + MARK, y - tip * 0.7), QPointF(x - MARK, y - tip * 0.7)]
    _fill(painter, corners, ground, theme.TEXT)


def _fill(painter: QPainter, corners: list[QPointF], ground: str, edge: str = "") -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(edge, 1.2) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawPolygon(QPolygonF(corners))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_tie(painter: QPainter, start: QPointF, end: QPointF, row: int, *, warns: bool) -> None:
    """Paint the way from the end of a row to the beginning of another one; `row` is the height of a row."""
    out = start.x() + _OUT
    points = [start, QPointF(out, start.y())]
    if end.x() - _OUT < out:
        between = end.y() + (-row / 2 if end.y() > start.y() else row / 2) + 5
        points += [QPointF(out, between), QPointF(end.x() - _OUT, between), QPointF(end.x() - _OUT, end.y())]
    else:
        points += [QPointF(out, end.y())]
    ink = theme.ERROR if warns else theme.SECONDARY
    painter.setPen(_pen(ink, 2 if warns else 1, warns))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([*points, end]))
    tip = [end, QPointF(end.x() - 1.5 * _ARROW, end.y() - _ARROW), QPointF(end.x() - 1.5 * _ARROW, end.y() + _ARROW)]
    _fill(painter, tip, ink)
    if warns:
        _paint_warning(painter, QPointF(end.x() - 2 * _OUT - 4, end.y() + 3))


def _paint_warning(painter: QPainter, at: QPointF) -> None:
    """Paint a ! in a triangle."""
    corners = [QPointF(at.x(), at.y() - 8), QPointF(at.x() + 8, at.y() + 6), QPointF(at.x() - 8, at.y() + 6)]
    _fill(painter, corners, theme.SURFACE, theme.ERROR)
    painter.setPen(colour(theme.ERROR))
    painter.setFont(font(True))
    painter.drawText(QRectF(at.x() - 8, at.y() - 8, 16, 15), Qt.AlignmentFlag.AlignCenter, "!")


def paint_reference(painter: QPainter, x: float, strip: QRectF) -> None:
    """Paint the reference day: a dashed line over all rows."""
    painter.setPen(_pen(theme.TEXT, 2, True))
    painter.drawLine(_down(x, strip))


def paint_progress(painter: QPainter, points: list[QPointF]) -> None:
    """Paint the progress line through its points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(theme.ERROR, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_head(painter: QPainter, axis: Axis, shown: QRect, offset: int, flag: QRectF) -> None:
    """Paint the lines of the head over `shown`, whose left edge is `offset` pixels behind the axis' beginning; the
    words of the first line keep away from `flag`."""
    painter.fillRect(shown, colour(theme.PAGE))
    heads = axis.heads(offset + shown.left(), offset + shown.right())
    height = shown.height() / len(heads)
    painter.setFont(font())
    for line, bands in enumerate(heads):
        top = shown.top() + line * height
        for band in bands:
            left, right = axis.at(band.first.toordinal()) - offset, axis.at(band.last.toordinal() + 1) - offset
            painter.setPen(_pen(theme.LINE if line == 0 else theme.LIGHT_LINE, 1))
            painter.drawLine(QLineF(left, top, left, top + height))
            # A long band says its word in the middle of what is seen of it.
            seen = QRectF(max(left, 0), top, min(right, shown.right() + 1) - max(left, 0), height)
            if line == 0 and seen.intersects(flag):
                seen = _wider(seen, flag)
            if word := next((word for word in (band.label, band.short) if _width(word) <= seen.width()), ""):
                painter.setPen(colour(theme.TEXT))
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(_pen(theme.LIGHT_LINE, 1))
        painter.drawLine(QLineF(shown.left(), top, shown.right(), top))
    painter.setPen(_pen(theme.LINE, 1))
    painter.drawLine(shown.bottomLeft(), shown.bottomRight())


def _wider(seen: QRectF, flag: QRectF) -> QRectF:
    """Return the wider part of a band beside the flag."""
    before, after = flag.left() - seen.left(), seen.right() - flag.right()
    if before > after:
        return QRectF(seen.left(), seen.top(), before, seen.height())
    return QRectF(flag.right(), seen.top(), after, seen.height())


def _down(x: float, strip: QRectF) -> QLineF:
    return QLineF(round(x), strip.top(), round(x), strip.bottom())
