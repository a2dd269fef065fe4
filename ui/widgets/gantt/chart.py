"""A schedule beside a table: a bar for each of its rows on an axis of days, to be looked at, moved and stretched."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from ui.look import theme
from ui.look.colours import LIGHT, painted_in
from ui.tables.sheet.painter import draw_focus
from ui.widgets.gantt.axis import DAY_PX, Axis, around
from ui.widgets.gantt.bars import Bar, Chart, Grip, Shape, dragged
from ui.widgets.gantt.holding import Hold, hold_at
from ui.widgets.gantt.time_area import NAME, TimeArea

_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_CURSORS = {
    None: Qt.CursorShape.ArrowCursor,
    Grip.WHOLE: Qt.CursorShape.SizeAllCursor,
    Grip.START: Qt.CursorShape.SizeHorCursor,
    Grip.END: Qt.CursorShape.SizeHorCursor,
}
_HELP = (
    "↑↓で行を選び、←→で時期を送ります。Alt+←→で選んだ予定を1日ずつ移し、Ctrl+Shift+←→で終わりを、"
    "Ctrl+←→で始めを1日ずつ伸び縮みさせます。+と-で縮尺を変えます。"
)


class GanttChart(TimeArea):
    """Shows what it is given and asks for every change; it never writes. Rows are as high as those of a table."""

    picked = Signal(object)
    """The key of the row that was chosen here."""
    asked = Signal(object, object)
    """(key, Span): the planned bar was drawn to these days, once it was let go."""
    asked_done = Signal(object, object)
    """(key, Span): the same of what was done."""
    refused = Signal(str)
    """Why a bar that was taken hold of cannot be drawn elsewhere."""
    folded = Signal(object)
    """The key of the row whose rows below are to be folded up, or shown again."""
    grips: ClassVar[dict[Qt.KeyboardModifier, Grip]] = {_ALT: Grip.WHOLE, _CTRL: Grip.START, _CTRL | _SHIFT: Grip.END}
    """What the arrows change with which keys held down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_px = theme.row_height()
        self.chart = Chart({})
        self.rows: tuple[int, ...] = ()
        self.current: int | None = None
        self._row_of: dict[int, int] = {}
        self._hold: Hold | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(NAME)
        self.setAccessibleDescription(_HELP)
        self.viewport().setMouseTracking(True)

    def show_chart(self, chart: Chart, rows: Sequence[int]) -> None:
        """Show these rows in this order. The days in the middle stay there, also where there are more or fewer."""
        new = around([day for bar in chart.bars.values() for span in (bar.plan, bar.actual) if span for day in span])
        middle = self.middle
        self.chart, self.rows = chart, tuple(rows)
        self._row_of = {key: row for row, key in enumerate(self.rows)}
        self._hold = None
        self.picture.show(chart, self.rows)
        if (new.first, new.last) != (self.axis.first, self.axis.last):
            self.show_axis(Axis(new.first, new.last, self.axis.unit), middle)
        self.repaint_all()
        self._tell()

    def set_current(self, key: int | None) -> None:
        """Make a row the current one, and show its bar where it is not seen."""
        if key == self.current:
            return
        before, self.current = self.current, key
        for one in (before, key):
            self._update_row(one)
        self._tell()

    def show_bar(self, key: int) -> None:
        """Bring the beginning of a row's bar into sight where no part of it is seen."""
        bar = self.chart.bars.get(key)
        spans = [span for span in (bar.plan, bar.actual) if span is not None] if bar is not None else []
        left, seen = self.horizontalScrollBar().value(), self.viewport().width()
        if spans and not any(self.axis.at(a) <= left + seen and self.axis.at(b + 1) >= left for a, b in spans):
            self.show_day(self.axis.day(self.axis.at(spans[0][0]) + seen / 4))

    def rect_of(self, key: int) -> QRect:
        """Return where the planned bar of a row is in the viewport; empty where there is none."""
        bar, row = self.chart.bars.get(key), self._row_of.get(key)
        if bar is None or row is None or bar.plan is None:
            return QRect()
        left, right = self.axis.at(bar.plan[0]), self.axis.at(bar.plan[1] + 1)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(round(left) - across, row * self.row_px - down, round(right - left), self.row_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            painter.end()

    def _paint(self, painter: QPainter, shown: QRect) -> None:
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-across, -down)
        strip = QRectF(shown.translated(across, down))
        current = self._row_of.get(self.current, -1) if self.current is not None else -1
        self.picture.paint(painter, self.axis, self.row_px, strip, current, self._hold)
        if self.hasFocus() and current >= 0:
            painter.resetTransform()
            whole = QRect(0, current * self.row_px - down, self.viewport().width(), self.row_px)
            draw_focus(painter, whole.adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.picked.emit(bar.key)
        x = event.position().x() + self.horizontalScrollBar().value()
        self._hold = hold_at(self.axis, bar, x, self._inside(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x() + self.horizontalScrollBar().value()
        if self._hold is None:
            bar = self._bar_at(event.position())
            hold = hold_at(self.axis, bar, x, self._inside(event.position())) if bar else None
            self.viewport().setCursor(_CURSORS[hold.grip if hold and not self._fixed(hold) else None])
            return
        days = round((x - self._hold.x) / DAY_PX[self.axis.unit])
        if days == self._hold.days:
            return
        if fixed := self._fixed(self._hold):
            self._hold = None
            self.refused.emit(fixed)
            return
        self._hold = replace(self._hold, days=days)
        self._update_row(self._hold.key)
        self._scroll_after(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hold, self._hold = self._hold, None
        if hold is not None and event.button() == Qt.MouseButton.LeftButton:
            self._update_row(hold.key)
            if hold.wish != hold.span:
                (self.asked_done if hold.is_done else self.asked).emit(hold.key, hold.wish)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is not None and bar.shape is Shape.GROUP:
            self._hold = None
            self.folded.emit(bar.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._hold is not None:
            hold, self._hold = self._hold, None
            self._update_row(hold.key)
        elif key in _SIDEWAYS and held in self.grips:
            self._step(self.grips[held], _ARROWS[key])
        elif key in _SIDEWAYS and not held:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + _ARROWS[key] * bar.singleStep() * 2)
        elif key in _ARROWS and not held:
            self._pick_beside(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.folded.emit(self.current)
        elif event.text() in ("+", ";", "-"):
            self.step_unit(-1 if event.text() == "-" else 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & _CTRL and turned:
            self.step_unit(1 if turned > 0 else -1)
        elif event.modifiers() & _SHIFT and turned:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned)
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            words = self.picture.words_of(bar.key) if bar is not None else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what is seen of the schedule as a picture; as a table its rows are copied from the table beside it."""
        menu = QMenu(self)
        menu.addAction("図をコピー").triggered.connect(lambda _checked=False: self.copy_picture())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def copy_picture(self) -> None:
        """Put what is seen on the clipboard, in the colours of a page."""
        with painted_in(LIGHT):
            picture = self.viewport().grab().toImage()
        QGuiApplication.clipboard().setImage(picture)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.rows:
            self.picked.emit(self.rows[0])
        self._update_row(self.current)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.current)

    def _scroll_after(self, x: float) -> None:
        """Scroll on where a bar is drawn beyond what is seen."""
        beyond = min(x, 0) + max(x - self.viewport().width(), 0)
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(beyond))

    def _step(self, grip: Grip, days: int) -> None:
        """Move or stretch the current bar by days, as a drag would."""
        bar = self.chart.bars.get(self.current) if self.current is not None else None
        if bar is None or bar.plan is None:
            return
        if bar.fixed:
            self.refused.emit(bar.fixed)
        elif (wish := dragged(bar.plan, self.picture.grip_of(bar, grip), days)) != bar.plan:
            self.asked.emit(bar.key, wish)

    def _fixed(self, hold: Hold) -> str:
        """Return why what is held cannot be drawn elsewhere, nothing where it can."""
        bar = self.chart.bars[hold.key]
        return bar.fixed_done if hold.is_done else bar.fixed

    def _pick_beside(self, step: int) -> None:
        row = self._row_of.get(self.current, -1) if self.current is not None else -1
        if self.rows:
            key = self.rows[max(0, min(row + step, len(self.rows) - 1))]
            self.picked.emit(key)
            self.show_bar(key)

    def _bar_at(self, at: QPointF) -> Bar | None:
        row = int(at.y() + self.verticalScrollBar().value()) // self.row_px
        return self.chart.bars.get(self.rows[row]) if 0 <= row < len(self.rows) else None

    def _inside(self, at: QPointF) -> float:
        return (at.y() + self.verticalScrollBar().value()) % self.row_px

    def _update_row(self, key: int | None) -> None:
        """Paint a row again, with the edges of its neighbours into which its label and marks reach."""
        row = self._row_of.get(key) if key is not None else None
        if row is not None:
            top = row * self.row_px - self.verticalScrollBar().value()
            self.viewport().update(0, top - 3, self.viewport().width(), self.row_px + 6)

    def _tell(self) -> None:
        """Say the current row to whoever has the keyboard here."""
        if not self.hasFocus():
            return
        words = self.picture.words_of(self.current) if self.current is not None else ""
        self.setAccessibleDescription(f"{words}\n{_HELP}" if words else _HELP)
