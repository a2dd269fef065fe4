"""The dialog in which the columns of a table are chosen and ordered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.tables.chosen_columns import ColumnChoice, in_chosen_order, is_shown
from ui.widgets.buttons import button

_NAME = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnDialog(QDialog):
    """A tick shows a column; lines are moved by the buttons or with the mouse."""

    def __init__(self, choice: ColumnChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("表示する列")
        self._choice = choice
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("表示する列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for column in in_chosen_order(choice.columns, choice.chosen):
            self._add(column.name, column.label, is_shown(column, choice.chosen), column.fixed)
        self.list.setCurrentRow(0)
        about = QLabel("チェックした列を、上から順に左から並べます。新しい行に欠かせない列は隠せません。")
        about.setProperty("role", "help")
        about.setWordWrap(True)
        self.up = button("上へ", lambda: self._move(-1))
        self.down = button("下へ", lambda: self._move(1))
        self.reset = button("元の並びに戻す", self._reset)
        accept = button("設定する", self._take, "primary")
        accept.setDefault(True)
        moves, ends = QHBoxLayout(), QHBoxLayout()
        for made in (self.up, self.down, self.reset):
            moves.addWidget(made)
        moves.addStretch(1)
        ends.addStretch(1)
        ends.addWidget(button("キャンセル", self.reject))
        ends.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(theme.GAP)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addLayout(moves)
        layout.addLayout(ends)
        self.resize(min(440, parent.width()), min(560, parent.height()))

    def _add(self, name: str, label: str, shown: bool, fixed: bool) -> None:
        item = QListWidgetItem(label.replace("\n", ""))
        item.setData(_NAME, name)
        item.setCheckState(_CHECKED if shown else _UNCHECKED)
        if fixed:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.addItem(item)

    def _move(self, rows: int) -> None:
        at = self.list.currentRow()
        to = at + rows
        if at >= 0 and 0 <= to < self.list.count():
            self.list.insertItem(to, self.list.takeItem(at))
            self.list.setCurrentRow(to)

    def _reset(self) -> None:
        self._choice.choose({})
        self.accept()

    def _take(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        self._choice.choose({item.data(_NAME): item.checkState() == _CHECKED for item in items})
        self.accept()


def choose_columns(choice: ColumnChoice, parent: QWidget) -> None:
    """Let the columns of a table be chosen."""
    dialog = ColumnDialog(choice, parent)
    dialog.exec()
    dialog.deleteLater()
