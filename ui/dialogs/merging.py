"""見比べて統合: what somebody else saved meanwhile, row by row, and whose word counts where both changed the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.model.machine.changes import Row
from core.model.machine.history import LogEntry
from core.model.machine.sealing import was_sealed
from core.model.machine.table import Look
from core.operations.merging.merge import Difference, Divergence, Key, Side, kept_side, taken_columns
from core.operations.merging.numbers import Renumbered, RowsLook
from core.operations.telling.values import column_name, row_name, value_text
from ui.look import theme
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.spaced_label import SpacedLabel

HEADINGS = ("対象", "項目", "元の内容", "こちら", "相手", "採用する方")
_TAKEN = "相手(自動)"
_NUMBERED = "両方(番号を付け直し)"
_SHOWN_ENTRIES = 3
_ROW_HEIGHT = theme.TARGET + 3 * theme.STEP
_FITTED = 500
"""Rows that are made as high as their text; measuring more takes too long."""


class MergeDialog(QDialog):
    """`choices` say whose word counts, once the user has accepted."""

    def __init__(self, comparison: Divergence, ours: Look, entries: tuple[LogEntry, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("見比べて統合")
        self.resize(1000, 600)
        # Their rows by our ids: by their own ids a new row of theirs would bear the name of one of ours.
        self._books = (ours, RowsLook(comparison.theirs))
        self._boxes: dict[Key, QComboBox] = {}
        about = SpacedLabel(_about(comparison, entries))
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels(HEADINGS)
        self.table.setAccessibleName("相手の変更とこちらの変更")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for conflict in comparison.conflicts:
            self._add(conflict, is_conflict=True, owned=len(comparison.owned_by(conflict)))
        for one in comparison.renumbered:
            self._add_number(one)
        for difference in comparison.taken:
            self._add(difference, is_conflict=False)
        if self.table.rowCount() <= _FITTED:
            self.table.resizeRowsToContents()
            for row in range(self.table.rowCount()):
                self.table.setRowHeight(row, max(self.table.rowHeight(row), _ROW_HEIGHT))
        buttons = QHBoxLayout()
        if comparison.conflicts:
            buttons.addWidget(button("すべてこちらを採用", lambda: self._choose(Side.OURS)))
            buttons.addWidget(button("すべて相手を採用", lambda: self._choose(Side.THEIRS)))
        buttons.addStretch(1)
        buttons.addWidget(button("やめる", self.reject))
        buttons.addWidget(button("統合して保存", self.accept, "primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    @property
    def choices(self) -> dict[Key, Side]:
        """Whose word counts, by row."""
        return {key: Side(box.currentData()) for key, box in self._boxes.items()}

    def _choose(self, side: Side) -> None:
        for box in self._boxes.values():
            box.setCurrentIndex(box.findData(side.value))

    def _add(self, difference: Difference, is_conflict: bool, owned: int = 0) -> None:
        name = self._name(difference)
        shown = f"{name}(属する{owned:,}行も一緒に)" if owned else name
        lines = _lines(difference, *self._books)
        asked = len(difference.columns or ("id",)) if is_conflict else 0
        for number, (column, base, ours, theirs) in enumerate(lines):
            row = self._add_line((shown if number == 0 else "", column, base, ours, theirs))
            if is_conflict and number == 0:
                self.table.setCellWidget(row, len(HEADINGS) - 1, self._box(difference, name))
            elif number >= asked:
                self.table.setItem(row, len(HEADINGS) - 1, QTableWidgetItem(_TAKEN))

    def _add_number(self, one: Renumbered) -> None:
        """Tell of a new row that gets another number, and on whose side it is."""
        column, before, after = next((name, str(one.before[name]), str(value)) for name, value in one.after.items())
        look = self._books[0 if one.is_ours else 1]
        change = f"{before} → {after}"
        texts = (row_name(look, one.table, one.id), column_name(one.table, column), "なし")
        row = self._add_line((*texts, *((change, before) if one.is_ours else (before, change))))
        self.table.setItem(row, len(HEADINGS) - 1, QTableWidgetItem(_NUMBERED))

    def _add_line(self, texts: tuple[str, ...]) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for at, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, at, item)
        return row

    def _box(self, conflict: Difference, name: str) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(f"{name}で採用する方")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for side in Side:
            box.addItem(side.label, side.value)
        box.setCurrentIndex(box.findData(kept_side(conflict).value))
        self._boxes[conflict.key] = box
        return box

    def _name(self, difference: Difference) -> str:
        ours, theirs = self._books
        if difference.ours is None and difference.base is None:
            return row_name(theirs, difference.table, difference.id, difference.theirs)
        return row_name(ours, difference.table, difference.id, difference.ours or difference.base)


def _about(comparison: Divergence, entries: tuple[LogEntry, ...]) -> str:
    who = "、".join(dict.fromkeys(entry.who or "名前なし" for entry in entries)) or "ほかの人"
    latest = "、".join(f"「{entry.label}」" for entry in entries[:_SHOWN_ENTRIES])
    more = f"など{len(entries)}件" if len(entries) > _SHOWN_ENTRIES else ""
    told = f"({latest}{more})" if latest else ""
    conflicts = len(comparison.conflicts)
    ask = f"両方が変えたところが{conflicts}件あります。どちらを採用するか選んでください。" if conflicts else ""
    if any(conflict.is_of_rows for conflict in comparison.conflicts):
        ask += "行の削除を採ると、その行を指していた欄は空になります。"
    numbers = len(comparison.renumbered)
    if numbers:
        ask += f"両方が同じ番号で追加した行が{numbers:,}件あります。どちらも残し、片方に次の空いた番号を付けます。"
    return (
        f"このファイルは、開いた後に{who}が書き換えています{told}。"
        f"相手だけが変えたところが{len(comparison.taken)}件あり、そのまま取り入れます。{ask}"
        "統合する前の両方の内容は、控えに残ります。"
    )


def _lines(difference: Difference, here: Look, there: Look) -> list[tuple[str, str, str, str]]:
    """Return the columns about which is asked, then those that only they have changed, or one line for a row that was
    added or removed. What only we have changed stays, and is not shown."""
    base, ours, theirs = difference.base, difference.ours, difference.theirs
    if ours is None or theirs is None:
        words = tuple("なし" if row is None else "あり" for row in (base, ours, theirs))
        return [("行の有無", words[0], words[1], words[2])]
    name = difference.table
    names = dict.fromkeys((*difference.columns, *taken_columns(difference)))

    def text(book: Look, row: Row | None, column: str) -> str:
        value = None if row is None else row.get(column)
        if was_sealed(here, name, difference.id, column, ours):  # what is sealed here is not told by them either
            return value_text(here, name, difference.id, column, value, ours)
        return value_text(book, name, difference.id, column, value, row)

    return [
        (column_name(name, one), text(here, base, one), text(here, ours, one), text(there, theirs, one))
        for one in names
    ]
