"""Sorting and filtering from the headings, and the line that says that not every row is shown."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.look import theme
from ui.tables.sheet.filter_popup import FilterPopup
from ui.tables.sheet.panes import Panes
from ui.tables.table_model import TableModel
from ui.widgets.buttons import button


class FilterLine(QWidget):
    """31件中12件を表示, with すべて表示; hidden while no filter is on."""

    def __init__(self, model: TableModel, panes: Panes, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._panes = panes
        self.count = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.STEP)
        layout.addWidget(self.count)
        layout.addWidget(button("すべて表示", model.clear_filters, "text", parent=self))
        layout.addStretch(1)
        model.arranged.connect(self._tell)
        for grid in (panes.frozen, panes.main):
            grid.heading.sort_asked.connect(self.sort_next)
            grid.heading.filter_asked.connect(self.open_filter)
        self._tell()

    def sort_next(self, section: int) -> None:
        """Sort upwards, then downwards, then not at all."""
        name, sorting = self._model.columns[section].name, self._model.rows.sorting
        if sorting is None or sorting.column != name:
            self._model.sort_by(name)
        elif not sorting.descending:
            self._model.sort_by(name, descending=True)
        else:
            self._model.sort_by(None)

    def open_filter(self, section: int) -> None:
        """Open the filter of a column under its heading."""
        column = self._model.columns[section]
        if not column.filter:
            return
        popup = FilterPopup(self._model, column.name, self.window())
        popup.applied.connect(self._model.filter_by)
        popup.sort_asked.connect(self._model.sort_by)
        popup.open_at(self._panes.below_heading(section))

    def _tell(self) -> None:
        rows = self._model.rows
        self.setVisible(bool(rows.filters))
        self.count.setText(f"{len(rows.all):,}件中{len(rows.shown):,}件を表示")
        self._panes.refit_headings()
