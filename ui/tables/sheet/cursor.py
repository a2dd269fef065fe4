"""The current cell and the selected range, in rows and columns of the model: one for all views of a sheet."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from core.dataclass import dataclass
from ui.tables.table_model import TableModel

Command = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, all four borders included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def cells(self) -> Iterator[tuple[int, int]]:
        """Return (row, column) line by line."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


class Cursor:
    """Moves the current cell; the range stretches from `anchor` to it."""

    def __init__(self, model: TableModel) -> None:
        self._model = model
        self.selection = QItemSelectionModel(model)
        self.anchor = (0, 0)
        self._tab_start: int | None = None

    @property
    def current(self) -> tuple[int, int] | None:
        """Return (row, column) of the current cell, or None in an empty table."""
        index = self.selection.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    @property
    def range(self) -> Range | None:
        """Return the selected rectangle; the current cell alone when nothing is selected."""
        selection = self.selection.selection()
        parts = [selection.at(at) for at in range(selection.count())]
        if parts:
            return Range(
                min(part.top() for part in parts),
                min(part.left() for part in parts),
                max(part.bottom() for part in parts),
                max(part.right() for part in parts),
            )
        current = self.current
        return Range(*current, *current) if current else None

    @property
    def rows_range(self) -> Range | None:
        """Return the selected rectangle as far as it covers records: without 新しい行."""
        range, rows = self.range, len(self._model.rows.shown)
        if range is None or range.top >= rows:
            return None
        return replace(range, bottom=min(range.bottom, rows - 1))

    @property
    def last_row(self) -> int:
        """Return the row of the last record."""
        return max(len(self._model.rows.shown) - 1, 0)

    def go(self, row: int, column: int, *, extend: bool = False) -> None:
        """Make the cell current, kept inside the table; with `extend` the range grows or shrinks to it."""
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if not rows or not columns:
            return
        row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
        if not extend:
            self.anchor = (row, column)
        index = self._model.index(row, column)
        self.selection.setCurrentIndex(index, Command.NoUpdate)
        self.select(Range(*_corners(self.anchor, (row, column))))

    def select(self, range: Range) -> None:
        """Select a rectangle without moving the current cell."""
        corners = QItemSelection(self._model.index(range.top, range.left), self._model.index(range.bottom, range.right))
        self.selection.select(corners, Command.ClearAndSelect)

    def select_all(self) -> None:
        """Select every cell; the current cell stays."""
        if self._model.rowCount() and self._model.columnCount():
            self.anchor = (0, 0)
            self.select(Range(0, 0, self.last_row, self._model.columnCount() - 1))

    def step(self, rows: int, columns: int, *, extend: bool = False) -> None:
        """Move by so many rows and columns."""
        self._tab_start = None
        row, column = self.current or (0, 0)
        self.go(row + rows, column + columns, extend=extend)

    def jump(self, rows: int, columns: int, *, extend: bool = False) -> None:
        """Move to the edge of the block of filled cells, as Ctrl with an arrow does in Excel."""
        if self.current is None:
            return
        row, column = self.current
        in_block = self._filled(row, column) and self._filled(row + rows, column + columns)
        while self._inside(row + rows, column + columns):
            row, column = row + rows, column + columns
            if in_block and not self._filled(row + rows, column + columns):
                break
            if not in_block and self._filled(row, column):
                break
        self.go(row, column, extend=extend)

    def tab(self, step: int) -> bool:
        """Move right (or left with −1), over the end of a row into the next; return False at the table's end."""
        row, column = self.current or (0, 0)
        if self._tab_start is None:
            self._tab_start = column
        column += step
        if column not in range(self._model.columnCount()):
            row, column = row + step, 0 if step > 0 else self._model.columnCount() - 1
            self._tab_start = 0
        if row not in range(self._model.rowCount()):
            return False
        self.go(row, column)
        return True

    def enter(self, step: int = 1) -> None:
        """Move down (or up), after Tab back to the column where the run of Tabs began."""
        row, column = self.current or (0, 0)
        start, self._tab_start = self._tab_start, None
        self.go(row + step, column if start is None else start)

    def go_to_missing(self) -> bool:
        """In 新しい行 go to the first cell that must still be typed; return whether there is one."""
        new, current = self._model.new_row, self.current
        if new is None or current is None or self._model.record(current[0]) is not None:
            return False
        missing = (at for at, column in enumerate(self._model.columns) if column.name in new.missing)
        at = next(missing, None)
        if at is not None:
            self.go(current[0], at)
        return at is not None

    def index(self) -> QModelIndex:
        """Return the current cell's index."""
        return self.selection.currentIndex()

    def _inside(self, row: int, column: int) -> bool:
        return row in range(self._model.rowCount()) and column in range(self._model.columnCount())

    def _filled(self, row: int, column: int) -> bool:
        if not self._inside(row, column):
            return False
        record = self._model.record(row)
        return record is not None and self._model.columns[column].text(record) != ""


def _corners(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int, int, int]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
