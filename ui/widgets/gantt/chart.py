"""A schedule beside a table: a bar for each of its rows on an axis of days, to be looked at, moved and stretched."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from core.calc.schedule.scale import Unit
from ui.look import theme
from ui.tables.sheet.painter import draw_focus
from ui.widgets.gantt.axis import DAY_PX, Axis, around
from ui.widgets.gantt.bars import Bar, Chart, Grip, Span, dragged
from ui.widgets.gantt.holding import Hold, grip_at
from ui.widgets.gantt.picture import Picture

HEAD_PX = 62
"""The height of the head: three lines."""
_NAME = "日程の図"
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


class GanttChart(QAbstractScrollArea):
    """Shows what it is given and asks for every change; it never writes. Rows are as high as those of a table."""

    picked = Signal(object)
    """The key of the row that was chosen here."""
    asked = Signal(object, object)
    """(key, Span): the planned bar was drawn to these days, once it was let go."""
    refused = Signal(str)
    """Why a bar that was taken hold of cannot be drawn elsewhere."""
    unit_changed = Signal(object)
    """The Unit that is shown now."""

    grips: ClassVar[dict[Qt.KeyboardModifier, Grip]] = {_ALT: Grip.WHOLE, _CTRL: Grip.START, _CTRL | _SHIFT: Grip.END}
    """What the arrows change with which keys held down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_px = theme.row_height()
        self.axis: Axis = around([])
        self.chart = Chart({})
        self.rows: tuple[int, ...] = ()
        self.current: int | None = None
        self.can_edit = True
        self._row_of: dict[int, int] = {}
        self._hold: Hold | None = None
        self._middle: float | None = None
        self._scrolling = False
        self.picture = Picture()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_NAME)
        self.setAccessibleDescription(_HELP)
        self._head = _Head(self)
        self.setViewportMargins(0, HEAD_PX, 0, 0)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().setSingleStep(20)
        self.horizontalScrollBar().setAccessibleName(f"{_NAME}の時期")
        self.horizontalScrollBar().valueChanged.connect(self._scrolled_across)

    def show_chart(self, chart: Chart, rows: Sequence[int]) -> None:
        """Show these rows in this order. The days in the middle stay there, also where there are more or fewer."""
        new = around([day for bar in chart.bars.values() for span in (bar.plan, bar.actual) if span for day in span])
        middle = self.middle
        self.chart, self.rows = chart, tuple(rows)
        self._row_of = {key: row for row, key in enumerate(self.rows)}
        self._hold = None
        self.picture.show(chart, self.rows)
        if (new.first, new.last) != (self.axis.first, self.axis.last):
            self._show_axis(Axis(new.first, new.last, self.axis.unit), middle)
        self.viewport().update()
        self._head.update()
        self._tell()

    def set_current(self, key: int | None) -> None:
        """Make a row the current one, and show its bar where it is not seen."""
        if key == self.current:
            return
        before, self.current = self.current, key
        for one in (before, key):
            self._update_row(one)
        self._tell()

    def set_unit(self, unit: Unit) -> None:
        """Show more or less time; the day in the middle stays there."""
        if unit is not self.axis.unit:
            self._show_axis(replace(self.axis, unit=unit), self.middle)
            self.unit_changed.emit(unit)

    @property
    def middle(self) -> float:
        """The day in the middle; where the axis ends too early to have it there, the one that was asked for last."""
        if self._middle is not None:
            return self._middle
        return self.axis.day(self.horizontalScrollBar().value() + self.viewport().width() / 2)

    def show_day(self, day: float) -> None:
        """Bring a day to the middle."""
        self._show_axis(self.axis, day)

    def show_bar(self, key: int) -> None:
        """Bring the beginning of a row's bar into sight where no part of it is seen."""
        bar = self.chart.bars.get(key)
        span = bar and (bar.plan or bar.actual)
        if span is None or not span:
            return
        left, seen = self.horizontalScrollBar().value(), self.viewport().width()
        if self.axis.at(span[1] + 1) < left or self.axis.at(span[0]) > left + seen:
            self.show_day(self.axis.day(self.axis.at(span[0]) + seen / 4))

    def rect_of(self, key: int) -> QRect:
        """Return where the planned bar of a row is in the viewport; empty where there is none."""
        bar, row = self.chart.bars.get(key), self._row_of.get(key)
        if bar is None or row is None or bar.plan is None:
            return QRect()
        left, right = self.axis.at(bar.plan[0]), self.axis.at(bar.plan[1] + 1)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(round(left) - across, row * self.row_px - down, round(right - left), self.row_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setGeometry(self.viewport().x(), self.viewport().y() - HEAD_PX, self.viewport().width(), HEAD_PX)
        self._fit_bar()
        if self._middle is not None:
            self._scroll_to_middle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        if dx:
            self._head.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-across, -down)
        strip = QRectF(event.rect().translated(across, down))
        current = self._row_of.get(self.current, -1) if self.current is not None else -1
        self.picture.paint(painter, self.axis, self.row_px, strip, current, self._hold)
        if self.hasFocus() and current >= 0:
            painter.resetTransform()
            whole = QRect(0, current * self.row_px - down, self.viewport().width(), self.row_px)
            draw_focus(painter, whole.adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.picked.emit(bar.key)
        x = event.position().x() + self.horizontalScrollBar().value()
        grip = grip_at(self.axis, bar, x, self._inside(event.position()))
        if grip is None or bar.plan is None:
            return
        if bar.fixed:
            self.refused.emit(bar.fixed)
        elif self.can_edit:
            self._hold = Hold(bar.key, bar.plan, grip, x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x() + self.horizontalScrollBar().value()
        if self._hold is None:
            bar = self._bar_at(event.position())
            grip = grip_at(self.axis, bar, x, self._inside(event.position())) if bar and not bar.fixed else None
            self.viewport().setCursor(_CURSORS[grip])
            return
        days = round((x - self._hold.x) / DAY_PX[self.axis.unit])
        if days != self._hold.days:
            self._hold = replace(self._hold, days=days)
            self._update_row(self._hold.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hold, self._hold = self._hold, None
        if hold is not None and event.button() == Qt.MouseButton.LeftButton:
            self._update_row(hold.key)
            self._ask(hold.key, hold.span, hold.wish)

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
        elif event.text() in ("+", ";", "-"):
            self._zoom_by(-1 if event.text() == "-" else 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & _CTRL and turned:
            self._zoom_by(1 if turned > 0 else -1)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.rows:
            self.picked.emit(self.rows[0])
        self._update_row(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.current)

    def _step(self, grip: Grip, days: int) -> None:
        """Move or stretch the current bar by days, as a drag would."""
        bar = self.chart.bars.get(self.current) if self.current is not None else None
        if bar is None or bar.plan is None:
            return
        if bar.fixed:
            self.refused.emit(bar.fixed)
        elif self.can_edit:
            self._ask(bar.key, bar.plan, dragged(bar.plan, self.picture.grip_of(bar, grip), days))

    def _ask(self, key: int, before: Span, wish: Span) -> None:
        if wish != before:
            self.asked.emit(key, wish)

    def _pick_beside(self, step: int) -> None:
        row = self._row_of.get(self.current, -1) if self.current is not None else -1
        if self.rows:
            key = self.rows[max(0, min(row + step, len(self.rows) - 1))]
            self.picked.emit(key)
            self.show_bar(key)

    def _zoom_by(self, steps: int) -> None:
        units = list(Unit)
        self.set_unit(units[max(0, min(units.index(self.axis.unit) + steps, len(units) - 1))])

    def _bar_at(self, at: QPointF) -> Bar | None:
        row = int(at.y() + self.verticalScrollBar().value()) // self.row_px
        return self.chart.bars.get(self.rows[row]) if 0 <= row < len(self.rows) else None

    def _inside(self, at: QPointF) -> float:
        return (at.y() + self.verticalScrollBar().value()) % self.row_px

    def _show_axis(self, axis: Axis, middle: float) -> None:
        self.axis, self._middle = axis, middle
        self._fit_bar()
        self._scroll_to_middle()
        self.viewport().update()
        self._head.update()

    def _fit_bar(self) -> None:
        bar, seen = self.horizontalScrollBar(), self.viewport().width()
        self._scrolling = True
        bar.setPageStep(seen)
        bar.setRange(0, max(0, round(self.axis.width) - seen))
        self._scrolling = False

    def _scroll_to_middle(self) -> None:
        self._scrolling = True
        self.horizontalScrollBar().setValue(round(self.axis.at(self.middle) - self.viewport().width() / 2))
        self._scrolling = False

    def _scrolled_across(self) -> None:
        if not self._scrolling:
            self._middle = None

    def _update_row(self, key: int | None) -> None:
        """Paint a row again, with the edges of its neighbours into which its label and marks reach."""
        row = self._row_of.get(key) if key is not None else None
        if row is not None:
            top = row * self.row_px - self.verticalScrollBar().value()
            self.viewport().update(0, top - 3, self.viewport().width(), self.row_px + 6)

    def _tell(self) -> None:
        words = self.picture.words_of(self.current) if self.current is not None else ""
        self.setAccessibleDescription(f"{words}\n{_HELP}" if words else _HELP)


class _Head(QWidget):
    """The lines of the head, as wide as the chart below."""

    def __init__(self, chart: GanttChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        chart = self._chart
        chart.picture.paint_head(painter, chart.axis, self.rect(), chart.horizontalScrollBar().value())
        painter.end()
