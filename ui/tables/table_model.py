"""One model for all tables: records and a tuple of columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from ui.look import theme
from ui.look.colours import colour
from ui.tables.columns import Align, Column
from ui.tables.new_row import NewRow
from ui.tables.record_list import Filter, RecordList, Sorting, record_key

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

# Qt hands roles over as plain int; comparing them with enum members would cost more than the answer.
DISPLAY = int(Role.DisplayRole)
EDIT = int(Role.EditRole)
TOOLTIP = int(Role.ToolTipRole)
FONT = int(Role.FontRole)
ALIGNMENT = int(Role.TextAlignmentRole)
FOREGROUND = int(Role.ForegroundRole)
BACKGROUND = int(Role.BackgroundRole)
ACCESSIBLE = int(Role.AccessibleTextRole)
DESCRIPTION = int(Role.AccessibleDescriptionRole)

NOWHERE = QModelIndex()
FLAGS = {Align.LEFT: Qt.AlignmentFlag.AlignLeft, Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
         Align.RIGHT: Qt.AlignmentFlag.AlignRight}  # fmt: skip


class TableModel(QAbstractTableModel):
    """Shows the records of `rows`; nothing is written here: an edit is the page's to decide."""

    arranged = Signal()
    """Sorting or filters have changed."""

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], Any] = record_key, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RecordList(columns, key)
        self.hits: frozenset[tuple[int, int]] = frozenset()
        self.new_row: NewRow | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.rows.columns

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows.shown) + (self.new_row is not None)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        rows = self.rows
        column = rows.columns[index.column()]
        if index.row() >= len(rows.shown):
            return self._new_data(column, role)
        record = rows.shown[index.row()]
        if role == DISPLAY:
            return column.text(record)
        if role == EDIT:
            return column.plain_text(record)
        if role == ALIGNMENT:
            return FLAGS[column.alignment] | Qt.AlignmentFlag.AlignVCenter
        if role == FONT:
            mark = column.mark_of(record)
            return _font(column.figure, mark is not None and mark.bold)
        if role in (FOREGROUND, BACKGROUND):
            return _colour(column, record, role)
        if role in (TOOLTIP, ACCESSIBLE):
            return column.tooltip_text(record) if role == TOOLTIP else column.spoken_text(record)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == DISPLAY else None
        column = self.rows.columns[section]
        if role in (DISPLAY, ACCESSIBLE):
            return column.label
        if role in (TOOLTIP, DESCRIPTION):
            return column.help or column.label
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and self.can_edit(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def record(self, row: int) -> Any | None:
        """Return the record of a row; None for 新しい行."""
        return self.rows.shown[row] if row < len(self.rows.shown) else None

    def can_edit(self, row: int, at: int) -> bool:
        """Return whether a cell takes text; in 新しい行 every column does that is edited at all."""
        column, record = self.rows.columns[at], self.record(row)
        return column.edit is not None if record is None else column.can_edit(record)

    def plain_text(self, row: int, at: int) -> str:
        """Return what a cell gives to the editor."""
        column, record = self.rows.columns[at], self.record(row)
        if record is None:
            return self.new_row.typed.get(column.name, "") if self.new_row else ""
        return column.plain_text(record)

    def set_appendable(self, appendable: bool) -> None:
        """Show 新しい行 at the end, or not."""
        if appendable != (self.new_row is not None):
            self.beginResetModel()
            self.new_row = NewRow() if appendable else None
            self.endResetModel()
            self.arranged.emit()

    def type_new(self, typed: Mapping[str, str], missing: Iterable[str] = ()) -> None:
        """Keep what stands in 新しい行 so far."""
        if self.new_row is not None:
            self.new_row.typed, self.new_row.missing = dict(typed), frozenset(missing)
            if self.columnCount():
                row = len(self.rows.shown)
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def set_columns(self, columns: Sequence[Column], records: Iterable[Any] | None = None) -> None:
        """Show other columns, of the same records or of others."""
        self.beginResetModel()
        self.hits = frozenset()
        self.rows.set_columns(columns, records)
        self.endResetModel()
        self.arranged.emit()

    def set_records(self, records: Iterable[Any]) -> None:
        """Show other records; sorting and filters stay on."""
        self.beginResetModel()
        self.hits = frozenset()
        self.rows.replace(records)
        self.endResetModel()
        self.arranged.emit()

    def refresh_records(self, records: Iterable[Any]) -> None:
        """Show changed records in their place (same keys): only their rows are painted again, none moves."""
        last = self.columnCount() - 1
        rows = self.rows.update(records)
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] > row + 1:
                self.dataChanged.emit(self.index(rows[start], 0), self.index(row, last))
                start = at + 1

    def sort_by(self, name: str | None, descending: bool = False) -> None:
        """Sort by a column, empty cells last; None returns to the order given."""
        self.rows.sorting = None if name is None else Sorting(name, descending)
        self._arrange()

    def filter_by(self, name: str, filter: Filter) -> None:
        """Show only what `filter` lets through; an empty Filter takes the column's filter off."""
        self.rows.filters.pop(name, None)
        if filter:
            self.rows.filters[name] = filter
        self._arrange()

    def clear_filters(self) -> None:
        """Show every record again."""
        self.rows.filters.clear()
        self._arrange()

    def set_hits(self, cells: Iterable[tuple[int, int]]) -> None:
        """Mark the cells that a search has found."""
        self.hits = frozenset(cells)
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _new_data(self, column: Column, role: int) -> Any:
        """Return what a view asks of a cell of 新しい行."""
        new = self.new_row
        if new is None:
            return None
        if role in (DISPLAY, EDIT):
            return new.text(column, self.columns) if role == DISPLAY else new.typed.get(column.name, "")
        if role in (ACCESSIBLE, TOOLTIP):
            return new.spoken(column) if role == ACCESSIBLE else column.help
        return FLAGS[column.alignment] | Qt.AlignmentFlag.AlignVCenter if role == ALIGNMENT else None

    def _arrange(self) -> None:
        self.beginResetModel()
        self.hits = frozenset()
        self.rows.arrange()
        self.endResetModel()
        self.arranged.emit()


def _font(figure: bool, bold: bool) -> Any:
    return theme.table_figures(bold=bold) if figure else theme.table_font(bold=bold)


def _colour(column: Column, record: Any, role: int) -> QColor | None:
    mark = column.mark_of(record)
    name = None if mark is None else mark.foreground if role == FOREGROUND else mark.background
    return None if name is None else colour(name)
