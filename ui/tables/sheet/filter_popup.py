"""The filter of one column: sort, a text condition, and the values with their number of hits."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.values.codes import search_key
from ui.look import theme
from ui.tables.record_list import Filter
from ui.tables.table_model import TableModel
from ui.widgets.buttons import button

MOST_VALUES = 1_000
EMPTY = "(空欄)"
VALUE = Qt.ItemDataRole.UserRole


class FilterPopup(QFrame):
    """Closes by itself when the user clicks elsewhere; nothing changes until 適用 or a sort is pressed."""

    applied = Signal(str, Filter)
    sort_asked = Signal(str, bool)

    def __init__(self, model: TableModel, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = name
        column = model.rows.column(name)
        present = model.rows.filters.get(name, Filter())
        self.setAccessibleName(f"「{column.label}」の絞り込み")
        self.setObjectName("filter")
        self.setStyleSheet(
            f"#filter {{ background: {theme.SURFACE}; border: 1px solid {theme.LINE}; }}"
            f"QListWidget::item {{ min-height: {theme.TARGET - theme.STEP}px; }}"
        )
        self.setFixedWidth(320)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        layout.setSpacing(theme.GAP)
        heading = QLabel(f"「{column.label.replace(chr(10), '')}」の並べ替えと絞り込み", self)
        heading.setProperty("role", "label")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        sorts = QHBoxLayout()
        sorts.addWidget(button("昇順 ▲", lambda: self._sort(False), help="小さい順に並べます", parent=self))
        sorts.addWidget(button("降順 ▼", lambda: self._sort(True), help="大きい順に並べます", parent=self))
        layout.addLayout(sorts)
        self.text = QLineEdit(present.text, self)
        self.text.setPlaceholderText("次の文字を含む")
        self.text.setAccessibleName("次の文字を含む")
        self.text.textChanged.connect(self._narrow)
        layout.addWidget(self.text)
        self.values = QListWidget(self)
        self.values.setAccessibleName("値と件数")
        self.values.setMinimumHeight(7 * theme.TARGET)
        layout.addWidget(self.values)
        self.more = QLabel(self)
        self.more.setProperty("role", "help")
        self.more.setWordWrap(True)
        layout.addWidget(self.more)
        self._counts = model.rows.counts(name)
        self._wanted = set(self._counts) if present.values is None else set(present.values)
        choose = QHBoxLayout()
        choose.addWidget(button("すべて選択", lambda: self._check_all(True), "text", parent=self))
        choose.addWidget(button("すべて外す", lambda: self._check_all(False), "text", parent=self))
        layout.addLayout(choose)
        ends = QHBoxLayout()
        ends.addWidget(button("適用", self.apply, "primary", parent=self))
        ends.addWidget(button("絞り込みを解除", self._clear, parent=self))
        layout.addLayout(ends)
        self._narrow()
        self.values.itemChanged.connect(self._changed)

    def open_at(self, at: QPoint) -> None:
        """Show the popup with its upper right corner at a point of the screen, inside the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(at.x() - self.width(), screen.right() - self.width()))
        y = max(screen.top(), min(at.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def apply(self) -> None:
        """Use what is chosen; every value chosen means no condition on values."""
        chosen = frozenset(self._wanted & set(self._counts))
        values = None if len(chosen) == len(self._counts) else chosen
        self.close()
        self.applied.emit(self._name, Filter(values, self.text.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self.close()
        self.applied.emit(self._name, Filter())

    def _sort(self, descending: bool) -> None:
        self.close()
        self.sort_asked.emit(self._name, descending)

    def _narrow(self) -> None:
        """List the values that the text condition leaves."""
        wanted = search_key(self.text.text().strip())
        shown = [value for value in self._counts if wanted in search_key(value)]
        self.values.blockSignals(True)
        self.values.clear()
        for value in shown[:MOST_VALUES]:
            item = QListWidgetItem(f"{value.replace(chr(10), ' ') or EMPTY}　{self._counts[value]:,}件", self.values)
            item.setData(VALUE, value)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(_state(value in self._wanted))
        self.values.blockSignals(False)
        rest = len(shown) - MOST_VALUES
        self.more.setText(f"ほかに{rest:,}種類の値があります。文字を入れると絞れます。")
        self.more.setVisible(rest > 0)

    def _changed(self, item: QListWidgetItem) -> None:
        value = item.data(VALUE)
        (self._wanted.add if item.checkState() == Qt.CheckState.Checked else self._wanted.discard)(value)

    def _check_all(self, checked: bool) -> None:
        for row in range(self.values.count()):
            self.values.item(row).setCheckState(_state(checked))


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
