"""The inputs of forms: a line, several lines, a figure, a date, a choice, yes or no. They hold text; pages decide."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from core.model.machine.faults import Refused
from core.model.values.dates import parse_date, show_date
from ui.look import theme
from ui.look.assets import figure_font
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.days.calendar_popup import CalendarPopup

NOTHING = "(なし)"
YES, NO = "はい", "いいえ"


def asks_to_undo(event: QEvent) -> bool:
    """Whether a field is asked if it wants Ctrl+Z: where nothing was typed, the ledger's own undo is meant."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class TextInput(QLineEdit):
    """One line of text; Esc takes back what was typed."""

    done = Signal()
    """Enter was pressed or the focus has gone elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.editingFinished.connect(self.done)

    def show_text(self, text: str) -> None:
        """Show what the ledger holds."""
        self._shown = text
        self.setText(text)
        self.setCursorPosition(0)

    def typed(self) -> str | None:
        """Return the text if it differs from what was shown."""
        return self.text() if self.text() != self._shown else None

    def event(self, event: QEvent) -> bool:
        if asks_to_undo(event) and self.typed() is None:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.typed() is not None:
            self.show_text(self._shown)
            self.done.emit()
        else:
            super().keyPressEvent(event)


class FigureInput(TextInput):
    """A whole number at the right: with commas to read, without them while it is edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(figure_font(theme.FORM_PX))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.STEP * 52)
        self._read = ""

    def show_text(self, text: str) -> None:
        self._read = text
        super().show_text(text.replace(",", "") if self.hasFocus() else text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.typed() is None:
            super().show_text(self._read.replace(",", ""))
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.typed() is None:
            super().show_text(self._read)


class LongInput(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter or leaving the field ends the editing, Tab goes on to the next field."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setTabChangesFocus(True)
        self.set_height(self.fontMetrics().lineSpacing() * 4 + 6 * theme.STEP)

    def set_height(self, height: int) -> None:
        """Be so many pixels high; a stylesheet of the program's own lets no other way do."""
        self.setFixedHeight(height)

    def show_text(self, text: str) -> None:
        """Show what the ledger holds."""
        self._shown = text
        self.setPlainText(text)

    def typed(self) -> str | None:
        """Return the text if it differs from what was shown."""
        return self.toPlainText() if self.toPlainText() != self._shown else None

    def event(self, event: QEvent) -> bool:
        if asks_to_undo(event) and self.typed() is None:
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape and self.typed() is not None:
            self.show_text(self._shown)
            self.done.emit()
        else:
            super().keyPressEvent(event)


class ChoiceInput(ChoiceBox):
    """One of several words. The mouse wheel scrolls the page, never the choice."""

    done = Signal()

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setMinimumWidth(theme.STEP * 52)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)
        self.activated.connect(lambda _at: self.done.emit())

    def set_choices(self, choices: Sequence[str]) -> None:
        """Offer these words; "" is offered as (なし)."""
        self.clear()
        for choice in choices:
            self.addItem(choice or NOTHING, choice)

    def show_text(self, text: str) -> None:
        """Show what the ledger holds."""
        self._shown = text
        self.setCurrentIndex(self.findData(text))

    def typed(self) -> str | None:
        """Return the chosen word if it differs from what was shown."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, str) and chosen != self._shown else None

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FlagInput(QCheckBox):
    """Yes or no."""

    done = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self._shown = NO
        self.setMinimumHeight(theme.TARGET)
        self.clicked.connect(lambda _checked: self.done.emit())

    def show_text(self, text: str) -> None:
        """Show what the ledger holds."""
        self._shown = text
        self.setChecked(text == YES)

    def typed(self) -> str | None:
        """Return はい or いいえ if it differs from what was shown."""
        text = YES if self.isChecked() else NO
        return text if text != self._shown else None


class DateInput(QWidget):
    """A date typed as 和暦 or 西暦, or chosen from a calendar."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = TextInput(self)
        self.line.setFixedWidth(theme.STEP * 48)
        self.line.setPlaceholderText("例 R8.11.23")
        self.line.done.connect(self.done)
        self._choose = button("カレンダー", self._open, "text", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        layout.addWidget(self.line)
        layout.addWidget(self._choose)
        self.setFocusProxy(self.line)

    def show_text(self, text: str) -> None:
        """Show what the ledger holds, as 令和8年11月23日."""
        self.line.show_text(text)

    def typed(self) -> str | None:
        """Return the text if it differs from what was shown."""
        return self.line.typed()

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._choose.setAccessibleName(f"{name}をカレンダーから選ぶ")

    def _open(self) -> None:
        try:
            day = date.fromisoformat(parse_date(self.line.text()))
        except Refused:
            day = date.today()
        popup = CalendarPopup(day, self)
        popup.chosen.connect(self._choose_day)
        popup.open_at(self.mapToGlobal(QPoint(0, self.height())))

    def _choose_day(self, iso: str) -> None:
        self.line.setText(show_date(iso))
        self.done.emit()


InputWidget = TextInput | LongInput | ChoiceInput | FlagInput | DateInput
