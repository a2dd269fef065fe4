"""移動と検索 (Ctrl+K): a line to type into and what it finds, from anywhere to anywhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.going.finding import Found, search
from ui.look import theme

_WIDTH, _HEIGHT = 640, 420
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Palette(QDialog):
    """Once accepted, `chosen` is what the user wants to go to or to do."""

    def __init__(self, entries: Sequence[Found], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("移動と検索")
        self._entries = entries
        self._hits: list[Found] = []
        self.chosen: Found | None = None
        self.line = _Line(self._move, self._take)
        self.line.setPlaceholderText("ページ、記録、操作の名前や番号の一部")
        self.line.setAccessibleName("移動と検索")
        self.list = QListWidget()
        self.list.setObjectName("offers")
        self.list.setAccessibleName("見つかったもの")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._told = QLabel()
        self._told.setProperty("role", "help")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(theme.GAP)
        for widget in (self.line, self.list, self._told):
            layout.addWidget(widget)
        room = parent.size() - QSize(2 * theme.MARGIN, 2 * theme.MARGIN)
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, theme.MARGIN)))
        self.line.textChanged.connect(self._search)
        self._search("")

    def _search(self, typed: str) -> None:
        self._hits = search(self._entries, typed)
        self.list.clear()
        for one in self._hits:
            place = "" if one.place == one.title else f"　{one.place}"
            item = QListWidgetItem(f"{one.kind}　{one.title}{place}")
            item.setToolTip(one.place)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._told.setText("↑↓で選び、Enterで開きます。" if self._hits else f"「{typed}」は見つかりません。")

    def _move(self, rows: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.currentRow() + rows, self.list.count() - 1)))

    def _take(self) -> None:
        if 0 <= self.list.currentRow() < len(self._hits):
            self.chosen = self._hits[self.list.currentRow()]
            self.accept()


class _Line(QLineEdit):
    """Keeps the keyboard and hands on the keys of the list, but while an input method composes: then they are its."""

    def __init__(self, move: Callable[[int], object], take: Callable[[], object]) -> None:
        super().__init__()
        self._move, self._take = move, take
        self._composes = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composes:
            super().keyPressEvent(event)
        elif event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)
