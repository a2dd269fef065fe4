"""Shows a drawing on the screen: the same shapes as on paper, in the window's colours; its words for screen readers."""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from core.documents.paper.drawing import (
    MARK,
    Anchor,
    Dash,
    Drawing,
    Fill,
    Ink,
    Line,
    Marker,
    Polyline,
    Rect,
    Shape,
    Text,
    corners,
    pattern,
)
from ui.look import theme
from ui.look.assets import figure_font, text_font
from ui.look.colours import LIGHT, colour, painted_in
from ui.look.plain import literal
from ui.widgets.charts.chart_words import has_names, row_at, table_of, told_rows

PIXELS_PER_POINT = theme.TABLE_PX / 9
"""Names and figures of a chart, 9 points on paper, are as large as those in tables."""
_FINE = 8
"""Fonts have whole pixels: they are set so many times as large and painted as many times smaller."""
_LEAST = 240
_INKS = {Ink.DARK: theme.TEXT, Ink.QUIET: theme.GRID}
_GROUNDS = {Fill.SOLID: theme.PRIMARY, Fill.LIGHT: theme.SELECTION}

Draw = Callable[[float], Drawing]
"""From a width in points to the drawing of that width."""


@runtime_checkable
class PrintsFigures(Protocol):
    """The window that shows a figure before it is printed."""

    def print_figure(self, drawing: Drawing) -> None: ...


class DrawingView(QWidget):
    """Paints one drawing as wide as the widget, in its proportions. What is offered for it is reached by keyboard too:
    Enter, or the menu key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_LEAST)
        self.setProperty("ringed", True)
        self.show_drawing(Drawing(1, 1, ()))

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing, enlarged or made smaller to the width of the widget."""
        self.show_chart(lambda _width: drawing)

    def show_chart(self, draw: Draw) -> None:
        """Show a chart that is drawn for the width of the widget, its texts as large as those in tables."""
        self._draw = lru_cache(maxsize=4)(draw)
        self.updateGeometry()
        self._tell()
        self.update()

    @property
    def drawing(self) -> Drawing:
        """The drawing that is shown at the present width."""
        return self._draw(round(max(self.width(), _LEAST) / PIXELS_PER_POINT, 1))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        drawing = self._draw(round(max(width, _LEAST) / PIXELS_PER_POINT, 1))
        return -int(-drawing.height * width // drawing.width)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A chart that came while the widget was hidden has not been heard of by its layout.
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw_on(painter, event.rect().top(), event.rect().bottom())
        painter.end()

    def _draw_on(self, painter: QPainter, top: int, bottom: int) -> None:
        """Draw what lies within a stretch of the widget's height."""
        drawing = self.drawing
        scale = self.width() / drawing.width
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        for shape in drawing.shapes:
            if _reaches(shape, top / scale - 20, bottom / scale + 20):
                _paint(painter, shape)

    def event(self, event: QEvent) -> bool:
        """A pointer that rests beside a bar is told its figures."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self.told_at(event.pos().y())
            if told:
                QToolTip.showText(event.globalPos(), literal(told), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def told_at(self, y: int) -> str:
        """Return what the row at a height of the widget says, "" where there is none; all that a chart says whose rows
        are not written at its side."""
        drawing = self.drawing
        rows = told_rows(drawing)
        if rows and not has_names(drawing, rows):
            return drawing.words
        row = row_at(drawing, y * drawing.width / max(self.width(), 1))
        return row.text if row else ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.drawing.shapes:
            self._offer(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.drawing.shapes:
            self._offer(self.mapToGlobal(self.visibleRegion().boundingRect().center()))
        else:
            super().keyPressEvent(event)

    def _offer(self, at: QPoint) -> None:
        """Offer a drawing as a picture, and the figures of a chart as a table."""
        drawing = self.drawing
        menu = QMenu(self)
        menu.addAction("図をコピー").triggered.connect(lambda _checked=False: self.copy_picture())
        menu.addAction("図を印刷・PDFに保存…").triggered.connect(lambda _checked=False: self.print())
        if told_rows(drawing):
            menu.addAction("表としてコピー").triggered.connect(lambda _checked=False: self.copy_table())
        menu.exec(at)
        menu.deleteLater()

    def copy_picture(self) -> None:
        """Put the drawing on the clipboard, twice as fine as on the screen, in the colours of a page: it goes into a
        document, in whatever theme the window is."""
        picture = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(2)
        with painted_in(LIGHT):
            picture.fill(colour(theme.SURFACE))
            painter = QPainter(picture)
            self._draw_on(painter, 0, self.height())
            painter.end()
        QGuiApplication.clipboard().setImage(picture)

    def print(self) -> None:
        """Show the drawing on a sheet of paper of its own, to be printed or saved."""
        window = self.window()
        if isinstance(window, PrintsFigures):
            window.print_figure(self.drawing)

    def copy_table(self) -> None:
        """Put the figures on the clipboard, a row for each name, as a spreadsheet takes them."""
        QGuiApplication.clipboard().setText(table_of(self.drawing))

    def _tell(self) -> None:
        drawing = self.drawing
        self.setAccessibleName(drawing.title)
        self.setAccessibleDescription(drawing.words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if drawing.shapes else Qt.FocusPolicy.NoFocus)


def _reaches(shape: Shape, top: float, bottom: float) -> bool:
    """Whether a shape may lie within the stretch that is painted; long drawings are seen through a small window."""
    match shape:
        case Line():
            return min(shape.y0, shape.y1) <= bottom and max(shape.y0, shape.y1) >= top
        case Rect():
            return shape.y <= bottom and shape.y + shape.height >= top
        case Text():
            return top <= shape.y <= bottom
    return any(y - MARK <= bottom for _, y in shape.points) and any(y + MARK >= top for _, y in shape.points)


def _paint(painter: QPainter, shape: Shape) -> None:
    match shape:
        case Line():
            painter.setPen(_pen(shape.weight, shape.dash, shape.ink))
            painter.drawLine(QLineF(shape.x0, shape.y0, shape.x1, shape.y1))
        case Rect():
            _paint_rect(painter, shape)
        case Polyline():
            _paint_polyline(painter, shape)
        case Text():
            _paint_text(painter, shape)


def _paint_rect(painter: QPainter, rect: Rect) -> None:
    box = QRectF(rect.x, rect.y, rect.width, rect.height)
    painter.fillRect(box, colour(_GROUNDS.get(rect.fill, theme.SURFACE)))
    if rect.fill is Fill.SOLID:
        return
    painter.setPen(QPen(colour(theme.PRIMARY), 0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLines([QLineF(*segment) for segment in pattern(rect)])
    painter.drawRect(box)


def _paint_polyline(painter: QPainter, line: Polyline) -> None:
    if len(line.points) > 1:
        painter.setPen(_pen(line.weight, line.dash, line.ink))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in line.points]))
    if line.marker is not Marker.NONE:
        ink = colour(_INKS[line.ink])
        painter.setPen(QPen(ink, 0.9))
        painter.setBrush(QBrush(ink if line.marker.filled else colour(theme.SURFACE)))
        for point in line.points:
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners(line.marker, point)]))


def _paint_text(painter: QPainter, text: Text) -> None:
    make = figure_font if text.figures else text_font
    font = make(round(text.size * _FINE), bold=text.bold)
    width = QFontMetricsF(font).horizontalAdvance(text.text) / _FINE
    smaller = min(1.0, text.room / width) if width else 1.0
    before = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[text.anchor] * width * smaller
    painter.save()
    painter.translate(text.x - before, text.y)
    painter.scale(smaller / _FINE, smaller / _FINE)
    painter.setFont(font)
    painter.setPen(colour(theme.TEXT))
    painter.drawText(QPointF(0, 0), text.text)
    painter.restore()


def _pen(weight: float, dash: Dash, ink: Ink) -> QPen:
    pen = QPen(colour(_INKS[ink]), weight)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash.lengths:
        pen.setDashPattern([length / weight for length in dash.lengths])
    return pen
