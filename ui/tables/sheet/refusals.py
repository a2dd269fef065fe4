"""Where a refusal stands: beside the cell while one cell is typed, in the list under the table for a range."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.tables.columns import Rejected
from ui.tables.sheet.actions import RangeActions
from ui.tables.sheet.bubble import Bubble
from ui.tables.sheet.panes import Panes
from ui.tables.sheet.rejected_panel import Refusal, RejectedPanel
from ui.tables.table_model import TableModel
from ui.widgets.buttons import mark_wrong

LOCKED_SECONDS = 4


class Refusals(QObject):
    """Tells the user what was refused; nothing in the table has changed."""

    go_to = Signal(object, str)
    """The user wants to see the cell of this record key and column name."""

    def __init__(self, model: TableModel, panes: Panes, actions: RangeActions, sheet: QWidget) -> None:
        super().__init__(sheet)
        self._model = model
        self._panes = panes
        self._sheet = sheet
        self.panel = RejectedPanel(sheet)
        self.bubble = Bubble(sheet)
        self.panel.chosen.connect(self._chosen)
        actions.refused.connect(self._list)
        actions.range_refused.connect(self.panel.show_sentence)
        actions.cell_refused.connect(self._say_locked)
        actions.accepted.connect(self.panel.hide)
        actions.accepted.connect(self.bubble.hide)
        for grid in (panes.frozen, panes.main):
            grid.editing.refused.connect(self._keep_editor)
            grid.editing.closeEditor.connect(lambda *_: self.bubble.hide())

    def _keep_editor(self, editor: QWidget, sentence: str) -> None:
        """The typed text stays in the editor, the sentence beside it until the text changes."""
        mark_wrong(editor, True)
        self.bubble.show_at(QRect(editor.mapTo(self._sheet, QPoint(0, 0)), editor.size()), sentence)
        editor.setAccessibleDescription(sentence)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

        def forget() -> None:
            self.bubble.hide()
            mark_wrong(editor, False)

        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(forget)

    def _say_locked(self, sentence: str) -> None:
        self.bubble.show_at(self._panes.current_rect(self._sheet), sentence, seconds=LOCKED_SECONDS)

    def _list(self, rejected: Sequence[Rejected]) -> None:
        self.panel.show_refusals([Refusal(at, self._row_words(one), one) for at, one in enumerate(rejected)])

    def _row_words(self, rejected: Rejected) -> str:
        record, rows = rejected.edit.record, self._model.rows
        row = None if record is None else rows.row_of(rows.key(record))
        return "追加する行" if row is None else f"{row + 1}行目　{self._model.columns[0].text(record)}"

    def _chosen(self, rejected: Rejected) -> None:
        if rejected.edit.record is not None:
            self.go_to.emit(self._model.rows.key(rejected.edit.record), rejected.edit.column.name)
