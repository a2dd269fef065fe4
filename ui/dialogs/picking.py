"""Choosing many at once from a list that is there already: with a tick each, and one button that adds them all."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.dataclass import dataclass
from ui.look import theme
from ui.widgets.buttons import button

THERE = "(登録済み)"


@dataclass(frozen=True, slots=True)
class Pick:
    """`key` is what is chosen, `text` what is read; what is there already cannot be chosen again."""

    key: str
    text: str
    is_there: bool = False


class TickList(QListWidget):
    """Picks with ticks; what is ticked stays so while other picks are shown, in the order of ticking."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("list")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.ticked: dict[str, None] = {}
        self.itemChanged.connect(self._note)
        self.itemActivated.connect(self._toggle)

    def show_picks(self, picks: Iterable[Pick]) -> None:
        """Show these picks, the first one current."""
        self.blockSignals(True)
        self.clear()
        for pick in picks:
            item = QListWidgetItem(f"{pick.text}{THERE if pick.is_there else ''}")
            item.setData(Qt.ItemDataRole.UserRole, pick.key)
            ticked = pick.is_there or pick.key in self.ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            if pick.is_there:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        self.setCurrentRow(next((row for row in range(self.count()) if self._is_free(row)), -1))
        self.blockSignals(False)

    def tick(self, keys: Iterable[str], on: bool = True) -> None:
        """Tick these, shown or not, or take their ticks off."""
        for key in keys:
            if on:
                self.ticked.setdefault(key)
            else:
                self.ticked.pop(key, None)
        self.blockSignals(True)
        for row in range(self.count()):
            if self._is_free(row):
                state = Qt.CheckState.Checked if self._key(row) in self.ticked else Qt.CheckState.Unchecked
                self.item(row).setCheckState(state)
        self.blockSignals(False)
        self.changed.emit()

    def free(self) -> list[str]:
        """Return the keys that are shown and may be chosen."""
        return [self._key(row) for row in range(self.count()) if self._is_free(row)]

    def current(self) -> str:
        """Return the key of the current row, "" for none."""
        row = self.currentRow()
        return self._key(row) if row >= 0 and self._is_free(row) else ""

    def _key(self, row: int) -> str:
        return str(self.item(row).data(Qt.ItemDataRole.UserRole))

    def _is_free(self, row: int) -> bool:
        return bool(self.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)

    def _note(self, item: QListWidgetItem) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole))
        self.tick([key], item.checkState() is Qt.CheckState.Checked)

    def _toggle(self, item: QListWidgetItem) -> None:
        """Enter or a double click on a row ticks it, as a click on the box does."""
        key = str(item.data(Qt.ItemDataRole.UserRole))
        self.tick([key], key not in self.ticked)


class PickDialog(QDialog):
    """A list, what stands above and beside it, and the button that says how many will be added. `what` counts them
    (団体 → 3団体を追加)."""

    def __init__(self, title: str, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._what = what
        self.list = TickList(f"{title}一覧")
        self.list.changed.connect(self._count)
        self.add = button("", self.accept, "primary")
        self.everything = button("表示中をすべて選ぶ", self._tick_all)
        self.upper, self.middle = QVBoxLayout(), QHBoxLayout()
        self.upper.setSpacing(theme.GAP)
        self.middle.setSpacing(theme.GAP)
        self.middle.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.everything)
        buttons.addStretch(1)
        buttons.addWidget(button("キャンセル", self.reject))
        buttons.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self.upper)
        layout.addLayout(self.middle, 1)
        layout.addLayout(buttons)
        self._count()

    @property
    def chosen(self) -> list[str]:
        """The keys that are ticked, in the order of ticking."""
        return list(self.list.ticked)

    def _tick_all(self) -> None:
        self.list.tick(filter(self.belongs_to_all, self.list.free()))

    def belongs_to_all(self, _key: str) -> bool:
        """Whether a pick is meant by whoever ticks all."""
        return True

    def _count(self) -> None:
        count = len(self.list.ticked)
        text = f"{count:,}{self._what}を追加" if count else f"{self._what}を追加"
        self.add.setText(text)
        self.add.setAccessibleName(text)
        self.add.setEnabled(bool(count))
