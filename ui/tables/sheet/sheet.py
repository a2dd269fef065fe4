"""The Excel-like table of every page: composed of views, search, filters and the list of refused cells."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QStyle, QVBoxLayout, QWidget

from ui.tables.chosen_columns import ColumnChoice
from ui.tables.columns import Blocks, Column, OnAppend, OnEdit, Totals, UndoPoint
from ui.tables.record_list import record_key
from ui.tables.row_drag import RowDrag
from ui.tables.row_ways import RowWays
from ui.tables.sheet.actions import RangeActions
from ui.tables.sheet.cursor import Cursor
from ui.tables.sheet.delegate import CellDelegate
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.filter_line import FilterLine
from ui.tables.sheet.grid import Grid
from ui.tables.sheet.keys import Commands, SheetKeys, cell_menu
from ui.tables.sheet.panes import Panes
from ui.tables.sheet.place import Place
from ui.tables.sheet.refusals import Refusals
from ui.tables.sheet.search_bar import SearchBar
from ui.tables.sheet.totals import TotalsModel
from ui.tables.sheet.widths import Store, figure_widths, load_widths, save_widths
from ui.tables.table_model import TableModel

SAVE_WIDTHS_MS = 400
_UNLIMITED = 16_777_215
"""Qt's greatest height of a widget."""


class Sheet(QWidget):
    """A table of records. It shows what it is given and asks `on_edit` for every change; it never writes."""

    current_changed = Signal(object, object)
    """(record or Totals, Column) of the current cell; (None, None) when no row is shown."""
    columns_chosen = Signal()
    """The user has chosen other columns."""
    filled = Signal()
    """It has its first row now, or none any more."""
    activated = Signal(object, object)
    """(record, Column): Enter in a table without edits, or a double click on a cell that takes none."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        frozen: int = 0,
        on_edit: OnEdit | None = None,
        on_append: OnAppend | None = None,
        blocks: Blocks | None = None,
        undo_point: UndoPoint | None = None,
        empty: EmptyState | None = None,
        key: Callable[[Any], Any] = record_key,
        store: Store | None = None,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the table and the key of its remembered widths in `store`; `frozen`
        columns stay at the left; `key` gives what stays the same when a record changes; rows are `lines` high;
        `empty` (an EmptyState) stands there while there are no records. With `on_append` the table ends with 新しい行;
        `blocks` reads what is pasted with headings, `undo_point` gives what takes a paste back."""
        super().__init__(parent)
        self._name = name
        self._store = store
        self._extra_actions: list[QAction] = []
        self._has_rows = False
        self.choice = ColumnChoice(store, name, frozen, self._show_columns)
        self.model = TableModel(self.choice.of(columns), key, self)
        self._cursor = Cursor(self.model)
        self.model.set_appendable(on_append is not None)
        self._actions = RangeActions(self.model, self._cursor, on_edit, on_append, blocks, self)
        self._totals = TotalsModel(self.model, self)
        self.totals = self._totals  # for what is printed of them
        self._in_totals = False
        self._search = SearchBar(self.model, self)
        self.row_ways = RowWays()
        self.commands = Commands(
            actions=self._actions,
            find=self.open_search,
            find_next=lambda step: self._search.next() if step > 0 else self._search.previous(),
            filter_current=self._filter_current,
            enter=self._enter,
            tab=self._tab,
            page_rows=lambda: self._panes.page_rows,
            rows=lambda: self.row_ways,
            select_all=self._cursor.select_all,
        )
        self.keys = SheetKeys(self._cursor, self.commands)
        lines = self.choice.lines or lines
        self._panes = Panes(self.model, self._totals, lambda parent: self._grid(lines, parent), self.choice, name, self)
        self.panes = self._panes  # for what scrolls along with the cells: Alongside
        self._filter_line = FilterLine(self.model, self._panes, self)
        self._refusals = Refusals(self.model, self._panes, self._actions, undo_point, self)
        self._place = Place(self.model, self._cursor, self._panes)
        grids = (self._panes.frozen, self._panes.main)
        self._row_drag = RowDrag(grids, self.model, self._cursor, lambda: self.row_ways, self._panes)
        self._empty = empty or EmptyState("表示するデータがありません。")
        if on_append is not None:
            self._empty.add_button(
                "Excelから貼り付け", self._actions.paste, "コピーした範囲を、左端の列から貼り付けます。"
            )
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_WIDTHS_MS)
        self.setAccessibleName(name)
        self.setFocusProxy(self._panes.main)
        self._lay_out()
        self._bind()
        self._panes.rebuild(load_widths(store, name), {})

    def set_records(self, records: Iterable[Any]) -> None:
        """Show other records; the current cell, the place, sorting and filters stay where they still exist."""
        self.model.set_records(records)
        self._widen()

    def forget(self) -> None:
        """Take away what is said of a paste and what stands in 新しい行: from now on something else is shown."""
        self._refusals.forget()
        self.model.type_new({})

    def refresh(self, records: Iterable[Any]) -> None:
        """Show changed records (same keys) in their place; only their rows are painted again."""
        self.model.refresh_records(records)

    def set_columns(self, columns: Sequence[Column], records: Iterable[Any] | None = None) -> None:
        """Show other columns, of the same records or at once of others: where another ledger is shown, its columns
        know nothing of the records of the one before."""
        self.model.set_columns(self.choice.of(columns), records)
        self._panes.rebuild(load_widths(self._store, self._name), self._needed(self.model.rows.all))

    def _show_columns(self) -> None:
        """Show the columns that were just chosen; the records stay."""
        self.set_columns(self.choice.columns)
        self.columns_chosen.emit()

    def set_totals(self, totals: Sequence[Totals]) -> None:
        """Show these rows at the bottom, whatever is scrolled, sorted or filtered."""
        self._totals.set_totals(totals)
        self._panes.fit_totals()
        self._widen(())

    @property
    def current(self) -> tuple[Any, Column] | None:
        """Return the record and column of the current cell."""
        at = self._cursor.current
        record = self.model.record(at[0]) if at else None
        return None if at is None or record is None else (record, self.model.columns[at[1]])

    @property
    def selected_records(self) -> list[Any]:
        """Return the records of the selected rows, from top to bottom."""
        range = self._cursor.rows_range
        return self.model.rows.shown[range.top : range.bottom + 1] if range else []

    def select(self, key: Any, column: str | None = None) -> bool:
        """Go to the record with this key (and the column of this name); return False while it is not shown."""
        row = self.model.rows.row_of(key)
        if row is None:
            return False
        names = [shown.name for shown in self.model.columns]
        current = self._cursor.current
        self._cursor.go(row, names.index(column) if column in names else current[1] if current else 0)
        return True

    def focus_cells(self) -> None:
        """Give the keyboard to the current cell; where no cells are shown, to what the empty table offers."""
        if self._frame.isHidden():
            self._empty.focus_first()
            return
        at = self._cursor.current
        self._panes.view_of(at[1] if at else 0).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_search(self) -> None:
        """Open the search bar (Ctrl+F)."""
        self._search.open()

    def add_menu_action(self, action: QAction) -> None:
        """Offer a page's own action in the context menu of the cells."""
        self._extra_actions.append(action)

    def fit_rows(self, most: int) -> None:
        """Make the sheet as high as its rows need, at most `most` rows, or without any as what is said instead; for
        short tables within a form."""
        rows = min(most, max(1, self.model.rowCount()))
        if self.model.rows.all:
            self.setFixedHeight(self._panes.height_for(rows) + 4)
        else:
            said = self._empty.sizeHint().height()
            self.setFixedHeight(said + (self._panes.height_for(rows) + 4 if self.model.new_row is not None else 0))

    def set_dense(self, dense: bool) -> None:
        """Let the rows stand closer, in a window that is low."""
        for grid in (self._panes.frozen, self._panes.main):
            grid.set_dense(dense)
        self._panes.fit_totals()

    def width_for(self, columns: int) -> int:
        """Return how wide the sheet must be to show its first columns, the last of them at least by half."""
        shown = range(min(columns, len(self.model.columns)))
        widths = [self._panes.column_widths.least(self.model.columns[at]) for at in shown]
        bar_and_lines = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) + 6
        return sum(widths) - (widths[-1] // 2 if widths else 0) + bar_and_lines

    def _grid(self, lines: int, parent: QWidget) -> Grid:
        actions = self._actions
        delegate = CellDelegate(self.model, actions.commit, actions.commit_left, actions.fill, lines, parent)
        delegate.finished.connect(self._after_edit)
        grid = Grid(self.model, self._cursor, delegate, self.keys, lines, parent)
        if not self._actions.can_edit:
            grid.setEditTriggers(Grid.EditTrigger.NoEditTriggers)
        grid.dragged.connect(self._drag)
        grid.menu_asked.connect(self._show_menu)
        grid.doubleClicked.connect(self._double_clicked)
        return grid

    def _lay_out(self) -> None:
        frame = QFrame(self)
        frame.setObjectName("sheet")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._search)
        inside.addWidget(self._filter_line)
        inside.addWidget(self._panes, 1)
        self._frame = frame
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(frame, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._refusals.panel)
        self._tell_empty()

    def _bind(self) -> None:
        self.model.arranged.connect(self._tell_empty)
        self._cursor.selection.currentChanged.connect(self._current_moved)
        self._panes.main_totals.selectionModel().currentChanged.connect(self._totals_moved)
        for grid in (self._panes.main, self._panes.frozen):
            grid.entered.connect(self._cells_entered)
        for view in (self._panes.main_totals, self._panes.frozen_totals):
            view.entered.connect(self._totals_entered)
        self._panes.width_changed.connect(self._save_timer.start)
        self._save_timer.timeout.connect(lambda: save_widths(self._store, self._name, self._panes.column_widths.chosen))
        self._search.found.connect(self._cursor.go)
        self._search.closed.connect(self.focus_cells)
        self._refusals.panel.closed.connect(self.focus_cells)
        self._refusals.go_to.connect(self._go_to)
        self._empty.pressed.connect(self.go_below)

    def _widen(self, records: Sequence[Any] | None = None) -> None:
        """Let the totals and the figures of `records` (None: all) be seen whole."""
        self._panes.widen(self._needed(self.model.rows.all if records is None else records))

    def _needed(self, records: Sequence[Any]) -> dict[str, int]:
        return figure_widths(self.model.columns, records, self._totals.totals)

    def _tell_empty(self) -> None:
        """Without records 新しい行 alone stands over the sentence that says what to do."""
        is_empty = not self.model.rows.all
        if is_empty is self._has_rows:
            self._has_rows = not is_empty
            self.filled.emit()
        self._empty.setVisible(is_empty)
        self._frame.setVisible(not is_empty or self.model.new_row is not None)
        self._frame.setMaximumHeight(self._panes.height_for(1, with_bar=True) + 4 if is_empty else _UNLIMITED)

    def go_below(self) -> None:
        """Go to 新しい行, where there is one."""
        if self.model.new_row is not None:
            self._cursor.go(len(self.model.rows.shown), 0)
            self.focus_cells()

    def _current_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if previous.isValid() and current.row() != previous.row() and self.model.record(previous.row()) is None:
            self._actions.tell_unfinished()
        record = self.model.record(current.row()) if current.isValid() else None
        if current.isValid():
            self._panes.follow_focus(current.column())
            self._in_totals = False
        self.current_changed.emit(record, None if record is None else self.model.columns[current.column()])

    def _totals_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._in_totals = True
            self.current_changed.emit(self._totals.totals[current.row()], self.model.columns[current.column()])

    def _cells_entered(self) -> None:
        """Back from the totals to the cell that has been the current one all the time."""
        current = self._cursor.selection.currentIndex()
        if self._in_totals and current.isValid():
            self._current_moved(current, current)

    def _totals_entered(self) -> None:
        current = self._panes.main_totals.currentIndex()
        if not self._in_totals:
            self._totals_moved(current, current)

    def _enter(self, step: int) -> None:
        current = self.current
        if self._actions.can_edit or current is None:
            self._cursor.enter(step)
        else:
            self.activated.emit(*current)

    def _tab(self, step: int) -> None:
        if not self._actions.can_edit or not self._cursor.tab(step):
            self._panes.leave(step > 0)

    def _after_edit(self, key: int) -> None:
        self.focus_cells()
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._tab(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._cursor.go_to_missing():
            self._cursor.enter()

    def _go_to(self, key: Any, column: str) -> None:
        if self.select(key, column):
            self.focus_cells()

    def _drag(self, at: QPoint) -> None:
        cell = self._panes.cell_at(at)
        if cell:
            self._cursor.go(*cell, extend=True)

    def _double_clicked(self, index: QModelIndex) -> None:
        record, column = self.model.record(index.row()), self.model.columns[index.column()]
        if record is not None and not (self._actions.can_edit and column.can_edit(record)):
            self.activated.emit(record, column)

    def _filter_current(self) -> None:
        at = self._cursor.current
        self._filter_line.open_filter(at[1] if at else 0)

    def _show_menu(self, at: QPoint) -> None:
        menu = cell_menu(self.commands, self._actions.can_edit, self._extra_actions, self)
        menu.exec(at)
        menu.deleteLater()
