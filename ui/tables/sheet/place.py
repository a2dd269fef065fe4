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
        key = rows.key(rows.shown[row])
        self._noted = (key, row, column, *self._panes.scrolled)

    def _find(self) -> None:
        rows = self._model.rows
        if not rows.shown or not rows.columns:
            self._cursor.selection.clearCurrentIndex()
            return
        if self._noted is None:
            self._cursor.go(0, 0)
            return
        key, row, column, across, down = self._noted
        found = rows.row_of(key)
        self._panes.scroll_to(across, down)
        self._cursor.go(row if found is None else found, column)
