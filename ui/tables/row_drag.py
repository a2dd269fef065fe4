"""Rows moved with the mouse: by the grip at the left end of a row, where the table has an order of its own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look import theme
from ui.look.colours import colour
from ui.tables.row_ways import RowWays
from ui.tables.sheet.cursor import Cursor
from ui.tables.sheet.grid import Grid
from ui.tables.table_model import TableModel

WIDTH = 3 * theme.STEP
"""So far from the left end of a row it is taken hold of."""
_DOT = 2


class RowDrag(QObject):
    """Watches the cells of a sheet. While rows are sorted or filtered their order is not the table's: none is moved."""

    def __init__(
        self, grids: Sequence[Grid], model: TableModel, cursor: Cursor, ways: Callable[[], RowWays], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._grids = {grid.viewport(): grid for grid in grids}
        self._model, self._cursor, self._ways = model, cursor, ways
        self._grip: _Grip | None = None
        self._line = QWidget(parent)
        self._line.setStyleSheet(f"background: {theme.PRIMARY};")
        self._line.hide()
        self._held: int | None = None
        for viewport in self._grids:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        grid = self._grids.get(watched) if isinstance(watched, QWidget) else None
        if grid is None:
            return False
        if event.type() == QEvent.Type.Enter:
            if self._is_ordered:
                grid.viewport().setMouseTracking(True)
        elif event.type() == QEvent.Type.Leave and self._held is None:
            self._hide_grip()
        elif isinstance(event, QMouseEvent):
            return self._mouse(grid, event)
        return False

    @property
    def _is_ordered(self) -> bool:
        rows = self._model.rows
        return self._ways().place is not None and rows.sorting is None and not rows.filters

    def _mouse(self, grid: Grid, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        kind, is_left = event.type(), event.button() == Qt.MouseButton.LeftButton
        if self._held is not None:
            if kind == QEvent.Type.MouseMove:
                self._show_line(grid, self._boundary(grid, at))
            elif kind == QEvent.Type.MouseButtonRelease and is_left:
                self._drop(self._boundary(grid, at))
            return True
        row = self._row_at(grid, at)
        if kind == QEvent.Type.MouseMove and not event.buttons():
            self._show_grip(grid, row)
        elif kind == QEvent.Type.MouseButtonPress and is_left and row is not None:
            grid.setFocus(Qt.FocusReason.MouseFocusReason)
            self._cursor.go(row, 0)
            self._held = row
            return True
        return False

    def _row_at(self, grid: Grid, at: QPoint) -> int | None:
        """Return the row whose grip is at a point of the cells."""
        if not self._is_ordered or at.x() > WIDTH or grid.columnAt(at.x()) != 0:
            return None
        row = grid.rowAt(at.y())
        return row if 0 <= row < len(self._model.rows.shown) else None

    def _boundary(self, grid: Grid, at: QPoint) -> int:
        """Return over which row a row would stand that is let go here; their number behind the last."""
        rows = len(self._model.rows.shown)
        row = grid.rowAt(max(0, min(at.y(), grid.viewport().height() - 1)))
        if row < 0 or row >= rows:
            return rows
        top, height = grid.rowViewportPosition(row), grid.rowHeight(row)
        return row + (at.y() > top + height // 2)

    def _drop(self, boundary: int) -> None:
        held, self._held = self._held, None
        self._line.hide()
        self._hide_grip()
        place = self._ways().place
        if held is not None and place is not None and boundary not in (held, held + 1):
            place([record.id for record in self._model.rows.shown[:boundary]])

    def _show_line(self, grid: Grid, boundary: int) -> None:
        """Show where the row would stand, across all cells."""
        sheet = self._line.parentWidget()
        assert sheet is not None
        last = boundary == len(self._model.rows.shown)
        row = max(boundary - last, 0)
        top = grid.rowViewportPosition(row) + (grid.rowHeight(row) if last else 0)
        left = grid.viewport().mapTo(sheet, QPoint(0, top))
        self._line.setGeometry(QRect(left.x(), left.y() - 1, sheet.width() - left.x(), 3))
        self._line.raise_()
        self._line.show()

    def _show_grip(self, grid: Grid, row: int | None) -> None:
        if row is None:
            self._hide_grip()
            return
        if self._grip is None or self._grip.parentWidget() is not grid.viewport():
            self._hide_grip()
            self._grip = _Grip(grid.viewport())
        self._grip.setGeometry(0, grid.rowViewportPosition(row), WIDTH, grid.rowHeight(row))
        self._grip.show()
        grid.viewport().setCursor(Qt.CursorShape.SizeVerCursor)

    def _hide_grip(self) -> None:
        if self._grip is not None and self._grip.isVisible():
            self._grip.hide()
            for viewport in self._grids:
                viewport.unsetCursor()


class _Grip(QWidget):
    """Six dots at the left end of the row that is pointed at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2
        for down in (-6, -1, 4):
            for across in (1, 5):
                painter.fillRect(across, middle + down, _DOT, _DOT, colour(theme.SECONDARY))
        painter.end()
