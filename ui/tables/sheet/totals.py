"""The totals rows that stay at the bottom of a sheet, in step with its columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.look import theme
from ui.tables.columns import Column, Totals
from ui.tables.sheet.painter import SELECTED, colour, draw_focus, draw_text
from ui.tables.table_model import ACCESSIBLE, DISPLAY, NOWHERE, TOOLTIP, TableModel

Index = QModelIndex | QPersistentModelIndex


class TotalsModel(QAbstractTableModel):
    """The totals rows of a table, by the table's own columns; the label stands in the first cell."""

    def __init__(self, table: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.totals: tuple[Totals, ...] = ()
        table.modelReset.connect(self._reset)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.totals)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role not in (DISPLAY, ACCESSIBLE, TOOLTIP):
            return None
        totals = self.totals[index.row()]
        text = self.text(index.row(), index.column())
        if role == TOOLTIP:
            return totals.tooltips.get(self._table.columns[index.column()].name, text)
        return text.replace("△", "マイナス") if role == ACCESSIBLE else text

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        totals = self.totals[row]
        shown = self._table.columns[column]
        if shown.name not in totals.values:
            return totals.label if column == 0 else ""
        value = totals.values[shown.name]
        return value if isinstance(value, str) else shown.show(value)

    def is_label(self, row: int, column: int) -> bool:
        """Return whether the cell shows the row's label."""
        return column == 0 and self._table.columns[0].name not in self.totals[row].values

    def column(self, at: int) -> Column:
        """Return a column of the table."""
        return self._table.columns[at]

    def set_totals(self, totals: Sequence[Totals]) -> None:
        """Show other totals; as many rows as before keep their views' state."""
        if len(totals) != len(self.totals):
            self.beginResetModel()
            self.totals = tuple(totals)
            self.endResetModel()
            return
        self.totals = tuple(totals)
        if self.totals and self.columnCount():
            last = self.index(len(self.totals) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()


class TotalsPainter(QStyledItemDelegate):
    """Paints totals in bold; a label may run over the empty cells at its right."""

    def __init__(self, totals: TotalsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._totals = totals

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        row, at = index.row(), index.column()
        column = self._totals.column(at)
        selected = bool(option.state & SELECTED)
        painter.fillRect(rect, colour(theme.SELECTION if selected else theme.LIGHT_PRIMARY))
        text = self._totals.text(row, at)
        if text:
            label = self._totals.is_label(row, at)
            align = column.alignment if not label else type(column.alignment).LEFT
            draw_text(painter, rect, text, align, column.figure and not label, True)


class TotalsView(QTableView):
    """One view of the totals rows: under the scrolling cells, or under the frozen columns."""

    entered = Signal()
    """The keyboard has come here."""

    def __init__(self, totals: TotalsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(totals)
        self.setItemDelegate(TotalsPainter(totals, self))
        self.setAccessibleName(name)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(theme.TARGET)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.row_height())
        rows.hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid() and not self.isColumnHidden(index.column()):
            painter = QPainter(self.viewport())
            draw_focus(painter, self.visualRect(index).adjusted(0, 0, -1, -1))
            painter.end()
