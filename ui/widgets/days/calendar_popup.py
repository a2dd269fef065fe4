"""A month to choose a day from, headed in both calendars."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.values.dates import show_date
from ui.look import theme
from ui.look.assets import text_font
from ui.look.colours import colour
from ui.widgets.buttons import button

CELL = theme.TARGET + 2 * theme.STEP


class CalendarPopup(QFrame):
    """Closes when a day is chosen (click or Enter), with Esc, or by a click elsewhere."""

    chosen = Signal(str)
    """The day as ISO text."""
    closed = Signal()

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendar")
        self.setStyleSheet(f"#calendar {{ background: {theme.SURFACE}; border: 1px solid {theme.LINE}; }}")
        self.month = QLabel(self)
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.month.setProperty("role", "label")
        self._days = QCalendarWidget(self)
        self._days.setLocale(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._days.setNavigationBarVisible(False)
        self._days.setFont(text_font(theme.TABLE_PX))
        self._days.setMinimumSize(7 * CELL, 7 * theme.TARGET)
        self._days.setAccessibleName("カレンダー")
        for weekday, name in ((Qt.DayOfWeek.Saturday, theme.PRIMARY), (Qt.DayOfWeek.Sunday, theme.ERROR)):
            written = QTextCharFormat()  # Qt's own red cannot be read on a dark ground
            written.setForeground(colour(name))
            self._days.setWeekdayTextFormat(weekday, written)
        self._days.setSelectedDate(QDate(day.year, day.month, day.day))
        self._days.currentPageChanged.connect(self._tell)
        self._days.clicked.connect(self._choose)
        self._days.activated.connect(self._choose)
        top = QHBoxLayout()
        top.addWidget(button("前の月", self._days.showPreviousMonth, "text", parent=self))
        top.addWidget(self.month, 1)
        top.addWidget(button("次の月", self._days.showNextMonth, "text", parent=self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addLayout(top)
        layout.addWidget(self._days)
        self._tell()

    def open_at(self, at: QPoint) -> None:
        """Show the month at a point of the screen, inside the screen, with the keyboard on its day."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        self.move(min(at.x(), room.right() - self.width()), min(at.y(), room.bottom() - self.height()))
        self.show()
        self._days.setFocus(Qt.FocusReason.PopupFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _tell(self) -> None:
        year, month = self._days.yearShown(), self._days.monthShown()
        era = show_date(date(year, month, 1).isoformat()).removesuffix("1日")
        self.month.setText(f"{era} ({year}年)")

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()).isoformat())
