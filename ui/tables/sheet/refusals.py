"""Where a table says what became of an action: beside the cell while one is typed, under the table for a range."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.look import theme
from ui.tables.columns import Rejected, UndoPoint
from ui.tables.sheet.actions import RangeActions
from ui.tables.sheet.panes import Panes
from ui.tables.sheet.rejected_panel import Refusal, RejectedPanel
from ui.tables.table_model import TableModel
from ui.widgets.banner import Banner
from ui.widgets.buttons import mark_wrong

LOCKED_SECONDS = 4


class Refusals(QObject):
    """Tells the user what was refused; nothing in the table has changed."""

    go_to = Signal(object, str)
    """The user wants to see the cell of this record key and column name."""

    def __init__(
        self,
        model: TableModel,
        panes: Panes,
        actions: RangeActions,
        undo_point: UndoPoint | None,
        sheet: QWidget,
    ) -> None:
        super().__init__(sheet)
        self._undo_point = undo_point
        self._notice: Banner | None = None
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
        actions.told.connect(self._tell)
        for hides in (actions.accepted, actions.refused, actions.range_refused):
            hides.connect(self._hide_notice)
        self._keys: frozenset[object] = frozenset()
        model.modelReset.connect(self._follow_records)
        for grid in (panes.frozen, panes.main):
            grid.editing.refused.connect(self._keep_editor)
            grid.editing.closeEditor.connect(lambda *_: self.bubble.hide())

    def forget(self) -> None:
        """Take away what is said: it was of other records."""
        self.panel.hide()
        self.bubble.hide()
        self._hide_notice()

    @property
    def notice(self) -> Banner:
        """What was done; made when there is something to tell for the first time, and put under the table."""
        if self._notice is None:
            self._notice = Banner(self._sheet)
            layout = self._sheet.layout()
            assert layout is not None
            layout.addWidget(self._notice)
        return self._notice

    def _hide_notice(self) -> None:
        if self._notice is not None:
            self._notice.hide()

    def _tell(self, told: str) -> None:
        undo = self._undo_point() if self._undo_point is not None else None
        self.notice.show_message("info", told, "元に戻す" if undo else "", undo)
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        """Scroll to the current cell where what is said under the table has taken its room."""
        hidden = self._panes.current_rect(self._panes).bottom() - self._panes.main.geometry().bottom()
        if hidden > 0:
            across, down = self._panes.scrolled
            self._panes.scroll_to(across, down + hidden)

    def _follow_records(self) -> None:
        """A refusal goes when the record does of which it speaks, and any when all records are others."""
        rows = self._model.rows
        keys, before = frozenset(map(rows.key, rows.all)), self._keys
        self._keys = keys
        told = [one.rejected.edit.record for one in self.panel.model.rows.all]
        gone = [record for record in told if record is not None and rows.key(record) not in keys]
        if gone or (before and not before & keys):
            self.forget()

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


WIDTH = 380


class Bubble(QFrame):
    """Stands under (or over) a cell; the word エラー, a border and a colour say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setProperty("role", "error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.STEP)
        layout.addWidget(self._label)
        self.setObjectName("bubble")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence that stands there."""
        return self._label.text()

    def show_at(self, cell: QRect, sentence: str, *, seconds: int = 0) -> None:
        """Show `sentence` at `cell` (in the parent's coordinates); `seconds` 0 stays until hidden."""
        self._label.setText(f"エラー: {sentence}")
        self.setAccessibleName(sentence)
        room = self._over.rect()
        width = min(WIDTH, room.width() - 2 * theme.GAP)
        self.setFixedWidth(width)
        inside = width - 2 * theme.GAP - 2 * theme.STEP
        self.setFixedHeight(self._label.heightForWidth(inside) + 2 * theme.STEP + 2 * theme.STEP)
        below = cell.bottom() + theme.STEP
        fits = below + self.height() <= room.bottom()
        top = below if fits else max(0, cell.top() - self.height() - theme.STEP)
        self.move(max(theme.GAP, min(cell.left(), room.right() - width - theme.GAP)), top)
        self.show()
        self.raise_()
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
