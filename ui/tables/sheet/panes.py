"""The four views of a sheet in step: frozen columns and scrolling cells, each over its part of the totals."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollBar, QWidget

from ui.look import theme
from ui.tables.chosen_columns import ColumnChoice
from ui.tables.scroll_bars import level, link
from ui.tables.sheet.grid import Grid, is_inside
from ui.tables.sheet.totals import TotalsModel, TotalsView
from ui.tables.sheet.widths import ColumnWidths
from ui.tables.table_model import TableModel

MOST_FROZEN = 0.6
"""The part of the width that frozen columns may take: in a narrow window fewer are frozen."""

ROWS_BEFORE_TOTALS = 10
"""Where fewer rows would be seen the totals fold by themselves."""


class Panes(QWidget):
    """Lays out the views; the scrolling cells lead, the others follow their scroll bars and widths."""

    width_changed = Signal()
    """The user made a column wider or narrower."""
    placed = Signal()
    """The cells are elsewhere in the window, or have another size."""

    def __init__(
        self,
        model: TableModel,
        totals: TotalsModel,
        make_grid: Callable[[QWidget], Grid],
        choice: ColumnChoice,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._totals_model = totals
        self._choice = choice
        self._shown_frozen = -1
        self._applying = False
        self.column_widths = ColumnWidths()
        self._folds = choice.folds_totals
        self.head_beside = 0  # the height of the head of what scrolls along at the right (Alongside)
        self.frozen = make_grid(self)
        self.main = make_grid(self)
        self.main_totals = TotalsView(totals, f"{name}の合計", self)
        self.frozen_totals = TotalsView(totals, f"{name}の合計(固定列)", self)
        self.frozen_totals.setSelectionModel(self.main_totals.selectionModel())
        self.main.setAccessibleName(name)
        self.frozen.setAccessibleName(f"{name}(固定列)")
        self.frozen.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.frozen_totals.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._down_line = _line(self)
        self._across_line = _line(self)
        self._vertical = QScrollBar(Qt.Orientation.Vertical, self)
        self._horizontal = QScrollBar(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self._bind()
        self.rebuild({}, {})

    def rebuild(self, widths: Mapping[str, int], needed: Mapping[str, int]) -> None:
        """Lay the columns out anew: `widths` by column name, the columns' own widths for the rest, but no narrower than
        `needed`."""
        self.column_widths.begin(self._model.columns, widths)
        self.column_widths.widen(needed)
        self._shown_frozen = -1
        self._freeze()

    def widen(self, needed: Mapping[str, int]) -> None:
        """Make the columns wider that are narrower than `needed`, but for those whose width the user has chosen."""
        if self.column_widths.widen(needed):
            self._shown_frozen = -1
            self._freeze()

    def refit_headings(self) -> None:
        """Make the headings of both views as high as the longest needs, and paint them again."""
        needed = self.main.heading.needed_height(), self.frozen.heading.needed_height()
        height = max(*needed, self.head_beside)
        for grid in (self.frozen, self.main):
            if grid.heading.height() != height:
                grid.heading.setFixedHeight(height)
            grid.heading.viewport().update()
        self._show_bars()

    def fit_totals(self) -> None:
        """Show as many rows of totals as there are, or the first alone where they are folded."""
        rows = self._totals_model.rowCount()
        shown = self._totals_model.fold(rows > 1 and self._folds_totals(rows))
        for view in (self.frozen_totals, self.main_totals):
            for row in range(1, rows):
                view.setRowHidden(row, row >= shown)
            view.setFixedHeight(shown * theme.row_height())
            view.setVisible(rows > 0 and (view is self.main_totals or self._shown_frozen > 0))
        self._across_line.setVisible(rows > 0)
        self._span_labels()

    def toggle_totals(self) -> None:
        """Fold the totals to their first row, or show all of them, until the user says otherwise."""
        self._folds = not self._totals_model.is_folded
        self._choice.fold_totals(self._folds)
        self.fit_totals()

    def _folds_totals(self, rows: int) -> bool:
        """Whether the totals are folded: as the user said, else where fewer than ROWS_BEFORE_TOTALS rows would be seen
        over all of them."""
        if self._folds is not None:
            return self._folds
        room = self.height() - self.main.heading.height() - self._horizontal.sizeHint().height()
        return room - rows * theme.row_height() < ROWS_BEFORE_TOTALS * self.main.verticalHeader().defaultSectionSize()

    def view_of(self, column: int) -> Grid:
        """Return the view in which a column stands."""
        return self.frozen if column < self._shown_frozen else self.main

    def _totals_view_of(self, column: int) -> TotalsView:
        """Return the totals view in which a column stands."""
        return self.frozen_totals if column < self._shown_frozen else self.main_totals

    def cell_at(self, at: QPoint) -> tuple[int, int] | None:
        """Return (row, column) of the cell at a point of the screen; outside, the nearest cell, for dragging."""
        grid = self.frozen if is_inside(self.frozen, at) else self.main
        local = grid.viewport().mapFromGlobal(at)
        row = grid.rowAt(local.y())
        if row < 0:
            row = grid.rowAt(0) - 1 if local.y() < 0 else grid.rowAt(grid.viewport().height() - 1) + 1
            row = self._model.rowCount() - 1 if row == 0 and local.y() > 0 else row
        column = grid.columnAt(local.x())
        if column < 0:
            column = self._shown_frozen - 1 if local.x() < 0 else self._model.columnCount() - 1
        return (row, column) if self._model.rowCount() else None

    @property
    def scrolled(self) -> tuple[int, int]:
        """Return how far the cells are scrolled (across, down)."""
        return self._horizontal.value(), self._vertical.value()

    def scroll_to(self, across: int, down: int) -> None:
        """Scroll the cells to where they were."""
        self.main.horizontalScrollBar().setValue(across)
        self.main.verticalScrollBar().setValue(down)

    def follow_focus(self, column: int) -> None:
        """If the cells have the focus, give it to the view in which the column stands."""
        if self.main.hasFocus() or self.frozen.hasFocus():
            self.view_of(column).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, forward: bool) -> None:
        """Give the focus to the widget after (or before) the cells."""
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self.main.focusNextPrevChild(forward)

    def current_rect(self, of: QWidget) -> QRect:
        """Return where the current cell is, in the coordinates of `of`."""
        view = self.frozen if self.main.current_rect().isEmpty() else self.main
        rect = view.current_rect()
        return QRect(view.viewport().mapTo(of, rect.topLeft()), rect.size())

    def below_heading(self, column: int) -> QPoint:
        """Return the point of the screen under the right end of a heading."""
        heading = self.view_of(column).heading
        right = heading.sectionViewportPosition(column) + heading.sectionSize(column)
        return heading.mapToGlobal(QPoint(right, heading.height()))

    def height_for(self, rows: int, *, with_bar: bool = False) -> int:
        """Return the height in px that shows so many rows with heading, totals and scroll bar; `with_bar`: also where
        none is needed as yet."""
        across = self._horizontal.sizeHint().height() if self._horizontal.maximum() or with_bar else 0
        totals = self._totals_model.shown_rows
        lines = rows * self.main.verticalHeader().defaultSectionSize() + totals * theme.row_height()
        return self.main.heading.height() + lines + across + (2 if totals else 0)

    @property
    def page_rows(self) -> int:
        """Return how many rows are seen at once."""
        return max(1, self.main.viewport().height() // self.main.verticalHeader().defaultSectionSize() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._freeze()
        self.fit_totals()
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.placed.emit()

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.frozen, 0, 0)
        layout.addWidget(self._down_line, 0, 1, 3, 1)
        layout.addWidget(self.main, 0, 2)
        layout.addWidget(self._vertical, 0, 3)
        layout.addWidget(self._across_line, 1, 0, 1, 3)
        layout.addWidget(self.frozen_totals, 2, 0)
        layout.addWidget(self.main_totals, 2, 2)
        layout.addWidget(self._horizontal, 3, 2)
        layout.setColumnStretch(2, 1)
        layout.setRowStretch(0, 1)

    def _bind(self) -> None:
        down, across = self.main.verticalScrollBar(), self.main.horizontalScrollBar()
        for mine, theirs in ((down, self._vertical), (across, self._horizontal)):
            link(mine, theirs)
            mine.rangeChanged.connect(lambda _low, _high, mine=mine, theirs=theirs: self._follow(mine, theirs))
            self._follow(mine, theirs)
        beside = self.frozen.verticalScrollBar()
        link(down, beside)
        for bar in (down, beside):
            bar.rangeChanged.connect(lambda _low, _high: level(down, beside))
        link(across, self.main_totals.horizontalScrollBar())
        self.main.heading.sectionResized.connect(self._resized)
        self.frozen.heading.sectionResized.connect(self._resized)
        for view in (self.frozen_totals, self.main_totals):
            view.fold_asked.connect(self.toggle_totals)

    def _follow(self, mine: QScrollBar, theirs: QScrollBar) -> None:
        theirs.setPageStep(mine.pageStep())
        theirs.setSingleStep(mine.singleStep())
        theirs.setRange(mine.minimum(), mine.maximum())
        self._show_bars()

    def _show_bars(self) -> None:
        """Beside something else there is always a bar below, and none at the right: both stand at the same height."""
        beside, across, down = self.head_beside > 0, self._horizontal, self._vertical
        across.setVisible(beside or across.maximum() > across.minimum())
        down.setVisible(not beside and down.maximum() > down.minimum())

    def _freeze(self) -> None:
        """Share the columns out between the views."""
        columns = self._model.columns
        room = self.width() * MOST_FROZEN
        frozen, taken = 0, 0
        while frozen < min(self._choice.frozen, len(columns) - 1):
            taken += self.column_widths.least(columns[frozen])
            if taken > room:
                break
            frozen += 1
        is_shared = self.column_widths.share(self.width() - self._vertical.sizeHint().width() - 4)
        if frozen == self._shown_frozen and not is_shared:
            return
        self._shown_frozen = frozen
        self._applying = True
        for at, column in enumerate(columns):
            for view in (self.frozen, self.main, self.frozen_totals, self.main_totals):
                hide = (at < frozen) != (view in (self.frozen, self.frozen_totals))
                view.setColumnHidden(at, hide)
                if not hide:
                    view.setColumnWidth(at, self.column_widths.of(column))
        self._applying = False
        self.frozen.setVisible(frozen > 0)
        self._down_line.setVisible(frozen > 0)
        self._fit_frozen()
        self.refit_headings()
        self.fit_totals()

    def _fit_frozen(self) -> None:
        taken = sum(self.column_widths.of(column) for column in self._model.columns[: self._shown_frozen])
        self.frozen.setFixedWidth(taken)
        self.frozen_totals.setFixedWidth(taken)

    def _span_labels(self) -> None:
        self.main_totals.clearSpans()
        self.frozen_totals.span_labels(self._shown_frozen)

    def _resized(self, at: int, _old: int, new: int) -> None:
        if self._applying or not new:
            return
        name = self._model.columns[at].name
        self.column_widths.choose(name, new)
        view = self._totals_view_of(at)
        view.setColumnWidth(at, new)
        if at < self._shown_frozen:
            self._fit_frozen()
        self.refit_headings()
        self.width_changed.emit()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setMinimumSize(2, 2)
    line.setObjectName("paneLine")
    return line
