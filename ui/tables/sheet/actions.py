"""What the user does to a range of cells: copy, paste, fill, clear, type. The page decides; the sheet never writes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.model.machine.faults import Refused
from core.words.sentences import sentence
from ui.tables.columns import CellEdit, OnAppend, OnEdit, Rejected
from ui.tables.sheet.cursor import Cursor, Range
from ui.tables.sheet.range_edits import locked, plan_fill_down, plan_key, plan_paste, plan_texts, texts
from ui.tables.table_model import TableModel
from ui.tables.tsv import read_tsv, write_tsv


class RangeActions(QObject):
    """One call of `on_edit` (or `on_append`) for each user action, all or nothing."""

    refused = Signal(list)
    """list[Rejected] of an action on several cells."""
    range_refused = Signal(str)
    """The sentence when the whole range was refused."""
    cell_refused = Signal(str)
    """The sentence about the current cell."""
    accepted = Signal()

    def __init__(
        self, model: TableModel, cursor: Cursor, on_edit: OnEdit | None, on_append: OnAppend | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._cursor = cursor
        self._on_edit = on_edit
        self._on_append = on_append

    @property
    def can_edit(self) -> bool:
        """Return whether the page takes edits at all."""
        return self._on_edit is not None

    def copy(self, *, headings: bool = False) -> None:
        """Put the range on the clipboard as Excel does."""
        range = self._cursor.range
        if range:
            QGuiApplication.clipboard().setText(write_tsv(texts(self._model.rows, range, headings=headings)))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the clipboard's cells into the table, all or none."""
        range, text = self._cursor.range, QGuiApplication.clipboard().text()
        if range is None and self._on_append is not None and not self._model.rows.all:
            range = Range(0, 0, 0, 0)
        if range is None or not text or self._on_edit is None:
            return
        try:
            plan = plan_paste(self._model.rows, range, read_tsv(text), appendable=self._on_append is not None)
        except Refused as refused:
            self.range_refused.emit(sentence(refused))
            return
        if plan.rejected:
            self.refused.emit(plan.rejected)
        elif self._ask(plan.edits, plan.rows):
            self._cursor.select(plan.range)

    def fill_down(self) -> None:
        """Copy the first selected row into the others."""
        range = self._cursor.range
        if range:
            self._change(plan_fill_down(self._model.rows, range))

    def clear(self) -> None:
        """Empty the editable cells of the range."""
        range = self._cursor.range
        if range and self._on_edit is not None:
            if not any(self._can_edit(row, column) for row, column in range.cells()):
                self._say_locked()
            self._change(plan_texts(self._model.rows, range, ""))

    def key_action(self, typed: str) -> Callable[[], object] | None:
        """Return what a typed character does at once, or None when it begins editing."""
        range, current = self._cursor.range, self._cursor.current
        if range is None or current is None or (not typed.strip() and typed != " ") or self._on_edit is None:
            return None
        edits = plan_key(self._model.rows, range, typed)
        if edits is not None:
            return lambda: self._change(edits)
        return None if self._can_edit(*current) else self._say_locked

    def commit(self, row: int, column: int, text: str) -> str | None:
        """Ask for one typed cell; return the sentence of refusal or None."""
        rejected = self._typed(row, column, text)
        return rejected[0].sentence if rejected else None

    def commit_left(self, row: int, column: int, text: str) -> str | None:
        """Ask for a cell that was left without Enter; a refusal is listed, since no editor keeps the text."""
        rejected = self._typed(row, column, text)
        if rejected:
            self.refused.emit(list(rejected))
        return None

    def _typed(self, row: int, column: int, text: str) -> Sequence[Rejected]:
        shown, record = self._model.columns[column], self._model.rows.shown[row]
        if self._on_edit is None or text == shown.plain_text(record):
            return ()
        rejected = self._on_edit([CellEdit(record, shown, text)])
        if not rejected:
            self.accepted.emit()
        return rejected

    def _change(self, edits: list[CellEdit]) -> None:
        if edits:
            self._ask(edits, [])

    def _ask(self, edits: list[CellEdit], rows: list[list[CellEdit]]) -> bool:
        """Ask the page; return whether it accepted."""
        if (not edits and not rows) or self._on_edit is None:
            return True
        rejected = self._on_append(edits, rows) if rows and self._on_append else self._on_edit(edits)
        if rejected:
            self.refused.emit(list(rejected))
            return False
        self.accepted.emit()
        return True

    def _can_edit(self, row: int, column: int) -> bool:
        return self._model.columns[column].can_edit(self._model.rows.shown[row])

    def _say_locked(self) -> None:
        current = self._cursor.current
        if current:
            wish = CellEdit(self._model.rows.shown[current[0]], self._model.columns[current[1]], "")
            self.cell_refused.emit(locked(wish).sentence)
