"""Where the user was in a table, kept while its rows are sorted, filtered or read again."""

from typing import Any

from ui.tables.sheet.cursor import Cursor
from ui.tables.sheet.panes import Panes
from ui.tables.table_model import TableModel


class Place:
    """Notes current record, column and scroll position before a reset of the model and finds them again after it."""

    def __init__(self, model: TableModel, cursor: Cursor, panes: Panes) -> None:
        self._model = model
        self._cursor = cursor
        self._panes = panes
        self._noted: tuple[Any, int, int, int, int] | None = None
        model.modelAboutToBeReset.connect(self._note)
        model.modelReset.connect(self._find)

    def _note(self) -> None:
        current = self._cursor.current
        if current is None:
            self._noted = None
            return
        row, column = current
        rows = self._model.rows
        record = self._model.record(row)
        key = None if record is None else rows.key(record)
        self._noted = (key, row, column, *self._panes.scrolled)

    def _find(self) -> None:
        rows = self._model.rows
        if not self._model.rowCount() or not rows.columns:
            self._cursor.selection.clearCurrentIndex()
            return
        if self._noted is None:
            self._cursor.go(0, 0)
            return
        key, row, column, across, down = self._noted
        found = len(rows.shown) if key is None else rows.row_of(key)
        self._panes.scroll_to(across, down)
        self._cursor.go(min(row, self._cursor.last_row) if found is None else found, column)
