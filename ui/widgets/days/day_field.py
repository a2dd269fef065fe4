"""A day that a page is shown for: typed or chosen from a calendar, with what is wrong with it beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.model.machine.faults import Refused
from core.model.values.dates import parse_date, show_date
from core.words.sentences import sentence
from ui.widgets.buttons import mark_wrong
from ui.widgets.fields import DateInput


class DayField(QWidget):
    """`changed` when another day was given; what cannot be read is said, and the day stays."""

    changed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.day = ""
        self.input = DateInput(self)
        self.input.setAccessibleName(label)
        self.input.done.connect(self._read)
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(QLabel(label))
        line.addWidget(self.input)
        line.addWidget(self._error, 1)

    def set_day(self, iso: str) -> None:
        """Show an ISO day."""
        self.day = iso
        self.input.show_text(show_date(iso))

    def _read(self) -> None:
        typed = self.input.typed()
        self._error.clear()
        mark_wrong(self.input.line, False)
        if typed is None:
            return
        try:
            day = parse_date(typed)
        except Refused as refused:
            self._error.setText(f"エラー: {sentence(refused)}")
            mark_wrong(self.input.line, True)
            return
        self.set_day(day)
        self.changed.emit()
