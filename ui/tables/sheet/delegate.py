"""The editors of cells: a line, several lines, or a list of choices. They keep what was typed until it is accepted."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.tables.columns import Align
from ui.tables.sheet.painter import CellPainter, cell_font
from ui.tables.table_model import TableModel
from ui.widgets.days.day_editor import DayEditor
from ui.widgets.offers import Ask, Offer, Offers

Index = QModelIndex | QPersistentModelIndex
_ALT = Qt.KeyboardModifier.AltModifier
Commit = Callable[[int, int, str], str | None]
"""(row, column, typed text) → the sentence of refusal, or None when accepted."""


class CellDelegate(QStyledItemDelegate):
    """Paints cells and edits them. Enter, Tab and a choice end the editing; a refused text stays in the editor."""

    refused = Signal(QWidget, str)
    finished = Signal(int)
    """The key that ended the editing: the cursor moves by it."""

    def __init__(
        self,
        model: TableModel,
        commit: Commit,
        commit_left: Commit,
        fill: Commit,
        lines: int,
        parent: QObject | None = None,
    ) -> None:
        """`commit` is asked when the user ends the editing, `commit_left` when the focus has gone elsewhere, `fill`
        when what was typed is for the whole selection (Ctrl+Enter)."""
        super().__init__(parent)
        self._model = model
        self._painter = CellPainter(model, lines)
        self._commit = commit
        self._commit_left = commit_left
        self._fill = fill
        self._cell = (0, 0)

    def set_lines(self, lines: int) -> None:
        """Write so many lines into a cell."""
        self._painter = CellPainter(self._model, lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._painter.paint(painter, option, index)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._model.columns[index.column()]
        choices = column.offered(self._model.record(index.row()))
        editor: QLineEdit | QPlainTextEdit | QComboBox
        if choices is not None:
            editor = QComboBox(parent)
            editor.addItems(choices)
            editor.activated.connect(lambda _at: self._finish(editor, Qt.Key.Key_unknown))
            QTimer.singleShot(0, editor, editor.showPopup)
        elif column.multiline:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = DayEditor(parent) if column.is_day else QLineEdit(parent)
            if isinstance(editor, DayEditor):
                editor.chosen.connect(lambda: self._finish(editor, Qt.Key.Key_unknown))
            if column.alignment is Align.RIGHT:
                editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            if column.offers is not None:
                self._offer(editor, column.offers)
        editor.setProperty("cell", True)
        editor.setFont(cell_font(column.figure, False))
        editor.setAccessibleName(column.label)
        editor.setAccessibleDescription(column.help)
        self._cell = (index.row(), index.column())
        return editor

    def _offer(self, editor: QLineEdit, ask: Ask) -> None:
        def take(offer: Offer) -> None:
            editor.setText(offer.cell)
            self._finish(editor, Qt.Key.Key_unknown)

        Offers(editor, ask, first=False).chosen.connect(take)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self._model.plain_text(index.row(), index.column())
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """The focus has gone elsewhere: what was typed counts, and is listed if it is refused."""
        self._commit_left(index.row(), index.column(), typed(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            metrics = editor.fontMetrics()
            rect.setWidth(max(rect.width(), metrics.horizontalAdvance("あ" * 24)))
            rect.setHeight(max(rect.height(), metrics.lineSpacing() * 5))
            viewport = editor.parentWidget()
            if viewport is not None:
                rect.moveBottom(min(rect.bottom(), viewport.height()))
                rect.moveRight(min(rect.right(), viewport.width()))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            offers = editor.findChild(Offers)
            if isinstance(offers, Offers) and offers.takes(event):
                return True
            key = Qt.Key(event.key())
            if isinstance(editor, DayEditor) and key == Qt.Key.Key_Down and event.modifiers() & _ALT:
                editor.open_calendar()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self._end_key(editor, event, key)
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, DayEditor) and editor.is_choosing:
            return False
        return super().eventFilter(editor, event)

    def _end_key(self, editor: QWidget, event: QKeyEvent, key: Qt.Key) -> bool:
        if isinstance(editor, QPlainTextEdit) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            editor.insertPlainText("\n")
            return True
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(editor, Qt.Key.Key_unknown, self._fill)
        else:
            self._finish(editor, key)
        return True

    def _finish(self, editor: QWidget, key: Qt.Key, commit: Commit | None = None) -> None:
        sentence = (commit or self._commit)(*self._cell, typed(editor))
        if sentence is not None:
            self.refused.emit(editor, sentence)
            return
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.finished.emit(key)


def typed(editor: QWidget) -> str:
    """Return what stands in an editor."""
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
