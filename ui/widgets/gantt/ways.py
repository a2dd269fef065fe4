"""Paints the ways from the end of rows to the beginning of others; one that is not kept is dashed and has a !."""

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from ui.look import theme
from ui.look.colours import Colour, colour
from ui.widgets.gantt.painting import font, pen

_OUT = 6.0
_ARROW = 4.0
_DASHES_PX = 12.0
"""The length of a dash with its gap, 2 px wide."""


class Ways:
    """The ways from the end of rows to the beginning of others, each piece with the height at which it stands: however
    many there are, those that pass a strip are found at once."""

    def __init__(self, row_px: int) -> None:
        self._row_px = row_px
        self._lines: dict[bool, list[tuple[float, float, QLineF]]] = {False: [], True: []}
        self._tips: list[tuple[QPointF, bool]] = []

    def add(self, start: QPointF, end: QPointF, *, warns: bool) -> None:
        """Take the way from the end of a row to the beginning of another."""
        out, before = start.x() + _OUT, end.x() - _OUT
        corners = [start, QPointF(out, start.y())]
        if before < out:
            between = end.y() + (-self._row_px if end.y() > start.y() else self._row_px) / 2 + 5
            corners += [QPointF(out, between), QPointF(before, between), QPointF(before, end.y()), end]
        else:
            corners += [QPointF(out, end.y()), end]
        for one, other in pairwise(corners):
            top, bottom = sorted((one.y(), other.y()))
            self._lines[warns].append((top, bottom, QLineF(one, other)))
        self._tips.append((end, warns))

    def paint(self, painter: QPainter, strip: QRectF) -> None:
        """Paint what passes a strip; a way that is not kept is dashed and has a ! before its end."""
        top, bottom = strip.top(), strip.bottom()
        reach = strip.adjusted(-self._row_px, -self._row_px, self._row_px, self._row_px)
        painter.setPen(pen(theme.SECONDARY, 1))
        painter.drawLines([line for high, low, line in self._lines[False] if low >= top and high <= bottom])
        # A dashed line costs by its length: what is not seen of it is cut off.
        painter.setPen(pen(theme.ERROR, 2, True))
        broken = (line for high, low, line in self._lines[True] if low >= top and high <= bottom)
        painter.drawLines([_cut(line, top - _DASHES_PX, bottom + _DASHES_PX) for line in broken])
        for end, warns in self._tips:
            if reach.contains(end):
                _paint_tip(painter, end, theme.ERROR if warns else theme.SECONDARY)
                if warns:
                    _paint_warning(painter, QPointF(end.x() - 2 * _OUT - 4, end.y() + 3))


def _cut(line: QLineF, top: float, bottom: float) -> QLineF:
    """Return what lies between two heights of an upright line; its dashes stay where they were. Others are returned."""
    if line.x1() != line.x2() or (min(line.y1(), line.y2()) >= top and max(line.y1(), line.y2()) <= bottom):
        return line
    high, low = sorted((line.y1(), line.y2()))
    steps = max(0, int((top - high) // _DASHES_PX))
    return QLineF(line.x1(), high + steps * _DASHES_PX, line.x1(), min(low, bottom))


def _paint_tip(painter: QPainter, end: QPointF, ink: Colour) -> None:
    x, y = end.x() - 1.5 * _ARROW, end.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    painter.drawPolygon(QPolygonF([end, QPointF(x, y - _ARROW), QPointF(x, y + _ARROW)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_warning(painter: QPainter, at: QPointF) -> None:
    """Paint a ! in a triangle."""
    corners = [QPointF(at.x(), at.y() - 8), QPointF(at.x() + 8, at.y() + 6), QPointF(at.x() - 8, at.y() + 6)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(theme.ERROR, 1.2))
    painter.setBrush(colour(theme.SURFACE))
    painter.drawPolygon(QPolygonF(corners))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(font(True))
    painter.drawText(QRectF(at.x() - 8, at.y() - 8, 16, 15), Qt.AlignmentFlag.AlignCenter, "!")
