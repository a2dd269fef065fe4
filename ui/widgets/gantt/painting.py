"""Paints rows and lines of a schedule. Nothing is told apart by colour alone: what is planned is an outline, what
was done is solid, the reference day is dashed, the progress line bends.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF, QStaticText, QTransform

from core.calc.schedule.scale import Band, Unit
from ui.look import theme
from ui.look.assets import text_font
from ui.look.colours import Colour, colour
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
LEAST_DAY_PX = 4.0
"""Free days are shaded where a day is so wide at least: narrower stripes would say nothing."""
_LABEL_GAP = 10
_EDGE = 4.0
_PX = theme.SMALL_PX


@cache
def font(bold: bool = False) -> QFont:
    """Return the font of labels and heads."""
    return text_font(_PX, bold=bold)


def pen(name: Colour, width: float, dashed: bool = False) -> QPen:
    """Return a pen in a colour of the theme that is shown."""
    return _pen(name, str(name), width, dashed)


@cache
def _pen(name: Colour, _shade: str, width: float, dashed: bool) -> QPen:
    made = QPen(colour(name), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        made.setDashPattern([4.0, 2.0])
    return made


@lru_cache(maxsize=4_096)
def _width(text: str) -> int:
    return QFontMetrics(font()).size(0, text).width()


@lru_cache(maxsize=4_096)
def _static(text: str) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font())
    return made


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
    spans = ((axis.at(span[0]), axis.at(span[1] + 1)) for span in free)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.FREE))
    painter.drawRects([QRectF(left, strip.top(), right - left, strip.height()) for left, right in spans])
    heads = axis.heads(strip.left(), strip.right())
    strong = 1 if axis.unit is Unit.TEN_DAYS else 0
    left, right, top, bottom = strip.left() - 1, strip.right() + 1, strip.top(), strip.bottom()
    for bands, ink in ((heads[-1], theme.GRID), (heads[strong], theme.LINE)):
        places = (round(axis.at(band.first.toordinal())) for band in bands)
        painter.setPen(pen(ink, 1))
        painter.drawLines([QLineF(x, top, x, bottom) for x in places if left <= x <= right])


class Bars:
    """What is painted of rows, collected by how it is painted: a hundred bars in the time of a few."""

    def __init__(self, axis: Axis) -> None:
        self._axis = axis
        self._plans: list[QRectF] = []
        self._done: list[QRectF] = []
        self._brackets: list[QRectF] = []
        self._before: list[QLineF] = []
        self._feet, self._hollow, self._filled = QPainterPath(), QPainterPath(), QPainterPath()
        self._labels: list[tuple[float, float, str, Colour]] = []

    def add(self, bar: Bar, top: int, ground: Colour) -> None:
        """Take a row whose upper edge is at `top`: its plan, what was done, and its label over `ground`."""
        right = 0.0
        if bar.before is not None:
            self._add_before(bar.before, top + BEFORE_TOP)
        if bar.plan is not None:
            right = self._add_plan(bar, bar.plan, top + PLAN_TOP)
        if bar.actual is not None:
            right = max(right, self._add_done(bar, bar.actual, top + DONE_TOP))
        if bar.label and right:
            self._labels.append((right + _LABEL_GAP, top + 4, bar.label, ground))

    def paint(self, painter: QPainter) -> None:
        """Paint the bars, brackets and marks."""
        painter.setPen(pen(theme.SECONDARY, 1))
        painter.drawLines(self._before)
        painter.setPen(pen(theme.PRIMARY, 1))
        painter.setBrush(colour(theme.SELECTION))
        painter.drawRects(self._plans)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.PRIMARY))
        painter.drawRects(self._done)
        painter.setBrush(colour(theme.TEXT))
        painter.drawRects(self._brackets)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPath(self._feet)
        painter.setPen(pen(theme.TEXT, 1.2))
        painter.drawPath(self._filled)
        painter.setBrush(colour(theme.SURFACE))
        painter.drawPath(self._hollow)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def paint_labels(self, painter: QPainter) -> None:
        """Paint the labels, over whatever line they stand on."""
        painter.setPen(colour(theme.TEXT))
        painter.setFont(font())
        for x, y, label, ground in self._labels:
            painter.fillRect(QRectF(x, y, _width(label) + 4, _PX + 4), colour(ground))
            painter.drawStaticText(QPointF(x + 2, y + 1), _static(label))

    def _add_before(self, before: Span, y: float) -> None:
        """What was planned earlier: a thin line between two ends above the bar."""
        left, right = span_x(self._axis, before)
        self._before += [
            QLineF(left, y, right, y),
            QLineF(left, y - 2, left, y + 2),
            QLineF(right, y - 2, right, y + 2),
        ]

    def _add_plan(self, bar: Bar, plan: Span, y: float) -> float:
        left, right = span_x(self._axis, plan)
        if bar.shape.is_moment:
            return self._add_mark(self._hollow, bar.shape, plan, y + PLAN_HEIGHT / 2)
        if bar.shape is Shape.GROUP:
            self._brackets.append(QRectF(left, y + 2, right - left, 4))
            for x, inwards in ((left, 5.0), (right, -5.0)):
                corners = [QPointF(x, y + 2), QPointF(x + inwards, y + 6), QPointF(x, y + 12)]
                self._feet.addPolygon(QPolygonF([*corners, corners[0]]))
        else:
            width = max(round(right) - round(left) - 1, 2)
            self._plans.append(QRectF(round(left) + 0.5, y + 0.5, width, PLAN_HEIGHT - 1))
        return right

    def _add_done(self, bar: Bar, actual: Span, y: float) -> float:
        if bar.shape.is_moment:
            return self._add_mark(self._filled, bar.shape, actual, y + DONE_HEIGHT / 2)
        left, right = span_x(self._axis, actual)
        self._done.append(QRectF(left, y, right - left, DONE_HEIGHT))
        return right

    def _add_mark(self, path: QPainterPath, shape: Shape, span: Span, y: float) -> float:
        x = (self._axis.at(span[0]) + self._axis.at(span[0] + 1)) / 2
        if shape is Shape.DIAMOND:
            corners = [QPointF(x, y - MARK), QPointF(x + MARK, y), QPointF(x, y + MARK), QPointF(x - MARK, y)]
        else:
            tip = -MARK if shape is Shape.UP else MARK
            corners = [QPointF(x, y + tip), QPointF(x + MARK, y - tip * 0.7), QPointF(x - MARK, y - tip * 0.7)]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
        return x + MARK


def paint_reference(painter: QPainter, x: float, strip: QRectF) -> None:
    """Paint the reference day: a dashed line over all rows."""
    painter.setPen(pen(theme.TEXT, 2, True))
    painter.drawLine(QLineF(round(x), strip.top(), round(x), strip.bottom()))


def paint_progress(painter: QPainter, lines: Iterable[QLineF], strip: QRectF) -> None:
    """Paint the pieces of the progress line; what lies beside the strip is cut off, since slanted lines cost by their
    length."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(theme.ERROR, 2))
    seen = (_between(line, strip.left() - _EDGE, strip.right() + _EDGE) for line in lines)
    painter.drawLines([line for line in seen if line is not None])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _between(line: QLineF, left: float, right: float) -> QLineF | None:
    """Return the piece of a line that lies between two places; None where no part of it does."""
    x0, x1 = line.x1(), line.x2()
    if max(x0, x1) < left or min(x0, x1) > right:
        return None
    if min(x0, x1) >= left and max(x0, x1) <= right:
        return line
    parts = sorted((place - x0) / (x1 - x0) for place in (left, right))
    return QLineF(line.pointAt(max(0.0, parts[0])), line.pointAt(min(1.0, parts[1])))


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
            painter.setPen(pen(theme.LINE if line == 0 else theme.GRID, 1))
            painter.drawLine(QLineF(left, top, left, top + height))
            # A long band says its word in the middle of what is seen of it.
            seen = QRectF(max(left, 0), top, min(right, shown.right() + 1) - max(left, 0), height)
            if line == 0 and seen.intersects(flag):
                seen = _wider(seen, flag)
            if word := next((word for word in _words(band) if _width(word) <= seen.width()), ""):
                painter.setPen(colour(theme.TEXT))
                painter.drawText(seen, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(pen(theme.GRID, 1))
        painter.drawLine(QLineF(shown.left(), top, shown.right(), top))
    painter.setPen(pen(theme.LINE, 1))
    painter.drawLine(shown.bottomLeft(), shown.bottomRight())


def _words(band: Band) -> tuple[str, str, str]:
    """Return what a band may say, the widest first: 10(木), the same in two lines, 10."""
    return band.label, band.label.replace("(", "\n").removesuffix(")"), band.short


def _wider(seen: QRectF, flag: QRectF) -> QRectF:
    """Return the wider part of a band beside the flag."""
    before, after = flag.left() - seen.left(), seen.right() - flag.right()
    if before > after:
        return QRectF(seen.left(), seen.top(), before, seen.height())
    return QRectF(flag.right(), seen.top(), after, seen.height())
