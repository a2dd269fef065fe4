"""One view of a sheet: the scrolling cells, or the frozen columns. Both share cursor, selection and keys."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from ui.look import theme
from ui.tables.sheet.cursor import Cursor
from ui.tables.sheet.delegate import CellDelegate
from ui.tables.sheet.header import SheetHeader
from ui.tables.sheet.keys import SheetKeys
from ui.tables.sheet.painter import draw_focus
from ui.tables.table_model import TableModel

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
DENSER = theme.STEP
"""So much lower are rows in a low window."""
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def is_inside(view: QTableView, at: QPoint) -> bool:
    """Return whether a point of the screen lies on the cells of `view`."""
    return view.isVisible() and view.viewport().rect().contains(view.viewport().mapFromGlobal(at))


class Grid(QTableView):
    """The cells. Keys go to `keys` first; what it leaves (typed letters, the input method) begins editing."""

    dragged = Signal(QPoint)
    """The mouse, with its button down, is at this point of the screen."""
    menu_asked = Signal(QPoint)
    entered = Signal()
    """The keyboard has come here."""

    def __init__(
        self,
        model: TableModel,
        cursor: Cursor,
        delegate: CellDelegate,
        keys: SheetKeys,
        lines: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        self._cursor = cursor
        self._keys = keys
        self.editing = delegate
        self.heading = SheetHeader(model, self)
        self.setHorizontalHeader(self.heading)
        self.setSelectionModel(cursor.selection)
        self.setItemDelegate(delegate)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.STEP)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        self.lines, self._is_dense = lines, False
        rows.setDefaultSectionSize(theme.row_height(lines))
        rows.hide()
        self.setFont(theme.table_font())
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(lines > 1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))

    def set_dense(self, dense: bool) -> None:
        """Let the rows stand closer, in a window that is low, or as they are meant."""
        self._is_dense = dense
        self.set_lines(self.lines)

    def set_lines(self, lines: int) -> None:
        """Let the rows be so many lines high."""
        self.lines = lines
        self.editing.set_lines(lines)
        self.setWordWrap(lines > 1)
        self.verticalHeader().setDefaultSectionSize(theme.row_height(lines) - (DENSER if self._is_dense else 0))
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keys.handles(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TABS:
            return self._keys.handle(event) or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        begins = bool(event.commitString()) and self.state() != QAbstractItemView.State.EditingState
        super().inputMethodEvent(event)
        editor = QApplication.focusWidget()
        if begins and self.state() == QAbstractItemView.State.EditingState and editor not in (None, self):
            # Qt keeps the first letter of a composition, but drops one that is committed at once (a full-width digit).
            QApplication.sendEvent(editor, event)

    def keyboardSearch(self, search: str) -> None:
        """Letters type into cells; they look for nothing."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if shift:
                self._cursor.go(index.row(), index.column(), extend=True)
                return
            super().mousePressEvent(event)
            self._cursor.go(index.row(), index.column())
        elif event.button() == Qt.MouseButton.LeftButton and self._table.new_row is not None:
            self._go_below(event)
        elif event.button() == Qt.MouseButton.RightButton and index.isValid():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            if not self._cursor.selection.isSelected(index):
                self._cursor.go(index.row(), index.column())

    def _go_below(self, event: QMouseEvent) -> None:
        """In the white below the last row: to 新しい行, where what is pasted is added."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self.columnAt(int(event.position().x()))
        self._cursor.go(len(self._table.rows.shown), at if at >= 0 else self._table.columnCount() - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._choose_input_method()
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self.visualRect(index))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            rect = self.current_rect()
            if rect.isValid() and event.rect().intersects(rect):
                painter = QPainter(self.viewport())
                draw_focus(painter, rect)
                painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._choose_input_method()
        self.entered.emit()

    def _choose_input_method(self) -> None:
        """A cell whose single keys are words of the ledger takes the keys themselves, whatever kana mode is on."""
        index = self.currentIndex()
        if index.isValid():
            column = self._table.columns[index.column()]
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, column.key_values is None)

    def current_rect(self) -> QRect:
        """Return where the current cell is in the viewport; empty when it stands in the other view."""
        index = self.currentIndex()
        if not index.isValid() or self.isColumnHidden(index.column()):
            return QRect()
        return self.visualRect(index).adjusted(0, 0, -1, -1)
