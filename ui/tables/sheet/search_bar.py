"""Ctrl+F: look for text in the cells of a sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ui.look import theme
from ui.tables.table_model import TableModel
from ui.widgets.buttons import button

DELAY_MS = 150
"""Typing on postpones the search, so that big tables do not make letters wait."""


class SearchBar(QWidget):
    """A field, n / m件, 前へ, 次へ, 閉じる. Enter is 次へ, Shift+Enter 前へ, Esc closes."""

    found = Signal(int, int)
    """The user is at this hit: (row, column)."""
    closed = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hits: Sequence[tuple[int, int]] = ()
        self._at = -1
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("表の中を検索")
        self.field.setAccessibleName("表の中を検索")
        self.field.setClearButtonEnabled(False)
        self.field.setMinimumWidth(240)
        self.count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.STEP)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.field)
        layout.addWidget(self.count)
        layout.addWidget(button("前へ", self.previous, help="Shift+Enter", parent=self))
        layout.addWidget(button("次へ", self.next, help="Enter", parent=self))
        layout.addStretch(1)
        layout.addWidget(button("閉じる", self.close_bar, "text", help="Esc", parent=self))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search_now)
        self.field.textChanged.connect(lambda _text: self._timer.start(DELAY_MS))
        model.arranged.connect(self._search_again)
        self.hide()

    def open(self) -> None:
        """Show the bar with the last text selected."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search_again()

    def close_bar(self) -> None:
        """Hide the bar and the marks of the hits."""
        self._timer.stop()
        self.hide()
        self._model.set_hits(())
        self.closed.emit()

    def search_now(self) -> None:
        """Look for the text and go to the first hit."""
        self._timer.stop()
        self._look()
        self._go(0)

    def next(self) -> None:
        """Go to the next hit, after the last one to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the hit before, before the first one to the last."""
        self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        if self._timer.isActive():
            self.search_now()
        elif self._hits:
            self._go((self._at + step) % len(self._hits))

    def _look(self) -> None:
        self._hits = self._model.rows.find(self.field.text())
        self._at = -1
        self._model.set_hits(self._hits)
        self._tell()

    def _search_again(self) -> None:
        if self.isVisible():
            self._look()

    def _go(self, at: int) -> None:
        if self._hits:
            self._at = at
            self.found.emit(*self._hits[at])
        self._tell()

    def _tell(self) -> None:
        if not self.field.text():
            self.count.setText("")
        elif not self._hits:
            self.count.setText("見つかりません")
        else:
            self.count.setText(f"{self._at + 1} / {len(self._hits):,}件" if self._at >= 0 else f"{len(self._hits):,}件")
