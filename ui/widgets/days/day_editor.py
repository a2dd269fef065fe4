"""The editor of a day in a cell: typed in either calendar, or chosen from a month."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from core.model.machine.faults import Refused
from core.model.values.dates import parse_date, show_date
from ui.look import theme
from ui.widgets.days.calendar_popup import CalendarPopup

ARROW = 5 * theme.STEP


class DayEditor(QLineEdit):
    """A line with an arrow at its right that opens the calendar, as Alt+↓ does."""

    chosen = Signal()
    """A day was chosen and stands in the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_choosing = False
        """Whether the calendar is open: the line then waits for it, though it has not the focus."""
        self._arrow = QToolButton(self)
        self._arrow.setArrowType(Qt.ArrowType.DownArrow)
        self._arrow.setAutoRaise(True)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.setCursor(Qt.CursorShape.ArrowCursor)
        self._arrow.setToolTip("カレンダーから選ぶ (Alt+↓)")
        self._arrow.setAccessibleName("カレンダーから選ぶ")
        self._arrow.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, ARROW, 0)

    def open_calendar(self) -> None:
        """Show the month of the day that stands in the line, of today where none does."""
        try:
            day = date.fromisoformat(parse_date(self.text()))
        except Refused:
            day = date.today()
        popup = CalendarPopup(day, self)
        popup.chosen.connect(self._take)
        popup.closed.connect(self._close)
        self.is_choosing = True
        popup.open_at(self.mapToGlobal(QPoint(0, self.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrow.setGeometry(self.width() - ARROW - 1, 1, ARROW, self.height() - 2)

    def _take(self, iso: str) -> None:
        self.is_choosing = False
        self.setText(show_date(iso))
        self.chosen.emit()

    def _close(self) -> None:
        """The focus comes back before anybody asks where it is."""
        self.activateWindow()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.is_choosing = False
