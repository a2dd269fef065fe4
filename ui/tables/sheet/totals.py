"""The totals rows that stay at the bottom of a sheet, in step with its columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.look import theme
from ui.look.colours import colour
from ui.tables.columns import Column, Totals
from ui.tables.sheet.painter import SELECTED, draw_focus, draw_text, draw_triangle
from ui.tables.table_model import ACCESSIBLE, DISPLAY, NOWHERE, TOOLTIP, TableModel

ARROW_ROOM = 24
"""The left end of the first label, where a click folds the rows."""
_FOLDED = "ほかの行はたたんでいます。スペースキーですべて表示します"
_UNFOLDED = "スペースキーで1行にたたみます"
Index = QModelIndex | QPersistentModelIndex


class TotalsModel(QAbstractTableModel):
    """The totals rows of a table, by the table's own columns; the label stands in the first cell."""

    def __init__(self, table: TableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.totals: tuple[Totals, ...] = ()
        self.is_folded = False
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
        if role != DISPLAY and self.is_foldable(index.row(), index.column()):
            text = f"{text}。{_FOLDED if self.is_folded else _UNFOLDED}"
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

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What all rows show, folded or not, a text for each column."""
        columns = range(len(self._table.columns))
        return tuple(tuple(self.text(row, at) for at in columns) for row in range(len(self.totals)))

    def is_label(self, row: int, column: int) -> bool:
        """Return whether the cell shows the row's label."""
        return column == 0 and self._table.columns[0].name not in self.totals[row].values

    @property
    def shown_rows(self) -> int:
        """Return how many rows are seen."""
        return min(1, len(self.totals)) if self.is_folded else len(self.totals)

    def fold(self, folds: bool) -> int:
        """Show the first row alone, or all; return how many are seen."""
        self.is_folded = folds
        return self.shown_rows

    def is_foldable(self, row: int, column: int) -> bool:
        """Return whether the cell is the label at which the rows fold."""
        return row == 0 and len(self.totals) > 1 and self.is_label(row, column)

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
            if self._totals.is_foldable(row, at):
                folded = self._totals.is_folded
                centre = QPoint(rect.left() + ARROW_ROOM // 2 + 2, rect.center().y())
                draw_triangle(painter, centre, QSize(10, 7), theme.PRIMARY, up=folded)
                rect = rect.adjusted(ARROW_ROOM - theme.GAP + 4, 0, 0, 0)
                text = f"{text}(ほか{len(self._totals.totals) - 1}行)" if folded else text
            draw_text(painter, rect, text, align, column.figure and not label, True)


class TotalsView(QTableView):
    """One view of the totals rows: under the scrolling cells, or under the frozen columns."""

    entered = Signal()
    """The keyboard has come here."""
    fold_asked = Signal()
    """The rows are to be folded to one, or to be shown again."""

    def __init__(self, totals: TotalsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals = totals
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

    def span_labels(self, columns: int) -> None:
        """Let each label run over the cells at its right up to the first that has a value, of `columns` shown here."""
        self.clearSpans()
        names = [self._totals.column(at).name for at in range(columns)]
        for row, totals in enumerate(self._totals.totals):
            span = next((at for at, one in enumerate(names) if at and one in totals.values), columns)
            if span > 1:
                self.setSpan(row, 0, 1, span)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        super().mousePressEvent(event)
        if index.isValid() and self._totals.is_foldable(index.row(), index.column()) and at.x() < ARROW_ROOM:
            self.fold_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._totals.totals) > 1:
            self.fold_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if len(self._totals.totals) > 1:
            menu = QMenu(self)
            words = "合計をすべて表示" if self._totals.is_folded else "合計を1行にたたむ"
            menu.addAction(words).triggered.connect(lambda _checked=False: self.fold_asked.emit())
            menu.exec(event.globalPos())
            menu.deleteLater()

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
