"""A view over an axis of days: its head, how it scrolls, and how much time is seen at once."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from core.calc.schedule.scale import Unit
from ui.widgets.gantt.axis import Axis, around
from ui.widgets.gantt.picture import Picture

HEAD_PX = 62
"""The height of the head: three lines."""
NAME = "日程の図"
_NEARLY = 1.4
"""So many times its width may be scrolled to before a scale is called too fine."""


class TimeArea(QAbstractScrollArea):
    """The days are scrolled across here, the rows by what stands beside. The day in the middle stays there when more or
    less time is shown."""

    unit_changed = Signal(object)
    """The Unit that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis: Axis = around([])
        self.picture = Picture()
        self._middle: float | None = None
        self._scrolling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._head = _Head(self)
        self.setViewportMargins(0, HEAD_PX, 0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        across = self.horizontalScrollBar()
        across.setSingleStep(20)
        across.setAccessibleName(f"{NAME}の時期")
        across.valueChanged.connect(self._scrolled_across)

    @property
    def middle(self) -> float:
        """The day in the middle; where the axis ends too early to have it there, the one that was asked for last."""
        if self._middle is not None:
            return self._middle
        return self.axis.day(self.horizontalScrollBar().value() + self.viewport().width() / 2)

    def set_unit(self, unit: Unit) -> None:
        """Show more or less time."""
        if unit is not self.axis.unit:
            self.show_axis(replace(self.axis, unit=unit), self.middle)
            self.unit_changed.emit(unit)

    def step_unit(self, steps: int) -> None:
        """Show more of the time at once (below 0), or less."""
        units = list(Unit)
        self.set_unit(units[max(0, min(units.index(self.axis.unit) + steps, len(units) - 1))])

    def fitting_unit(self) -> Unit:
        """Return the scale with the most detail that shows nearly all the time at once."""
        room = self.viewport().width() * _NEARLY
        return next((unit for unit in reversed(Unit) if replace(self.axis, unit=unit).width <= room), Unit.YEAR)

    def show_day(self, day: float) -> None:
        """Bring a day to the middle."""
        self.show_axis(self.axis, day)

    def show_axis(self, axis: Axis, middle: float) -> None:
        """Show other days, or in another width, with this one in the middle."""
        self.axis, self._middle = axis, middle
        self._fit_bar()
        self._scroll_to_middle()
        self.repaint_all()

    def repaint_all(self) -> None:
        """Paint head and rows again."""
        self.viewport().update()
        self._head.update()

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


class _Head(QWidget):
    """The lines of the head, as wide as the rows below."""

    def __init__(self, area: TimeArea) -> None:
        super().__init__(area)
        self._area = area

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area
        try:
            area.picture.paint_head(painter, area.axis, self.rect(), area.horizontalScrollBar().value())
        finally:
            painter.end()
